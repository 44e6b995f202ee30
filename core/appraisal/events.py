"""What happened in a half-year that the rules give points for: five questions to the database, whatever the
size of the office."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from core import counting
from core.appraisal.rules import Half, Kind, Rules, RulesFact, rules_at
from core.counting import Piece, Verdict, verdict
from core.tasks import State
from core.turns import Kind as TurnKind
from core.work import Work
from db.models import Closure, Matter, Turn

NOWHERE = (State.CANCELLED, State.MERGED)


@dataclass(frozen=True, slots=True)
class Happened:
    """`cause` names the event once and for all: nobody is charged for it twice."""

    cause: str
    kind: Kind
    department_id: int
    matter_id: int
    supporting: bool
    day: date


def happened(work: Work, half: Half, sets: list[RulesFact]) -> list[Happened]:
    pieces = counting.all_pieces(work, half.period)
    rules = rules_at(sets, half.period.last)
    found = [*_late(work, half, pieces), *_reports(work, half), *_returned(work, half, rules)]
    return [*found, *_praised(work, half, pieces)]


def _late(work: Work, half: Half, pieces: list[Piece]) -> Iterator[Happened]:
    for one in pieces:
        if one.due_day and half.period.has(one.due_day) and verdict(one, work.today) == Verdict.LATE:
            cause = f"late:{one.matter_id}:{one.part_id or 0}:{one.due_day}"
            yield Happened(cause, Kind.LATE, one.department_id, one.matter_id, not one.leads, one.due_day)


def _reports(work: Work, half: Half) -> Iterator[Happened]:
    """Reports asked for by a day, and not there by it."""
    statement = (
        select(Turn.id, Turn.matter_id, Turn.holder_department_id, Turn.part_id, Turn.due_day, Turn.done_at)
        .join(Matter, Matter.id == Turn.matter_id)
        .where(
            Turn.kind == TurnKind.REPORT,
            Turn.due_day.between(half.period.first, half.period.last),
            Matter.state.not_in((*NOWHERE, State.PAUSED)),
            Turn.holder_department_id.is_not(None),
        )
    )
    for row in work.session.execute(statement):
        given = row.done_at.astimezone(work.zone).date() if row.done_at else work.today
        if given > row.due_day:
            yield Happened(
                f"report:{row.id}",
                Kind.REPORT,
                row.holder_department_id,
                row.matter_id,
                row.part_id is not None,
                row.due_day,
            )


def _returned(work: Work, half: Half, rules: Rules) -> Iterator[Happened]:
    """Every return beyond those that are free."""
    start, end = half.period.moments(work.zone)
    within = and_(Closure.outcome == "returned", Closure.checked_at >= start, Closure.checked_at < end)
    statement = (
        select(Closure.id, Closure.matter_id, Closure.checked_at, Matter.lead_department_id)
        .join(Matter, Matter.id == Closure.matter_id)
        .where(Closure.outcome == "returned", Matter.state.not_in(NOWHERE))
        .where(Closure.matter_id.in_(select(Closure.matter_id).where(within)))
        .order_by(Closure.matter_id, Closure.id)
    )
    rounds: dict[int, int] = defaultdict(int)
    for row in work.session.execute(statement):
        rounds[row.matter_id] += 1
        if rounds[row.matter_id] > rules.returns and start <= row.checked_at < end:
            day = row.checked_at.astimezone(work.zone).date()
            cause = f"returned:{row.id}"
            yield Happened(cause, Kind.RETURNED, row.lead_department_id, row.matter_id, False, day)


def _praised(work: Work, half: Half, pieces: list[Piece]) -> Iterator[Happened]:
    """An item evaluated as excellent: the lead, and each supporting unit that handed in its part in time."""
    start, end = half.period.moments(work.zone)
    statement = (
        select(Closure.id, Closure.matter_id, Closure.evaluated_at)
        .join(Matter, Matter.id == Closure.matter_id)
        .where(Closure.grade == "excellent", Closure.outcome == "closed")
        .where(Closure.evaluated_at >= start, Closure.evaluated_at < end)
        .where(or_(Matter.state == State.CLOSED, Matter.state == State.ARCHIVED))
    )
    shares = defaultdict(list)
    for piece in pieces:
        shares[piece.matter_id].append(piece)
    for row in work.session.execute(statement):
        day = row.evaluated_at.astimezone(work.zone).date()
        for piece in shares[row.matter_id]:
            if verdict(piece, work.today) == Verdict.ON_TIME:
                cause = f"praised:{row.id}:{piece.department_id}"
                yield Happened(cause, Kind.PRAISED, piece.department_id, row.matter_id, not piece.leads, day)
