"""Asking the solver: with a limit, with the answer in plain values. Only the solving process imports this."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from ortools.sat.python import cp_model

from core.roster.engine.model import Model
from core.roster.engine.problem import Cell


class Answer(StrEnum):
    FOUND = "found"  # for a goal: the best there is
    BETTER = "better"  # for a goal: found, not proven best
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reply:
    answer: Answer
    cells: frozenset[Cell] = frozenset()
    goal: int = 0
    values: list[int] = field(default_factory=list)

    @property
    def found(self) -> bool:
        return self.answer in (Answer.FOUND, Answer.BETTER)


@dataclass(slots=True)
class Clock:
    """What is left of the time, and whom to tell about progress."""

    limit: float
    workers: int = 2
    tell: Callable[[str, int, int], None] = lambda stage, done, of: None
    started: float = field(default_factory=time.perf_counter)

    @property
    def spent(self) -> float:
        return time.perf_counter() - self.started

    @property
    def left(self) -> float:
        return max(0.0, self.limit - self.spent)


ANSWERS = {
    cp_model.OPTIMAL: Answer.FOUND,
    cp_model.FEASIBLE: Answer.BETTER,
    cp_model.INFEASIBLE: Answer.IMPOSSIBLE,
}


def ask(
    model: Model, clock: Clock, *, limit: float | None = None, effort: float | None = None, workers: int = 1
) -> Reply:
    """`limit` in seconds, never more than the clock has left; `effort` counts work, not time."""
    solver = cp_model.CpSolver()
    allowed = min(clock.left, clock.left if limit is None else limit)
    if allowed <= 0:
        return Reply(Answer.UNKNOWN)
    solver.parameters.max_time_in_seconds = allowed
    solver.parameters.num_workers = workers
    if effort is not None:
        solver.parameters.max_deterministic_time = effort
    answer = ANSWERS.get(solver.solve(model.cp), Answer.UNKNOWN)
    if answer not in (Answer.FOUND, Answer.BETTER):
        return Reply(answer)
    cells = frozenset(cell for cell, duty in model.duty.items() if solver.boolean_value(duty))
    goal = round(solver.objective_value) if model.cp.has_objective() else 0
    return Reply(answer, cells, goal)
