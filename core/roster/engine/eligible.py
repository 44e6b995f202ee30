"""Who could take which duty: the pool without leave, days out, what was just done, and pins of others."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from core.roster.engine.outcome import Unable
from core.roster.engine.problem import Day, Problem, Role

SATURDAY = 5


class Eligible:
    """Looked up once for a problem; without spacing where `gap` of a role is given as smaller."""

    def __init__(self, problem: Problem, gaps: dict[str, int] | None = None) -> None:
        self.problem = problem
        self.gaps = {role.name: role.gap for role in problem.roles} | (gaps or {})
        self.past: dict[str, list[tuple[str, date]]] = defaultdict(list)
        for role, on, person in problem.past:
            self.past[person].append((role, on))
        self.pinned: dict[tuple[str, date], list[str]] = defaultdict(list)
        self.pin_of: dict[tuple[str, date], str] = {}
        for role, on, person in problem.pins:
            self.pinned[(role, on)].append(person)
            self.pin_of[(person, on)] = role
        self.able = {
            (role.name, day.on): tuple(self._able(role, day))
            for role in problem.roles
            for day in problem.days
            if problem.need(role, day)
        }

    def of(self, role: Role, day: Day) -> tuple[str, ...]:
        """Pinned people first, then whoever else could."""
        return self.able.get((role.name, day.on), ())

    def _able(self, role: Role, day: Day) -> Iterator[str]:
        pins = self.pinned[(role.name, day.on)]
        yield from pins
        if len(pins) < self.problem.need(role, day):
            for person in role.people:
                if person not in pins and self.unable(role, day, person) is None:
                    yield person

    def unable(self, role: Role, day: Day, person: str) -> Unable | None:
        problem, on = self.problem, day.on
        if out := problem.why_out(role.name, person, on):
            return Unable(person, "out", out)
        if (person, on) in problem.away:
            return Unable(person, "away", problem.away[(person, on)])
        if self.pin_of.get((person, on), role.name) != role.name:
            return Unable(person, "pinned", self.pin_of[(person, on)])
        return self._tired(role, on, person)

    def _tired(self, role: Role, on: date, person: str) -> Unable | None:
        for before, when in self.past[person]:
            apart = (on - when).days
            near = before == role.name and 0 <= apart < self.gaps[role.name]
            if near and not self._same_block(role, on, when):
                return Unable(person, "spacing", when.isoformat())
            if before != role.name and 0 <= apart <= rest_between(self.problem, before, role):
                return Unable(person, "rest", when.isoformat())
        return None

    def _same_block(self, role: Role, on: date, when: date) -> bool:
        """A weekend that began before the first day goes on with the same person."""
        first = self.problem.days[0]
        return (
            role.together
            and on == first.on
            and first.kind == "R"
            and on - when == timedelta(1)
            and when.weekday() >= SATURDAY
        )


def rest_between(problem: Problem, before: str, role: Role) -> int:
    """For how many days after a duty in `before` another role is barred; 0 is the same day only."""
    first = problem.role(before)
    if first.long and (not role.long or problem.rest_for_all):
        return first.rest
    return 0
