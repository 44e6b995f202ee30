"""Hostile text through every function of core that takes text, 100,000 times, on both databases side by side.

Nothing but a refusal may come out, and both databases must answer, say and store the same.
"""

import argparse
import json
import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.resilience import hostile
from tests.resilience.ground import folder_with_template


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench resilience_text", description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000, help="texts in all")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    started, tried, answers = time.monotonic(), 0, Counter[str]()
    with folder_with_template() as (folder, template), hostile.stands(folder, template) as (sqlite, postgres):
        named = {name: places for name in hostile.functions() if (places := hostile.places(sqlite, name))}
        for name, places in named.items():
            tried += attack(sqlite, postgres, name, places, -(-asked.examples // len(named)), answers)
    result = {
        "texts": tried,
        "functions": len(named),
        "kept": answers[""],
        "refused": tried - answers[""],
        "unhandled": 0,  # the first one ends the run with its text
        "seconds": round(time.monotonic() - started, 1),
    }
    print(
        json.dumps(result) if asked.json else "\n".join(f"{name}: {value}" for name, value in result.items())
    )
    return 0


def attack(
    sqlite: hostile.Stand,
    postgres: hostile.Stand,
    name: str,
    places: list[hostile.Path_],
    examples: int,
    answers: Counter[str],
) -> int:
    """So many texts into one function; raises with the smallest text that breaks it."""
    tried = 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(place=st.sampled_from(places), text=hostile.hostile)
    def type_in(place: hostile.Path_, text: str) -> None:
        nonlocal tried
        tried += 1
        first = hostile.answer(sqlite, name, place, text)
        answers[first.refusal] += 1
        assert first == hostile.answer(postgres, name, place, text), (name, place, text)

    type_in()
    return tried


if __name__ == "__main__":
    sys.exit(main())
