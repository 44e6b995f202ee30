"""What gives way, in a fixed order, when the bounds cannot all be kept.

Spacing first (where the role allows it), then the spread of all days, workdays, rest days, holidays, and
last the special days: so the last of these is made as small as possible first.
"""

from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from core.roster.engine.bounds import Bound, Line
from core.roster.engine.model import Model, Rules
from core.roster.engine.problem import SPECIAL, TOTAL, Cell, Problem, Role, floor
from core.roster.engine.search import Answer, Clock, Reply, ask

KEPT_LONGEST = ("H", "R", "W", TOTAL)


@dataclass(frozen=True, slots=True)
class Relaxed:
    reply: Reply
    proven: bool


def relaxed(
    problem: Problem,
    bounds: dict[Line, Bound],
    clock: Clock,
    *,
    hint: frozenset[Cell] = frozenset(),
    limit: float | None = None,
) -> Relaxed:
    """The least that must give way, level after level; proven where the solver finished each."""
    model = Model(problem, Rules(gaps={role.name: floor(role) for role in problem.roles if role.yields}))
    kept = {role.name: _gaps(model, role) for role in problem.roles if role.yields}
    excess = {line: model.free(line, bound) for line, bound in bounds.items()}
    best, proven = Reply(Answer.UNKNOWN), True
    until = clock.spent + (clock.left if limit is None else min(limit, clock.left))
    for lost in _levels(excess, kept):
        model.hint(set(best.cells or hint))
        model.cp.minimize(lost)
        reply = ask(model, clock, limit=max(0.0, until - clock.spent), workers=clock.workers)
        if not reply.found:
            proven = reply.answer is Answer.IMPOSSIBLE
            return Relaxed(reply if proven or not best.found else best, proven)
        proven = proven and reply.answer is Answer.FOUND
        best = reply
        model.cp.add(lost <= reply.goal)
    return Relaxed(best, proven)


def _gaps(model: Model, role: Role) -> list[cp_model.IntVar]:
    """One switch for each day of spacing above the floor."""
    steps: list[cp_model.IntVar] = []
    for gap in range(floor(role) + 1, role.gap + 1):
        keep = model.cp.new_bool_var("")
        model.space(role, gap, only_if=keep)
        model.space_past(role, gap, only_if=keep)
        if steps:
            model.cp.add_implication(keep, steps[-1])
        steps.append(keep)
    return steps


def _levels(excess: dict[Line, cp_model.IntVar], kept: dict[str, list[cp_model.IntVar]]) -> list[Any]:
    found = [[lost for (_, kind), lost in excess.items() if kind.startswith(SPECIAL)]]
    found += [[lost for (_, kind), lost in excess.items() if kind == level] for level in KEPT_LONGEST]
    levels = [sum(level) for level in found if level]
    steps = [1 - keep for switches in kept.values() for keep in switches]
    return [*levels, sum(steps)] if steps else levels
