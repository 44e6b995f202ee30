"""Month after month, each taking over the numbers and the rest days of those before.

A month is small, so it is solved at its bounds almost at once, and with wider spacing than asked for. What
one month cannot keep is tried once more together with the month before.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby, pairwise

from core.roster.engine.bounds import bounds, credits
from core.roster.engine.eligible import Eligible
from core.roster.engine.model import Model, Rules
from core.roster.engine.problem import Cell, Day, Problem, Role, blocks, floors, kinds_of
from core.roster.engine.relaxing import relaxed
from core.roster.engine.search import Answer, Clock, Reply, ask

STEPS = (0.9, 0.75, 0.6, 0.45, 0.3, 0.15)  # of the way from the gap asked for to the widest there could be
EFFORT = 0.35  # for one try at wider spacing, in the solver's own measure: the same on a busy machine
WIDE, MONTH = 0.2, 10.0  # share of the time that may go into wider spacing; seconds for one month


@dataclass(slots=True)
class Roll:
    """What stands so far; `cells` per chunk, so that the last one can be taken back."""

    problem: Problem
    chunks: list[frozenset[Cell]] = field(default_factory=list)

    @property
    def cells(self) -> frozenset[Cell]:
        return frozenset().union(*self.chunks)


def chunks(problem: Problem) -> list[list[Day]]:
    """The months; a weekend that belongs together is not cut."""
    months = [list(days) for _, days in groupby(problem.days, key=lambda day: (day.on.year, day.on.month))]
    if any(role.together for role in problem.roles):
        inside = {on for block in blocks(problem) for on in block[1:]}
        for month, later in pairwise(months):
            while later and later[0].on in inside:
                month.append(later.pop(0))
    return [month for month in months if month]


def roll(problem: Problem, clock: Clock, limit: float) -> frozenset[Cell] | None:
    """A whole roster, month by month; None where not even relaxing gave a month."""
    months, made = chunks(problem), Roll(problem)
    until = clock.spent + limit
    step = 0
    for number, days in enumerate(months):
        clock.tell("months", number, len(months))
        part = _part(made, days)
        reply, step = _chunk(part, clock, until, step)
        if not reply.found and made.chunks:
            reply = _with_the_one_before(made, months[number - 1], days, clock, until)
        if not reply.found:
            reply = _relaxed(_part(made, days), clock, until)
        if not reply.found:
            return None
        made.chunks.append(reply.cells)
    clock.tell("months", len(months), len(months))
    return made.cells


def _with_the_one_before(made: Roll, before: list[Day], days: list[Day], clock: Clock, until: float) -> Reply:
    """The month before is done anew together with this one; it stays where that fails."""
    last = made.chunks.pop()
    reply, _ = _chunk(_part(made, [*before, *days]), clock, until, len(STEPS))
    made.chunks.append(frozenset() if reply.found else last)
    return reply


def _relaxed(part: Problem, clock: Clock, until: float) -> Reply:
    found = bounds(part, Eligible(part, floors(part)))
    return relaxed(part, found, clock, limit=min(MONTH, until - clock.spent)).reply


def _chunk(part: Problem, clock: Clock, until: float, step: int) -> tuple[Reply, int]:
    """The widest spacing that is found quickly, else that asked for. Widening is tried from one step up."""
    for at in range(max(0, step - 1), len(STEPS)):
        if clock.spent > WIDE * clock.limit:
            break
        wide = {role.name: wider(part, role, STEPS[at]) for role in part.roles}
        reply = _solved(part, wide, clock, until - clock.spent, EFFORT)
        if reply.found:
            return reply, at
    return _solved(part, {}, clock, min(MONTH, until - clock.spent)), len(STEPS)


def _solved(
    part: Problem, gaps: dict[str, int], clock: Clock, limit: float, effort: float | None = None
) -> Reply:
    model = Model(part, Rules(gaps=gaps))
    for line, bound in bounds(part, Eligible(part, floors(part))).items():
        if bound.bottom > bound.top:
            return Reply(Answer.IMPOSSIBLE)
        model.between(line, bound)
    wishes = model.wishes()
    if wishes:
        model.cp.maximize(sum(variable * weight for variable, weight in wishes))
    return ask(model, clock, limit=max(0.0, limit), effort=effort)


def wider(problem: Problem, role: Role, share: float) -> int:
    """Between the gap asked for and what the number of people allows at most."""
    return role.gap + int((widest(problem, role) - role.gap) * share)


def widest(problem: Problem, role: Role) -> int:
    """With n people for each duty nobody can be spared for more than n duty days."""
    most = max((problem.need(role, day) for day in problem.days), default=1) or 1
    every = sum(1 for day in problem.days if problem.need(role, day))
    if not every:
        return role.gap
    span = (problem.days[-1].on - problem.days[0].on).days + 1
    return max(role.gap, len(role.people) // most * span // every)


def _part(made: Roll, days: list[Day]) -> Problem:
    """The next days as a problem of its own, with everything that was done before."""
    problem, cells = made.problem, made.cells
    before = [day for day in problem.days if day.on < days[0].on]
    return problem.part(
        days,
        carried=sums(problem, [*before, *days], cells),
        past=(*problem.past, *recent(problem, cells, days[0])),
        credited=True,
        wishes=tuple(wish for wish in problem.wishes if days[0].on <= wish.on <= days[-1].on),
    )


def sums(problem: Problem, days: list[Day], cells: frozenset[Cell]) -> dict[tuple[str, str, str], int]:
    """Carried, done in `cells`, and the shares of who was not there, up to the end of `days`."""
    found = Counter(dict(problem.carried))
    for name, on, person in cells:
        for kind in kinds_of(problem.on[on]):
            found[(name, kind, person)] += 1
    if not problem.credited:
        seen = problem.part(days)
        for role in problem.roles:
            for kind, shares in credits(seen, role).items():
                for person, share in shares.items():
                    found[(role.name, kind, person)] += round(share)
    return dict(found)


def recent(problem: Problem, cells: frozenset[Cell], first: Day) -> list[Cell]:
    reach = max([widest(problem, role) for role in problem.roles] + [role.rest for role in problem.roles])
    start = first.on - timedelta(reach + 1)
    return [cell for cell in cells if start <= cell[1] < first.on]
