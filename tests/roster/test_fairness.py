"""Bound and optimum are those that trying everything finds; the year of 2026 is proven fairest."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.roster.engine import Outcome, Status, read
from core.roster.engine.bounds import bounds
from core.roster.engine.eligible import Eligible
from core.roster.engine.search import Clock
from core.roster.engine.solving import solve
from tests.roster import brute, checker

YEAR = Path(__file__).parents[2] / "benchmarks" / "duty2026.json"
MISSED = {"H": 0, "R": 1, "W": 2, "tot": 3}


@st.composite
def problems(draw: st.DrawFn) -> dict[str, Any]:
    """Up to seven duties: one 24 h role and sometimes an inspection from the same people."""
    kinds = draw(st.lists(st.sampled_from("WWRH"), min_size=2, max_size=5))
    days = {(date(2026, 9, 28) + timedelta(n)).isoformat(): kind for n, kind in enumerate(kinds)}
    people = draw(st.integers(2, 4))
    roles = [{"role": "lead", "pool": "A", "days": "all"}]
    if len(kinds) < 4 and draw(st.booleans()):
        roles.append({"role": "walk", "pool": "A", "days": "W"})
    gap = {"lead": draw(st.integers(1, 3)), "walk": draw(st.integers(1, 2))}
    absent = st.tuples(st.integers(0, people - 1), st.sampled_from(sorted(days)))
    leave = [[f"A{who}", day] for who, day in draw(st.lists(absent, max_size=2, unique=True))]
    return {"name": "small", "days": days, "pools": {"A": people}, "roles": roles, "gap": gap, "leave": leave}


def roster_of(outcome: Outcome) -> list[list[str]]:
    return [[role, on.isoformat(), person] for role, on, person in outcome.cells]


@settings(max_examples=30, deadline=None)
@given(problems())
def test_the_engine_finds_what_trying_everything_finds(problem):
    asked = read(problem)
    outcome = solve(asked, Clock(20, 1))
    if next(brute.rosters(problem), None) is None:
        assert outcome.status is Status.IMPOSSIBLE
        assert outcome.reasons
        return
    tried = {
        f"{role['role']}|{kind}": brute.bound(problem, role, kind)
        for role in problem["roles"]
        for kind in asked.classes(asked.role(role["role"]))
    }
    found = bounds(asked, Eligible(asked))
    assert {f"{role}|{kind}": one.spread for (role, kind), one in found.items()} == tried
    assert checker.faults(problem, roster_of(outcome)) == []
    missed = [0] * len(MISSED)
    for one in outcome.fairness:
        missed[MISSED[one.kind]] += one.spread - one.bound
    assert tuple(missed) == brute.least(problem, tried)
    assert outcome.status is (Status.ABOVE if any(missed) else Status.SOLVED)


def test_the_year_of_2026_is_proven_fairest():
    problem = json.loads(YEAR.read_text("utf-8"))
    outcome = solve(read(problem), Clock(120, 2))
    roster = roster_of(outcome)
    assert len(roster) == 1839
    assert checker.faults(problem, roster) == []
    assert checker.spreads(problem, roster) == problem["lower_bound_spread"]
    assert (outcome.status, outcome.spread, outcome.bound) == (Status.SOLVED, 17, 17)
