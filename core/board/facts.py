"""What of a task the board needs: one statement for a whole board or for a single card."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, null, or_, select
from sqlalchemy.orm import aliased

from core.tasks import State
from core.turns import Kind, Purpose
from core.work import Work
from db.models import Closure, File, Line, Matter, Part, Task, Turn

# Under names of their own: the rights look at the same tables again.
TAKEN, TASK = aliased(Turn), aliased(Task)
# The turn that a card's next step takes.
IN_HAND = {
    State.ISSUED: Kind.SIGN,
    State.WORKING: Kind.DO,
    State.CHECKING: Kind.CHECK,
    State.APPROVING: Kind.DECIDE,
}


STATES = {state.value: state for state in State}
# Places in a row of `rows`.
STATE, BACK, INTERNAL, LEAD, SUPERVISING, CREATED_BY, GIVEN_BY, SUPPORTS, HOLDER = (
    2,
    3,
    14,
    18,
    19,
    20,
    22,
    23,
    26,
)


class Facts(NamedTuple):
    """What of a card decides who may move it. `holder…` and `turn_handler_id` are of the turn in hand."""

    state: State
    back: State
    lead_id: int | None
    supervising_id: int
    created_by: int
    handler_id: int | None
    given_by: int | None
    supports: bool
    takes_part: bool
    holder_id: int | None
    holder_department_id: int | None
    turn_handler_id: int | None
    goes_up: bool
    applied_by: int | None


@dataclass(frozen=True, slots=True)
class Stake:
    """Open tasks with a turn of this reader in person, and with one of theirs that nobody has opened yet."""

    takes_part: frozenset[int]
    unread: frozenset[int]
    with_leader: frozenset[int]  # departments that a leader answers for


def stake(work: Work) -> Stake:
    actor = work.actor
    people = actor.selves | actor.records_for
    decides = and_(Turn.holder_person_id.in_(people), Turn.kind != Kind.READ)
    mine = or_(
        Turn.holder_person_id.in_(people),
        Turn.handler_id.in_(actor.selves),
        Turn.holder_department_id.in_(actor.departments | actor.deputises),
    )
    rows = work.session.execute(
        select(Turn.matter_id, decides, Turn.seen_at.is_(None)).where(Turn.done_at.is_(None), mine)
    ).all()
    lines = work.session.scalars(select(Line.department_id).distinct())
    return Stake(
        frozenset(number for number, decider, _fresh in rows if decider),
        frozenset(number for number, _decider, fresh in rows if fresh),
        frozenset(lines),
    )


def facts(row: Sequence[Any], known: Stake) -> Facts:
    """Of a row of `rows`, by place: by name it costs half as much again for two thousand."""
    (lead_id, supervising_id, created_by, handler_id, given_by, supports, holder_id, department_id) = row[
        LEAD:HOLDER
    ]
    turn_handler_id, needs_approval, applied_by = row[HOLDER:]
    return Facts(
        STATES[row[STATE]],
        STATES[row[BACK]],
        lead_id,
        supervising_id,
        created_by,
        handler_id,
        given_by,
        bool(supports),
        row[0] in known.takes_part,
        holder_id,
        department_id,
        turn_handler_id,
        bool(needs_approval) and (given_by is not None or lead_id in known.with_leader),
        applied_by,
    )


@lru_cache(maxsize=256)
def rows(departments: frozenset[int]) -> Select[*tuple[Any, ...]]:
    """A row a task, with the turn in hand beside it; for people of these departments. Put together once:
    saying it anew costs as much as asking it."""
    kinds = case(*((Matter.state == state, kind) for state, kind in IN_HAND.items()), else_="")
    purpose = case((Matter.state == State.APPROVING, Purpose.APPROVAL), else_="")
    in_hand = and_(TAKEN.kind == kinds, TAKEN.purpose == purpose, *_open(TAKEN))
    supports = exists().where(Part.matter_id == Matter.id, Part.department_id.in_(departments))
    files = select(func.count()).where(File.matter_id == Matter.id, File.removed_at.is_(None))
    return (
        select(
            *_face(),
            files.scalar_subquery(),
            Matter.lead_department_id,
            Matter.supervising_department_id,
            Matter.created_by,
            Matter.handler_id,
            TASK.given_by,
            supports if departments else false(),
            TAKEN.holder_person_id,
            TAKEN.holder_department_id,
            TAKEN.handler_id,
            TASK.needs_approval,
            _applied_by(),
        )
        .join(TASK, TASK.matter_id == Matter.id)
        .outerjoin(TAKEN, in_hand)
    )


def _face() -> tuple[Any, ...]:
    """What stands on a card."""
    return (
        Matter.id,
        Matter.version,
        Matter.state,
        _back(),
        Matter.number,
        Matter.title,
        Matter.due_day,
        Matter.applied_on,
        Matter.closed_at,
        Matter.round,
        Matter.percent,
        Matter.extensions,
        Matter.importance,
        Matter.urgency,
        Matter.internal,
        Matter.lagging,
        TASK.difficult_at.is_not(None),
    )


def _open(turn: type[Turn]) -> tuple[ColumnElement[bool], ...]:
    """The lead's open turns of a task, without its steps."""
    return (
        turn.matter_id == Matter.id,
        turn.done_at.is_(None),
        turn.part_id.is_(None),
        turn.node_id.is_(None),
    )


def _back() -> ColumnElement[str]:
    """Where a paused task goes on, as core.tasks.settling derives it from the open turns."""

    def has(kind: Kind, purpose: str = "") -> ColumnElement[bool]:
        return exists().where(Turn.kind == kind, Turn.purpose == purpose, *_open(Turn))

    return case(
        (Matter.state != State.PAUSED, Matter.state),
        (has(Kind.DECIDE, Purpose.APPROVAL), State.APPROVING.value),
        (has(Kind.CHECK), State.CHECKING.value),
        (has(Kind.SIGN), State.ISSUED.value),
        else_=State.WORKING.value,
    )


def _applied_by() -> ColumnElement[int | None]:
    newest = (
        select(Closure.applied_by)
        .where(Closure.matter_id == Matter.id)
        .order_by(Closure.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return case((Matter.state == State.CHECKING, newest), else_=null())
