"""Workdays and counting in them; knows no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from core.errors import InvalidInput
from core.i18n import N_, Text

EARLIEST, LATEST = 1950, 2199
FARTHEST = 3660
SATURDAY = 5
ONE = timedelta(days=1)


class DayKind(StrEnum):
    WORKDAY = "W"
    REST = "R"
    HOLIDAY = "H"


KIND_NAMES: dict[DayKind, Text] = {
    DayKind.WORKDAY: N_("Workday"),
    DayKind.REST: N_("Rest day"),
    DayKind.HOLIDAY: N_("Holiday"),
}


class DayOutOfReach(InvalidInput):
    message = N_("The calendar reaches from {earliest} to {latest}.")


def by_weekday(day: date) -> DayKind:
    return DayKind.REST if day.weekday() >= SATURDAY else DayKind.WORKDAY


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@dataclass(frozen=True, slots=True)
class Workdays:
    """Answers for any day. `turned` holds, per year, the days that do not follow their weekday."""

    turned: Mapping[int, frozenset[date]] = field(default_factory=dict)
    confirmed: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        return (day.weekday() < SATURDAY) != (day in self.turned.get(day.year, ()))

    def is_confirmed(self, day: date) -> bool:
        return day.year in self.confirmed

    def on_or_before(self, day: date) -> date:
        return self._seek(day, -ONE)

    def on_or_after(self, day: date) -> date:
        return self._seek(day, ONE)

    def add(self, day: date, n: int) -> date:
        """The n-th workday after `day` (before it, where n is negative); with 0 the day itself."""
        if abs(n) > FARTHEST:
            raise _out_of_reach()
        step = ONE if n > 0 else -ONE
        for _ in range(abs(n)):
            day = self._seek(_within(day) + step, step)
        return day

    def between(self, a: date, b: date) -> int:
        """Workdays after `a`, up to and including `b`; negative when `b` comes first."""
        if b < a:
            return -self.between(b, a)
        turned = (day for year in self.turned if a.year <= year <= b.year for day in self.turned[year])
        moved = sum(1 if day.weekday() >= SATURDAY else -1 for day in turned if a < day <= b)
        return _weekdays_until(b) - _weekdays_until(a) + moved

    def _seek(self, day: date, step: timedelta) -> date:
        while not self.is_workday(_within(day)):
            day += step
        return day


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays from the first day that a date can name."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _within(day: date) -> date:
    if not EARLIEST <= day.year <= LATEST:
        raise _out_of_reach()
    return day


def _out_of_reach() -> DayOutOfReach:
    return DayOutOfReach(earliest=EARLIEST, latest=LATEST)
