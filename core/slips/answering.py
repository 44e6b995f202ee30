"""The reply to a slip; and what happens when none comes: department head, then line leader."""

from collections.abc import Sequence

from sqlalchemy import select

from core import calendar, people
from core.slips import rules
from core.slips.issuing import record, told
from core.tasks import Case, TurnGone, checkers, load, locked, opened, settle, tell
from core.text import clean_text
from core.turns import Kind, Purpose, finish, open_turn, withdraw
from core.work import Work
from db.models import Department, Matter, Person, Slip, Turn

HIGHEST = 2


def answer(work: Work, *, task_id: int, turn_id: int, answer: str) -> None:
    """What the department says: why, what will be done, by when."""
    case = load(work, task_id, "slips.answer", turn_id=turn_id)
    turn = next((one for one in case.open if one.id == turn_id and one.purpose == Purpose.SLIP), None)
    if turn is None:
        raise TurnGone()
    answer = clean_text(answer, limit=2000, field="answer", required=True)
    slip = work.session.scalars(select(Slip).where(Slip.turn_id == turn_id)).one()
    finish(work, turn, "answered", reason=answer)
    withdraw(work, [one for one in case.open if one.origin_id == turn_id and one.kind == Kind.READ])
    settle(case)
    department = work.session.get_one(Department, slip.department_id).name
    tell(case, "slip_answered", checkers(case), mark=slip.id, slip=slip.number, department=department)
    record(case, "answered", slip, answer=answer)


def raise_unanswered(work: Work) -> int:
    """What stays unanswered past its day goes up: to the head, then to the line leader; returns how many."""
    work.must("slips.raise_unanswered")
    known = rules.every(work.session)
    waiting = (
        select(Slip, Turn.due_day)
        .join(Turn, Turn.id == Slip.turn_id)
        .join(Matter, Matter.id == Slip.matter_id)
        .where(
            Turn.done_at.is_(None), Turn.due_day < work.today, Slip.raised < HIGHEST, Matter.state != "paused"
        )
        .order_by(Slip.id)
    )
    raised = 0
    for slip, day in work.session.execute(waiting).all():
        after = known[slip.cause].raise_after
        assert day is not None  # compared with today above
        last = max(day, slip.raised_on or day)
        if after and calendar.workdays_between(work, last, work.today) >= after:
            _raise(locked(work, slip.matter_id), slip)
            raised += 1
    return raised


def _raise(case: Case, slip: Slip) -> None:
    """One level up; a level that nobody holds is passed over."""
    work = case.work
    turn = work.session.get_one(Turn, slip.turn_id)
    above: Sequence[int] = ()
    while not above and slip.raised < HIGHEST:
        slip.raised += 1
        above = _heads(work, slip) if slip.raised < HIGHEST else _leaders(work, slip)
    slip.raised_on = work.today
    if slip.raised == HIGHEST:
        for person_id in above:
            opened(case, _to_read(case, slip, person_id))
    settle(case)
    department = work.session.get_one(Department, slip.department_id).name
    facts = {"slip": slip.number, "department": department, "day": turn.due_day}
    people_told = [*above, *told(case, slip), *checkers(case)]
    tell(case, "slip_unanswered", people_told, mark=f"{slip.id}:{slip.raised}", **facts)
    names = people.names(work, list(above))
    record(case, "raised", slip, people=[names[one] for one in above], level=slip.raised)


def _heads(work: Work, slip: Slip) -> list[int]:
    heads = select(Person.id).where(
        Person.department_id == slip.department_id, Person.role == "head", Person.disabled_at.is_(None)
    )
    return list(work.session.scalars(heads.order_by(Person.position)))


def _leaders(work: Work, slip: Slip) -> list[int]:
    return [one.id for one in people.line_leaders(work, slip.department_id)]


def _to_read(case: Case, slip: Slip, person_id: int) -> Turn:
    """It lies on the leader's desk until it is read, or until the department replies."""
    return open_turn(
        case.work, case.id, Kind.READ, person_id=person_id, origin_id=slip.turn_id, task=slip.number
    )
