"""The solving process: a problem as JSON on standard input; progress and the answer as lines of JSON.

python -m core.roster.engine --limit 60 --workers 2 < problem.json
"""

import argparse
import json
import sys

from core.roster.engine.outcome import as_json
from core.roster.engine.reading import read
from core.roster.engine.search import Clock
from core.roster.engine.solving import solve


def say(**told: object) -> None:
    print(json.dumps(told, ensure_ascii=False), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    problem = read(json.load(sys.stdin))
    clock = Clock(asked.limit, asked.workers, lambda stage, done, of: say(stage=stage, done=done, of=of))
    say(outcome=as_json(solve(problem, clock)))


if __name__ == "__main__":
    main()
