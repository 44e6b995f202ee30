"""A file of tasks read into lines: the right sheet, merged cells, formulas. No database."""

from collections.abc import Iterator, Mapping

from core import files
from core.errors import InvalidInput
from core.files import Area, Table
from core.i18n import N_, _
from core.intake.columns import HEADINGS, Column, HeadingMissing, columns_of, is_heading
from core.intake.lines import MOST, Fault, Line, Sheet, shown

# Where every row says something of its own, one value cannot stand for several.
OWN = frozenset({Column.NUMBER, Column.TITLE, Column.SEEN})
EXCEL_REFUSES = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"})
LONGEST_CELL = 6000


class NothingInIt(InvalidInput):
    message = N_("There is nothing below the headings of “{name}”.")
    field = "content"


class Merged(InvalidInput):
    message = N_("The cells {cells} are merged: undo that, each row needs a value of its own.")


class FormulaWithoutValue(InvalidInput):
    message = N_(
        "This is a formula without a stored value: open it in Excel and save it, or paste the value."
    )


class ExcelRefuses(InvalidInput):
    message = N_("Excel itself found an error in this cell: {said}.")


def read_file(content: bytes, *, name: str) -> Sheet:
    """The lines of a sheet. Raises what files.table raises, and what is wrong with its headings."""
    found = files.table(content, name=name, is_heading=is_heading, most=MOST)
    if not isinstance(found, Table):
        sheets = _(", ").join(f"“{one}”" for one in found[:5]) or f"“{name}”"
        raise HeadingMissing(example=HEADINGS[Column.TITLE][0], sheets=sheets)
    columns, only_shown, unknown = columns_of(found.headings)
    rows = [dict(_named(row, columns)) for row in found.rows]
    faults, spread = _merged(found, columns, rows)
    faults += _formulas(found, columns)
    lines = tuple(_lines(rows, found.first_row))
    if not lines:
        raise NothingInIt(name=name)
    return Sheet(lines, tuple(faults + list(_errors(lines))), only_shown, unknown, tuple(spread))


def _named(row: tuple[object, ...], columns: Mapping[int, Column]) -> Iterator[tuple[Column, object]]:
    for place, column in columns.items():
        cell = row[place] if place < len(row) else None
        yield column, cell[:LONGEST_CELL] if isinstance(cell, str) else cell


def _lines(rows: list[dict[Column, object]], first_row: int) -> Iterator[Line]:
    for number, cells in enumerate(rows, start=first_row):
        if any(shown(cell) for cell in cells.values()):
            yield Line(number, cells)


def _merged(
    found: Table, columns: Mapping[int, Column], rows: list[dict[Column, object]]
) -> tuple[list[Fault], list[str]]:
    """One value for several rows is meant so (one department for three items); anything else is a fault."""
    faults: list[Fault] = []
    spread: list[str] = []
    last = found.first_row + len(rows) - 1
    for area in found.merged:
        touched = [columns[place] for place in columns if area.first_column <= place + 1 <= area.last_column]
        below = range(max(area.first_row, found.first_row), min(area.last_row, last) + 1)
        if not touched or not below:
            continue
        one_column = area.first_column == area.last_column and area.first_row >= found.first_row
        if one_column and touched[0] not in OWN:
            _spread(rows, area, touched[0], found.first_row, below)
            spread.append(area.said)
        else:
            column = Column.TITLE if Column.TITLE in touched else touched[0]
            faults += [Fault(row, column, Merged(cells=area.said)) for row in below]
    return faults, spread


def _spread(
    rows: list[dict[Column, object]], area: Area, column: Column, first_row: int, below: range
) -> None:
    value = rows[area.first_row - first_row][column]
    for row in below:
        if any(shown(cell) for cell in rows[row - first_row].values()):
            rows[row - first_row][column] = value


def _formulas(found: Table, columns: Mapping[int, Column]) -> list[Fault]:
    return [
        Fault(row, columns[column - 1], FormulaWithoutValue())
        for row, column in sorted(found.unstored)
        if row >= found.first_row and column - 1 in columns
    ]


def _errors(lines: tuple[Line, ...]) -> Iterator[Fault]:
    for line in lines:
        for column, cell in line.cells.items():
            if isinstance(cell, str) and cell.strip() in EXCEL_REFUSES:
                yield Fault(line.row, column, ExcelRefuses(said=cell.strip()))
