"""What a large archive costs: server time of the list, a task's page and today, at 1,000 and 100,000 tasks.

python3 run.py bench archive                      SQLite
python3 run.py bench archive --postgres           a throw-away PostgreSQL as well
python3 run.py bench archive --large 20000 --rounds 20
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks import _big_office
from core import calendar, notices, people, tasks, turns, work
from core.actor import Actor
from core.tasks import Filter
from core.work import Work
from db import migrate, session
from db.session import Database, connect, database

SMALL, LARGE, ROUNDS, ALLOWED = 1_000, 100_000, 40, 1.3
VIEWERS = {"clerk": 3, "leader": 4, "head": 7, "staff": 30}

View = Callable[[Work, int], object]


def the_list(at: Work, newest: int) -> None:
    """What pages/tasks/list.py asks for on opening."""
    tasks.listed(at, wanted=Filter())
    tasks.lamps(at, wanted=Filter())
    people.departments(at, closed=True)
    people.everybody(at)


def the_task(at: Work, newest: int) -> None:
    """What pages/tasks/task.py asks for, by somebody who may read the papers."""
    tasks.face(at, task_id=newest)
    tasks.papers(at, task_id=newest)
    tasks.timeline(at, task_id=newest)
    tasks.conversation(at, task_id=newest)


def today(at: Work, newest: int) -> None:
    """What pages/home/today.py asks for."""
    turns.waiting(at)
    tasks.my_tasks(at)
    tasks.lamps(at)
    tasks.lamps(at, department_id=at.actor.department_id)
    notices.inbox(at)
    notices.unread(at)
    if at.actor.role == "leader":
        tasks.line_reds(at)


VIEWS: dict[str, View] = {"list": the_list, "task": the_task, "today": today}


def measured(places: Sequence[tuple[Database, int]], rounds: int) -> dict[str, list[list[float]]]:
    """Milliseconds of every view for every viewer, by place; the places take turns at every call, so that
    the machine's moods hit all of them alike."""
    found: dict[str, list[list[float]]] = {}
    for name, view in VIEWS.items():
        for viewer, person_id in VIEWERS.items():
            if name == "task" and viewer == "staff":
                continue  # a stranger's papers are refused before they are read
            times: list[list[float]] = [[] for _place in places]
            for turn in range(rounds + 1):
                for kept, (place, size) in zip(times, places, strict=True):
                    session._database = place
                    kept.append(once(view, somebody(person_id), the_task_of(viewer, size, turn)))
            found[f"{name} · {viewer}"] = [kept[1:] for kept in times]
    return found


def once(view: View, actor: Actor, newest: int) -> float:
    start = time.perf_counter()
    with work.look(actor) as at:
        view(at, newest)
    return (time.perf_counter() - start) * 1000


def the_task_of(viewer: str, size: int, turn: int) -> int:
    """A task of the viewer's own line or department, another one each time."""
    newest = size - turn * 22
    if viewer in ("clerk", "staff"):
        return newest
    department = 8 if viewer == "head" else 2
    return next(n for n in range(newest, 0, -1) if 2 + n % (_big_office.DEPARTMENTS - 1) == department)


def somebody(person_id: int) -> Actor:
    with database().reading() as reading:
        found = people.actor(reading, person_id, today=datetime.now(UTC).date())
    assert found is not None
    return found


def build(url: str, size: int) -> None:
    connect(url)
    migrate.upgrade()
    with database().writing() as writing:
        calendar.seed(writing, [datetime.now(UTC).year])
    _big_office.fill(size, datetime.now(UTC).date())
    settle()


def settle() -> None:
    """Statistics for the planner, and nothing left to tidy up, as a running office has it."""
    with database().writes.connect() as connection:
        if not database().is_sqlite:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("vacuum analyze")
            return
        connection.exec_driver_sql("analyze")
        connection.commit()


def compare(urls: tuple[str, str], sizes: tuple[int, int], rounds: int) -> dict[str, tuple[float, float]]:
    """Medians, small and large."""
    places = [(Database(url), size) for url, size in zip(urls, sizes, strict=True)]
    found = measured(places, rounds)
    for place, _size in places:
        place.dispose()
    return {name: (median(small), median(large)) for name, (small, large) in found.items()}


def postgres(sizes: tuple[int, int]) -> tuple[str, str]:
    from tests import pg  # only where it is asked for: it is a tool of development

    pg.start()
    return pg.blank("archive_small"), pg.blank("archive_large")


def report(name: str, found: dict[str, tuple[float, float]], sizes: tuple[int, int]) -> float:
    print(f"\n{name:<18}{sizes[0]:>12,}{sizes[1]:>12,}{'ratio':>9}")
    for view, (small, large) in found.items():
        print(f"{view:<18}{small:>9.1f} ms{large:>9.1f} ms{large / small:>9.2f}")
    return max(large / small for small, large in found.values())


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench archive", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--small", type=int, default=SMALL)
    parser.add_argument("--large", type=int, default=LARGE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    sizes = (asked.small, asked.large)
    worst, figures = 0.0, {}
    with tempfile.TemporaryDirectory() as folder:
        places = {
            "SQLite": (f"sqlite:///{Path(folder, 'small.db')}", f"sqlite:///{Path(folder, 'large.db')}")
        }
        if asked.postgres:
            places["PostgreSQL"] = postgres(sizes)
        for name, urls in places.items():
            for url, size in zip(urls, sizes, strict=True):
                build(url, size)
            figures[name] = compare(urls, sizes, asked.rounds)
            worst = max(worst, report(name, figures[name], sizes))
        session._database = None
    if asked.json:
        print(json.dumps({"worst": worst, "milliseconds": figures}, ensure_ascii=False))
    print(f"\nworst ratio {worst:.2f}, allowed {ALLOWED}")
    return 0 if worst <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
