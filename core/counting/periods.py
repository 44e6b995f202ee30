"""From day to day, both included: months, half-years, years."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import InvalidInput
from core.i18n import N_


class PeriodBackwards(InvalidInput):
    message = N_("The period ends before it begins.")
    field = "last"


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodBackwards()

    def has(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first moment of it, and the first one after it, on the office's clock."""
        after = self.last + timedelta(1) if self.last < date.max else self.last
        start, end = (datetime.combine(day, time(), zone) for day in (self.first, after))
        return start.astimezone(UTC), end.astimezone(UTC)


def month(year: int, number: int) -> Period:
    after = date(year + number // 12, number % 12 + 1, 1)
    return Period(date(year, number, 1), after - timedelta(1))


def half_year(year: int, half: int) -> Period:
    return Period(month(year, 6 * half - 5).first, month(year, 6 * half).last)


def months(period: Period) -> list[Period]:
    """The months that the period touches, each whole."""
    first = period.first.year * 12 + period.first.month - 1
    last = period.last.year * 12 + period.last.month - 1
    return [month(number // 12, number % 12 + 1) for number in range(first, last + 1)]
