"""What a swap needs: the duty and who has it, its matter and turns, who is told, who approves."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select, update

from core import notices
from core.actor import Actor
from core.errors import Conflict, NotFound
from core.i18n import N_, _
from core.policy import Relation
from core.roster.fitting import Ground, fits, ground
from core.turns import finish
from core.work import Work
from db.models import Absence, Department, Duty, DutyRole, DutySwap, Hold, Leave, Matter, Person, Roster, Turn


class DutyGone(NotFound):
    message = N_("This duty is not there any more.")


class SwapGone(NotFound):
    message = N_("This swap is not there any more.")


class NotSwappable(Conflict):
    message = N_("This cannot be swapped: {why}.")


def held(work: Work, duty_id: int | None) -> Duty | None:
    """A published duty, for change."""
    if duty_id is None:
        return None
    there = select(Duty).join(Roster, Roster.id == Duty.roster_id).where(Duty.id == duty_id)
    return work.session.scalar(there.where(Roster.published_at.is_not(None)).with_for_update(of=Duty))


def holder(duty: Duty) -> int:
    return duty.actual_person_id or duty.person_id


def put(work: Work, duty: Duty, person_id: int) -> None:
    """Who is there in fact; the plan stays. The hold goes along."""
    before = holder(duty)
    duty.actual_person_id = None if person_id == duty.person_id else person_id
    origin = (Hold.origin == "duty", Hold.origin_id == duty.id, Hold.released_at.is_(None))
    work.session.execute(update(Hold).where(*origin).values(released_at=work.now))
    role = work.session.get_one(DutyRole, duty.role_id)
    begin = datetime.combine(duty.day, time.fromisoformat(role.starts), tzinfo=work.zone).astimezone(UTC)
    work.session.add(
        Hold(
            subject="person",
            subject_id=person_id,
            starts_at=begin,
            ends_at=begin + timedelta(hours=role.hours),
            exclusive=False,
            origin="duty",
            origin_id=duty.id,
            made_by=work.actor.number,
            made_at=work.now,
        )
    )
    work.record("duty.changed", duty.id, role=role.name, day=duty.day, person_id=[before, person_id])


def names(work: Work) -> dict[str, str]:
    return {str(number): name for number, name in work.session.execute(select(Person.id, Person.name))}


def away_today(work: Work) -> frozenset[int]:
    """On leave, or entered as away."""
    today = work.today
    leave = select(Leave.person_id).where(
        Leave.approved.is_(True),
        Leave.withdrawn_at.is_(None),
        Leave.first_day <= today,
        Leave.last_day >= today,
    )
    absence = select(Absence.person_id).where(
        Absence.ended_at.is_(None), Absence.first_day <= today, Absence.last_day >= today
    )
    return frozenset(work.session.scalars(leave.union(absence)))


def refuse(work: Work, duty: Duty, other: Duty | None, to_id: int) -> None:
    """Raises NotSwappable with every reason."""
    here = ground(work, work.session.get_one(Roster, duty.roster_id), names(work))
    if found := refusals(here, duty, other, to_id):
        raise NotSwappable(why=_("; ").join(found))


def refusals(here: Ground, duty: Duty, other: Duty | None, to_id: int) -> list[str]:
    giver, taker, role = str(holder(duty)), str(to_id), str(duty.role_id)
    if giver == taker:
        return [_("it is the same person")]
    taken = [(giver, role, duty.day), *([(taker, role, other.day)] if other else [])]
    free = here.without(*taken)
    found = list(fits(free, taker, role, duty.day).refusals)
    if other is not None:
        after = free.with_(taker, role, duty.day)
        found += fits(after, giver, role, other.day).refusals
    return found


def new_matter(work: Work, title: str, department_id: int, due: date | None) -> Matter:
    matter = Matter(
        kind="swap",
        title=title[:200],
        source="duty",
        lead_department_id=department_id,
        supervising_department_id=department_id,
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
    return matter


def turns_of(work: Work, swap: DutySwap) -> list[Turn]:
    mine = select(Turn).where(Turn.matter_id == swap.matter_id, Turn.done_at.is_(None))
    return list(work.session.scalars(mine))


def end(work: Work, swap: DutySwap, *, approved: bool | None) -> None:
    outcome = {True: "approved", False: "refused", None: "withdrawn"}[approved]
    for turn in turns_of(work, swap):
        finish(work, turn, outcome)
    swap.ended_at, swap.approved = work.now, approved
    if approved is not None and swap.consented_at is not None:
        swap.decided_at, swap.decided_by = work.now, work.actor.number
    matter = work.session.get_one(Matter, swap.matter_id)
    matter.state, matter.closed_at = "closed", work.now


def tell(work: Work, swap: DutySwap, person_ids: set[int], kind: str) -> None:
    title = work.session.get_one(Matter, swap.matter_id).title
    notices.tell(work, person_ids, kind, None, f"{kind}:{swap.id}", title=title)


def approver(work: Work, swap: DutySwap) -> int | None:
    """The head of the department, else the director; for leaders the first leader who is not in it."""
    involved = (swap.from_id, swap.to_id)
    here = (Person.disabled_at.is_(None), Person.id.not_in(involved))
    order = (Person.position, Person.id)
    if work.session.get_one(DutyRole, work.session.get_one(Duty, swap.duty_id).role_id).of_leaders:
        leaders = select(Person.id).where(*here, Person.role == "leader").order_by(*order)
        return work.session.scalar(leaders.limit(1))
    at = select(Person.department_id).where(Person.id == swap.from_id).scalar_subquery()
    head = select(Person.id).where(*here, Person.role == "head", Person.department_id == at).order_by(*order)
    director = select(Person.id).where(*here, Person.role == "director").order_by(*order)
    return work.session.scalar(head.limit(1)) or work.session.scalar(director.limit(1))


def office_of(work: Work) -> int:
    order = (Department.is_office.desc(), Department.position, Department.id)
    return work.session.scalars(select(Department.id).order_by(*order).limit(1)).one()


def relation(actor: Actor, role: DutyRole, giver: Person) -> Relation:
    """Of leaders; of somebody of my department; of somebody else."""
    if role.of_leaders:
        return Relation.LINE
    return Relation.LEAD if giver.department_id == actor.department_id else Relation.OTHER
