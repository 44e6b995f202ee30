"""One answer for one problem: counted, rolled month by month, searched as a whole, relaxed, or explained."""

from dataclasses import dataclass

from core.roster.engine.bounds import Bound, Line, bounds, spreads
from core.roster.engine.counting import counted
from core.roster.engine.eligible import Eligible
from core.roster.engine.minimal import clashes, reason
from core.roster.engine.model import Model, Rules
from core.roster.engine.outcome import Fairness, Outcome, Reason, Spacing, Status, nearest, numbers
from core.roster.engine.problem import Cell, Problem, Wish, floors
from core.roster.engine.relaxing import relaxed
from core.roster.engine.rolling import EFFORT, STEPS, chunks, roll, wider, widest
from core.roster.engine.search import Answer, Clock, Reply, ask

ROLLED, WHOLE = 0.5, 0.6  # shares of the time that is left
SMALL = 100  # days


@dataclass(slots=True)
class Best:
    """The best roster so far; `proven` that none is fairer."""

    cells: frozenset[Cell] = frozenset()
    proven: bool = False


def solve(problem: Problem, clock: Clock) -> Outcome:
    clock.tell("counting", 0, 1)
    if reasons := counted(problem):
        return Outcome(Status.IMPOSSIBLE, reasons=reasons, seconds=clock.spent)
    ends = bounds(problem, Eligible(problem, floors(problem)))
    best = Best()
    if all(bound.bottom <= bound.top for bound in ends.values()):
        best = _rolled(problem, ends, clock)
    if not best.proven:
        best = _whole(problem, ends, clock, best)
    if not best.cells:
        return _nothing(problem, clock)
    return _told(problem, ends, _polished(problem, best, clock), clock)


def _rolled(problem: Problem, ends: dict[Line, Bound], clock: Clock) -> Best:
    cells = roll(problem, clock, clock.left * ROLLED) or frozenset()
    return Best(cells, bool(cells) and _missed(problem, ends, cells) == 0 and not _tight(problem, cells))


def _whole(problem: Problem, ends: dict[Line, Bound], clock: Clock, best: Best) -> Best:
    """All days at once: at the bounds if that can be, else with the least that must give way."""
    clock.tell("whole", 0, 2)
    possible = Reply(Answer.IMPOSSIBLE)
    single = len(chunks(problem)) == 1
    if not single or not best.cells:
        model = Model(problem)
        for line, bound in ends.items():
            model.between(line, bound)
        model.hint(set(best.cells))
        possible = ask(model, clock, limit=clock.left * WHOLE, workers=clock.workers)
    if possible.found:
        return Best(possible.cells, True)
    clock.tell("whole", 1, 2)
    if possible.answer is Answer.UNKNOWN and best.cells:
        return best
    found = relaxed(problem, ends, clock, hint=best.cells)
    if found.reply.found and (found.proven or not best.cells):
        return Best(found.reply.cells, found.proven)
    return best


def _missed(problem: Problem, ends: dict[Line, Bound], cells: frozenset[Cell]) -> int:
    found = spreads(problem, numbers(problem, cells))
    return sum(most - least - ends[line].spread for line, (least, most) in found.items())


def _tight(problem: Problem, cells: frozenset[Cell]) -> bool:
    """Whether spacing gave way somewhere."""
    reached = ((role.gap, nearest(problem, cells, role.name)) for role in problem.roles)
    return any(found is not None and found < gap for gap, found in reached)


def _polished(problem: Problem, best: Best, clock: Clock) -> Best:
    """As fair as found, but wider apart, then with as many wishes as can be; for short periods."""
    rolled = not _tight(problem, best.cells) and len(chunks(problem)) > 1
    if rolled or len(problem.days) > SMALL:
        return best
    clock.tell("wishes", 0, 1)
    held = spreads(problem, numbers(problem, best.cells))
    least = {role.name: nearest(problem, best.cells, role.name) or role.gap for role in problem.roles}
    gaps = {role.name: min(role.gap, least[role.name]) for role in problem.roles}
    for share in (*STEPS, 0.0):
        wide = {role.name: max(gaps[role.name], wider(problem, role, share)) for role in problem.roles}
        tight = {
            name: gaps[name] if gaps[name] < problem.role(name).gap else gap for name, gap in wide.items()
        }
        reply = _again(problem, held, tight if share else gaps, clock)
        if reply.found:
            return Best(reply.cells, best.proven)
    return best


def _again(problem: Problem, held: dict[Line, tuple[int, int]], gaps: dict[str, int], clock: Clock) -> Reply:
    model = Model(problem, Rules(gaps=gaps))
    for line, (least, most) in held.items():
        model.between(line, Bound(least, most))
    wishes = model.wishes()
    if wishes:
        model.cp.maximize(sum(duty * weight for duty, weight in wishes))
    return ask(model, clock, limit=3.0, effort=EFFORT, workers=clock.workers)


def _nothing(problem: Problem, clock: Clock) -> Outcome:
    """No roster was found: is there one at all?"""
    clock.tell("reasons", 0, 1)
    extra = Clock(max(clock.left, 30.0), clock.workers, clock.tell)
    if not clashes(problem, extra):
        return Outcome(Status.TIME, seconds=clock.spent)
    found: Reason = reason(problem, extra)
    return Outcome(Status.IMPOSSIBLE, reasons=(found,), seconds=clock.spent + extra.spent)


def _told(problem: Problem, ends: dict[Line, Bound], best: Best, clock: Clock) -> Outcome:
    found = spreads(problem, numbers(problem, best.cells))
    fairness = tuple(
        Fairness(role, kind, least, most, max(0, ends[(role, kind)].spread))
        for (role, kind), (least, most) in found.items()
    )
    spacing = tuple(_spacing(problem, best.cells, role.name) for role in problem.roles)
    missed = any(one.spread > one.bound for one in fairness) or any(one.kept < one.wanted for one in spacing)
    status = Status.SOLVED if not missed else Status.ABOVE if best.proven else Status.TIME
    kept = [(w, any(_meets(w, cell) for cell in best.cells)) for w in problem.wishes]
    return Outcome(
        status,
        tuple(sorted(best.cells, key=lambda cell: (cell[1], cell[0], cell[2]))),
        fairness,
        spacing,
        wishes=(sum(met == (wish.weight > 0) for wish, met in kept), len(kept)),
        seconds=clock.spent,
    )


def _meets(wish: Wish, cell: Cell) -> bool:
    return (wish.person, wish.on) == (cell[2], cell[1]) and wish.role in ("", cell[0])


def _spacing(problem: Problem, cells: frozenset[Cell], name: str) -> Spacing:
    role, reached = problem.role(name), nearest(problem, cells, name)
    kept = role.gap if reached is None else min(role.gap, reached)
    return Spacing(name, role.gap, kept, reached, widest(problem, role))
