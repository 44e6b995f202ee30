"""A pasted list read into lines: one item a line, or cells from Excel with tabs between. No database."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from core.errors import InvalidInput
from core.i18n import N_, _
from core.intake import days, grammar
from core.intake.clock import Clock
from core.intake.columns import Column, columns_of, is_heading
from core.intake.grammar import IMPORTANCES, URGENCIES, Kind, Order
from core.intake.lines import MOST, Line, Sheet
from core.intake.words import Words
from core.text import clean_line

LONGEST = 130_000
BETWEEN = "、"
# 1. 1、 （1） 一、 - •: how lists are numbered, not what they say.
_BULLET = re.compile(
    r"\A\s*(?:[-*•·●▪]\s+|[•·●▪]|[0-9]{1,3}[、．)）]|[0-9]{1,3}\.(?![0-9])|[(（][0-9一二三四五六七八九十]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}、)\s*"
)
LEFT_OVER = (Column.TITLE, Column.STANDARD, Column.BACKGROUND)


class NothingPasted(InvalidInput):
    message = N_("There is nothing to read: one item a line, or cells copied from Excel.")
    field = "text"


class TooManyLines(InvalidInput):
    message = N_("At most {limit} items at a time. Please split the list.")
    field = "text"


class TooMuchText(InvalidInput):
    message = N_("This is too much text at a time. Please split the list.")
    field = "text"


def read_text(text: str, words: Words, clock: Clock) -> Sheet:
    """The lines of a pasted list, whichever way it was written."""
    if len(text) > LONGEST:
        raise TooMuchText()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sheet = _table(text, words, clock) if "\t" in text else _list(text, words, clock)
    if not sheet.lines:
        raise NothingPasted()
    if len(sheet.lines) > MOST:
        raise TooManyLines(limit=MOST)
    return sheet


def _list(text: str, words: Words, clock: Clock) -> Sheet:
    lines = []
    for row, line in enumerate(text.splitlines(), start=1):
        said = clean_line(_BULLET.sub("", line), limit=LONGEST)
        if said:
            lines.append(Line(row, cells_of(grammar.read(said, words, clock), words)))
    return Sheet(tuple(lines))


def _table(text: str, words: Words, clock: Clock) -> Sheet:
    """Cells that hold breaks come quoted, as Excel copies them."""
    rows = list(csv.reader(StringIO(text), delimiter="\t"))
    first = next((row for row in rows if any(cell.strip() for cell in row)), [])
    if not is_heading(first):
        guessed = [Line(place, _guessed(row, words, clock)) for place, row in enumerate(rows, start=1)]
        return Sheet(tuple(line for line in guessed if line.cells))
    columns, shown, unknown = columns_of(first)
    lines = []
    for place, row in enumerate(rows, start=1):
        cells = {column: row[at].strip() for at, column in columns.items() if at < len(row)}
        if row is not first and any(cells.values()):
            lines.append(Line(place, cells))
    return Sheet(tuple(lines), (), shown, unknown)


def _guessed(row: Sequence[str], words: Words, clock: Clock) -> dict[Column, object]:
    """Without headings each cell says by itself what it is; what it does not say is title, standard, rest."""
    cells: dict[Column, object] = {}
    rest: list[str] = []
    for cell in (one.strip() for one in row):
        column = _kind(cell, cells, words, clock) if cell else None
        if column is not None:
            cells[column] = cell
        elif cell and not (cell.isdecimal() and not rest and not cells):
            rest.append(cell)
    for column, said in zip(LEFT_OVER, [*rest[:2], "\n".join(rest[2:])], strict=False):
        if said:
            cells[column] = said
    return cells


def _kind(cell: str, cells: dict[Column, object], words: Words, clock: Clock) -> Column | None:
    departments = [words.departments.said.get(one.strip().casefold()) for one in re.split("[、,，;；]", cell)]
    chances: list[tuple[Column, bool]] = [
        (Column.LEAD, len(departments) == 1 and bool(departments[0])),
        (Column.SUPPORTING, all(departments)),
        (Column.DUE_DAY, days.read(cell, clock) is not None),
        (Column.SOURCE, cell in words.sources.names),
        (Column.URGENCY, cell.casefold() in URGENCIES),
        (Column.IMPORTANCE, cell.casefold() in IMPORTANCES),
    ]
    return next((column for column, so in chances if so and column not in cells), None)


def cells_of(order: Order, words: Words) -> dict[Column, object]:
    """What a line orders, as the cells of a row. What was not understood stands in the cell it was meant
    for, and is wrong there."""
    names, title = words.departments.names, order.title
    unread: dict[Kind, str] = {}
    for note in order.notes:
        if note.kind is not Kind.LEVEL and unread.setdefault(note.kind, note.said) == note.said:
            title = grammar.tidy(
                re.sub(f"[{grammar.AT}{grammar.HASH}]?{re.escape(note.said)}", " ", title, count=1)
            )
    cells: dict[Column, object] = {
        Column.TITLE: title,
        Column.LEAD: unread.get(Kind.DEPARTMENT)
        or (names[order.lead_id] if order.lead_id is not None else ""),
        Column.SUPPORTING: BETWEEN.join(names[one] for one in order.supporting_ids),
        Column.DUE_DAY: order.due_day or unread.get(Kind.DAY, ""),
        Column.SOURCE: order.source or unread.get(Kind.SOURCE, ""),
        Column.IMPORTANCE: order.importance,
        Column.URGENCY: order.urgency,
        Column.GIVEN_BY: words.people.names[order.given_by] if order.given_by is not None else "",
        Column.BACKGROUND: wish(order, words),
    }
    return {column: cell for column, cell in cells.items() if cell not in ("", None)}


def wish(order: Order, words: Words) -> str:
    """Who should handle it is said in the background: the department names the handler when it signs."""
    if order.handler_id is None:
        return ""
    return _("Suggested handler: {name}", name=words.people.names[order.handler_id])
