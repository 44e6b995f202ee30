"""Publishing: the draft becomes the roster that holds people; and freezing what no repair may move."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from core import notices
from core.errors import Conflict, InvalidInput
from core.i18n import N_
from core.roster.drafting import RosterGone, drafted
from core.roster.gathering import Trial, gathered, unconfirmed
from core.roster.pools import DayNeeded
from core.work import SomebodyWasFaster, Work
from db.models import Duty, DutyRole, Hold, Roster


class YearUnconfirmed(Conflict):
    message = N_("The calendar of {years} is not confirmed: this roster cannot be published yet.")


class NotComplete(Conflict):
    message = N_("{count} duties have nobody yet. Please let the roster be made first.")


class DaysTaken(Conflict):
    message = N_("A published roster covers {first} to {last} already.")


class NotPublished(Conflict):
    message = N_("Only a published roster can be frozen.")


class FreezesLess(InvalidInput):
    message = N_("It is frozen until {day} already; that is not taken back.")
    field = "until"


def publish(work: Work, *, roster_id: int, version: int) -> None:
    """Everybody sees it from now on; everybody in it is told once."""
    work.must("roster.publish")
    row = drafted(work, roster_id, version=version)
    if years := unconfirmed(work, row.first_day, row.last_day):
        raise YearUnconfirmed(years=", ".join(map(str, years)))
    _ensure_free_days(work, row)
    duties = list(work.session.scalars(select(Duty).where(Duty.roster_id == roster_id).order_by(Duty.day)))
    if missing := _missing(work, row, duties):
        raise NotComplete(count=missing)
    row.published_at, row.published_by = work.now, work.actor.number
    _hold(work, duties)
    work.record("roster.published", roster_id, about=row.name, duties=len(duties))
    people = {duty.person_id for duty in duties if duty.day >= work.today}
    notices.tell(work, people, "roster_published", None, f"roster-{roster_id}", title=row.name)


def freeze(work: Work, *, roster_id: int, version: int, until: date | None) -> None:
    """Up to this day no repair moves anything; past days are frozen anyway."""
    work.must("roster.freeze")
    row = work.session.get(Roster, roster_id, with_for_update=True)
    if row is None:
        raise RosterGone()
    if row.version != version:
        raise SomebodyWasFaster()
    if row.published_at is None:
        raise NotPublished()
    if until is None:
        raise DayNeeded(field="until")
    until = min(until, row.last_day)
    if row.frozen_until is not None and until < row.frozen_until:
        raise FreezesLess(day=row.frozen_until)
    before, row.frozen_until = row.frozen_until, until
    work.record("roster.frozen", roster_id, until=[before, until])


def _ensure_free_days(work: Work, row: Roster) -> None:
    meets = (Roster.first_day <= row.last_day, Roster.last_day >= row.first_day)
    other = select(Roster).where(*meets, Roster.published_at.is_not(None), Roster.id != row.id).limit(1)
    if (taken := work.session.scalar(other)) is not None:
        raise DaysTaken(first=taken.first_day, last=taken.last_day)


def _missing(work: Work, row: Roster, duties: list[Duty]) -> int:
    """How many places of the period nobody has: also where the roles changed since the search."""
    asked = gathered(work, row, Trial(wishes=False))
    wanted = sum(asked.need(role, day) for role in asked.roles for day in asked.days)
    return wanted - len(duties)


def _hold(work: Work, duties: list[Duty]) -> None:
    """Duties occupy people; leave may still be given, then the roster is repaired: so not exclusive."""
    shifts = {
        number: (time.fromisoformat(starts), hours)
        for number, starts, hours in work.session.execute(
            select(DutyRole.id, DutyRole.starts, DutyRole.hours)
        )
    }
    work.session.flush()
    for duty in duties:
        starts, hours = shifts[duty.role_id]
        begin = datetime.combine(duty.day, starts, tzinfo=work.zone).astimezone(UTC)
        work.session.add(
            Hold(
                subject="person",
                subject_id=duty.person_id,
                starts_at=begin,
                ends_at=begin + timedelta(hours=hours),
                exclusive=False,
                origin="duty",
                origin_id=duty.id,
                made_by=work.actor.number,
                made_at=work.now,
            )
        )
