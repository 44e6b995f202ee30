"""Cells of an Excel sheet: what people typed is text and never a formula, whatever it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.i18n import _

A4 = 9
LONGEST_CELL = 32_000
LINE_POINTS, TALLEST = 13.5, 400
SONG, HEI, TITLE = "宋体", "黑体", "方正小标宋简体"
LINE = Side(style="thin", color="000000")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
BODY_FONT, HEAD_FONT = Font(name=SONG, size=10), Font(name=HEI, size=10)
TITLE_FONT, NOTE_FONT = Font(name=TITLE, size=20), Font(name=SONG, size=10)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
DAY, MOMENT, SHARE = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", '0"%"'

Value = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its label, its width in characters, whether long text stands on the left."""

    label: str
    width: float = 12
    text: bool = False
    number_format: str = ""


def sheet(
    book: Workbook, name: str, title: str, note: str, headings: Sequence[Heading], *, landscape: bool = True
) -> Worksheet:
    """An empty sheet for printing: title, a line below it, and headings that repeat on every page."""
    made = book.create_sheet(_sheet_name(name))
    _page(made, landscape=landscape)
    last = len(headings)
    for row, text, font, height in ((1, title, TITLE_FONT, 36), (2, note, NOTE_FONT, 18)):
        made.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        cell = write(made, row, 1, text)
        cell.font, cell.alignment = font, MIDDLE if row == 1 else Alignment(vertical="center")
        made.row_dimensions[row].height = height
    for column, heading in enumerate(headings, start=1):
        cell = write(made, 3, column, heading.label)
        cell.font, cell.alignment, cell.border = HEAD_FONT, MIDDLE, BOX
        made.column_dimensions[get_column_letter(column)].width = heading.width
    _tall(made, 3, headings, [heading.label for heading in headings])
    made.freeze_panes = "A4"
    made.print_title_rows = "1:3"
    return made


def line(made: Worksheet, row: int, headings: Sequence[Heading], values: Sequence[Value]) -> None:
    """One row of the table, from row 4 on."""
    for column, (heading, value) in enumerate(zip(headings, values, strict=True), start=1):
        cell = write(made, row, column, value)
        cell.font, cell.border = BODY_FONT, BOX
        cell.alignment = LEFT if heading.text else MIDDLE
        if heading.number_format and not isinstance(value, str):
            cell.number_format = heading.number_format
    _tall(made, row, headings, values)


def _tall(made: Worksheet, row: int, headings: Sequence[Heading], values: Sequence[Value]) -> None:
    """Excel makes rows as high as their text only by hand: so it is reckoned here."""
    lines = max(
        sum(
            max(1, ceil(_wide(part) / (heading.width - 1.2)))
            for part in (value if isinstance(value, str) else "").split("\n")
        )
        for heading, value in zip(headings, values, strict=True)
    )
    made.row_dimensions[row].height = min(lines * LINE_POINTS + 6, TALLEST)


def _wide(text: str) -> int:
    """In columns of a typewriter: a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def write(made: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Text stays text, for Excel too once somebody edits the cell; days and numbers stay what they are."""
    cell = made.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str) and value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
        cell.data_type = "s"
        cell.quotePrefix = value[0] in "=+-@＝＋－＠\t\r\n'"
    else:
        cell.value = value or None if isinstance(value, str) else value
    return cell


def local(value: datetime | None, zone: ZoneInfo) -> datetime | None:
    """A moment as the office's clock showed it; Excel knows no time zones."""
    return value.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0) if value else None


def midnight(value: date) -> datetime:
    return datetime.combine(value, time())


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def empty_book() -> Workbook:
    book = Workbook()
    for sheet_ in list(book.worksheets):
        book.remove(sheet_)
    return book


def _page(made: Worksheet, *, landscape: bool) -> None:
    made.page_setup.paperSize = A4
    made.page_setup.orientation = "landscape" if landscape else "portrait"
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.page_margins.left = made.page_margins.right = 0.5
    made.page_margins.top, made.page_margins.bottom = 0.6, 0.6
    made.print_options.horizontalCentered = True
    footer = made.HeaderFooter.oddFooter
    assert footer is not None
    footer.center.text, footer.center.size = _("Page {page} of {pages}", page="&P", pages="&N"), 9


def _sheet_name(name: str) -> str:
    return "".join(char for char in name if char not in "[]:*?/\\'")[:31] or "1"
