"""How long the bulletin of a month with 300 items takes: drafted, read, as Word, as Excel.

python3 run.py bench bulletin
python3 run.py bench bulletin --tasks 20000 --postgres     with a long archive behind the month
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update

from benchmarks import archive
from core import bulletins, documents, work
from core.actor import Actor
from core.work import Work
from db import session
from db.models import Matter
from db.session import Database, database

TASKS, ITEMS, ROUNDS, ALLOWED = 1_000, 300, 3, 3.0


def month(items: int) -> tuple[datetime, datetime]:
    """So many of the archive's tasks become this month's work: a third closed, the rest open or late."""
    now = datetime.now(UTC)
    first = now - timedelta(days=30)
    with database().writing() as at:
        long_ago = first - timedelta(days=400)
        at.execute(update(Matter).values(issued_at=long_ago, closed_at=long_ago + timedelta(days=20)))
        chosen = list(at.scalars(select(Matter.id).order_by(Matter.id.desc()).limit(items)))
        for place, number in enumerate(chosen):
            due = (first + timedelta(days=1 + place % 40)).date()
            values: dict[str, object] = {"issued_at": first + timedelta(hours=place), "due_day": due}
            closed = place % 3 == 0
            values |= {"state": "closed" if closed else "working", "applied_on": due if closed else None}
            values |= {
                "closed_at": now - timedelta(days=1) if closed else None,
                "number": f"督办〔2026〕#{place}号",
            }
            at.execute(update(Matter).where(Matter.id == number).values(**values))
    return first, now


def timed(actor: Actor, do: Callable[[Work], object], *, writing: bool = False) -> tuple[float, object]:
    start = time.perf_counter()
    with (work.begin if writing else work.look)(actor) as at:
        made = do(at)
    return time.perf_counter() - start, made


def measured(items: int) -> dict[str, float]:
    """Seconds of each step, the slowest of a few rounds."""
    first, now = month(items)
    actor = archive.somebody(archive.VIEWERS["clerk"])
    found: dict[str, float] = {}
    for _round in range(ROUNDS):
        took, number = timed(
            actor, lambda at: bulletins.draft(at, first=first.date(), last=now.date()), writing=True
        )
        steps: dict[str, Callable[[Work], object]] = {
            "screen": lambda at, n=number: bulletins.sheet(at, bulletin_id=n),  # type: ignore[misc]
            "Word": lambda at, n=number: documents.bulletin(at, bulletin_id=n),  # type: ignore[misc]
            "Excel": lambda at, n=number: documents.bulletin_sheet(at, bulletin_id=n),  # type: ignore[misc]
        }
        found["draft"] = max(found.get("draft", 0), took)
        for name, do in steps.items():
            took, made = timed(actor, do)
            found[name] = max(found.get(name, 0), took)
            if name == "screen":
                found["items"] = len(made.figures["items"])  # type: ignore[attr-defined]
    return found


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench bulletin", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--tasks", type=int, default=TASKS)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    worst, figures = 0.0, {}
    with tempfile.TemporaryDirectory() as folder:
        places = {"SQLite": f"sqlite:///{Path(folder, 'bulletin.db')}"}
        if asked.postgres:
            places["PostgreSQL"] = postgres()
        for name, url in places.items():
            archive.build(url, asked.tasks)
            session._database = Database(url)
            figures[name] = found = measured(asked.items)
            items = int(found.pop("items"))
            total = sum(found.values())
            said = "   ".join(f"{step} {took:.2f} s" for step, took in found.items())
            print(f"{name:<12}{items} items   {said}   together {total:.2f} s")
            worst = max(worst, total)
            session.database().dispose()
            session._database = None
    if asked.json:
        print(json.dumps({"worst": worst, "seconds": figures}, ensure_ascii=False))
    print(f"together {worst:.2f} s, allowed {ALLOWED:.0f} s")
    return 0 if worst <= ALLOWED else 1


def postgres() -> str:
    from tests import pg  # only where it is asked for: it is a tool of development

    pg.start()
    return pg.blank("bulletin_bench")


if __name__ == "__main__":
    sys.exit(main())
