"""What people do with the calendar. Whatever changes a day moves the version of its year."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from core.calendar.lists import HolidayList
from core.calendar.rules import EARLIEST, LATEST, DayKind, DayOutOfReach
from core.calendar.seeding import ensure, own_edition, seed, statutory_days, write_days
from core.errors import Conflict, NotFound
from core.i18n import N_
from core.text import clean_line
from core.work import Work
from db.models import CalendarYear, Day

NAME_LENGTH = 40
OFFICE = "office"


class NoSuchYear(NotFound):
    message = N_("The calendar of {year} does not exist yet. Draw it up first.")


class YearExists(Conflict):
    message = N_("The calendar of {year} exists already.")


class YearMoved(Conflict):
    message = N_("Somebody else has changed the calendar of {year} meanwhile. Please look again.")


class AlreadyConfirmed(Conflict):
    message = N_("The calendar of {year} is confirmed already.")


def set_day(
    work: Work, *, day: date, kind: DayKind, version: int, name: str = "", statutory: bool = False
) -> None:
    """Correct one day. `version` is that of the year as the reader saw it."""
    work.must("calendar.set_day")
    kind, name = DayKind(kind), clean_line(name, limit=NAME_LENGTH, field="name")
    year = _year(work, day.year, version)
    row = work.session.get(Day, day)
    if row is None:
        raise NoSuchYear(year=day.year)
    before = [row.kind, row.name, row.statutory]
    row.kind, row.name, row.statutory, row.source = kind.value, name, statutory, OFFICE
    if before != [row.kind, row.name, row.statutory]:
        _moved(work, year, source=OFFICE)
        work.record(
            "calendar.day_set",
            year.id,
            day=day,
            kind=[before[0], row.kind],
            name=[before[1], name],
            statutory=[before[2], statutory],
        )


def draw_up_year(work: Work, *, year: int) -> None:
    """Begin a year from what the libraries know; it stays unconfirmed until somebody confirms it."""
    work.must("calendar.draw_up_year")
    _within(year)
    if _find(work, year) is not None:
        raise YearExists(year=year)
    ensure(work.session)
    row = _find(work, year) or seed(work.session, [year])[0]
    work.record("calendar.year_drawn_up", row.id, year=year)


def import_holidays(work: Work, *, holidays: HolidayList, version: int) -> int:
    """Lay a holiday list over its whole year; `version` is 0 where the year did not exist.

    The year has to be confirmed again afterwards. Returns how many days now differ from before.
    """
    work.must("calendar.import_holidays")
    _within(holidays.year)
    row = _find(work, holidays.year)
    if row is None:
        [row] = seed(work.session, [holidays.year])
    elif row.version != version:
        raise YearMoved(year=holidays.year)
    before = _kinds(work, holidays.year)
    write_days(
        work.session, holidays.year, holidays.whole_year(statutory_days(holidays.year)), source="import"
    )
    after = _kinds(work, holidays.year)
    altered = {day: [before.get(day), kind] for day, kind in after.items() if before.get(day) != kind}
    row.confirmed_at = row.confirmed_by = None
    _moved(work, row, source="import")
    work.record("calendar.holidays_imported", row.id, year=row.year, altered=altered)
    return len(altered)


def confirm_year(work: Work, *, year: int, version: int) -> None:
    """Say that the make-up workdays of this year are the official ones."""
    work.must("calendar.confirm_year")
    row = _year(work, year, version)
    if row.confirmed_at is not None:
        raise AlreadyConfirmed(year=year)
    row.confirmed_at, row.confirmed_by = work.now, work.actor.id
    _changed(work)
    work.record("calendar.year_confirmed", row.id, year=year, source=row.source)


def _year(work: Work, year: int, version: int) -> CalendarYear:
    _within(year)
    row = _find(work, year)
    if row is None:
        raise NoSuchYear(year=year)
    if row.version != version:
        raise YearMoved(year=year)
    return row


def _find(work: Work, year: int) -> CalendarYear | None:
    return work.session.scalars(select(CalendarYear).where(CalendarYear.year == year)).one_or_none()


def _within(year: int) -> None:
    if not EARLIEST <= year <= LATEST:
        raise DayOutOfReach(earliest=EARLIEST, latest=LATEST)


def _kinds(work: Work, year: int) -> dict[str, str]:
    rows = work.session.execute(
        select(Day.day, Day.kind)
        .where(Day.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(Day.day)
    )
    return {day.isoformat(): kind for day, kind in rows}


def _moved(work: Work, year: CalendarYear, *, source: str) -> None:
    year.source = source
    flag_modified(year, "source")  # so that the version moves, whatever stood there
    _changed(work)


def _changed(work: Work) -> None:
    """From here on this transaction reads its own calendar, and keeps it to itself."""
    work.session.flush()
    own_edition(work.session)
