"""One file with the whole office: database, files and a manifest of hashes. Nobody has to stop working."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import connect as open_sqlite

from sqlalchemy import Connection, Engine, inspect, text

from core import history
from core.actor import SYSTEM
from core.errors import Conflict
from core.i18n import N_
from core.upkeep import archive, blobs, pgtools, portable
from core.upkeep.archive import Manifest, Writer
from core.work import look, ready
from db import migrate
from db.session import database

SQLITE, PG_DUMP, PORTABLE = "sqlite", "pg_dump", "portable"
DATABASE, FILES = "database", "files"


class NothingToBackUp(Conflict):
    message = N_("There is no office here yet: nothing to back up.")


class NoRoom(Conflict):
    message = N_("Not enough room in {folder}: about {needed} MB are needed, {free} MB are free.")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was taken."""

    file: Path
    kind: str
    size: int
    events: int
    files: int
    damaged: int


def backup(target: Path, *, as_portable: bool = False) -> Backup:
    """Write the office to `target`, a file that must not exist yet.

    The database comes first: every file it names was stored before it, and files never change. `as_portable`
    makes a backup that goes into SQLite and PostgreSQL alike; pg_dump is used on PostgreSQL where it is
    installed in the server's version.
    """
    ready()
    if migrate.current() is None:
        raise NothingToBackUp()
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    _ensure_room(target.parent)
    with archive.written(target) as writer, tempfile.TemporaryDirectory(dir=target.parent) as folder:
        manifest = _write_database(writer, Path(folder), as_portable=as_portable)
        manifest.damaged = _write_files(writer)
        writer.finish(manifest)
    files = len(manifest.inside(FILES))
    return Backup(target, manifest.kind, target.stat().st_size, manifest.events, files, len(manifest.damaged))


def _write_database(writer: Writer, folder: Path, *, as_portable: bool) -> Manifest:
    if database().is_sqlite and not as_portable:
        return _copy_sqlite(writer, folder / "luoshi.db")
    with snapshot() as connection:
        tool = None if as_portable else pg_dump(connection)
        manifest = _manifest(connection, PG_DUMP if tool else PORTABLE)
        if tool:
            dumped = folder / "luoshi.pgdump"
            exported = str(connection.scalar(text("select pg_export_snapshot()")))
            pgtools.dump(tool, database().url, exported, dumped)
            writer.add(f"{DATABASE}/{dumped.name}", archive.chunks_of(dumped), packed=False)
        else:
            for table in portable.tables(connection):
                lines = archive.lines_as_chunks(portable.lines(connection, table))
                writer.add(f"{DATABASE}/{table.name}.jsonl", lines, packed=True)
    return manifest


def _copy_sqlite(writer: Writer, copy: Path) -> Manifest:
    """In one step: a copy in parts starts over at every write of somebody else and may never end."""
    with closing(database().reads.raw_connection()) as held, closing(open_sqlite(copy)) as target:
        held.driver_connection.backup(target)  # type: ignore[union-attr]
        target.execute("PRAGMA journal_mode=DELETE")
    writer.add(f"{DATABASE}/{copy.name}", archive.chunks_of(copy), packed=True)
    engine = portable.engine_of(copy)
    with engine.connect() as connection:
        manifest = _manifest(connection, SQLITE)
    engine.dispose()
    return manifest


@contextmanager
def snapshot() -> Iterator[Connection]:
    """One state of the database for as long as it takes to read it."""
    engine: Engine = database().reads
    if not database().is_sqlite:
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection, connection.begin():
        if not database().is_sqlite:
            connection.execute(text("set local idle_in_transaction_session_timeout = 0"))
        yield connection


def pg_dump(connection: Connection) -> str | None:
    if connection.dialect.name != "postgresql":
        return None
    return pgtools.found("pg_dump", server_major(connection))


def server_major(connection: Connection) -> int:
    return int(str(connection.scalar(text("show server_version_num")))) // 10000


def _manifest(connection: Connection, kind: str) -> Manifest:
    count, last = head(connection)
    with look(SYSTEM) as work:
        made_at = work.now.isoformat(timespec="seconds")
    return Manifest(
        made_at=made_at,
        kind=kind,
        revision=str(connection.scalar(text("select version_num from alembic_version"))),
        events=count,
        head=last,
        server=_server(connection),
    )


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last row of the history, also in a database of another revision."""
    if not inspect(connection).has_table("heads"):
        return 0, history.START
    query = text("select count, hash from heads where name = :name")
    row = connection.execute(query, {"name": history.NAME}).one_or_none()
    return (row[0], row[1]) if row else (0, history.START)


def _server(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return f"SQLite {connection.scalar(text('select sqlite_version()'))}"
    return f"PostgreSQL {connection.scalar(text('show server_version'))}"


def _write_files(writer: Writer) -> list[str]:
    """Every stored file; the hashes of those that were damaged already."""
    damaged: list[str] = []
    for digest in blobs.digests():
        content = blobs.content(digest)
        if content is None:
            damaged.append(digest)
        else:
            writer.add(f"{FILES}/{digest}", [content], packed=False)
    return damaged


def _ensure_room(folder: Path) -> None:
    """The copy of the database and the file that it goes into stand beside each other for a while."""
    with database().reads.connect() as connection:
        needed = 2 * database_size(connection) + blobs.known(connection)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoRoom(folder=folder, needed=needed >> 20, free=free >> 20)


def database_size(connection: Connection) -> int:
    if database().is_sqlite:
        return database().path.stat().st_size
    return int(connection.scalar(text("select pg_database_size(current_database())")) or 0)
