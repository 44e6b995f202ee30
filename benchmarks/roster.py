"""The fairest roster: seconds and spreads of four problems, and beside the ways offices plan by hand.

python3 run.py bench roster                 all of it
python3 run.py bench roster --only year     one of year, small, large, beside
"""

import argparse
import json
import sys
import time
from typing import Any

from benchmarks import _rosters as rosters
from core.roster import engine
from core.roster.engine import Outcome

ALLOWED = {"year": 10.0, "small": 5.0, "large": 60.0}
PROBLEMS = {"year": rosters.year, "small": rosters.small, "large": rosters.large}
BY_HAND = {
    "strict cycle": rosters.cycle,
    "longest idle": rosters.idle,
    "cursor per class": rosters.cursors,
    "greedy": rosters.greedy,
}


def solved(problem: dict[str, Any]) -> tuple[Outcome, float]:
    """As the office asks: in a process of its own, its start counted."""
    start = time.perf_counter()
    outcome = engine.Run(problem, limit=engine.LIMIT, workers=engine.WORKERS).answer()
    return outcome, time.perf_counter() - start


def measure(name: str) -> dict[str, Any]:
    outcome, took = solved(PROBLEMS[name]())
    figures = {
        "problem": name,
        "status": outcome.status.value,
        "duties": len(outcome.cells),
        "spread": outcome.spread,
        "bound": outcome.bound,
        "seconds": round(took, 1),
        "allowed": ALLOWED[name],
    }
    print("  ".join(f"{key} {value}" for key, value in figures.items()))
    for line in engine.summary(outcome)[1:]:
        print(f"  {line}")
    good = outcome.spread == outcome.bound and bool(outcome.cells) and took <= ALLOWED[name]
    return {**figures, "good": good}


def beside() -> dict[str, Any]:
    """On the year of 66 people: the spread of each line, and the least days between two duties."""
    problem = rosters.year()
    outcome, _ = solved(problem)
    ours = [(role, on.isoformat(), person) for role, on, person in outcome.cells]
    made = {name: rosters.Hand(problem, choose).made() for name, choose in BY_HAND.items()} | {"Luoshi": ours}
    spread = {name: rosters.spreads(problem, roster) for name, roster in made.items()}
    near = {name: rosters.nearest(roster) for name, roster in made.items()}
    bounds = problem["lower_bound_spread"]
    print(f"{'spread':<16}" + "".join(f"{name:>18}" for name in made) + f"{'bound':>8}")
    for line in bounds:
        print(
            f"{line:<16}"
            + "".join(f"{spread[name].get(line, 0):>18}" for name in made)
            + f"{bounds[line]:>8}"
        )
    sums = {name: sum(by_line.values()) for name, by_line in spread.items()}
    print(f"{'sum':<16}" + "".join(f"{sums[name]:>18}" for name in made) + f"{sum(bounds.values()):>8}")
    widest = {one.role: one.widest for one in outcome.spacing}
    print(f"{'days apart':<16}" + "".join(f"{name:>18}" for name in made) + f"{'limit':>8}{'asked':>8}")
    for role, limit in widest.items():
        found = "".join(f"{near[name].get(role, 0):>18}" for name in made)
        print(f"{role:<16}{found}{limit:>8}{problem['gap'][role]:>8}")
    good = all(spread["Luoshi"][line] == bound for line, bound in bounds.items())
    return {"problem": "beside", "sums": sums, "days apart": near, "limit": widest, "good": good}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench roster", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", choices=[*PROBLEMS, "beside"])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    wanted = [asked.only] if asked.only else [*PROBLEMS, "beside"]
    figures = [beside() if name == "beside" else measure(name) for name in wanted]
    if asked.json:
        print(json.dumps(figures, ensure_ascii=False))
    return 0 if all(one["good"] for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
