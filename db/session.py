"""The database: one engine that reads, one that writes. Nothing else opens a connection.

SQLite runs in WAL with synchronous=FULL; every writing transaction is BEGIN IMMEDIATE behind a lock of this
process and a lock file between processes (docs/decisions/0002).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from db.filelock import FileLock

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
PATIENCE = 60.0


class WriteInsideWrite(RuntimeError):
    """A bug: a command opened a second transaction inside its own."""


class WaitedTooLong(RuntimeError):
    """Another writer kept the database for longer than PATIENCE seconds."""


class Database:
    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._busy = threading.local()
        if self.is_sqlite:
            self._open_sqlite()
        else:
            self._open_postgres()

    def _open_sqlite(self) -> None:
        self.path = Path(str(self.url.database))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.reads = _sqlite(self.path, "BEGIN", pool_size=20, max_overflow=30)
        self.writes = _sqlite(self.path, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)
        self._turn = threading.Lock()
        self._gate = FileLock(self.path.with_name(self.path.name + ".lock"))

    def _open_postgres(self) -> None:
        url = self.url.set(drivername="postgresql+psycopg")
        limits = (
            "-c statement_timeout=60000 -c lock_timeout=30000 -c idle_in_transaction_session_timeout=120000"
        )
        # Pages come from memory or from a disk that does not turn: an index alone is worth its reading.
        options = f"{limits} -c random_page_cost=1.1"
        self.writes = create_engine(
            url, pool_pre_ping=True, pool_size=15, max_overflow=25, connect_args={"options": options}
        )
        self.reads = self.writes.execution_options(postgresql_readonly=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.reads, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that commits when the block ends well. Never inside another one."""
        if getattr(self._busy, "yes", False):
            raise WriteInsideWrite
        self._busy.yes = True
        try:
            with self._alone(), Session(self.writes, expire_on_commit=False) as session, session.begin():
                yield session
        finally:
            self._busy.yes = False

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        if not self._turn.acquire(timeout=PATIENCE):
            raise WaitedTooLong
        try:
            with self._gate:
                yield
        finally:
            self._turn.release()

    def dispose(self) -> None:
        self.reads.dispose()
        self.writes.dispose()


def _sqlite(path: Path, begin: str, **pool: Any) -> Engine:
    made = create_engine(
        f"sqlite:///{path}", connect_args={"isolation_level": None, "check_same_thread": False}, **pool
    )

    @event.listens_for(made, "connect")
    def strict(connection: Any, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if begin == "BEGIN":
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(made, "begin")
    def begins(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return made


_database: Database | None = None


def connect(url: str) -> Database:
    """Make `url` the database of this process."""
    global _database
    if _database is not None:
        _database.dispose()
    _database = Database(url)
    return _database


def database() -> Database:
    if _database is None:
        raise RuntimeError("connect() comes first")
    return _database


def connected() -> bool:
    return _database is not None
