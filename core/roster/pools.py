"""Who is in which pool from when to when, who is exempt, who is not on duty together."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_
from core.roster.roles import found as role_found
from core.text import clean_line
from core.work import SomebodyWasFaster, Work
from db.models import DutyExemption, DutyMember, DutyPair, DutyRole, Person

MOST = 2000


class DayNeeded(InvalidInput):
    message = N_("Please give the day.")


class LastBeforeFirst(InvalidInput):
    message = N_("The last day is before the first.")
    field = "last_day"


class PersonUnknown(InvalidInput):
    message = N_("Please name somebody who is with the office.")
    field = "person_id"


class InPoolAlready(Conflict):
    message = N_("{name} is in this pool on these days already.")
    field = "person_id"


class MemberGone(NotFound):
    message = N_("This entry of the pool is not there any more.")


class ExemptionGone(NotFound):
    message = N_("This exemption is not there any more.")


class PairGone(NotFound):
    message = N_("This pair is not there any more.")


class PairKnown(Conflict):
    message = N_("These two are kept apart already.")


class NotAPair(InvalidInput):
    message = N_("Please name two different people.")
    field = "other_id"


@dataclass(frozen=True, slots=True)
class MemberRow:
    id: int
    version: int
    role_id: int
    person_id: int
    name: str
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    id: int
    version: int
    person_id: int
    name: str
    role: str
    first_day: date
    last_day: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class PairRow:
    id: int
    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What beside the pools narrows the choice."""

    exemptions: tuple[ExemptionRow, ...]
    pairs: tuple[PairRow, ...]


def members(work: Work) -> list[MemberRow]:
    """Everybody in a pool today or later, in the order of people."""
    work.must("roster.members")
    columns = (
        DutyMember.id,
        DutyMember.version,
        DutyMember.role_id,
        DutyMember.person_id,
        Person.name,
        DutyMember.joined_on,
        DutyMember.left_on,
    )
    there = DutyMember.left_on.is_(None) | (DutyMember.left_on >= work.today)
    statement = select(*columns).join(Person, Person.id == DutyMember.person_id).where(there)
    rows = work.session.execute(statement.order_by(Person.position, Person.id).limit(MOST))
    return [MemberRow(*row) for row in rows]


def standing(work: Work) -> Standing:
    """Exemptions that last, and pairs kept apart."""
    work.must("roster.standing")
    lasting = DutyExemption.last_day.is_(None) | (DutyExemption.last_day >= work.today)
    exempted = (
        select(DutyExemption, Person.name, DutyRole.name)
        .join(Person, Person.id == DutyExemption.person_id)
        .outerjoin(DutyRole, DutyRole.id == DutyExemption.role_id)
        .where(lasting)
        .order_by(DutyExemption.first_day, DutyExemption.id)
        .limit(MOST)
    )
    one, other = aliased(Person), aliased(Person)
    pairs = (
        select(DutyPair.id, one.name, other.name.label("other"), DutyPair.reason)
        .join(one, one.id == DutyPair.one_id)
        .join(other, other.id == DutyPair.other_id)
        .order_by(DutyPair.id)
        .limit(MOST)
    )
    return Standing(
        tuple(
            ExemptionRow(
                row.id, row.version, row.person_id, name, role or "", row.first_day, row.last_day, row.reason
            )
            for row, name, role in work.session.execute(exempted)
        ),
        tuple(PairRow(*row) for row in work.session.execute(pairs)),
    )


def join(work: Work, *, role_id: int, person_ids: list[int], joined_on: date | None) -> list[int]:
    """Into the pool from this day on; the share of the days before counts as done."""
    work.must("roster.join")
    role = role_found(work, role_id)
    if joined_on is None:
        raise DayNeeded(field="joined_on")
    made = []
    for person_id in dict.fromkeys(person_ids):
        person = enabled(work, person_id)
        _ensure_free(work, role_id, person, joined_on)
        row = DutyMember(role_id=role_id, person_id=person_id, joined_on=joined_on)
        work.session.add(row)
        work.session.flush()
        work.record("duty_member.joined", row.id, about=person.name, role=role.name, day=joined_on)
        made.append(row.id)
    return made


def leave_pool(work: Work, *, member_id: int, version: int, left_on: date | None) -> None:
    """Out of the pool after this day; who never served may leave before the first day: the entry goes."""
    work.must("roster.leave_pool")
    row = work.session.get(DutyMember, member_id, with_for_update=True)
    if row is None:
        raise MemberGone()
    if row.version != version:
        raise SomebodyWasFaster()
    if left_on is None:
        raise DayNeeded(field="left_on")
    if left_on < row.joined_on:
        work.session.delete(row)
    else:
        row.left_on = left_on
    work.record("duty_member.left", member_id, person_id=row.person_id, day=left_on)


def exempt(
    work: Work,
    *,
    person_id: int,
    role_id: int | None,
    first_day: date | None,
    last_day: date | None,
    reason: str,
) -> int:
    """Free of duty on these days, without an end where none is given; the share counts as done."""
    work.must("roster.exempt")
    person = enabled(work, person_id)
    reason = clean_line(reason, field="reason", required=True)
    if role_id is not None:
        role_found(work, role_id)
    if first_day is None:
        raise DayNeeded(field="first_day")
    if last_day is not None and last_day < first_day:
        raise LastBeforeFirst()
    row = DutyExemption(
        person_id=person_id,
        role_id=role_id,
        first_day=first_day,
        last_day=last_day,
        reason=reason,
        made_by=work.actor.number,
    )
    work.session.add(row)
    work.session.flush()
    work.record("duty_exemption.made", row.id, about=person.name, first_day=first_day, last_day=last_day)
    return row.id


def end_exemption(work: Work, *, exemption_id: int, version: int) -> None:
    """Back on duty from today; one that has not begun goes."""
    work.must("roster.end_exemption")
    row = work.session.get(DutyExemption, exemption_id, with_for_update=True)
    if row is None:
        raise ExemptionGone()
    if row.version != version:
        raise SomebodyWasFaster()
    if row.first_day >= work.today:
        work.session.delete(row)
    else:
        row.last_day = work.today - timedelta(1)
    work.record("duty_exemption.ended", exemption_id, person_id=row.person_id)


def keep_apart(work: Work, *, one_id: int, other_id: int, reason: str = "") -> int:
    """Never on duty on the same day."""
    work.must("roster.keep_apart")
    if one_id == other_id:
        raise NotAPair()
    first, second = sorted((enabled(work, one_id).id, enabled(work, other_id, field="other_id").id))
    known = select(DutyPair.id).where(DutyPair.one_id == first, DutyPair.other_id == second)
    if work.session.scalar(known):
        raise PairKnown()
    row = DutyPair(one_id=first, other_id=second, reason=clean_line(reason, field="reason"))
    work.session.add(row)
    work.session.flush()
    work.record("duty_pair.made", row.id, one_id=first, other_id=second)
    return row.id


def allow_together(work: Work, *, pair_id: int) -> None:
    work.must("roster.allow_together")
    row = work.session.get(DutyPair, pair_id, with_for_update=True)
    if row is None:
        raise PairGone()
    work.session.delete(row)
    work.record("duty_pair.dropped", pair_id, one_id=row.one_id, other_id=row.other_id)


def enabled(work: Work, person_id: int, *, field: str = "person_id") -> Person:
    person = work.session.get(Person, person_id)
    if person is None or person.disabled_at is not None or person.role == "screen":
        raise PersonUnknown(field=field)
    return person


def _ensure_free(work: Work, role_id: int, person: Person, joined_on: date) -> None:
    """Nobody stands twice in a pool on one day."""
    lasting = DutyMember.left_on.is_(None) | (DutyMember.left_on >= joined_on)
    twice = select(DutyMember.id).where(
        DutyMember.role_id == role_id, DutyMember.person_id == person.id, lasting
    )
    if work.session.scalar(twice.limit(1)):
        raise InPoolAlready(name=person.name)
