"""The first filling of the calendar. Libraries only seed it; from then on it is the office's.

chinesecalendar knows the State Council's yearly arrangement, make-up workdays included: its years are
confirmed. For later years `holidays` knows the statutory days alone: those years stay unconfirmed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chinese_calendar.constants import holidays as OFFICIAL_OFF
from chinese_calendar.constants import workdays as OFFICIAL_WORK
from holidays import country_holidays
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from core.calendar.rules import DayKind, by_weekday, days_of
from db.models import CalendarYear, Day

FIRST, OFFICIAL_UNTIL, AHEAD = 2004, max(OFFICIAL_OFF).year, 4
OFFICIAL, EXPECTED = "chinesecalendar", "holidays"

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@dataclass(frozen=True, slots=True)
class SeededDay:
    day: date
    kind: DayKind
    statutory: bool
    name: str


def ensure(session: Session) -> None:
    """Fill what is missing. Set-up calls this, and so does every start of the product.

    Safe to repeat; years that the office touched stay as they are. An expected year turns into the
    official one once the library knows it.
    """
    known = {row.year: row for row in session.scalars(select(CalendarYear))}
    wanted = range(FIRST, OFFICIAL_UNTIL + AHEAD + 1)
    seed(session, [year for year in wanted if year not in known or _outdated(known[year])])


def seed(session: Session, years: Iterable[int]) -> list[CalendarYear]:
    """Fill these years from the libraries, over whatever stands there."""
    return [_seed_year(session, year) for year in years]


def own_edition(session: Session) -> None:
    """From here on this transaction reads its own calendar, and keeps it to itself."""
    session.info.pop("calendar", None)
    session.info["calendar_changed"] = True


def _seed_year(session: Session, year: int) -> CalendarYear:
    source = OFFICIAL if FIRST <= year <= OFFICIAL_UNTIL else EXPECTED
    row = session.scalars(select(CalendarYear).where(CalendarYear.year == year)).one_or_none()
    if row is None:
        row = CalendarYear(year=year)
        session.add(row)
    row.source, row.confirmed_by = source, None
    row.confirmed_at = func.now() if source == OFFICIAL else None  # type: ignore[assignment]
    session.flush()
    write_days(session, year, seeded(year), source=source)
    own_edition(session)
    return row


def write_days(session: Session, year: int, days: Iterable[SeededDay], *, source: str) -> None:
    """The days of one year, as a whole."""
    session.execute(delete(Day).where(Day.day.between(date(year, 1, 1), date(year, 12, 31))))
    rows = [
        {
            "day": one.day,
            "kind": one.kind.value,
            "statutory": one.statutory,
            "name": one.name,
            "source": source,
        }
        for one in days
    ]
    session.execute(insert(Day), rows)


def seeded(year: int) -> Iterator[SeededDay]:
    statutory = statutory_days(year)
    for day in days_of(year):
        kind, name = _official(day) if FIRST <= year <= OFFICIAL_UNTIL else _expected(day, statutory)
        yield SeededDay(day, kind, day in statutory, name)


def statutory_days(year: int) -> dict[date, str]:
    """The statutory days (13 since 2025) with their names, without days off in lieu."""
    found = country_holidays("CN", years=year, language="zh_CN")
    return {day: name for day, name in found.items() if day.year == year and "（" not in name}


def _official(day: date) -> tuple[DayKind, str]:
    if day in OFFICIAL_WORK:
        name = OFFICIAL_WORK[day]
        return DayKind.WORKDAY, f"{NAMES.get(name, name)}调休"
    if day in OFFICIAL_OFF:
        name = OFFICIAL_OFF[day]
        return DayKind.HOLIDAY, NAMES.get(name, name)
    return by_weekday(day), ""


def _expected(day: date, statutory: dict[date, str]) -> tuple[DayKind, str]:
    return (DayKind.HOLIDAY, statutory[day]) if day in statutory else (by_weekday(day), "")


def _outdated(row: CalendarYear) -> bool:
    return row.source == EXPECTED and row.confirmed_at is None and row.year <= OFFICIAL_UNTIL
