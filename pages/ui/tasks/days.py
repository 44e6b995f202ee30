"""A day in a table: red once it has passed undone."""

from datetime import date

from core.i18n import day
from pages.ui.show import toned


def day_cell(value: date | None, today: date, *, done: bool) -> object:
    if value is None:
        return ""
    return toned(day(value), "red") if value < today and not done else day(value)
