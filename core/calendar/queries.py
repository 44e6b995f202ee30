"""What the calendar answers.

One small query per Work tells whether any year moved; the days of a year are read once per process and
version. What a transaction has itself changed is never kept for others.
"""

from dataclasses import dataclass
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.calendar.lists import HolidayList
from core.calendar.rules import DayKind, Workdays, by_weekday, days_of
from core.calendar.seeding import seeded, statutory_days
from core.work import Work
from db.models import CalendarYear, Day, Person

Edition = tuple[int, int, int]  # year, number of its row, version

_read: WeakKeyDictionary[object, dict[Edition, frozenset[date]]] = WeakKeyDictionary()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class DayFact:
    day: date
    kind: DayKind
    statutory: bool
    name: str


@dataclass(frozen=True, slots=True)
class YearSheet:
    """`version` is 0 where the office has no such year yet: then the days follow their weekday."""

    year: int
    version: int
    source: str
    confirmed: bool
    confirmed_by: str
    days: tuple[DayFact, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One day that an import would alter."""

    day: date
    before: DayKind
    after: DayKind
    name: str


def table(work: Work) -> Workdays:
    """The whole calendar, for whoever counts many days."""
    work.must("calendar.table")
    return workdays(work.session)


def is_workday(work: Work, day: date) -> bool:
    work.must("calendar.is_workday")
    return workdays(work.session).is_workday(day)


def add_workdays(work: Work, day: date, n: int) -> date:
    """The n-th workday after `day`, before it where n is negative; with 0 the day itself."""
    work.must("calendar.add_workdays")
    return workdays(work.session).add(day, n)


def workday_on_or_before(work: Work, day: date) -> date:
    work.must("calendar.workday_on_or_before")
    return workdays(work.session).on_or_before(day)


def workday_on_or_after(work: Work, day: date) -> date:
    work.must("calendar.workday_on_or_after")
    return workdays(work.session).on_or_after(day)


def workdays_between(work: Work, a: date, b: date) -> int:
    """Workdays after `a`, up to and including `b`; negative when `b` comes first."""
    work.must("calendar.workdays_between")
    return workdays(work.session).between(a, b)


def unconfirmed_years(work: Work) -> list[int]:
    """This year and the coming ones that nobody confirmed, with those that the table does not have yet."""
    work.must("calendar.unconfirmed_years")
    confirmed = workdays(work.session).confirmed
    this = work.today.year
    later = work.session.scalars(select(CalendarYear.year).where(CalendarYear.year > this))
    return sorted({this, this + 1, *later} - confirmed)


def years(work: Work) -> list[int]:
    work.must("calendar.years")
    return list(work.session.scalars(select(CalendarYear.year).order_by(CalendarYear.year)))


def year_sheet(work: Work, year: int) -> YearSheet:
    work.must("calendar.year_sheet")
    row = work.session.scalars(select(CalendarYear).where(CalendarYear.year == year)).one_or_none()
    if row is None:
        days = tuple(DayFact(day, by_weekday(day), False, "") for day in days_of(year))
        return YearSheet(year, 0, "", False, "", days)
    who = work.session.get(Person, row.confirmed_by) if row.confirmed_by else None
    return YearSheet(
        year=year,
        version=row.version,
        source=row.source,
        confirmed=row.confirmed_at is not None,
        confirmed_by=who.name if who else "",
        days=tuple(_facts(work.session, year)),
    )


def preview_holidays(work: Work, *, holidays: HolidayList) -> list[Change]:
    """What an import of this list would alter, day by day."""
    work.must("calendar.preview_holidays")
    before = {fact.day: fact.kind for fact in _facts(work.session, holidays.year)}
    if not before:
        before = {one.day: one.kind for one in seeded(holidays.year)}
    after = holidays.whole_year(statutory_days(holidays.year))
    return [
        Change(one.day, before[one.day], one.kind, one.name)
        for one in after
        if before.get(one.day) != one.kind
    ]


def workdays(session: Session) -> Workdays:
    """The calendar as this transaction sees it."""
    kept = session.info.get("calendar")
    if isinstance(kept, Workdays):
        return kept
    editions = list(
        session.execute(
            select(CalendarYear.year, CalendarYear.id, CalendarYear.version, CalendarYear.confirmed_at)
        )
    )
    made = Workdays(
        turned={year: _turned(session, (year, number, version)) for year, number, version, _ in editions},
        confirmed=frozenset(year for year, _, _, confirmed_at in editions if confirmed_at is not None),
    )
    session.info["calendar"] = made
    return made


def _turned(session: Session, edition: Edition) -> frozenset[date]:
    if session.info.get("calendar_changed"):
        return _exceptions(session, edition[0])
    with _lock:
        known = _read.setdefault(session.get_bind(), {})
        if edition in known:
            return known[edition]
    found = _exceptions(session, edition[0])
    with _lock:
        for older in [one for one in known if one[0] == edition[0]]:
            del known[older]
        known[edition] = found
    return found


def _exceptions(session: Session, year: int) -> frozenset[date]:
    return frozenset(
        fact.day
        for fact in _facts(session, year)
        if (fact.kind == DayKind.WORKDAY) != (by_weekday(fact.day) == DayKind.WORKDAY)
    )


def _facts(session: Session, year: int) -> list[DayFact]:
    rows = session.execute(
        select(Day.day, Day.kind, Day.statutory, Day.name)
        .where(Day.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(Day.day)
    )
    return [DayFact(day, DayKind(kind), statutory, name) for day, kind, statutory, name in rows]
