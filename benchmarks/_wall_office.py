"""An office for measuring the wall: so many departments and open items, on SQLite or PostgreSQL, and servers.

The script itself is one process of the office, each server another.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from sqlalchemy import insert

from core import tasks, wall
from core.settings import settings
from core.work import begin, look
from db import migrate, session
from db.models import Matter
from db.session import connect, database
from tests import make, pg
from tests.e2e.office import Server
from tests.tasks import desk

SPREAD = (-20, -9, -3, -1, 0, 1, 2, 4, 8, 15, 30, 60)


@dataclass
class House:
    folder: Path
    people: make.Office
    token: str
    drafts: list[int] = field(default_factory=list)

    def issue(self) -> None:
        """One more item is open."""
        number = self.drafts[-1]
        with begin(self.people.clerk) as work:
            version = work.session.get_one(Matter, number).version
            tasks.issue(work, task_id=number, version=version)
        self.drafts.pop()

    def open(self) -> int:
        """How many there are now."""
        with look(wall.SCREEN) as work:
            return tasks.lamps(work).open

    def path(self, **query: str) -> str:
        return f"/wall?screen={self.token}" + "".join(f"&{name}={value}" for name, value in query.items())


@contextmanager
def furnished(folder: Path, kind: str, *, departments: int, open_items: int, changes: int) -> Iterator[House]:
    folder.mkdir(parents=True)
    url = f"sqlite:///{folder / 'luoshi.db'}" if kind == "sqlite" else pg.blank(f"wall_{os.getpid()}")
    os.environ["LUOSHI_FOLDER"], os.environ["LUOSHI_DATABASE_URL"] = str(folder), url
    settings.cache_clear()
    connect(url)
    migrate.upgrade()
    people = make.office()
    homes = [make.department(f"第{number + 1}业务科") for number in range(departments)]
    _fill(people, homes, open_items)
    with begin(people.clerk) as work:
        token = wall.make_link(work, name="三楼会议室")
    house = House(folder, people, token, [desk.drafted(people) for _ in range(changes)])
    try:
        yield house
    finally:
        session.database().dispose()
        session._database = None


def _fill(people: make.Office, homes: list[int], count: int) -> None:
    now = datetime.now(UTC)
    today = now.astimezone(make.SHANGHAI).date()
    rows = [
        {
            "version": 1,
            "title": f"推进第 {number} 项重点工作并按时报送进展情况",
            "number": f"旧〔{today.year}〕{number + 1}号",
            "state": "working",
            "lead_department_id": homes[number % len(homes)],
            "supervising_department_id": people.bureau,
            "created_by": people.clerk.number,
            "created_at": now,
            "issued_at": now,
            "due_day": today + timedelta(SPREAD[number % len(SPREAD)]),
            "lagging": number % 7 == 0,
            "searched": "",
        }
        for number in range(count)
    ]
    with database().writing() as writing:
        writing.execute(insert(Matter), rows)
    with database().writes.connect() as connection:
        connection.exec_driver_sql("analyze")
        connection.commit()


@contextmanager
def served(house: House, port: int) -> Iterator[Server]:
    server = Server(house.folder, port, {"LUOSHI_DATABASE_URL": os.environ["LUOSHI_DATABASE_URL"]})
    server.start()
    try:
        yield server
    finally:
        server.stop()


def burnt(server: Server) -> float:
    """Seconds of CPU that the server has used so far."""
    assert server.process is not None
    used = psutil.Process(server.process.pid).cpu_times()
    return float(used.user + used.system)
