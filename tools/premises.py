"""What the doctor asks the office itself: settings, database, tables, calendar, backups, jobs."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from core import access, calendar, office, upkeep
from core.actor import SYSTEM
from core.i18n import N_, _
from core.settings import Settings, settings
from core.work import Work, look, ready
from db import migrate
from db.models import Event, SecondFactor
from db.session import database
from tools import shape
from tools.findings import Line, bad, ok, warn

Version = tuple[int, ...]
OLDEST_POSTGRES, TESTED_POSTGRES = 14, 18
OLD_SQLITE = N_(
    "This SQLite can lose writes in rare cases; Luoshi lets in one writer at a time, which avoids it. "
    "A Python with SQLite 3.51.3 or newer, or PostgreSQL, removes the cause."
)
OUTSIDE = N_(
    "Set LUOSHI_HEAD_FILE to a place outside: only there can be seen that the end of the history was cut off."
)
AHEAD = timedelta(minutes=5)
SECRET = re.compile(r"://([^:/@]*):(.*)@")


def look_at_settings(chosen: Settings) -> Iterator[Line]:
    """Every setting with its value; passwords in addresses are masked."""
    for name, value in chosen.model_dump().items():
        default = type(chosen).model_fields[name].default
        mark = "" if value == default else " *"
        yield ok(f"LUOSHI_{name.upper()}", masked(str("" if value is None else value)) + mark)


def masked(value: str) -> str:
    return SECRET.sub(r"://\1:***@", value)


def look_inside() -> Iterator[Line]:
    try:
        ready()
        yield version()
        yield (tables := look_at_tables())
    except SQLAlchemyError as error:
        said = masked(str(getattr(error, "orig", None) or error).strip())
        yield bad(_("database"), said, _("Check LUOSHI_DATABASE_URL and whether the server runs."))
        return
    if tables.state == "ok":
        with look(SYSTEM) as work:
            yield from _office(work)


def version() -> Line:
    with database().reads.connect() as connection:
        if not database().is_sqlite:
            return postgres(int(connection.scalar(text("show server_version_num")) or 0) // 10000)
        return sqlite(tuple(map(int, str(connection.scalar(text("select sqlite_version()"))).split("."))))


def sqlite(found: Version) -> Line:
    said = "SQLite " + ".".join(map(str, found))
    if has_wal_reset_bug(found):
        return warn(
            _("database"),
            said,
            _(OLD_SQLITE),
        )
    return ok(_("database"), said)


def has_wal_reset_bug(found: Version) -> bool:
    """3.7.0 to 3.51.2, mended in 3.51.3 and in the branches 3.44 (from .6) and 3.50 (from .7)."""
    mended_in_branch = (3, 44, 6) <= found < (3, 45) or (3, 50, 7) <= found < (3, 51)
    return (3, 7) <= found < (3, 51, 3) and not mended_in_branch


def postgres(major: int) -> Line:
    said = f"PostgreSQL {major}"
    if major < OLDEST_POSTGRES:
        return bad(
            _("database"), said, _("Upgrade PostgreSQL: tested with {version}.", version=TESTED_POSTGRES)
        )
    return ok(_("database"), said)


def look_at_tables() -> Line:
    now, newest = migrate.current(), migrate.newest()
    if now == newest:
        return ok(_("tables"), now)
    if now is None:
        return warn(_("tables"), _("none yet"), _("Start once: python3 run.py"))
    if now not in shape.known():
        return bad(_("tables"), now, _("Made by a newer program: install that one."))
    return bad(_("tables"), f"{now} → {newest}", _("Run: python3 run.py migrate"))


def _office(work: Work) -> Iterator[Line]:
    if not office.is_set_up(work.session):
        yield warn(
            _("office"), _("not set up yet"), _("Start, open the page and type the code of the terminal.")
        )
        return
    profile = office.profile(work.session)
    yield ok(_("office"), f"{profile.name}, {profile.time_zone}")
    yield last_event(work.session.scalar(select(Event.at).order_by(Event.id.desc()).limit(1)), work.now)
    yield years(calendar.unconfirmed_years(work))
    yield backups(upkeep.last_backup(work))
    yield from timed(upkeep.timed_jobs(work))
    yield head_file(settings().head_file)
    yield second_steps(work)


def last_event(at: datetime | None, now: datetime) -> Line:
    if at is not None and at > now + AHEAD:
        return bad(_("last change"), at.isoformat(), _("It lies in the future: the clock was or is wrong."))
    return ok(_("last change"), at.isoformat(timespec="seconds") if at else "–")


def years(unconfirmed: list[int]) -> Line:
    if not unconfirmed:
        return ok(_("calendar"), _("confirmed"))
    said = _("unconfirmed: {years}", years=", ".join(map(str, unconfirmed)))
    return warn(
        _("calendar"), said, _("Compare with the holiday notice of the State Council and confirm the year.")
    )


def backups(last: upkeep.LastBackup) -> Line:
    said = f"{last.at.isoformat(timespec='seconds')} {last.file}" if last.at else _("none yet")
    if last.failed:
        return bad(
            _("backup"), f"{said}; {last.failed}", _("The last backup failed: mend the cause named here.")
        )
    if last.old:
        return bad(
            _("backup"),
            said,
            _("Back up now: python3 run.py backup FILE; and keep the server running at night."),
        )
    return ok(_("backup"), said)


def timed(states: list[upkeep.JobState]) -> Iterator[Line]:
    for state in states:
        if state.failed:
            yield bad(_("job {name}", name=state.name), state.result, _("It is tried again every half hour."))


def head_file(file: Any) -> Line:
    if file is None:
        return warn(
            _("head file"),
            _("none"),
            _(OUTSIDE),
        )
    return ok(_("head file"), file)


def second_steps(work: Work) -> Line:
    """Whether the key outside the database opens what is sealed in it."""
    rows = work.session.execute(select(SecondFactor.secret, SecondFactor.person_id)).all()
    shut = sum(1 for seal, person_id in rows if not access.opens(seal, person_id))
    if not shut:
        return ok(_("two-step sign-in"), _("{count} in use", count=len(rows)))
    return bad(
        _("two-step sign-in"),
        _("{count} cannot be checked: the key is missing or another one", count=shut),
        _(
            "Put the old secret.key into {folder}, or set LUOSHI_SECRET_KEY. Recovery codes work without it.",
            folder=settings().folder,
        ),
    )
