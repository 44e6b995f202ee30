"""kill -9 in the middle of reports, through the service layer, 1,000 times on each database.

Every form that was begun is handed in again after the kill, as a browser does that got no answer. Then each
form must be there once and whole: 0 acknowledged lost, 0 doubled, 0 half, the history sound.
"""

import argparse
import json
import sys
import time

from tests import conftest, make
from tests.resilience import writer
from tests.resilience.ground import folder_with_template, ground


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench resilience_kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000, help="kills on each database")
    parser.add_argument("--database", choices=conftest.DATABASES, action="append", help="only this one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    writer.prepare()
    results = []
    with folder_with_template() as (folder, template):
        for backend in asked.database or conftest.DATABASES:
            with ground(backend, folder, template) as database:
                results.append({"database": backend} | kills(database.url, asked.rounds, asked.seed))
    for result in results:
        print(json.dumps(result, ensure_ascii=False) if asked.json else told(result))
    return 1 if any(result["lost"] or result["faults"] for result in results) else 0


def kills(address: object, rounds: int, seed: int) -> dict[str, object]:
    house = make.office()
    task, started = make.task(house), time.monotonic()
    url = address.render_as_string(hide_password=False)  # type: ignore[attr-defined]
    toll = writer.kill_many(url, house.head, task, rounds, seed=seed)
    return {
        "rounds": rounds,
        "forms": len(toll.begun),
        "acknowledged": toll.saved,
        "kept without an answer": toll.unanswered,
        "kept when handed in again": toll.repeated,
        "lost": len(toll.lost),
        "faults": writer.faults(house.head, task, toll.begun),
        "seconds": round(time.monotonic() - started, 1),
    }


def told(result: dict[str, object]) -> str:
    return "\n".join([f"{name}: {value}" for name, value in result.items()] + [""])


if __name__ == "__main__":
    sys.exit(main())
