"""Holiday lists that an office gets or writes, read into facts: JSON as holiday-cn has it, and Excel.

Every oddity is refused with the line it stands in; nothing is guessed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core import files
from core.calendar.rules import EARLIEST, LATEST, DayKind, by_weekday, days_of
from core.calendar.seeding import SeededDay
from core.errors import InvalidInput
from core.i18n import N_
from core.text import clean_line

LARGEST = 1024 * 1024
NAME_LENGTH = 40
COLUMNS = ("日期", "类型", "名称")
KINDS = {
    DayKind.WORKDAY: ("工作日", "上班", "调休上班", "补班", "班", "w", "workday"),
    DayKind.REST: ("休息日", "休息", "周末", "休", "r", "rest day"),
    DayKind.HOLIDAY: ("节假日", "放假", "假日", "节日", "法定节假日", "假", "h", "holiday"),
}
WORDS = {word: kind for kind, words in KINDS.items() for word in words}


class NotAHolidayList(InvalidInput):
    message = N_("“{name}” is not a holiday list: a JSON of days, or an Excel sheet with 日期, 类型, 名称.")


class LineNotUnderstood(InvalidInput):
    message = N_("Line {line} of the holiday list cannot be read: “{quoted}”.")


class DayTwice(InvalidInput):
    message = N_("{day} stands twice in the holiday list.")


class YearsMixed(InvalidInput):
    message = N_("The holiday list must be about one year; it has days of {years}.")


@dataclass(frozen=True, slots=True)
class ListedDay:
    day: date
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class HolidayList:
    year: int
    days: tuple[ListedDay, ...]

    def whole_year(self, statutory: Mapping[date, str]) -> Iterator[SeededDay]:
        """All days of the year: those of the list as it says, the others by their weekday."""
        listed = {one.day: one for one in self.days}
        for day in days_of(self.year):
            one = listed.get(day)
            kind = one.kind if one else by_weekday(day)
            flagged = day in statutory and kind == DayKind.HOLIDAY
            yield SeededDay(day, kind, flagged, one.name if one else "")


def read_list(content: bytes, name: str) -> HolidayList:
    """Raises NotAHolidayList, LineNotUnderstood, DayTwice, YearsMixed, and what files.rows raises."""
    if content.startswith(b"PK"):
        return _whole(_excel_days(files.rows(content, name=name), name), name)
    if len(content) > LARGEST:
        raise NotAHolidayList(name=name)
    try:
        read = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotAHolidayList(name=name) from error
    if not isinstance(read, dict) or not isinstance(read.get("days"), list):
        raise NotAHolidayList(name=name)
    year = read.get("year")
    return _whole(_json_days(read["days"]), name, year=year if type(year) is int else None)


def _json_days(entries: list[object]) -> Iterator[ListedDay]:
    for line, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or type(entry.get("isOffDay")) is not bool:
            raise LineNotUnderstood(line=line, quoted=_quoted(entry))
        kind = DayKind.HOLIDAY if entry["isOffDay"] else DayKind.WORKDAY
        yield ListedDay(_day(entry.get("date"), line), kind, _name(entry.get("name")))


def _excel_days(found: list[tuple[object, ...]], name: str) -> Iterator[ListedDay]:
    heading = [str(cell or "").strip() for cell in found[0]] if found else []
    if any(column not in heading for column in COLUMNS[:2]):
        raise NotAHolidayList(name=name)
    at_day, at_kind = (heading.index(column) for column in COLUMNS[:2])
    at_name = heading.index(COLUMNS[2]) if COLUMNS[2] in heading else None
    for line, row in enumerate(found[1:], start=2):
        if not any(cell not in (None, "") for cell in row):
            continue
        cells = row + (None,) * (len(heading) - len(row))
        kind = WORDS.get(str(cells[at_kind] or "").strip().casefold())
        if kind is None:
            raise LineNotUnderstood(line=line, quoted=_quoted(cells[at_kind]))
        yield ListedDay(_day(cells[at_day], line), kind, _name(cells[at_name] if at_name is not None else ""))


def _whole(days: Iterable[ListedDay], name: str, *, year: int | None = None) -> HolidayList:
    """`year` is what the list itself says; holiday-cn also names days of the neighbouring years."""
    listed: dict[date, ListedDay] = {}
    for one in days:
        if one.day in listed:
            raise DayTwice(day=one.day)
        listed[one.day] = one
    if not listed:
        raise NotAHolidayList(name=name)
    mentioned = sorted({day.year for day in listed})
    if len(mentioned) > 1 and year not in mentioned:
        raise YearsMixed(years=", ".join(map(str, mentioned)))
    about = year if year in mentioned else mentioned[0]
    return HolidayList(about, tuple(one for day, one in sorted(listed.items()) if day.year == about))


def _day(value: object, line: int) -> date:
    if isinstance(value, datetime):
        return value.date()
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value).strip().replace("/", "-"))
    except ValueError as error:
        raise LineNotUnderstood(line=line, quoted=_quoted(value)) from error
    if not EARLIEST <= found.year <= LATEST:
        raise LineNotUnderstood(line=line, quoted=_quoted(value))
    return found


def _name(value: object) -> str:
    return clean_line(str(value or "")[:NAME_LENGTH])


def _quoted(value: object) -> str:
    return clean_line(str(value)[:60])
