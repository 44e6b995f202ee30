"""Hostile text through every function of core that takes text, 100,000 times, on both databases side by side.

Nothing but a refusal may come out, and both databases must answer, say and store the same.
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.resilience import hostile
from tests.resilience.ground import folder_with_template


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench resilience_text", description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000, help="texts in all")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    tally, started = Tally(), time.monotonic()
    try:
        with folder_with_template() as (folder, template), hostile.stands(folder, template) as stands:
            attack_all(stands, tally, asked.examples)
    finally:  # also when one was not handled: its text follows
        result = tally.told() | {"seconds": round(time.monotonic() - started, 1)}
        told = "\n".join(f"{name}: {value}" for name, value in result.items())
        print(json.dumps(result) if asked.json else told, flush=True)
    return 0


@dataclass
class Tally:
    functions: int = 0
    tried: int = 0
    answers: Counter[str] = field(default_factory=Counter)  # by refusal; none of it where it was kept

    def told(self) -> dict[str, object]:
        answered = self.answers.total()
        return {
            "texts": self.tried,
            "functions": self.functions,
            "kept": self.answers[""],
            "refused": answered - self.answers[""],
            "unhandled": self.tried - answered,  # or answered differently by the two databases
        }


def attack_all(stands: list[hostile.Stand], tally: Tally, examples: int) -> None:
    sqlite, postgres = stands
    named = {name: places for name in hostile.functions() if (places := hostile.places(sqlite, name))}
    for name, places in named.items():
        attack(sqlite, postgres, name, places, -(-examples // len(named)), tally)
        tally.functions += 1


def attack(
    sqlite: hostile.Stand,
    postgres: hostile.Stand,
    name: str,
    places: list[hostile.Path_],
    examples: int,
    tally: Tally,
) -> None:
    """So many texts into one function; raises with the smallest text that breaks it."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(place=st.sampled_from(places), text=hostile.hostile)
    def type_in(place: hostile.Path_, text: str) -> None:
        tally.tried += 1
        first = hostile.answer(sqlite, name, place, text)
        assert first == hostile.answer(postgres, name, place, text), (name, place, text)
        tally.answers[first.refusal] += 1

    type_in()


if __name__ == "__main__":
    sys.exit(main())
