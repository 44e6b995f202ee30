"""Leave and travel: asked for, decided by somebody else, and then a hold that the roster sees. Wishes too."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import Select, select, update

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_, Text
from core.policy import Relation
from core.roster.pools import DayNeeded, LastBeforeFirst, enabled
from core.text import clean_line
from core.work import SomebodyWasFaster, Work
from db.models import DutyWish, Hold, Leave, Person

LONGEST, MOST = 366, 200


class LeaveKind(StrEnum):
    ANNUAL = "annual"
    SICK = "sick"
    PERSONAL = "personal"
    TRAVEL = "travel"
    OTHER = "other"


LEAVE_NAMES: dict[LeaveKind, Text] = {
    LeaveKind.ANNUAL: N_("Annual leave"),
    LeaveKind.SICK: N_("Sick leave"),
    LeaveKind.PERSONAL: N_("Personal leave"),
    LeaveKind.TRAVEL: N_("Official travel"),
    LeaveKind.OTHER: N_("Other absence"),
}


class LeaveGone(NotFound):
    message = N_("This leave is not there any more.")


class LeaveDecided(Conflict):
    message = N_("This leave has been decided already.")


class LeaveTooLong(InvalidInput):
    message = N_("At most {limit} days of leave at a time.")
    field = "last_day"


class LeaveTwice(Conflict):
    message = N_("There is leave from {first} to {last} already.")
    field = "first_day"


class LeaveKindUnknown(InvalidInput):
    message = N_("Please choose the kind of leave.")
    field = "kind"


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """`approved` is None while nobody has decided."""

    id: int
    version: int
    person_id: int
    name: str
    kind: LeaveKind
    first_day: date
    last_day: date
    reason: str
    approved: bool | None


def ask_leave(
    work: Work,
    *,
    person_id: int,
    kind: str,
    first_day: date | None,
    last_day: date | None,
    reason: str = "",
) -> int:
    """Somebody with the roster charge may enter it for another; a decision is asked for all the same."""
    work.must("roster.ask_leave", Relation.OWN if person_id == work.actor.id else Relation.OTHER)
    enabled(work, person_id)
    reason = clean_line(reason, field="reason")
    if kind not in set(LeaveKind):
        raise LeaveKindUnknown()
    if first_day is None or last_day is None:
        raise DayNeeded(field="last_day" if first_day else "first_day")
    if last_day < first_day:
        raise LastBeforeFirst()
    if (last_day - first_day).days >= LONGEST:
        raise LeaveTooLong(limit=LONGEST)
    _ensure_once(work, person_id, first_day, last_day)
    row = Leave(
        person_id=person_id,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        reason=reason,
        asked_by=work.actor.number,
        asked_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record("leave.asked", row.id, for_person_id=person_id, first_day=first_day, last_day=last_day)
    return row.id


def decide_leave(work: Work, *, leave_id: int, version: int, approved: bool) -> None:
    """Nobody decides their own. Approved, the person is held on these days."""
    row = work.session.get(Leave, leave_id, with_for_update=True)
    work.must("roster.decide_leave", _relation(work, row))
    if row is None:
        raise LeaveGone()
    if row.version != version:
        raise SomebodyWasFaster()
    if row.decided_at is not None or row.withdrawn_at is not None:
        raise LeaveDecided()
    row.decided_by, row.decided_at, row.approved = work.actor.number, work.now, approved
    if approved:
        _hold(work, row)
    action = "leave.approved" if approved else "leave.refused"
    work.record(action, leave_id, for_person_id=row.person_id, first_day=row.first_day, last_day=row.last_day)


def withdraw_leave(work: Work, *, leave_id: int, version: int) -> None:
    """Not going, or back early: the days from today on are free again."""
    row = work.session.get(Leave, leave_id, with_for_update=True)
    own = row is not None and row.person_id == work.actor.id
    work.must("roster.withdraw_leave", Relation.OWN if own else Relation.OTHER)
    if row is None:
        raise LeaveGone()
    if row.version != version:
        raise SomebodyWasFaster()
    if row.withdrawn_at is not None or row.last_day < work.today:
        raise LeaveDecided()
    if row.first_day < work.today:
        row.last_day = work.today - timedelta(1)
        held = update(Hold).where(Hold.origin == "leave", Hold.origin_id == row.id)
        work.session.execute(held.values(ends_at=_midnight(work, work.today)))
    else:
        row.withdrawn_at = work.now
        held = update(Hold).where(Hold.origin == "leave", Hold.origin_id == row.id)
        work.session.execute(held.values(released_at=work.now))
    work.record("leave.withdrawn", leave_id, for_person_id=row.person_id)


def leaves(work: Work, *, person_id: int) -> list[LeaveRow]:
    """One person's leave, newest first."""
    work.must("roster.leaves", Relation.OWN if person_id == work.actor.id else Relation.OTHER)
    mine = _rows().where(Leave.person_id == person_id, Leave.withdrawn_at.is_(None))
    rows = work.session.execute(mine.order_by(Leave.first_day.desc(), Leave.id.desc()).limit(50))
    return [_row(*row) for row in rows]


def leaves_to_decide(work: Work) -> list[LeaveRow]:
    """What waits for a decision that this reader may take; a department head sees the own department's."""
    work.must("roster.leaves_to_decide")
    waiting = Leave.decided_at.is_(None) & Leave.withdrawn_at.is_(None)
    statement = _rows().where(waiting, Leave.person_id != (work.actor.id or 0))
    if not work.may("roster.decide_leave", Relation.OTHER):
        statement = statement.where(Person.department_id == work.actor.department_id)
    rows = work.session.execute(statement.order_by(Leave.first_day, Leave.id).limit(MOST))
    return [_row(*row) for row in rows]


def wish(work: Work, *, person_id: int, day: date | None, wants: bool | None) -> None:
    """Wanted, rather not, or with None no wish any more. Wishes count after fairness and spacing."""
    work.must("roster.wish", Relation.OWN if person_id == work.actor.id else Relation.OTHER)
    enabled(work, person_id)
    if day is None:
        raise DayNeeded(field="day")
    known = select(DutyWish).where(DutyWish.person_id == person_id, DutyWish.day == day)
    row = work.session.scalar(known.with_for_update())
    if wants is None:
        if row is not None:
            work.session.delete(row)
    elif row is None:
        work.session.add(DutyWish(person_id=person_id, day=day, wants=wants))
    else:
        row.wants = wants
    work.record("duty_wish.set", person_id, for_person_id=person_id, day=day, wants=wants)


def wishes(work: Work, *, person_id: int) -> dict[date, bool]:
    """This person's wishes from today on."""
    work.must("roster.wishes", Relation.OWN if person_id == work.actor.id else Relation.OTHER)
    own = select(DutyWish.day, DutyWish.wants).where(
        DutyWish.person_id == person_id, DutyWish.day >= work.today
    )
    return {day: wants for day, wants in work.session.execute(own.order_by(DutyWish.day).limit(MOST))}


def _relation(work: Work, row: Leave | None) -> Relation:
    if row is None:
        return Relation.OTHER
    if row.person_id == work.actor.id:
        return Relation.OWN
    person = work.session.get(Person, row.person_id)
    same = person is not None and person.department_id == work.actor.department_id
    return Relation.LEAD if same else Relation.OTHER


def _rows() -> Select[Leave, str]:
    return select(Leave, Person.name).join(Person, Person.id == Leave.person_id)


def _row(row: Leave, name: str) -> LeaveRow:
    kind = LeaveKind(row.kind)
    return LeaveRow(
        row.id,
        row.version,
        row.person_id,
        name,
        kind,
        row.first_day,
        row.last_day,
        row.reason,
        row.approved,
    )


def _ensure_once(work: Work, person_id: int, first: date, last: date) -> None:
    meets = (Leave.first_day <= last, Leave.last_day >= first, Leave.withdrawn_at.is_(None))
    other = select(Leave).where(Leave.person_id == person_id, *meets, Leave.approved.is_not(False)).limit(1)
    if (found := work.session.scalar(other)) is not None:
        raise LeaveTwice(first=found.first_day, last=found.last_day)


def _hold(work: Work, row: Leave) -> None:
    """Not exclusive: the person may be entered as away on the same days, with a stand-in."""
    work.session.add(
        Hold(
            subject="person",
            subject_id=row.person_id,
            starts_at=_midnight(work, row.first_day),
            ends_at=_midnight(work, row.last_day + timedelta(1)),
            exclusive=False,
            origin="leave",
            origin_id=row.id,
            made_by=work.actor.number,
            made_at=work.now,
        )
    )
    work.session.flush()


def _midnight(work: Work, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=work.zone).astimezone(UTC)
