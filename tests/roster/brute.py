"""Every roster there is, tried one after the other: what the engine must agree with on small problems."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from tests.roster.checker import Roster, faults, pool, spreads, wanted

ORDER = ("H", "R", "W", "tot")  # the first is the last to give way


def slots(problem: dict[str, Any], role: dict[str, Any]) -> list[tuple[str, int]]:
    return [(day, wanted(role, kind)) for day, kind in problem["days"].items() if wanted(role, kind)]


def rosters(problem: dict[str, Any]) -> Iterator[Roster]:
    """All that break no rule. Days are given out role by role."""
    choices = [
        [
            [(role["role"], day, who) for who in chosen]
            for chosen in combinations(pool(problem, role["pool"]), need)
        ]
        for role in problem["roles"]
        for day, need in slots(problem, role)
    ]
    for picked in product(*choices):
        roster = [list(cell) for cells in picked for cell in cells]
        if not faults(problem, roster):
            yield roster


def bound(problem: dict[str, Any], role: dict[str, Any], kind: str) -> int:
    """The least spread of one role on the days of one class, with leave but without anything else."""
    days = {day: k for day, k in problem["days"].items() if kind in ("tot", k)}
    alone = {**problem, "days": days, "roles": [role], "gap": {}}
    name = f"{role['role']}|{kind}"
    return min(spreads(alone, roster)[name] for roster in rosters(alone))


def least(problem: dict[str, Any], bounds: dict[str, int]) -> tuple[int, ...] | None:
    """By how much the classes must miss their bounds, from holidays to all days; None: no roster at all."""

    def missed(roster: Roster) -> tuple[int, ...]:
        over = {name: spread - bounds[name] for name, spread in spreads(problem, roster).items()}
        return tuple(sum(by for name, by in over.items() if name.endswith(f"|{kind}")) for kind in ORDER)

    return min(map(missed, rosters(problem)), default=None)
