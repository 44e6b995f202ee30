"""Turns of a finding or a red tag: opened with its matter, ended with it; the owner is told."""

from datetime import date

from sqlalchemy import select

from core import notices
from core.seven_s.refusals import AreaGone
from core.turns import Kind, finish, open_turn
from core.work import Work
from db.models import Area, CheckItem, Department, Finding, Matter, Person, RedTag, Turn

SPOKESMEN = ("head", "liaison", "director", "office")


def begin_fixing(work: Work, finding: Finding, area: Area, item: CheckItem) -> Turn:
    """It is the owner's move until the day; an area without an owner is the office's."""
    matter_id = matter_of(work, finding, area, item)
    return fixing_turn(work, matter_id, finding, finding.due_day, round=finding.returned + 1)


def matter_of(work: Work, finding: Finding, area: Area, item: CheckItem) -> int:
    """The matter that carries the turns; made when the first is needed."""
    if finding.matter_id is None:
        what = finding.phrase or finding.note or item.wording
        title = f"{area.name}：{what}"
        department, due = finding.owner_department_id, finding.due_day
        finding.matter_id = new_matter(work, "finding", title, department, due, internal=area.restricted)
    return finding.matter_id


def new_matter(
    work: Work, kind: str, title: str, department_id: int | None, due: date | None, *, internal: bool
) -> int:
    office = office_of(work)
    matter = Matter(
        kind=kind,
        title=title[:200],
        internal=internal,
        source="7S",
        lead_department_id=department_id or office,
        supervising_department_id=office,
        created_by=work.actor.number,
        created_at=work.now,
        issued_by=work.actor.number,
        issued_at=work.now,
        original_due_day=due,
        due_day=due,
        state="working",
        initials="",
    )
    work.session.add(matter)
    work.session.flush()
    return matter.id


def fixing_turn(
    work: Work, matter_id: int, owned: Finding | RedTag, due: date | None, *, round: int = 1
) -> Turn:
    person, department = owned.owner_person_id, owned.owner_department_id
    turn = open_turn(
        work,
        matter_id,
        Kind.FIX,
        person_id=person,
        department_id=None if person is not None else department or office_of(work),
        due_day=due,
        round=round,
    )
    turn.signed_at = work.now
    return turn


def end(work: Work, matter_id: int | None, turns: list[Turn], outcome: str, reason: str = "") -> None:
    """Nothing is owed any more."""
    for turn in turns:
        finish(work, turn, outcome, reason=reason)
    if matter_id is not None:
        matter = work.session.get_one(Matter, matter_id)
        matter.state, matter.closed_at = "closed", work.now


def tell_owner(work: Work, finding: Finding, area: Area, kind: str, **values: object) -> None:
    facts = {"area": area.name, "what": finding.phrase or finding.note, "day": finding.due_day, **values}
    mark = f"{kind}:{finding.id}:{finding.returned}"
    notices.tell(work, owners(work, finding), kind, finding.matter_id, mark, finding=finding.id, **facts)


def owners(work: Work, owned: Finding | RedTag) -> list[int]:
    """Who hears of it: the person in charge, else who speaks for the department, else for the office."""
    if owned.owner_person_id is not None:
        return [owned.owner_person_id]
    return speaking_for(work, owned.owner_department_id or office_of(work))


def speaking_for(work: Work, department_id: int) -> list[int]:
    wanted = select(Person.id).where(
        Person.department_id == department_id, Person.role.in_(SPOKESMEN), Person.disabled_at.is_(None)
    )
    return list(work.session.scalars(wanted))


def office_of(work: Work) -> int:
    """The department that answers where nobody else does."""
    found = work.session.scalar(
        select(Department.id)
        .where(Department.closed_at.is_(None))
        .order_by(Department.is_office.desc(), Department.position, Department.id)
        .limit(1)
    )
    if found is None:
        raise AreaGone()
    return found
