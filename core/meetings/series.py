"""Meetings that repeat: their days, and planning the next ones by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from core import calendar, notices
from core.actor import SYSTEM
from core.errors import DomainError, InvalidInput, NotFound
from core.i18n import N_
from core.meetings.planning import Plan, cleaned, made
from core.meetings.refusals import ChangedMeanwhile, RoomTaken
from core.upkeep import TimedJob, jobs
from core.work import Work, begin
from db.models import MeetingKind, MeetingSeries

AHEAD = timedelta(days=35)
WEEK = timedelta(days=7)
LAST_OF_MONTH = 5


class SeriesGone(NotFound):
    message = N_("This series does not exist any more.")


class RhythmUnknown(InvalidInput):
    message = N_("Please choose how often, and on which weekday.")
    field = "weekday"


class SeriesInternal(InvalidInput):
    message = N_("An internal meeting cannot repeat by itself. Please plan each one.")
    field = "internal"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks on a weekday (0: Monday), or on the n-th one of each month (5: the last)."""

    weekday: int
    every_weeks: int = 1
    week_of_month: int = 0


@dataclass(frozen=True, slots=True)
class SeriesSheet:
    id: int
    version: int
    title: str
    kind: str
    rhythm: Rhythm
    begins: str
    minutes: int
    planned_until: date | None


def series(work: Work) -> list[SeriesSheet]:
    """Those that go on."""
    work.must("meetings.series")
    wanted = (
        select(MeetingSeries, MeetingKind.name)
        .join(MeetingKind, MeetingKind.id == MeetingSeries.kind_id)
        .where(MeetingSeries.retired_at.is_(None))
        .order_by(MeetingSeries.title, MeetingSeries.id)
    )
    return [
        SeriesSheet(
            row.id, row.version, row.title, kind, _rhythm(row), row.begins, row.minutes, row.planned_until
        )
        for row, kind in work.session.execute(wanted)
    ]


def start_series(work: Work, *, first: Plan, rhythm: Rhythm) -> int:
    """Meetings like this one from its day on; the next weeks are planned at once. Returns the number."""
    work.must("meetings.start_series")
    if rhythm.weekday not in range(7) or rhythm.every_weeks not in range(1, 27):
        raise RhythmUnknown()
    if rhythm.week_of_month not in range(LAST_OF_MONTH + 1):
        raise RhythmUnknown(field="week_of_month")
    if first.internal:
        raise SeriesInternal()
    first, kind = cleaned(work, first)
    start = first.starts_at.astimezone(work.zone)
    row = MeetingSeries(
        kind_id=kind.id,
        title=first.title,
        every_weeks=rhythm.every_weeks,
        week_of_month=rhythm.week_of_month,
        weekday=rhythm.weekday,
        begins=f"{start:%H:%M}",
        minutes=int((first.ends_at - first.starts_at).total_seconds() // 60),
        room_id=first.room_id,
        chair_id=first.chair_id,
        secretary_id=first.secretary_id,
        member_ids=list(first.person_ids),
        first_day=start.date(),
    )
    work.session.add(row)
    work.session.flush()
    work.record("meeting_series.started", row.id, title=row.title)
    _plan(work, row)
    return row.id


def end_series(work: Work, *, series_id: int, version: int) -> None:
    """No further ones; those that are planned stay."""
    work.must("meetings.end_series")
    row = work.session.get(MeetingSeries, series_id)
    if row is None or row.retired_at is not None:
        raise SeriesGone()
    if row.version != version:
        raise ChangedMeanwhile()
    row.retired_at = work.now
    work.record("meeting_series.ended", row.id, title=row.title)


def plan_series(work: Work) -> int:
    """The meetings of all series in the next five weeks, each once; returns how many are new."""
    work.must("meetings.plan_series")
    going = select(MeetingSeries).where(MeetingSeries.retired_at.is_(None)).order_by(MeetingSeries.id)
    return sum(_plan(work, row) for row in work.session.scalars(going.with_for_update()))


def days(rhythm: Rhythm, first: date, until: date) -> Iterator[date]:
    """The days of a rhythm from the first day on."""
    day = first + timedelta(days=(rhythm.weekday - first.weekday()) % 7)
    step = WEEK if rhythm.week_of_month else WEEK * rhythm.every_weeks
    while day <= until:
        if not rhythm.week_of_month or _nth(day, rhythm.week_of_month):
            yield day
        day += step


def plan_what_is_next() -> str:
    with begin(SYSTEM) as work:
        return f"{plan_series(work)} meetings"


def _nth(day: date, week: int) -> bool:
    if week == LAST_OF_MONTH:
        return (day + WEEK).month != day.month
    return (day.day - 1) // 7 + 1 == week


def _plan(work: Work, row: MeetingSeries) -> int:
    """Onto workdays; one whose kind or people are gone, or whose time has passed, is left out."""
    until, count = work.today + AHEAD, 0
    since = max(row.first_day, (row.planned_until or row.first_day) + timedelta(days=bool(row.planned_until)))
    for day in days(_rhythm(row), since, until):
        start = datetime.combine(
            calendar.workday_on_or_after(work, day), time.fromisoformat(row.begins), work.zone
        )
        if start > work.now:
            count += _one(work, row, start)
    row.planned_until = max(until, row.planned_until or until)
    return count


def _one(work: Work, row: MeetingSeries, start: datetime) -> int:
    wanted = Plan(
        row.kind_id,
        row.title,
        start,
        start + timedelta(minutes=row.minutes),
        row.chair_id,
        row.secretary_id,
        row.member_ids,
        row.room_id,
        series_id=row.id,
    )
    try:
        with work.session.begin_nested():
            made(work, *cleaned(work, wanted), by=row.secretary_id)
    except RoomTaken:
        number = made(work, *cleaned(work, replace(wanted, room_id=None)), by=row.secretary_id)
        facts = {"title": row.title, "day": start.date(), "time": f"{start:%H:%M}", "meeting": number}
        notices.tell(work, [row.secretary_id], "meeting_no_room", None, f"no-room:{number}", **facts)
    except DomainError:
        return 0
    return 1


def _rhythm(row: MeetingSeries) -> Rhythm:
    return Rhythm(row.weekday, row.every_weeks, row.week_of_month)


jobs.register(TimedJob("meetings", plan_what_is_next, at=time(6, 15)))
