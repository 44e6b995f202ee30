"""What is not fixed in time climbs: on the day to the owner, a workday later to the head of the department,
three later to the leader of the line and the office director. Each step once for each due day."""

from datetime import date

from sqlalchemy import select

from core import calendar, notices
from core.actor import SYSTEM
from core.seven_s.patterns import find_shared_faults
from core.seven_s.settling import office_of, speaking_for
from core.seven_s.tallying import nightly_recount
from core.turns import Kind
from core.work import Work, begin
from db.models import Line, Matter, Person, Turn

STEPS = (0, 1, 3)  # workdays after the due day
MOST = 2000


def escalate(work: Work) -> int:
    """Returns how many people were told something new."""
    work.must("seven_s.escalate")
    rows = work.session.execute(
        select(Turn, Matter)
        .join(Matter, Matter.id == Turn.matter_id)
        .where(Turn.done_at.is_(None), Turn.kind == Kind.FIX, Turn.due_day <= work.today)
        .order_by(Turn.due_day, Turn.id)
        .limit(MOST)
    )
    return sum(_told(work, turn, matter) for turn, matter in rows)


def step_of(due_day: date, today: date, workdays_late: int) -> int:
    """The highest step reached; after downtime only that one is said."""
    return max((step for step in STEPS if workdays_late >= step), default=-1) if today >= due_day else -1


def _told(work: Work, turn: Turn, matter: Matter) -> int:
    assert turn.due_day is not None
    late = calendar.workdays_between(work, turn.due_day, work.today)
    step = step_of(turn.due_day, work.today, late)
    if step < 0:
        return 0
    area, _, what = matter.title.partition("：")
    mark = f"finding_late:{turn.id}:{turn.due_revision}:{step}"
    told = {"area": area, "what": what, "day": turn.due_day}
    return notices.tell(work, _hearers(work, turn, matter, step), "finding_late", matter.id, mark, **told)


def _hearers(work: Work, turn: Turn, matter: Matter, step: int) -> list[int]:
    department = turn.holder_department_id or matter.lead_department_id or office_of(work)
    if step == 0:
        return [turn.holder_person_id] if turn.holder_person_id else speaking_for(work, department)
    heads = select(Person.id).where(
        Person.department_id == department,
        Person.role.in_(("head", "director")),
        Person.disabled_at.is_(None),
    )
    if step == 1:
        return list(work.session.scalars(heads))
    leaders = select(Line.leader_id).where(Line.department_id == department)
    director = select(Person.id).where(Person.role == "director", Person.disabled_at.is_(None))
    return [*work.session.scalars(leaders), *work.session.scalars(director)]


def nightly() -> str:
    """The timed job: what is late is said, what several areas share is found."""
    with begin(SYSTEM) as work:
        told = escalate(work)
        drafted = find_shared_faults(work)
        counted = nightly_recount(work)
    return f"{told} told, {len(drafted)} drafted, {counted} days counted"
