"""A table that people hand in, as Excel or CSV: found by its headings, whatever stands around it.

Unlike sheets.rows it looks through all sheets of a book for the one that is meant, and says where cells are
merged and where a formula has no stored value.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse, parse
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from core.errors import InvalidInput
from core.files.sheets import (
    COLUMNS,
    LARGEST,
    NOTHING_READABLE,
    ROWS,
    WORKBOOK,
    NotASheet,
    SheetTooLarge,
    SheetTooLong,
)
from core.files.zips import ArchiveBroken, look_into, refuse_programs
from core.i18n import N_

HEADINGS_WITHIN = 12  # rows from the top
MOST_SHEETS = 30
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATIONS = "xl/_rels/workbook.xml.rels"

Cells = tuple[object, ...]


class OldSheet(InvalidInput):
    message = N_(
        "“{name}” is an old .xls or is protected by a password. Please save it as .xlsx without one."
    )


class NotText(InvalidInput):
    message = N_("“{name}” cannot be read as text: save it as .xlsx, or as CSV in UTF-8 or GBK.")


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells: rows and columns from 1, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    said: str


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` begin below the headings; the row after them is number `first_row` in Excel."""

    sheet: str
    headings: Cells
    rows: tuple[Cells, ...]
    first_row: int
    merged: tuple[Area, ...] = ()
    unstored: frozenset[tuple[int, int]] = frozenset()  # (row, column) of formulas without a value


def table(
    content: bytes, *, name: str, is_heading: Callable[[Cells], bool], most: int = ROWS
) -> Table | list[str]:
    """The first table with such headings; else the names of the sheets that were looked through.

    Raises what sheets.rows raises, and OldSheet, NotText.
    """
    if len(content) > LARGEST:
        raise SheetTooLarge(name=name, limit=LARGEST // 1024 // 1024)
    if content.startswith(OLD_EXCEL):
        raise OldSheet(name=name)
    if content.startswith(b"PK\x03\x04"):
        return _in_book(content, name, is_heading, most)
    found = _below("", _csv(content, name), is_heading)
    return [] if found is None else _short_enough(found, name, most)


def _in_book(content: bytes, name: str, is_heading: Callable[[Cells], bool], most: int) -> Table | list[str]:
    members = look_into(content, name)
    if WORKBOOK not in members:
        raise NotASheet(name=name)
    refuse_programs(members, name)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets[:MOST_SHEETS]:
                sheet.reset_dimensions()
                rows: list[Cells] = list(sheet.iter_rows(max_row=ROWS + 1, max_col=COLUMNS, values_only=True))
                found = _below(sheet.title, rows, is_heading)
                if found is not None:
                    _not_too_long(rows, name)
                    return _with_shape(_short_enough(found, name, most), content, sheet.title)
            return [sheet.title for sheet in book.worksheets[:MOST_SHEETS]]
        finally:
            book.close()
    except (*NOTHING_READABLE, DefusedXmlException) as error:
        raise ArchiveBroken(name=name) from error


def _below(sheet: str, rows: Sequence[Cells], is_heading: Callable[[Cells], bool]) -> Table | None:
    for place, cells in enumerate(rows[:HEADINGS_WITHIN]):
        if is_heading(cells):
            below = list(map(tuple, rows[place + 1 :]))
            while below and all(cell in (None, "") for cell in below[-1]):
                below.pop()
            return Table(sheet, tuple(cells), tuple(below), place + 2)
    return None


def _short_enough(found: Table, name: str, most: int) -> Table:
    if len(found.rows) > most:
        raise SheetTooLong(name=name, limit=most)
    return found


def _not_too_long(rows: Sequence[Cells], name: str) -> None:
    if len(rows) > ROWS:
        raise SheetTooLong(name=name, limit=ROWS)


def _with_shape(found: Table, content: bytes, title: str) -> Table:
    """The same with what only the sheet's XML says: merged cells, formulas without a stored value."""
    merged: list[Area] = []
    unstored: set[tuple[int, int]] = set()
    with ZipFile(BytesIO(content)) as archive, archive.open(_member(archive, title)) as sheet:
        for _event, element in iterparse(sheet):
            if element.tag == f"{MAIN}mergeCell":
                merged.append(_area(element.get("ref", "")))
            elif element.tag == f"{MAIN}c":
                if element.find(f"{MAIN}f") is not None and not element.findtext(f"{MAIN}v"):
                    unstored.add(_place(element.get("r", "")))
                element.clear()
    return Table(found.sheet, found.headings, found.rows, found.first_row, tuple(merged), frozenset(unstored))


def _member(archive: ZipFile, title: str) -> str:
    """Where in the archive this sheet is kept."""
    with archive.open(WORKBOOK) as book:
        sheets = parse(book).getroot().iter(f"{MAIN}sheet")
        number = next(sheet.get(RELATION) for sheet in sheets if sheet.get("name") == title)
    with archive.open(RELATIONS) as relations:
        targets = {one.get("Id"): one.get("Target", "") for one in parse(relations).getroot()}
    target = str(targets[number])
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _area(reference: str) -> Area:
    left, top, right, bottom = (int(one or 0) for one in range_boundaries(reference))
    return Area(top, bottom, left, right, reference)


def _place(coordinate: str) -> tuple[int, int]:
    letters, row = coordinate_from_string(coordinate)
    return row, column_index_from_string(letters)


def _csv(content: bytes, name: str) -> list[Cells]:
    text = _decoded(content, name).replace("\r\n", "\n").replace("\r", "\n")
    heading = text.partition("\n")[0]
    delimiter = max(",\t;", key=heading.count)
    rows: list[Cells] = []
    try:
        for cells in csv.reader(StringIO(text), delimiter=delimiter):
            rows.append(tuple(cells[:COLUMNS]))
            _not_too_long(rows, name)
    except csv.Error as error:
        raise NotText(name=name) from error
    return rows


def _decoded(content: bytes, name: str) -> str:
    """UTF-8 where it is, else what Chinese Excel writes: GBK."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotText(name=name)
