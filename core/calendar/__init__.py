"""The office's calendar: which days are worked, make-up workdays and holidays included.

rules.py     workdays and counting in them: no database
seeding.py   the first filling, from libraries: seed, ensure
queries.py   what is asked of it: is_workday, add_workdays, workdays_between, year_sheet, unconfirmed_years
service.py   what people do: set_day, draw_up_year, import_holidays, confirm_year
lists.py     holiday lists as JSON and Excel, read into facts

Days that the table does not have follow the weekday and count as unconfirmed.
Tables: db/models/office.py (days, calendar_years). Screen: pages/calendar/days.py. Tests: tests/calendar/.
"""

from core.calendar import policy as policy
from core.calendar.lists import HolidayList, ListedDay, read_list
from core.calendar.queries import (
    Change,
    DayFact,
    YearSheet,
    add_workdays,
    is_workday,
    preview_holidays,
    table,
    unconfirmed_years,
    workday_on_or_after,
    workday_on_or_before,
    workdays_between,
    year_sheet,
    years,
)
from core.calendar.rules import KIND_NAMES, DayKind, DayOutOfReach, Workdays
from core.calendar.seeding import ensure, seed
from core.calendar.service import confirm_year, draw_up_year, import_holidays, set_day

__all__ = [
    "KIND_NAMES",
    "Change",
    "DayFact",
    "DayKind",
    "DayOutOfReach",
    "HolidayList",
    "ListedDay",
    "Workdays",
    "YearSheet",
    "add_workdays",
    "confirm_year",
    "draw_up_year",
    "ensure",
    "import_holidays",
    "is_workday",
    "preview_holidays",
    "read_list",
    "seed",
    "set_day",
    "table",
    "unconfirmed_years",
    "workday_on_or_after",
    "workday_on_or_before",
    "workdays_between",
    "year_sheet",
    "years",
]
