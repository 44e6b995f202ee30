"""Putting a backup into an empty place, and verifying what stands there afterwards."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect as open_sqlite
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select, table, text

from core import files
from core.errors import Conflict
from core.i18n import N_
from core.settings import settings
from core.upkeep import archive, blobs, pgtools, portable
from core.upkeep.archive import Manifest, Reader
from core.upkeep.backup import DATABASE, FILES, PG_DUMP, PORTABLE, SQLITE, head, server_major
from core.upkeep.verify import Verification, verify
from core.work import ready
from db import migrate
from db.session import database

# Tables that hold somebody's work; without a row in them the office was never set up.
WORKED_IN = ("people", "events", "settings")


class NotEmpty(Conflict):
    message = N_(
        "There is an office in {place} already. A backup goes into an empty place only: "
        "set LUOSHI_FOLDER or LUOSHI_DATABASE_URL to a new one."
    )


class MadeByNewer(Conflict):
    message = N_("This backup was made by a newer version of Luoshi. Please install that version first.")


class NeedsPostgres(Conflict):
    message = N_(
        "This backup was made by pg_dump and goes into PostgreSQL only. "
        "A backup made with --portable goes into either."
    )


class NeedsPgRestore(Conflict):
    message = N_("pg_restore of PostgreSQL {major} is needed for this backup and was not found.")


class NotTheSame(Conflict):
    message = N_("What was restored is not what was backed up: the history ends at {now} instead of {then}.")


def restore(file: Path) -> Verification:
    """Fill an empty place from the backup. Everything in it is read and checked before the first write."""
    ready()
    with archive.opened(file) as reader:
        _ensure_known(reader.manifest)
        ensure_empty()
        reader.check()
        _clear_shape()
        _restore_database(reader)
        for member in reader.manifest.inside(FILES):
            files.store().put(b"".join(reader.chunks(member)))
        _ensure_same(reader.manifest)
    migrate.upgrade()
    return verify()


def read_again(file: Path) -> None:
    """Raises where a backup is not whole, to its last byte."""
    with archive.opened(file) as reader:
        reader.check()


def put_back(file: Path) -> None:
    """The database as it was backed up, in the place of the one that is there: the way back after an upgrade.

    What was done since is lost, so whoever calls has taken a backup of it. Stored files never change: those
    that are there stay, those that are missing return. The tables stay at the backup's version.
    """
    ready()
    with archive.opened(file) as reader:
        _ensure_known(reader.manifest)
        reader.check()
        if not (database().is_sqlite and reader.manifest.kind == SQLITE):
            _clear_shape()
        _restore_database(reader)
        for member in reader.manifest.inside(FILES):
            files.store().put(b"".join(reader.chunks(member)))
        _ensure_same(reader.manifest)


def ensure_empty() -> None:
    with database().reads.connect() as connection:
        here = set(inspect(connection).get_table_names())
        for name in WORKED_IN:
            if name in here and connection.scalar(select(func.count()).select_from(table(name))):
                raise NotEmpty(place=database().url.render_as_string(hide_password=True))
    if next(blobs.digests(), None) is not None:
        raise NotEmpty(place=settings().files)


def _ensure_known(manifest: Manifest) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(migrate.settings()).walk_revisions()}
    if manifest.revision not in known:
        raise MadeByNewer()


def _clear_shape() -> None:
    """Tables of an office that was never set up make way."""
    if migrate.current() is not None:
        migrate.downgrade("base")


def _restore_database(reader: Reader) -> None:
    manifest = reader.manifest
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if manifest.kind == PORTABLE:
            _load(manifest.revision, _contents(reader))
        elif manifest.kind == PG_DUMP:
            _pg_restore(reader.save(_only(manifest), folder / "luoshi.pgdump"))
        elif manifest.kind == SQLITE:
            _from_sqlite(manifest, reader.save(_only(manifest), folder / "luoshi.db"))


def _only(manifest: Manifest) -> archive.Member:
    return manifest.inside(DATABASE)[0]


def _contents(reader: Reader) -> Iterator[tuple[str, Iterator[Any]]]:
    for member in reader.manifest.inside(DATABASE):
        name = member.name.removeprefix(f"{DATABASE}/").removesuffix(".jsonl")
        yield name, (json.loads(line) for line in _lines(reader.chunks(member)))


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
    if rest:
        yield rest


def _load(revision: str, contents: Iterator[tuple[str, Iterator[Any]]]) -> None:
    migrate.upgrade(revision)
    with database().writes.begin() as connection:
        portable.load(connection, contents)


def _from_sqlite(manifest: Manifest, copy: Path) -> None:
    if not database().is_sqlite:
        engine = portable.engine_of(copy)
        with engine.connect() as source:
            tables = portable.tables(source)
            _load(manifest.revision, ((one.name, portable.lines(source, one)) for one in tables))
        engine.dispose()
        return
    # Through SQLite itself and not over the file: a server that has it open sees the new content.
    with closing(open_sqlite(copy)) as source, closing(database().writes.raw_connection()) as held:
        source.backup(held.driver_connection)  # type: ignore[arg-type]


def _pg_restore(source: Path) -> None:
    if database().is_sqlite:
        raise NeedsPostgres()
    with database().writes.begin() as connection:
        major = server_major(connection)
        tool = pgtools.found("pg_restore", major)
        if tool is None:
            raise NeedsPgRestore(major=major)
        connection.execute(text("drop table if exists alembic_version"))
    pgtools.restore(tool, database().url, source)


def _ensure_same(manifest: Manifest) -> None:
    with database().reads.connect() as connection:
        count, last = head(connection)
    if (count, last) != (manifest.events, manifest.head):
        raise NotTheSame(now=count, then=manifest.events)
