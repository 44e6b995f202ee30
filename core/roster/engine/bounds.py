"""Between which numbers every role and class of day can be kept, were it alone: the proof of fairness.

No roster has a smaller spread: nobody can stay below `top`, and not everybody can come above `bottom`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.roster.engine.eligible import Eligible
from core.roster.engine.flow import grouped, least_top, most_bottom
from core.roster.engine.problem import Problem, Role, kinds_of

Line = tuple[str, str]  # role, class


@dataclass(frozen=True, slots=True)
class Bound:
    bottom: int
    top: int

    @property
    def spread(self) -> int:
        return self.top - self.bottom


def members(problem: Problem, role: Role) -> list[str]:
    """Whom the spread compares: whoever is in the pool on at least one of the days."""
    days = [day.on for day in problem.days if problem.need(role, day)]
    return [
        person
        for person in role.people
        if (role.name, person) not in problem.out
        or any(not problem.why_out(role.name, person, on) for on in days)
    ]


def carried(problem: Problem, role: Role, kind: str) -> dict[str, int]:
    """What each brings along, with the share of the days out of the pool."""
    found = {p: problem.carried.get((role.name, kind, p), 0) for p in members(problem, role)}
    if not problem.credited:
        for person, share in credits(problem, role).get(kind, {}).items():
            if person in found:
                found[person] += round(share)
    return found


def credits(problem: Problem, role: Role) -> dict[str, dict[str, Fraction]]:
    """Per class and person: the share of the duties that fell while the person was out of the pool."""
    outside = [person for person in role.people if (role.name, person) in problem.out]
    found: dict[str, dict[str, Fraction]] = {}
    if not outside:
        return found
    for day in problem.days:
        need = problem.need(role, day)
        gone = [person for person in outside if problem.why_out(role.name, person, day.on)]
        present = len(role.people) - len(gone)
        if need and gone and present:
            for kind in kinds_of(day):
                shares = found.setdefault(kind, {})
                for person in gone:
                    shares[person] = shares.get(person, Fraction(0)) + Fraction(need, present)
    return found


def bounds(problem: Problem, eligible: Eligible) -> dict[Line, Bound]:
    return {
        (role.name, kind): _bound(problem, eligible, role, kind)
        for role in problem.roles
        for kind in problem.classes(role)
        if members(problem, role)
    }


def _bound(problem: Problem, eligible: Eligible, role: Role, kind: str) -> Bound:
    done = carried(problem, role, kind)
    takers = []
    for day in problem.days_of(role, kind):
        fixed = eligible.pinned[(role.name, day.on)]
        for person in fixed:
            if person in done:
                done[person] += 1
        able = frozenset(eligible.of(role, day)) & frozenset(done) - frozenset(fixed)
        takers.append((able, max(0, problem.need(role, day) - len(fixed))))
    groups = grouped(takers)
    return Bound(most_bottom(groups, done), least_top(groups, done))


def spreads(problem: Problem, cells: Mapping[Line, Mapping[str, int]]) -> dict[Line, tuple[int, int]]:
    """Least and most per role and class, with what was carried, for numbers of duties per person."""
    found = {}
    for role in problem.roles:
        for kind in problem.classes(role):
            done = carried(problem, role, kind)
            numbers = [done[person] + cells.get((role.name, kind), {}).get(person, 0) for person in done]
            if numbers:
                found[(role.name, kind)] = (min(numbers), max(numbers))
    return found
