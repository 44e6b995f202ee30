"""How a planned visit stands: computed from calendar and clock, never stored, never skipped silently."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from core.calendar import Workdays
from core.i18n import N_, Text
from core.seven_s.rules import RoundKind

# Until when it is in time, on the office's clock.
UNTIL = {RoundKind.DAILY: time(12), RoundKind.SELF: time(18), RoundKind.MUTUAL: time(18)}


class Standing(StrEnum):
    DONE = "done"
    DONE_LATE = "done_late"
    DUE = "due"
    LATE = "late"
    MISSED = "missed"
    EXCUSED = "excused"


STANDING_NAMES: dict[str, Text] = {
    Standing.DONE: N_("Done"),
    Standing.DONE_LATE: N_("Done late"),
    Standing.DUE: N_("Due"),
    Standing.LATE: N_("Late"),
    Standing.MISSED: N_("Missed"),
    Standing.EXCUSED: N_("Excused"),
}


@dataclass(frozen=True, slots=True)
class Excused:
    """Days of a kind of visit that were rightly left out; without an area, everywhere."""

    kind: str
    area_id: int | None
    first_day: date
    last_day: date

    def covers(self, kind: str, area_id: int, day: date) -> bool:
        here = self.area_id in (None, area_id)
        return here and self.kind == kind and self.first_day <= day <= self.last_day


def planned_days(kind: str, first: date, last: date, calendar: Workdays) -> list[date]:
    """The days on which a visit falls due: every workday; for a mutual check the last workday of a week."""
    days = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
    workdays = [day for day in days if calendar.is_workday(day)]
    if kind != RoundKind.MUTUAL:
        return workdays
    return [day for day in workdays if _ends_the_week(day, calendar)]


def week_start(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


def standing(
    kind: str, due: date, finished: datetime | None, now: datetime, *, excused: bool = False
) -> Standing:
    """`finished` and `now` on the office's clock."""
    until = datetime.combine(due, UNTIL[RoundKind(kind)], now.tzinfo)
    if finished is not None:
        return Standing.DONE if finished <= until else Standing.DONE_LATE
    if excused:
        return Standing.EXCUSED
    if now.date() > due:
        return Standing.MISSED
    return Standing.DUE if now <= until else Standing.LATE


def is_excused(excuses: Sequence[Excused], kind: str, area_id: int, day: date) -> bool:
    return any(one.covers(kind, area_id, day) for one in excuses)


def _ends_the_week(day: date, calendar: Workdays) -> bool:
    rest = range(day.toordinal() + 1, day.toordinal() + 7 - day.weekday())
    return not any(calendar.is_workday(date.fromordinal(number)) for number in rest)
