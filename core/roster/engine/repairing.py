"""Repair after leave: the fewest changed duties, and what a few more changes would give back in fairness.

Each point is proven: no repair with fewer changes has that spread, none with as many has a smaller one.
Only the solving process imports this.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from ortools.sat.python import cp_model

from core.roster.engine.bounds import carried
from core.roster.engine.mending import Point, Repair, as_told
from core.roster.engine.model import Model, Rules
from core.roster.engine.outcome import nearest
from core.roster.engine.problem import Cell, Problem, blocks, kinds_of
from core.roster.engine.reading import read

POINTS, SECONDS = 4, 1.0  # at most so many choices, each within this time or not offered
AROUND = timedelta(days=15)


def repair(problem: Problem, now: Iterable[Cell], frozen_until: date) -> Repair | None:
    """`now` is the roster as it stands, all its days; nothing up to `frozen_until` moves."""
    cells = frozenset(now)
    vacant = tuple(sorted(cell for cell in cells if cell[1] > frozen_until and _cannot(problem, cell)))
    if not vacant:
        return None
    first = max(min(cell[1] for cell in vacant) - AROUND, frozen_until + timedelta(1), problem.days[0].on)
    last = min(max(cell[1] for cell in vacant) + AROUND, problem.days[-1].on)
    return Repair(vacant, tuple(_points(problem, cells, vacant, first, last)), first, last)


def _cannot(problem: Problem, cell: Cell) -> bool:
    role, on, person = cell
    return (person, on) in problem.away or bool(problem.why_out(role, person, on))


def _points(
    problem: Problem, cells: frozenset[Cell], vacant: tuple[Cell, ...], first: date, last: date
) -> list[Point]:
    found: list[Point] = []
    spread: int | None = None
    while len(found) < POINTS:
        search = _Search(problem, cells, vacant, first, last)
        changes = search.fewest(spread)
        if changes is None:
            break
        search = _Search(problem, cells, vacant, first, last)
        point = search.fairest(changes)
        if point is None:
            break
        found.append(point)
        spread = point.spread - 1
    return found


class _Search:
    """The days of the window as they could be, everything around them as it is."""

    def __init__(
        self,
        problem: Problem,
        cells: frozenset[Cell],
        vacant: tuple[Cell, ...],
        first: date,
        last: date,
    ) -> None:
        self.cells = frozenset(cell for cell in cells if first <= cell[1] <= last)
        self.part = _part(problem, cells, first, last)
        self.seconds = 0.0
        self.model = Model(self.part, _rules(problem, self.part, cells))
        kept = [self.model.duty[cell] for cell in self.cells if cell in self.model.duty]
        self.changed = len(self.cells) - sum(kept)
        self.model.hint(set(self.cells) - set(vacant))
        self.spread = self._spread()

    def fewest(self, spread: int | None) -> int | None:
        """The fewest changes with at most this spread; None where that was not proven, or cannot be."""
        if spread is not None:
            self.model.cp.add(self.spread <= spread)
        self.model.cp.minimize(self.changed)
        return self._asked()

    def fairest(self, changes: int) -> Point | None:
        self.model.cp.add(self.changed <= changes)
        self.model.cp.minimize(self.spread)
        spread = self._asked()
        if spread is None:
            return None
        return Point(changes, spread, self.found, self.seconds)

    def _asked(self) -> int | None:
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = SECONDS
        solver.parameters.num_workers = 1
        proven = solver.solve(self.model.cp) == cp_model.OPTIMAL
        self.seconds += solver.wall_time
        if not proven:
            return None
        self.found = tuple(
            sorted(cell for cell, duty in self.model.duty.items() if solver.boolean_value(duty))
        )
        return round(solver.objective_value)

    def _spread(self) -> cp_model.LinearExpr:
        """The sum over roles and classes of most minus least, what was done and what stays counted."""
        parts: list[cp_model.IntVar] = []
        for role in self.part.roles:
            for kind in self.part.classes(role):
                done = carried(self.part, role, kind)
                if not done:
                    continue
                most = max(done.values()) + len(self.part.days) + 1
                low = self.model.cp.new_int_var(min(0, *done.values()), most, "")
                high = self.model.cp.new_int_var(min(0, *done.values()), most, "")
                for before, duties in self.model._numbers((role.name, kind)):
                    self.model.cp.add(sum(duties) + before >= low)
                    self.model.cp.add(sum(duties) + before <= high)
                gap = self.model.cp.new_int_var(0, most, "")
                self.model.cp.add(gap == high - low)
                parts.append(gap)
        return sum(parts)  # type: ignore[return-value]


def _part(problem: Problem, cells: frozenset[Cell], first: date, last: date) -> Problem:
    """The window; what stands around it is done already, what follows near by is pinned in `out`."""
    inside = [day for day in problem.days if first <= day.on <= last]
    outside = [cell for cell in cells if not first <= cell[1] <= last]
    done: Counter[tuple[str, str, str]] = Counter()
    for role in problem.roles:
        for kind in problem.classes(role):
            for person, number in carried(problem, role, kind).items():
                done[(role.name, kind, person)] = number
    for name, on, person in outside:
        if on in problem.on:
            for kind in kinds_of(problem.on[on]):
                done[(name, kind, person)] += 1
    before = tuple(cell for cell in outside if cell[1] < first)
    return problem.part(
        inside,
        carried=dict(done),
        past=(*problem.past, *before),
        out=_before_what_stays(problem, cells, last),
        pins=(),
        wishes=(),
        credited=True,
    )


def _before_what_stays(
    problem: Problem, cells: frozenset[Cell], last: date
) -> dict[tuple[str, str], tuple[tuple[date | None, date | None, str], ...]]:
    """Nobody moves into a role so shortly before a duty that stays that gap or rest would be broken."""
    found = defaultdict(list, {key: list(spans) for key, spans in problem.out.items()})
    gaps = {role.name: nearest_kept(problem, cells, role.name) for role in problem.roles}
    for name, on, person in cells:
        for role in problem.roles if on > last else ():
            reach = gaps[name] - 1 if role.name == name else role.rest if role.long else 0
            start = on - timedelta(reach)
            if reach > 0 and start <= last:
                found[(role.name, person)].append((start, last, "next"))
    return {key: tuple(spans) for key, spans in found.items()}


def nearest_kept(problem: Problem, cells: Iterable[Cell], name: str) -> int:
    """The gap that the roster keeps as it stands: a repair keeps it as well, and asks for no more."""
    role = problem.role(name)
    reached = nearest(problem, cells, name)
    return role.gap if reached is None else min(role.gap, reached)


def _rules(problem: Problem, part: Problem, cells: frozenset[Cell]) -> Rules:
    gaps = {role.name: nearest_kept(problem, cells, role.name) for role in problem.roles}
    return Rules(gaps=gaps, together=_together(part, cells))


def _together(part: Problem, cells: frozenset[Cell]) -> bool:
    """Whether every weekend has the same people as the roster stands: only then a repair keeps it so."""
    for role in part.roles:
        for block in blocks(part) if role.together else ():
            sets = [{p for name, on, p in cells if name == role.name and on == when} for when in block]
            if any(one != sets[0] for one in sets):
                return False
    return True


def main() -> None:
    """The process: problem, cells and the frozen day as JSON in, the choices as JSON out."""
    given = json.load(sys.stdin)
    cells = [(role, date.fromisoformat(on), person) for role, on, person in given["cells"]]
    made = repair(read(given["problem"]), cells, date.fromisoformat(given["frozen_until"]))
    print(json.dumps(as_told(made) if made else None, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
