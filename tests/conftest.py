"""Fixtures every test may use: `office` is an empty, migrated database, on SQLite and on Postgres.

`office` also gives the files a place of their own and connects this process, so that begin(actor),
look(actor) and the builders of tests/make.py work at once. Nothing of it is shared between tests.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import Settings, settings
from db import migrate, session
from db.session import Database, connect
from tests import pg

DATABASES = ("sqlite", "postgres")


def pytest_configure(config: pytest.Config) -> None:
    """Under xdist the controller starts Postgres; its workers inherit the address."""
    if getattr(config.option, "numprocesses", None):
        pg.start()
        _postgres_template()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        pg.stop()


@pytest.fixture(params=DATABASES)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def office(
    backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, templates: Path
) -> Iterator[Database]:
    """An empty office: migrated, connected, nobody in it."""
    url = new_database(backend, tmp_path, templates)
    point_to(url, tmp_path, monkeypatch)
    yield connect(url)
    leave(url)


@pytest.fixture
def blank(backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database without a single table, for the migrations."""
    url = f"sqlite:///{tmp_path / 'blank.db'}" if backend == "sqlite" else pg.new(template="template0")
    point_to(url, tmp_path, monkeypatch)
    yield connect(url)
    leave(url)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, copied for every test."""
    path = tmp_path_factory.mktemp("template") / "luoshi.db"
    _migrate(f"sqlite:///{path}")
    return path


def new_database(backend: str, folder: Path, template: Path) -> str:
    if backend == "postgres":
        _postgres_template()
        return pg.new(template=pg.template())
    copy = folder / "luoshi.db"
    shutil.copyfile(template, copy)
    return f"sqlite:///{copy}"


def point_to(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What differs from place to place, for this process and those that it starts."""
    monkeypatch.setenv("LUOSHI_DATABASE_URL", url)
    monkeypatch.setenv("LUOSHI_FOLDER", str(folder))
    monkeypatch.setenv("LUOSHI_TIME_ZONE", "Asia/Shanghai")
    monkeypatch.setenv("LUOSHI_LANGUAGE", "zh_CN")
    for name in (
        "FILES_URL",
        "BACKUPS",
        "HEAD_FILE",
        "PUBLIC_URL",
        "TRUSTED_PROXIES",
        "ALLOWED_HOSTS",
        "DEMO",
        "SECRET_KEY",
    ):
        monkeypatch.delenv(f"LUOSHI_{name}", raising=False)
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    settings.cache_clear()


def leave(url: str) -> None:
    """Whatever database the test is connected to by now; then drop the one that was made for it."""
    if session.connected():
        session.database().dispose()
    session._database = None
    settings.cache_clear()
    if url.startswith("postgres"):
        pg.drop(url)


def _postgres_template() -> None:
    if not pg.exists(pg.template()):
        _migrate(pg.blank(pg.template()))


def _migrate(url: str) -> None:
    connect(url)
    migrate.upgrade()
    session.database().dispose()
    session._database = None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How large the matrix was, and how many hostile texts were tried."""
    for what in ("cells", "hostile texts", "kills"):
        counted = [
            int(value)
            for reports in terminalreporter.stats.values()
            for report in reports
            for name, value in getattr(report, "user_properties", ())
            if name == what and getattr(report, "when", "") == "call"
        ]
        if counted:
            terminalreporter.write_line(f"{what}: {sum(counted):,}")
