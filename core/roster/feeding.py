"""Duties in the calendar of a telephone: those planned for the person, from the hour on which they begin."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from core import feeds
from core.feeds import Entry
from core.i18n import _
from core.work import Work
from db.models import Duty, DutyRole, Roster

ALARM = timedelta(hours=14)  # six in the evening, before a duty that begins at eight


@feeds.join
def entries(work: Work, first: date, last: date) -> list[Entry]:
    """A duty keeps its number through every change; who has it in fact, has it."""
    mine = func.coalesce(Duty.actual_person_id, Duty.person_id) == work.actor.number
    found = (
        select(Duty.id, Duty.version, Duty.day, DutyRole.name, DutyRole.starts, DutyRole.hours)
        .join(DutyRole, DutyRole.id == Duty.role_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(mine, Duty.day.between(first, last), Roster.published_at.is_not(None))
        .order_by(Duty.day)
    )
    return [
        _entry(work, number, version, begins(work, day, starts), hours, role)
        for number, version, day, role, starts, hours in work.session.execute(found)
    ]


def begins(work: Work, day: date, starts: str) -> datetime:
    """On the office's clock."""
    return datetime.combine(day, time.fromisoformat(starts), tzinfo=work.zone)


def _entry(work: Work, number: int, version: int, at: datetime, hours: int, role: str) -> Entry:
    title = _("On duty: {role}", role=role)
    return Entry(f"duty-{number}@luoshi", version - 1, title, at, at + timedelta(hours=hours), alarm=ALARM)
