"""A real office on a port of its own: the product started as an office starts it, in a folder of its own."""

import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import select

from core import access
from core.actor import SYSTEM
from core.settings import ROOT
from core.work import begin
from db import migrate, session
from db.models import Person
from db.session import connect
from tests import make

PASSWORD = "登高望远 看得清"
PATIENCE = 60


@dataclass
class Server:
    """A running server; `code` is what its terminal shows before the set-up."""

    folder: Path
    port: int
    variables: dict[str, str] = field(default_factory=dict)
    module: str = "tools"
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    @property
    def code(self) -> str:
        return re.findall(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b", self.said)[-1]

    def start(self) -> "Server":
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LUOSHI_")}
        own = {"LUOSHI_FOLDER": str(self.folder), "LUOSHI_DATABASE_URL": address(self.folder)}
        command = [sys.executable, "-m", self.module, "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env={**kept, **own, **self.variables}, stdout=log, stderr=log
            )
        self._wait()
        return self

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE)
            self.process = None

    def _wait(self) -> None:
        assert self.process is not None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                urlopen(f"{self.url}/readyz", timeout=5).close()
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
            else:
                return
        self.process.kill()
        raise AssertionError(f"the server did not start:\n{self.said}")


def address(folder: Path) -> str:
    return f"sqlite:///{folder / 'luoshi.db'}"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def furnish(folder: Path) -> make.Office:
    """A migrated database in this folder, connected, with the office of tests/make.py; all know PASSWORD."""
    connect(address(folder))
    migrate.upgrade()
    people = make.office()
    passwords(PASSWORD)
    return people


def passwords(password: str, *, must_change: bool = False, only: int | None = None) -> None:
    """Give everybody (or `only` one) this password: hashed once."""
    ready = access.hashed(password)
    with begin(SYSTEM) as work:
        for number in list(work.session.scalars(select(Person.id))):
            if only in (None, number):
                access.give_password(work, person_id=number, password=ready, must_change=must_change)


def leave() -> None:
    """Let go of the database of this process."""
    if session.connected():
        session.database().dispose()
    session._database = None
