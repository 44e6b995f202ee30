"""50 people × 20 edits of one task on each database: what was kept, what was refused, what was lost."""

import argparse
import json
import sys
import time

from core import upkeep
from tests import conftest, make
from tests.resilience import crowd
from tests.resilience.ground import folder_with_template, ground


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench resilience_crowd", description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--edits", type=int, default=20, help="of each person")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    results = []
    with folder_with_template() as (folder, template):
        for backend in conftest.DATABASES:
            with ground(backend, folder, template):
                results.append({"database": backend} | edits(asked.people, asked.edits))
    for result in results:
        print(json.dumps(result, ensure_ascii=False) if asked.json else result)
    return 0 if all(result["lost"] == 0 and result["sound"] for result in results) else 1


def edits(people: int, each: int) -> dict[str, object]:
    house = make.office()
    task, started = make.task(house), time.monotonic()
    tally = crowd.together(people, each, lambda *_: crowd.raise_target(house.director, task))
    seconds = time.monotonic() - started
    return {
        "edits": tally.tried,
        "kept": tally.kept,
        "refused": dict(tally.refused),
        "lost": tally.kept - crowd.target(house.director, task),
        "sound": upkeep.verify().sound,
        "seconds": round(seconds, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
