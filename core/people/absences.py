"""Away from–to, and who stands in meanwhile (AB角): one switch for signing, approvals and reminders."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from core.actor import Role
from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_
from core.people import loading
from core.policy import Relation
from core.text import clean_line
from core.work import SomebodyWasFaster, Work
from db.models import Absence, Hold, Person

LONGEST = 366


class NoSuchAbsence(NotFound):
    message = N_("This absence no longer exists.")


class StandInMissing(InvalidInput):
    message = N_("Please name a stand-in.")
    field = "stand_in_id"


class DayMissing(InvalidInput):
    message = N_("Please give the day.")


class DaysOutOfOrder(InvalidInput):
    message = N_("The last day is before the first.")
    field = "last_day"


class AwayTooLong(InvalidInput):
    message = N_("At most {limit} days at a time.")
    field = "last_day"


class InThePast(InvalidInput):
    message = N_("These days are over already.")
    field = "last_day"


class StandsInForSelf(InvalidInput):
    message = N_("Nobody stands in for themselves.")
    field = "stand_in_id"


class NamesThemselves(InvalidInput):
    message = N_("Whoever enters an absence for somebody else does not name themselves as stand-in.")
    field = "stand_in_id"


class CannotStandIn(InvalidInput):
    message = N_("{name} can only look at screens.")
    field = "stand_in_id"


class AwayAlready(Conflict):
    message = N_("{name} is entered as away from {first} to {last} already.")
    field = "first_day"


class StandInAway(InvalidInput):
    message = N_("{name} is away from {first} to {last}.")
    field = "stand_in_id"


class NeededAsStandIn(Conflict):
    message = N_("{name} stands in for {absent} from {first} to {last}. Name another stand-in there first.")
    field = "first_day"


class EndedAlready(Conflict):
    message = N_("This absence has ended already.")


def set_absence(
    work: Work,
    *,
    person_id: int,
    stand_in_id: int | None,
    first_day: date | None,
    last_day: date | None,
    reason: str = "",
) -> int:
    """Away on these days, both included; the stand-in sees and takes the turns meanwhile."""
    own = person_id == work.actor.id
    work.must("people.set_absence", Relation.OWN if own else Relation.OTHER)
    reason = clean_line(reason, field="reason")
    first_day, last_day = _days(work, first_day, last_day)
    stand_in_id = _stand_in(work, person_id, stand_in_id, own=own)
    person, stand_in = _both(work, person_id, stand_in_id)
    _ensure_nobody_missing(work, person, stand_in, first_day, last_day)
    absence = Absence(
        person_id=person_id, stand_in_id=stand_in_id, first_day=first_day, last_day=last_day, reason=reason
    )
    work.session.add(absence)
    work.session.flush()
    _hold(work, absence)
    who: dict[str, Any] = {"person_id": person_id, "stand_in_id": stand_in_id}
    work.record("absence.set", absence.id, **who, first_day=first_day, last_day=last_day)
    return absence.id


def end_absence(work: Work, *, absence_id: int, version: int) -> None:
    """Back early, or not going at all: the stand-in's part is over now."""
    absence = work.session.get(Absence, absence_id, with_for_update=True)
    own = absence is not None and absence.person_id == work.actor.id
    work.must("people.end_absence", Relation.OWN if own else Relation.OTHER)
    if absence is None:
        raise NoSuchAbsence()
    if absence.version != version:
        raise SomebodyWasFaster()
    if absence.ended_at is not None or absence.last_day < work.today:
        raise EndedAlready()
    absence.ended_at = work.now
    held = select(Hold).where(Hold.origin == "absence", Hold.origin_id == absence_id)
    for hold in work.session.scalars(held):
        hold.released_at = work.now
    work.record("absence.ended", absence_id, person_id=absence.person_id, last_day=absence.last_day)


def _stand_in(work: Work, person_id: int, stand_in_id: int | None, *, own: bool) -> int:
    if not stand_in_id:
        raise StandInMissing()
    if stand_in_id == person_id:
        raise StandsInForSelf()
    if not own and stand_in_id == work.actor.id:
        raise NamesThemselves()
    return stand_in_id


def _days(work: Work, first_day: date | None, last_day: date | None) -> tuple[date, date]:
    if first_day is None:
        raise DayMissing(field="first_day")
    if last_day is None:
        raise DayMissing(field="last_day")
    if last_day < first_day:
        raise DaysOutOfOrder()
    if (last_day - first_day).days >= LONGEST:
        raise AwayTooLong(limit=LONGEST)
    if last_day < work.today:
        raise InThePast()
    return first_day, last_day


def _both(work: Work, person_id: int, stand_in_id: int) -> tuple[Person, Person]:
    """Both people, locked in one order, so that two such entries wait for each other."""
    for number in sorted((person_id, stand_in_id)):
        loading.person(work, number)
    person = loading.enabled(work, person_id)
    stand_in = loading.enabled(work, stand_in_id, field="stand_in_id")
    if stand_in.role == Role.SCREEN:
        raise CannotStandIn(name=stand_in.name)
    return person, stand_in


def _ensure_nobody_missing(work: Work, person: Person, stand_in: Person, first: date, last: date) -> None:
    """The person is not away twice, the stand-in not away, and the person not needed as stand-in."""
    meets = (Absence.first_day <= last, Absence.last_day >= first, Absence.ended_at.is_(None))
    people = (person.id, stand_in.id)
    concerned = Absence.person_id.in_(people) | (Absence.stand_in_id == person.id)
    statement = select(Absence).where(*meets, concerned).order_by(Absence.first_day).limit(20)
    for other in work.session.scalars(statement):
        days = {"first": other.first_day, "last": other.last_day}
        if other.person_id == person.id:
            raise AwayAlready(name=person.name, **days)
        if other.stand_in_id == person.id:
            absent = loading.person(work, other.person_id)
            raise NeededAsStandIn(name=person.name, absent=absent.name, **days)
        raise StandInAway(name=stand_in.name, **days)


def _hold(work: Work, absence: Absence) -> None:
    """Rosters and meetings see it; and the database refuses a second one at the same time."""
    work.session.add(
        Hold(
            subject="person",
            subject_id=absence.person_id,
            starts_at=_midnight(work, absence.first_day),
            ends_at=_midnight(work, absence.last_day + timedelta(days=1)),
            origin="absence",
            origin_id=absence.id,
            made_by=work.actor.id or absence.person_id,
            made_at=work.now,
        )
    )
    work.session.flush()


def _midnight(work: Work, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=work.zone).astimezone(UTC)
