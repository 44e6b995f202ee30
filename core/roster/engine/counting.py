"""Reasons that counting finds: a day, or the days of one gap, that need more people than there are.

The cut of the flow names the roles and days that are too many, and with them the people who could.
"""

from collections.abc import Hashable, Iterator
from datetime import date

from core.roster.engine.eligible import Eligible, rest_between
from core.roster.engine.flow import flow
from core.roster.engine.outcome import Reason, Unable
from core.roster.engine.problem import Cell, Day, Problem, Role

MOST = 5


def counted(problem: Problem) -> tuple[Reason, ...]:
    """The first few reasons; none where counting alone finds nothing."""
    found = [*_pins(problem)][:MOST]
    if found:
        return tuple(found)
    eligible = Eligible(problem)
    found = [*_days(problem, eligible)][:MOST]
    return tuple(found or [*_windows(problem, eligible)][:MOST])


def _days(problem: Problem, eligible: Eligible) -> Iterator[Reason]:
    for day in problem.days:
        roles = [role for role in problem.roles if problem.need(role, day)]
        wanted = sum(problem.need(role, day) for role in roles)
        if all(len(eligible.of(role, day)) >= wanted for role in roles):
            continue
        takers: dict[Hashable, tuple[frozenset[str], int, int]] = {
            role.name: (frozenset(eligible.of(role, day)), problem.need(role, day), 1) for role in roles
        }
        everybody = {person for able, _, _ in takers.values() for person in able}
        found = flow(takers, dict.fromkeys(everybody, 1))
        if found.amount < found.wanted:
            narrow = [role for role in roles if role.name in found.narrow] or roles
            yield _reason("day", eligible, narrow, [day], found.people)


def _windows(problem: Problem, eligible: Eligible) -> Iterator[Reason]:
    for role in problem.roles:
        if role.yields or role.together or role.gap < 2:
            continue
        days = [day for day in problem.days if problem.need(role, day)]
        start = 0
        for end, day in enumerate(days):
            while (day.on - days[start].on).days >= role.gap:
                start += 1
            window = days[start : end + 1]
            if reason := _window(problem, eligible, role, window):
                yield reason
                break


def _window(problem: Problem, eligible: Eligible, role: Role, window: list[Day]) -> Reason | None:
    wanted = sum(problem.need(role, day) for day in window)
    if all(len(eligible.of(role, day)) >= wanted for day in window):
        return None
    takers: dict[Hashable, tuple[frozenset[str], int, int]] = {
        day.on: (frozenset(eligible.of(role, day)), problem.need(role, day), 1) for day in window
    }
    everybody = {person for able, _, _ in takers.values() for person in able}
    found = flow(takers, dict.fromkeys(everybody, 1))
    if found.amount >= found.wanted:
        return None
    narrow = [day for day in window if day.on in found.narrow] or window
    return _reason("window", eligible, [role], narrow, found.people)


def _reason(
    code: str, eligible: Eligible, roles: list[Role], days: list[Day], able: frozenset[str]
) -> Reason:
    return Reason(
        code=code,
        first=days[0].on,
        last=days[-1].on,
        roles=tuple(role.name for role in roles),
        needed=sum(eligible.problem.need(role, day) for role in roles for day in days),
        able=tuple(sorted(able)),
        unable=tuple(unable(eligible, roles, days, able)),
        rules=tuple(("gap", role.name, role.gap) for role in roles) if code == "window" else (),
    )


def unable(eligible: Eligible, roles: list[Role], days: list[Day], able: frozenset[str]) -> Iterator[Unable]:
    """Everybody of these roles who cannot on any of these days, each with the first reason."""
    told = set(able)
    for role in roles:
        for person in role.people:
            if person in told:
                continue
            for day in days:
                if (why := eligible.unable(role, day, person)) is not None:
                    told.add(person)
                    yield why
                    break


def _pins(problem: Problem) -> Iterator[Reason]:
    """Pins that contradict the leave, the numbers, or each other, by name."""
    free = Eligible(problem.part(problem.days, pins=()))
    seen: list[Cell] = []
    for pin in sorted(problem.pins, key=lambda cell: cell[1]):
        role = problem.role(pin[0])
        day = problem.on[pin[1]]
        if why := free.unable(role, day, pin[2]):
            yield Reason("pins", pin[1], pin[1], (pin[0],), unable=(why,), pins=(pin,))
        clashing = [other for other in seen if _clash(problem, other, pin)]
        same = [other for other in seen if other[:2] == pin[:2]]
        if len(same) >= problem.need(role, day):
            clashing = same
        if clashing:
            yield Reason("pins", clashing[0][1], pin[1], (pin[0],), pins=(*clashing, pin))
        seen.append(pin)


def _clash(problem: Problem, before: Cell, pin: Cell) -> bool:
    apart = (pin[1] - before[1]).days
    role = problem.role(pin[0])
    if before[2] != pin[2]:
        couple = {before[2], pin[2]}
        return apart == 0 and any(set(pair) == couple for pair in problem.pairs)
    if before[0] == pin[0]:
        block = role.together and _rests(problem, before[1], pin[1])
        return not role.yields and not block and apart < role.gap
    return apart <= rest_between(problem, before[0], role)


def _rests(problem: Problem, first: date, last: date) -> bool:
    return all(day.kind == "R" for day in problem.days if first <= day.on <= last)
