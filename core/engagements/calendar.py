"""A week, half a month or a month of the leaders: entries and meetings, and who is wanted twice."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import or_, select

from core.actor import Charge, Role
from core.engagements.rules import LONGEST_DAYS, PeriodOut, State
from core.i18n import _
from core.work import Work
from db.models import Engagement, Meeting, MeetingPerson, Person, Room

HALF = 15
SEE_ALL = frozenset({Role.DIRECTOR, Role.OFFICE, Role.LEADER, Charge.MEETINGS})


class Span(StrEnum):
    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Entry:
    """`origin`: engagement or meeting. `twice`: the leader is wanted elsewhere at that time."""

    origin: str
    id: int
    version: int
    leader_id: int
    leader: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    important: bool
    state: str
    asked_by: str
    own: bool
    twice: bool = False


def period(span: Span, day: date) -> Period:
    """The week from Monday, the half of the month, or the month that this day is in."""
    if span == Span.WEEK:
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=6))
    last = day.replace(day=monthrange(day.year, day.month)[1])
    if span == Span.MONTH:
        return Period(day.replace(day=1), last)
    if day.day <= HALF:
        return Period(day.replace(day=1), day.replace(day=HALF))
    return Period(day.replace(day=HALF + 1), last)


def calendar(work: Work, *, period: Period) -> list[Entry]:
    """What stands in the period and may be read: all that is agreed, of what is asked for one's own."""
    work.must("engagements.calendar")
    return marked([*_asked(work, period), *_meetings(work, period)])


def marked(entries: list[Entry]) -> list[Entry]:
    """In order of time, each with whether its leader is wanted elsewhere meanwhile."""
    ordered = sorted(entries, key=lambda one: (one.starts_at, one.leader_id, one.origin, one.id))
    twice: set[int] = set()
    for place, one in enumerate(ordered):
        for later, other in enumerate(ordered[place + 1 :], start=place + 1):
            if other.starts_at >= one.ends_at:
                break
            if other.leader_id == one.leader_id:
                twice |= {place, later}
    return [replace(one, twice=place in twice) for place, one in enumerate(ordered)]


def _window(work: Work, period: Period) -> tuple[datetime, datetime]:
    if not 0 <= (period.last - period.first).days < LONGEST_DAYS:
        raise PeriodOut(days=LONGEST_DAYS)
    first = datetime.combine(period.first, time(), work.zone)
    return first, datetime.combine(period.last + timedelta(days=1), time(), work.zone)


def _asked(work: Work, period: Period) -> list[Entry]:
    first, end = _window(work, period)
    selves = work.actor.selves
    wanted = select(Engagement).where(
        Engagement.starts_at < end,
        Engagement.ends_at > first,
        Engagement.state.in_((State.ASKED, State.AGREED)),
    )
    if not work.actor.grants() & SEE_ALL:
        wanted = wanted.where(or_(Engagement.state == State.AGREED, Engagement.asked_by.in_(selves)))
    rows = list(work.session.scalars(wanted))
    names = _names(work, {one.leader_id for one in rows} | {one.asked_by for one in rows})
    return [
        Entry(
            "engagement", one.id, one.version, one.leader_id, names[one.leader_id], one.title, one.place,
            one.starts_at, one.ends_at, one.important, one.state, names[one.asked_by],
            bool(selves & {one.asked_by, one.leader_id}),
        )
        for one in rows
    ]  # fmt: skip


def _meetings(work: Work, period: Period) -> list[Entry]:
    """Meetings that a leader chairs or is invited to; an internal one says nothing of itself."""
    first, end = _window(work, period)
    wanted = (
        select(Meeting, Person.id, Person.name, Room.name)
        .join(MeetingPerson, MeetingPerson.meeting_id == Meeting.id)
        .join(Person, Person.id == MeetingPerson.person_id)
        .outerjoin(Room, Room.id == Meeting.room_id)
        .where(
            Person.role == Role.LEADER,
            Meeting.state != "cancelled",
            Meeting.starts_at < end,
            Meeting.ends_at > first,
            MeetingPerson.answer != "apologises",
        )
    )
    return [
        Entry(
            "meeting", row.id, row.version, leader, name,
            _("Internal meeting") if row.internal else row.title,
            "" if row.internal else room or row.place,
            row.starts_at, row.ends_at, False, State.AGREED, "", False,
        )
        for row, leader, name, room in work.session.execute(wanted)
    ]  # fmt: skip


def _names(work: Work, numbers: set[int]) -> dict[int, str]:
    rows = work.session.execute(select(Person.id, Person.name).where(Person.id.in_(sorted(numbers))))
    return {number: name for number, name in rows}
