"""The day it is and the calendar it is read by: what the rules about days know of the world."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import Workdays

FARTHEST_DAYS = 1200
NUMERALS = "零〇一二两三四五六七八九十"
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class Clock:
    """`today` is the office's day. Vague words end on a workday, exact days stay as they were said."""

    today: date
    workdays: Workdays

    def in_days(self, days: float) -> date | None:
        return self.today + timedelta(days=round(days)) if days <= FARTHEST_DAYS else None

    def in_workdays(self, count: int) -> date | None:
        return self.workdays.add(self.today, count) if count <= FARTHEST_DAYS else None

    def in_months(self, count: int) -> date | None:
        if count > 36:
            return None
        year, month = self.month_on(count)
        return date(year, month, min(self.today.day, months.monthrange(year, month)[1]))

    def month_on(self, count: int) -> tuple[int, int]:
        """The year and the month, so many months on."""
        years, month = divmod(self.today.month - 1 + count, 12)
        return self.today.year + years, month + 1

    def weekday(self, weeks: int, weekday: int) -> date:
        """Of this week, or so many weeks on; Monday is 0."""
        return self.today + timedelta(days=weekday - self.today.weekday() + 7 * weeks)

    def coming_weekday(self, weekday: int) -> date:
        return self.today + timedelta(days=(weekday - self.today.weekday()) % 7)

    def week_end(self, weeks: int) -> date:
        return self.workdays.on_or_before(self.weekday(weeks, 6))

    def month_end(self, year: int, month: int) -> date:
        return self.workdays.on_or_before(date(year, month, months.monthrange(year, month)[1]))

    def before(self, day: date) -> date:
        """The last workday before a day that is not worked itself: 国庆前."""
        return self.workdays.on_or_before(day - timedelta(days=1))

    def coming(self, month: int, day: int) -> date | None:
        """Of this year, of the next once it has passed; None where there is no such day."""
        this = real(self.today.year, month, day)
        if this is not None and this >= self.today:
            return this
        return real(self.today.year + 1, month, day) if this or (month, day) == (2, 29) else None


def real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def numeral(text: str) -> int:
    """30, 三十, 十五, 二〇二六: a number in figures or in Chinese, below ten thousand."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if ten:
        return 10 * (_DIGITS.get(tens, 1) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
    number = 0
    for sign in text:
        number = 10 * number + _DIGITS[sign]
    return number
