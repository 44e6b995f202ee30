"""The problem as constraints for CP-SAT. Only the solving process imports this."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ortools.sat.python import cp_model

from core.roster.engine.bounds import Bound, Line, carried
from core.roster.engine.eligible import SATURDAY, Eligible, rest_between
from core.roster.engine.problem import Cell, Day, Problem, Role, blocks, counts

Var = cp_model.IntVar


@dataclass(frozen=True, slots=True)
class Rules:
    """What is switched on; `gaps` replace those of the roles."""

    gaps: Mapping[str, int] = field(default_factory=dict)
    roles: frozenset[str] | None = None
    rest: bool = True
    pairs: bool = True
    together: bool = True


class Model:
    """One variable per possible duty."""

    def __init__(self, problem: Problem, rules: Rules | None = None) -> None:
        self.problem, self.rules = problem, rules or Rules()
        self.cp = cp_model.CpModel()
        self.gaps = {role.name: role.gap for role in problem.roles} | dict(self.rules.gaps)
        self.eligible = Eligible(problem, self.gaps)
        self.roles = [r for r in problem.roles if self.rules.roles is None or r.name in self.rules.roles]
        self.duty: dict[Cell, Var] = {}
        self.of_person: dict[tuple[str, date], list[Cell]] = defaultdict(list)
        self.bottom: dict[Line, Var] = {}
        self.top: dict[Line, Var] = {}
        for role in self.roles:
            self._fill(role)
        self._one_job()
        if self.rules.rest:
            self._rest()
        if self.rules.pairs:
            self._pairs()
        self.joined: dict[str, dict[date, date]] = {}
        for role in self.roles:
            if role.together and self.rules.together:
                self.joined[role.name] = self._together(role)
            self.space(role, self.gaps[role.name])

    def _fill(self, role: Role) -> None:
        for day in self.problem.days:
            need = self.problem.need(role, day)
            if not need:
                continue
            able = self.eligible.of(role, day)
            for person in able:
                cell = (role.name, day.on, person)
                self.duty[cell] = self.cp.new_bool_var("")
                self.of_person[(person, day.on)].append(cell)
            self.cp.add(sum(self.duty[(role.name, day.on, person)] for person in able) == need)
            for person in self.eligible.pinned[(role.name, day.on)]:
                self.cp.add(self.duty[(role.name, day.on, person)] == 1)

    def _one_job(self) -> None:
        for cells in self.of_person.values():
            if len(cells) > 1:
                self.cp.add_at_most_one(self.duty[cell] for cell in cells)

    def _rest(self) -> None:
        """After a 24 h duty no other job that is barred by it."""
        for (person, on), cells in self.of_person.items():
            for before in cells:
                longest = self.problem.role(before[0]).rest
                for step in range(1, longest + 1):
                    barred = [
                        self.duty[after]
                        for after in self.of_person.get((person, on + timedelta(step)), ())
                        if after[0] != before[0]
                        and rest_between(self.problem, before[0], self.problem.role(after[0])) >= step
                    ]
                    if barred:
                        self.cp.add_at_most_one([self.duty[before], *barred])

    def _pairs(self) -> None:
        for one, other in self.problem.pairs:
            for day in self.problem.days:
                mine, theirs = self.of_person.get((one, day.on)), self.of_person.get((other, day.on))
                if mine and theirs:
                    self.cp.add(sum(self.duty[cell] for cell in (*mine, *theirs)) <= 1)

    def _together(self, role: Role) -> dict[date, date]:
        """Rest days side by side go to the same person; each day's first day of its block."""
        first: dict[date, date] = {}
        self._go_on(role)
        for block in blocks(self.problem):
            for on in block[1:]:
                first[on] = block[0]
                people = {p for name, when, p in self.duty if name == role.name and when in (on, block[0])}
                for person in people:
                    left, right = ((role.name, when, person) for when in (block[0], on))
                    self._equal(left, right)
        return first

    def _go_on(self, role: Role) -> None:
        """A weekend that began before the first day goes on with whoever began it, where they can."""
        day = self.problem.days[0]
        for name, when, person in self.problem.past:
            began = name == role.name and (day.on - when).days == 1 and when.weekday() >= SATURDAY
            if began and day.kind == "R" and (role.name, day.on, person) in self.duty:
                self.cp.add(self.duty[(role.name, day.on, person)] == 1)

    def _equal(self, left: Cell, right: Cell) -> None:
        if left in self.duty and right in self.duty:
            self.cp.add(self.duty[left] == self.duty[right])
        else:
            self.cp.add(self.duty[left if left in self.duty else right] == 0)

    def space(self, role: Role, gap: int, only_if: Var | None = None) -> None:
        """In any `gap` days side by side nobody has the role twice."""
        for person in role.people:
            for window in self._windows(role, person, gap):
                if only_if is None:
                    self.cp.add_at_most_one(window)
                else:
                    self.cp.add(sum(window) <= 1).only_enforce_if(only_if)

    def _windows(self, role: Role, person: str, gap: int) -> Iterator[list[Var]]:
        """A weekend that stays together counts once where both of its days are inside."""
        joined = self.joined.get(role.name, {})
        days = [on for on, _ in self._cells(role, person)]
        start = 0
        for end, on in enumerate(days):
            while (on - days[start]).days >= gap:
                start += 1
            inside = days[start : end + 1]
            if end + 1 == len(days) or (days[end + 1] - days[start]).days >= gap:
                once = list({joined.get(when, when): when for when in inside}.values())
                if len(once) > 1:
                    yield [self.duty[(role.name, when, person)] for when in once]

    def space_past(self, role: Role, gap: int, only_if: Var) -> None:
        """The same towards what was done before the first day."""
        for name, when, person in self.problem.past:
            for on, duty in self._cells(role, person) if name == role.name else ():
                if 0 < (on - when).days < gap:
                    self.cp.add(duty == 0).only_enforce_if(only_if)

    def _cells(self, role: Role, person: str) -> Iterator[tuple[date, Var]]:
        for day in self.problem.days:
            if (found := self.duty.get((role.name, day.on, person))) is not None:
                yield day.on, found

    def between(self, line: Line, bound: Bound) -> None:
        """Everybody of the role has at least `bottom` and at most `top`, what was carried included."""
        for done, duties in self._numbers(line):
            self.cp.add_linear_constraint(sum(duties), bound.bottom - done, bound.top - done)

    def free(self, line: Line, bound: Bound) -> Var:
        """The same with ends that may give way; what they give way by together."""
        most = len(self.problem.days) * 2
        self.bottom[line] = self.cp.new_int_var(bound.bottom - most, bound.bottom, "")
        self.top[line] = self.cp.new_int_var(bound.top, bound.top + most, "")
        for done, duties in self._numbers(line):
            self.cp.add(sum(duties) + done >= self.bottom[line])
            self.cp.add(sum(duties) + done <= self.top[line])
        excess = self.cp.new_int_var(0, 2 * most, "")
        self.cp.add(excess == self.top[line] - self.bottom[line] - bound.spread)
        return excess

    def _numbers(self, line: Line) -> Iterator[tuple[int, list[Var]]]:
        role = self.problem.role(line[0])
        days = [day for day in self.problem.days_of(role, line[1]) if counts(day, line[1])]
        for person, done in carried(self.problem, role, line[1]).items():
            yield done, [self.duty[cell] for cell in self._of(role, days, person) if cell in self.duty]

    def _of(self, role: Role, days: list[Day], person: str) -> list[Cell]:
        return [(role.name, day.on, person) for day in days]

    def hint(self, cells: set[Cell]) -> None:
        self.cp.clear_hints()
        for cell, variable in self.duty.items():
            self.cp.add_hint(variable, cell in cells)

    def wishes(self) -> list[tuple[Var, int]]:
        """Duties that somebody wants (above 0) or wants to avoid."""
        return [
            (self.duty[cell], wish.weight)
            for wish in self.problem.wishes
            for cell in self.of_person.get((wish.person, wish.on), ())
            if wish.role in ("", cell[0])
        ]
