"""Is everything still what it was? The history, the database, the files and the shape of the tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.actor import SYSTEM
from core.i18n import N_, Text
from core.settings import settings
from core.upkeep import blobs, chain
from core.upkeep.damage import Check, Damage
from core.work import look, ready
from db import migrate
from db.session import database

SHOWN = 200

NO_HEAD_FILE = N_(
    "Whether the end of the history was cut off, or all of it written anew, can only be seen against heads "
    "noted outside: set LUOSHI_HEAD_FILE to a file where administrators of this machine cannot edit it."
)


@dataclass(frozen=True, slots=True)
class Verification:
    """`outside` is the number of noted heads that were compared; None when there is no head file."""

    damages: tuple[Damage, ...]
    events: int
    head: str
    files: int
    outside: int | None

    @property
    def sound(self) -> bool:
        return not self.damages

    @property
    def notes(self) -> tuple[Text, ...]:
        return (NO_HEAD_FILE,) if self.outside is None else ()


def verify() -> Verification:
    """Recompute all there is to recompute; at most SHOWN damages are told."""
    ready()
    shape = list(_shape())
    if shape:
        return Verification(tuple(shape), events=0, head="", files=0, outside=None)
    file = settings().head_file
    noted = chain.noted_outside(file) if file else None
    with look(SYSTEM) as work:
        broken = list(_database(work.session))
        history_broken, tally = chain.damages(work.session, noted)
        files_broken, files = blobs.damages(work.session)
    return Verification(
        damages=tuple([*broken, *history_broken, *files_broken][:SHOWN]),
        events=tally.count,
        head=tally.hash,
        files=files,
        outside=None if noted is None else len(noted),
    )


def _shape() -> Iterator[Damage]:
    now, newest = migrate.current(), migrate.newest()
    if now is None:
        yield Damage(Check.SHAPE, N_("There is no office in this database yet."))
    elif now != newest:
        message = N_("The tables are at version {now}, the program at {newest}: run the command migrate.")
        yield Damage(Check.SHAPE, message, {"now": now, "newest": newest})


def _database(session: Session) -> Iterator[Damage]:
    """SQLite can be asked about its pages and references; PostgreSQL watches over them itself."""
    if not database().is_sqlite:
        return
    for (said,) in session.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield Damage(Check.DATABASE, N_("The database file is damaged: {said}"), {"said": said})
    for table, row, parent, _key in session.execute(text("PRAGMA foreign_key_check")):
        message = N_("Row {row} of table {table} refers to a row of {parent} that is not there.")
        yield Damage(Check.DATABASE, message, {"row": row, "table": table, "parent": parent})
