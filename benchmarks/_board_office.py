"""An office for measuring the board: so much open, in every column, beside a large archive; and its server.

`python -m benchmarks._board_office --port N` serves the product with one screen more: an empty one.
"""

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import delete, insert, select, update

from benchmarks import _big_office
from core import access, calendar, upkeep
from core.settings import ROOT, settings
from db import migrate, session
from db.models import Closure, Credential, Job, Matter, Person, SignInSession, Turn
from db.session import connect, database
from pages.ui import menu
from pages.ui.menu import WORK, Screen
from tools import serve

# Of twenty open tasks, so many stand in each column; the others are in work.
ISSUED, CHECKING, PAUSED = 3, 6, 1
HEADS = 6  # the first of the department heads
PATIENCE = 60


def ready(kept: Path | None, scratch: Path, archived: int, open_ones: int) -> Path:
    """An office to measure in. Of one that is kept a copy: what is moved in it is not there the next time."""
    name = f"{archived}-{open_ones}"
    if kept is not None:
        build(kept / name, archived, open_ones)
        leave()
        (scratch / name).mkdir()
        shutil.copy(kept / name / "luoshi.db", scratch / name)
    build(scratch / name, archived, open_ones)
    _nothing_is_overdue()
    return scratch / name


def _nothing_is_overdue() -> None:
    """Else the missed night's backup would be caught up while the day is measured."""
    now = datetime.now(UTC)
    done = {"started_at": now, "ended_at": now, "claimed_until": None, "result": "", "failed": False}
    with database().writing() as writing:
        writing.execute(delete(Job))
        writing.execute(insert(Job), [{"name": name, **done} for name in upkeep.jobs.JOBS])


def build(folder: Path, archived: int, open_ones: int) -> None:
    """Fill an empty folder; one that was filled before is used again."""
    point_to(folder)
    fresh = not (folder / "luoshi.db").exists()
    connect(settings().database)
    migrate.upgrade()
    if not fresh:
        return
    with database().writing() as writing:
        calendar.seed(writing, [datetime.now(UTC).year])
    _big_office.OPEN = open_ones
    _big_office.fill(archived + open_ones, datetime.now(UTC).date())
    _spread(archived + 1, open_ones)
    with database().writes.connect() as connection:
        connection.exec_driver_sql("analyze")
        connection.commit()


def point_to(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["LUOSHI_FOLDER"] = str(folder)
    os.environ["LUOSHI_DATABASE_URL"] = f"sqlite:///{folder / 'luoshi.db'}"
    settings.cache_clear()


def _spread(first: int, count: int) -> None:
    """Open tasks stand in every column."""
    now = datetime.now(UTC)
    numbers = range(first, first + count)
    issued = [number for number in numbers if number % 20 < ISSUED]
    checking = [number for number in numbers if ISSUED <= number % 20 < ISSUED + CHECKING]
    paused = [number for number in numbers if number % 20 == ISSUED + CHECKING]
    with database().writing() as writing:
        sign = update(Turn).where(Turn.matter_id.in_(issued), Turn.kind == "sign")
        writing.execute(sign.values(done_at=None, outcome=""))
        done = update(Turn).where(Turn.matter_id.in_(checking), Turn.kind == "do")
        writing.execute(done.values(done_at=now, outcome="applied"))
        for state, chosen in (("issued", issued), ("checking", checking), ("paused", paused)):
            writing.execute(update(Matter).where(Matter.id.in_(chosen)).values(state=state, lagging=False))
        checks = [_check(number, now) for number in checking]
        writing.execute(insert(Turn), [turn for turn, _closure in checks])
        writing.execute(insert(Closure), [closure for _turn, closure in checks])


def _check(number: int, now: datetime) -> tuple[dict[str, object], dict[str, object]]:
    turn = {
        "version": 1,
        "matter_id": number,
        "kind": "check",
        "holder_department_id": 1,
        "due_day": now.date(),
        "opened_at": now,
    }
    closure = {
        "matter_id": number,
        "round": 1,
        "summary": "已全部完成",
        "due_day": now.date(),
        "applied_by": HEADS,
        "applied_at": now,
        "applied_on": now.date(),
    }
    return turn, closure


def people(role: str) -> list[int]:
    with database().reading() as reading:
        return list(reading.scalars(select(Person.id).where(Person.role == role).order_by(Person.id)))


def sign_in(numbers: list[int]) -> list[str]:
    """A session each, as the cookie's token."""
    now, tokens = datetime.now(UTC), []
    with database().writing() as writing:
        for number in numbers:
            if writing.get(Credential, number) is None:
                writing.add(Credential(person_id=number, password_hash="", must_change=False, changed_at=now))
                writing.flush()
            tokens.append(secrets.token_urlsafe(32))
            writing.add(
                SignInSession(
                    digest=access.digest(tokens[-1]),
                    person_id=number,
                    started_at=now,
                    seen_at=now,
                    expires_at=now + timedelta(hours=12),
                )
            )
    return tokens


@contextmanager
def served(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The product in a process of its own."""
    point_to(folder)
    with (folder / "server.log").open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks._board_office", "--port", str(port)],
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    try:
        _wait(server, port)
        yield server
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not start")


def leave() -> None:
    if session.connected():
        session.database().dispose()
    session._database = None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    empty = [
        Screen(WORK, f"../benchmarks/{name}.py", name.strip("_"), name, "crop_square")
        for name in ("_blank", "_empty")
    ]
    menu.SCREENS = (*menu.SCREENS, *empty)
    sys.exit(serve.serve("127.0.0.1", parser.parse_args().port, ()))


if __name__ == "__main__":
    main()
