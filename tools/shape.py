"""Tables brought to this program's version: one at a time, and with a backup of what stands there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import text

from core import upkeep
from core.errors import Conflict
from core.i18n import N_
from core.settings import settings
from core.work import ready
from db import migrate
from db.filelock import FileLock
from db.session import database

MIGRATING = 0x4C756F7368690A
STAMP = "%Y%m%dT%H%M%S"


class TablesAreNewer(Conflict):
    message = N_(
        "The tables are at version {now}, which this program does not know: "
        "they were made by a newer one. Install that one, or restore a backup."
    )


def bring_up(*, with_backup: bool = True) -> tuple[str | None, str, Path | None]:
    """The versions before and after, and the backup that was taken in between. Refuses network drives."""
    ready()
    upkeep.refuse_network_drive(database())
    with _alone():
        before, newest = migrate.current(), migrate.newest()
        if before == newest:
            return before, newest, None
        if before is not None and before not in known():
            raise TablesAreNewer(now=before)
        taken = _backup(newest) if with_backup and before is not None else None
        migrate.upgrade()
    return before, newest, taken


def known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(migrate.settings()).walk_revisions()}


def _backup(newest: str) -> Path:
    name = f"before-{newest}-{datetime.now(UTC).strftime(STAMP)}Z.zip"
    return upkeep.backup(settings().backup_folder / name).file


@contextmanager
def _alone() -> Iterator[None]:
    """Of two that start at once, the second waits and finds the work done."""
    if database().is_sqlite:
        with FileLock(database().path.with_name("migrating.lock")):
            yield
        return
    with database().writes.connect() as connection:
        # Its own for as long as it lives: closing it gives the lock back, however this ends.
        connection.detach()
        connection.execute(text("set lock_timeout = 0"))
        connection.execute(text("select pg_advisory_lock(:number)"), {"number": MIGRATING})
        connection.commit()
        yield
