"""Reminders: never twice, never missed, and cheap over a large archive.

python3 run.py bench reminders                   100 repeats and 100,000 tasks, on both databases
python3 run.py bench reminders --repeats 5 --tasks 5000 --open 500 --database sqlite

Pairs: 200 turns are due; two replicas start the job at the same moment, without the lease that would let only
one of them in, and one is killed somewhere on the way. What the other one or the next run leaves behind must
be every reminder and every line of the outbox once. Sweep: the time and the queries of one run.
"""

import argparse
import json
import sys
import time
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import event, func, select

from benchmarks import _big_office
from core import calendar, reminders
from core.actor import SYSTEM
from core.work import begin, look
from db.models import Turn
from db.session import database
from tests import conftest
from tests.reminders import racing
from tests.resilience.ground import folder_with_template, ground
from tests.resilience.writer import SPAWNED

ALLOWED = 1.0


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench reminders", description=__doc__)
    parser.add_argument("--repeats", type=int, default=100)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--open", type=int, default=5_000)
    parser.add_argument("--database", choices=conftest.DATABASES, action="append", help="only this one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    SPAWNED.set_forkserver_preload(["tests.reminders.racing"])
    results: list[dict[str, Any]] = []
    with folder_with_template() as (folder, template):
        for backend in asked.database or conftest.DATABASES:
            with ground(backend, folder, template) as made:
                url = made.url.render_as_string(hide_password=False)
                results.append({"database": backend} | racing.pairs(url, asked.repeats, asked.seed))
            with ground(backend, folder, template):
                results.append({"database": backend} | sweeps(asked.tasks, asked.open))
    for result in results:
        print(json.dumps(result) if asked.json else told(result))
    wrong = any(result.get("doubled") or result.get("missed") for result in results)
    slow = any(result.get("seconds", 0.0) > ALLOWED for result in results)
    return 1 if wrong or slow else 0


def sweeps(tasks: int, running: int) -> dict[str, Any]:
    """The first run, with everything that was never reminded of, and those that follow every five minutes."""
    with begin(SYSTEM) as work:
        calendar.ensure(work.session)
        today, now = work.today, work.now
    _big_office.OPEN = running
    _big_office.fill(tasks, today)
    told_first, first, _ = timed(now)
    usual = [timed(now + timedelta(minutes=5 * step)) for step in range(1, 8)]
    tomorrow = timed(now + timedelta(days=1))
    with look(SYSTEM) as work:
        waiting = work.session.scalar(select(func.count()).where(Turn.done_at.is_(None)))
    return {
        "tasks": tasks,
        "open turns": waiting,
        "seconds": round(median(one[1] for one in usual), 3),
        "queries": max(one[2] for one in usual),
        "first run": {"reminders": told_first, "seconds": round(first, 3)},
        "next day": {"reminders": tomorrow[0], "seconds": round(tomorrow[1], 3), "queries": tomorrow[2]},
    }


def timed(now: Any) -> tuple[int, float, int]:
    queries = 0

    def counting(*_: Any) -> None:
        nonlocal queries
        queries += 1

    event.listen(database().writes, "before_cursor_execute", counting)
    began = time.perf_counter()
    with begin(SYSTEM, now=now) as work:
        count = reminders.sweep(work)
    took = time.perf_counter() - began
    event.remove(database().writes, "before_cursor_execute", counting)
    return count, took, queries


def told(result: dict[str, Any]) -> str:
    return "\n".join([f"{name}: {value}" for name, value in result.items()] + [""])


if __name__ == "__main__":
    sys.exit(main())
