"""The empty sheet to fill in, and the sheet of items to change: what is read back is the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import and_, or_, select

from core import people, tasks
from core.i18n import _
from core.intake import known, office
from core.intake.columns import COLUMN_NAMES, FOR_CHANGES, FOR_NEW, Column
from core.intake.known import Known
from core.intake.lines import MOST
from core.intake.values import Reader
from core.tasks import IMPORTANCE_NAMES, SCOPES, URGENCY_NAMES, Filter, State
from core.work import Work
from db.models import Matter

Value = str | int | float | date | None
WIDE = {
    Column.TITLE: 42,
    Column.STANDARD: 42,
    Column.BACKGROUND: 36,
    Column.NUMBER: 20,
    Column.SUPPORTING: 22,
}
DAY, TEXT = "yyyy-mm-dd", "@"


@dataclass(frozen=True, slots=True)
class ChangesSheet:
    """A finished workbook and how many items stand in it."""

    content: bytes
    rows: int
    title: str


def template(work: Work) -> bytes:
    """An empty sheet with the headings, and lists to choose from."""
    work.must("intake.template")
    return _book(office.reader(work), FOR_NEW, [])


def changes_sheet(work: Work, *, wanted: Filter) -> ChangesSheet:
    """The items under this filter that the reader may change, each with everything that can be changed."""
    work.must("intake.changes_sheet")
    reading = office.reader(work)
    names = people.department_names(work)
    numbers = _changeable(work, wanted)
    standing: dict[int, Known] = {}
    for start in range(0, len(numbers), known.CHUNK):
        chunk = known.load(work, ids=numbers[start : start + known.CHUNK])
        standing |= {one.id: one for one in chunk if one.may_change}
    givers = people.names(work, [one.facts.given_by for one in standing.values() if one.facts.given_by])
    rows = [_row(standing[number], names, givers) for number in numbers if number in standing]
    return ChangesSheet(_book(reading, FOR_CHANGES, rows), len(rows), _("Items to change"))


def _changeable(work: Work, wanted: Filter) -> list[int]:
    mine = or_(
        Matter.supervising_department_id.in_(work.actor.departments or {0}),
        and_(Matter.state == State.DRAFT, Matter.created_by == work.actor.id),
    )
    # “All” means here all that can be changed: drafts too.
    scopes = ("open", "drafts") if wanted.scope == "all" else (wanted.scope,)
    within = or_(*(and_(*tasks.narrowed(work, replace(wanted, scope=scope))) for scope in scopes))
    statement = (
        select(Matter.id)
        .where(within, Matter.state.in_([State.DRAFT, *SCOPES["open"]]), mine)
        .order_by(Matter.due_day.asc().nulls_last(), Matter.id)
        .limit(MOST)
    )
    return list(work.session.scalars(statement))


def _row(one: Known, names: Mapping[int, str], givers: Mapping[int, str]) -> dict[Column, Value]:
    facts = one.facts
    said: dict[Column, Callable[[], Value]] = {
        Column.NUMBER: lambda: one.number or f"#{one.id}",
        Column.LEAD: lambda: names.get(facts.lead_department_id or 0, ""),
        Column.SUPERVISING: lambda: names.get(facts.supervising_department_id or 0, ""),
        Column.SUPPORTING: lambda: "、".join(names[part.department_id] for part in facts.supporting),
        Column.DUE_DAY: lambda: facts.due_day,
        Column.IMPORTANCE: lambda: _(IMPORTANCE_NAMES[facts.importance]),
        Column.URGENCY: lambda: _(URGENCY_NAMES[facts.urgency]),
        Column.GIVEN_BY: lambda: givers.get(facts.given_by or 0, ""),
        Column.QUANTITY: lambda: _number(facts.quantity),
        Column.REASON: lambda: "",
        Column.SEEN: lambda: one.edition,
    }
    return {
        column: said[column]() if column in said else getattr(facts, column.value) for column in FOR_CHANGES
    }


def _number(quantity: Decimal | None) -> Value:
    if quantity is None:
        return None
    return int(quantity) if quantity == quantity.to_integral_value() else float(quantity)


def _book(reading: Reader, columns: Sequence[Column], rows: Sequence[Mapping[Column, Value]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title, sheet.freeze_panes = _("Supervised items"), "C2" if Column.NUMBER in columns else "B2"
    _head(sheet, columns)
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(columns, start=1):
            _write(sheet, number, place, row.get(column))
    _as_text(sheet, columns, len(rows))
    _offer(book, sheet, reading, columns)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(1, place, _(COLUMN_NAMES[column]))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF7")
        sheet.column_dimensions[get_column_letter(place)].width = WIDE.get(column, 16)
        if column is Column.SEEN:
            cell.font = Font(color="8A94A6")


def _write(sheet: Worksheet, row: int, place: int, value: Value) -> None:
    """Text of people is text, whatever it begins with."""
    cell = sheet.cell(row, place)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@\t\r\n'" if value else False
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > 20)
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY


def _as_text(sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
    """Days stay days, and an edition of figures only is no number."""
    for column in (Column.DUE_DAY, Column.SEEN):
        if column not in columns:
            continue
        letter = get_column_letter(list(columns).index(column) + 1)
        sheet.column_dimensions[letter].number_format = DAY if column is Column.DUE_DAY else TEXT


def _offer(book: Workbook, sheet: Worksheet, reading: Reader, columns: Sequence[Column]) -> None:
    """The office's lists on a sheet of their own, and the columns choose from them; other words may stand
    there too, the preview says what is wrong with them."""
    choices = book.create_sheet(_("Choices"))
    departments = [str(name) for name in reading.words.departments.names.values()]
    givers = [one.name for one in reading.words.colleagues.values() if one.gives]
    lists: dict[Column, Sequence[str]] = {
        Column.LEAD: departments,
        Column.FORM: reading.forms,
        Column.SOURCE: reading.sources,
        Column.IMPORTANCE: [_(name) for name in IMPORTANCE_NAMES.values()],
        Column.URGENCY: [_(name) for name in URGENCY_NAMES.values()],
        Column.GIVEN_BY: givers,
        Column.SUPERVISING: departments,
    }
    _head(choices, list(lists))
    title = choices.title.replace("'", "''")
    for place, (column, words) in enumerate(lists.items(), start=1):
        for row, word in enumerate(words, start=2):
            _write(choices, row, place, word)
        source = get_column_letter(place)
        area = f"='{title}'!${source}$2:${source}${max(len(words) + 1, 2)}"
        offered = DataValidation(type="list", formula1=area, allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(list(columns).index(column) + 1)
        offered.add(f"{letter}2:{letter}{MOST + 1}")
        sheet.add_data_validation(offered)
