"""The duty roster on paper: a month in the office's form on one A4 page, and the yearly ledger of duties."""

from datetime import date
from io import BytesIO

from babel.dates import get_day_names
from openpyxl import Workbook

from core import i18n, office, roster
from core.calendar import KIND_NAMES, DayKind
from core.documents.cells import DAY, Heading, Value, line, sheet
from core.documents.lists import Sheet
from core.i18n import _
from core.roster import DayLine, Period
from core.work import Work

NUMBER = 10.0


def duty_sheet(work: Work, *, day: date) -> Sheet:
    """The month of this day: brought in again as an old roster it is the same."""
    work.must("documents.duty_sheet")
    first, last = roster.bounds_of(Period.MONTH, day)
    shown = roster.grid(work, first_day=first, last_day=last)
    wide = max(12.0, 88 / max(1, len(shown.roles)))
    headings = [
        Heading("日期", 13, number_format=DAY),
        Heading(_("Weekday"), 8),
        *(Heading(name, wide) for name in shown.roles.values()),
        Heading(_("Remarks"), 14, text=True),
    ]
    unit = office.profile(work.session).name
    title = _("{office}: duty roster {month}", office=unit, month=f"{first.year}-{first.month:02}")
    book = _book()
    made = sheet(book, title, title, _("Duty begins at 08:00 and ends at 08:00 of the next day."), headings)
    made.page_setup.fitToHeight = 1
    names = get_day_names("abbreviated", locale=i18n.language())
    for row, one in enumerate(shown.days, start=4):
        people = ["、".join(cell.person for cell in one.cells.get(role, ())) for role in shown.roles]
        line(made, row, headings, [one.day, names[one.day.weekday()], *people, _remark(one)])
    return Sheet(_saved(book), len(shown.days), title)


def duty_ledger_sheet(work: Work, *, year: int) -> Sheet:
    """What everybody did in the year, for compensation and time off in lieu."""
    work.must("documents.duty_ledger_sheet")
    headings = [
        Heading(_("No."), 6),
        Heading(_("Name"), 14),
        *(Heading(_(KIND_NAMES[kind]), NUMBER) for kind in DayKind),
        Heading(_("Statutory days"), NUMBER),
        Heading(_("In all"), NUMBER),
        Heading(_("Carried over"), NUMBER),
        Heading(_("Share by numbers"), 12, number_format="0.0"),
        Heading(_("Signature"), 16),
    ]
    unit = office.profile(work.session).name
    title = _("{office}: duties of {year}", office=unit, year=year)
    book = _book()
    made = sheet(book, title, title, _("Up to {day}", day=i18n.day(work.today, year=True)), headings)
    rows = roster.ledger(work, year=year)
    for place, one in enumerate(rows, start=1):
        numbers: list[Value] = [one.workdays, one.rest_days, one.holidays, one.statutory, one.total]
        line(made, place + 3, headings, [place, one.person, *numbers, one.carried, one.share, ""])
    return Sheet(_saved(book), len(rows), title)


def _remark(one: DayLine) -> str:
    if one.special:
        return one.special
    make_up = one.kind == DayKind.WORKDAY and one.day.weekday() > 4
    return _("Make-up workday") if make_up else _(KIND_NAMES[DayKind.HOLIDAY]) if one.kind == "H" else ""


def _book() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()
