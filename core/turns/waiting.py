"""What waits for somebody, soonest first; and the turns of somebody who leaves."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from core.actor import Actor, Charge, Role
from core.i18n import Text
from core.turns.kinds import KIND_NAMES, Kind
from core.work import Work
from db.models import Department, Matter, Person, Turn

LIMIT = 200
SPOKESMEN = {Role.HEAD, Role.LIAISON, Role.DIRECTOR, Role.OFFICE}


@dataclass(frozen=True, slots=True)
class Waiting:
    turn_id: int
    matter_id: int
    kind: str
    purpose: str
    task: str
    number: str
    title: str
    due_day: date | None
    lead: str
    urgency: str
    key: bool
    piece: bool = False  # a department's part or a step, not the whole
    matter_kind: str = "task"  # what it belongs to: a task, a finding, a red tag, a meeting
    holder: str = ""  # who is away, or whose decision is recorded; empty when it is one's own

    @property
    def what(self) -> Text:
        return KIND_NAMES[self.purpose or self.kind]


def waiting(work: Work, *, kinds: tuple[Kind, ...] = (), limit: int = LIMIT) -> list[Waiting]:
    """Open turns that this person may take, soonest first; at most `limit`."""
    work.must("turns.waiting")
    # Nothing is carried out before it is signed for; steps wait with the work they belong to.
    signed = or_(Turn.kind != Kind.DO, Turn.signed_at.is_not(None), _step_in_work())
    conditions = [Turn.done_at.is_(None), theirs(work.actor), Matter.state != "paused", signed]
    if kinds:
        conditions.append(Turn.kind.in_(kinds))
    statement = _rows().where(*conditions).order_by(Turn.due_day.nulls_last(), Turn.id).limit(limit)
    others = aliased(Person)
    holder = func.coalesce(others.name, "")
    named = statement.add_columns(holder).outerjoin(others, others.id == whose(work.actor))
    return [Waiting(*row) for row in work.session.execute(named)]


def open_turns_of(work: Work, *, person_id: int) -> list[Waiting]:
    """The open turns that a leaver holds or handles."""
    work.must("turns.open_turns_of")
    held = or_(Turn.holder_person_id == person_id, Turn.handler_id == person_id)
    statement = _rows().where(Turn.done_at.is_(None), held).order_by(Turn.due_day.nulls_last(), Turn.id)
    return [Waiting(*row) for row in work.session.execute(statement.limit(LIMIT * 10))]


def hand_over(work: Work, *, from_person_id: int, to_person_id: int) -> int:
    """Give all open turns of somebody to somebody else; returns how many. Both must be known."""
    work.must("turns.hand_over")
    held = or_(Turn.holder_person_id == from_person_id, Turn.handler_id == from_person_id)
    turns = list(work.session.scalars(select(Turn).where(Turn.done_at.is_(None), held).with_for_update()))
    for turn in turns:
        if turn.holder_person_id == from_person_id:
            turn.holder_person_id = to_person_id
        if turn.handler_id == from_person_id:
            turn.handler_id = to_person_id
        change = [from_person_id, to_person_id]
        work.record("turn.handed_over", turn.id, matter_id=turn.matter_id, person_id=change, kind=turn.kind)
    _hand_over_matters(work, from_person_id, to_person_id)
    return len(turns)


def _hand_over_matters(work: Work, from_person_id: int, to_person_id: int) -> None:
    handled = select(Matter).where(Matter.handler_id == from_person_id, Matter.closed_at.is_(None))
    for matter in work.session.scalars(handled.with_for_update()):
        matter.handler_id = to_person_id


def theirs(actor: Actor) -> ColumnElement[bool]:
    """The turns that wait for this person."""
    chances: list[ColumnElement[bool]] = [
        Turn.holder_person_id.in_(actor.selves | actor.records_for),
        Turn.handler_id.in_(actor.selves),
    ]
    checks = Turn.kind.in_((Kind.CHECK, Kind.DECIDE))
    if actor.role in SPOKESMEN and actor.department_id is not None:
        chances.append(Turn.holder_department_id == actor.department_id)
    elif Charge.SUPERVISION in actor.charges and actor.department_id is not None:
        chances.append(and_(Turn.holder_department_id == actor.department_id, checks))
    if actor.deputises:
        chances.append(Turn.holder_department_id.in_(actor.deputises))
    return or_(*chances)


def whose(actor: Actor) -> ColumnElement[int | None]:
    """The person for whom this one would take the turn; nobody where it is their own or a department's."""
    return case(
        (Turn.holder_person_id == (actor.id or 0), None),
        (Turn.holder_person_id.is_not(None), Turn.holder_person_id),
        (Turn.handler_id.in_(actor.stands_in_for or {0}), Turn.handler_id),
        else_=None,
    )


def _step_in_work() -> ColumnElement[bool]:
    return and_(Turn.node_id.is_not(None), Matter.state == "working")


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Turn.id,
            Turn.matter_id,
            Turn.kind,
            Turn.purpose,
            Turn.task,
            Matter.number,
            Matter.title,
            Turn.due_day,
            Department.name,
            Matter.urgency,
            Matter.importance == "key",
            or_(Turn.part_id.is_not(None), Turn.node_id.is_not(None)),
            Matter.kind,
        )
        .join(Matter, Matter.id == Turn.matter_id)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
    )
