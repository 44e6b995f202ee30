"""The ledger (督办台账) and the list as Excel: the rows that the same person sees under the same filter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl import Workbook

from core import office, people, tasks
from core.documents.cells import DAY, SHARE, Heading, Value, empty_book, line, local, saved, sheet
from core.i18n import N_, Text, _, day
from core.tasks import Filter, LedgerRow
from core.work import Work

MOST = 5000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished workbook and how many rows it holds."""

    content: bytes
    rows: int
    title: str


@dataclass(frozen=True, slots=True)
class Column:
    label: Text
    width: float
    value: Callable[[LedgerRow], Value]
    text: bool = False
    number_format: str = ""


def _days(one: LedgerRow) -> Value:
    """The day that counts, and how often it was moved: 原定 stays visible."""
    row = one.row
    if not row.extensions or row.due_day is None:
        return row.due_day
    return f"{row.due_day.isoformat()}\n" + _(
        "(first {day}, extended {count} times)", day=row.original_due_day or "", count=row.extensions
    )


def _state(one: LedgerRow) -> str:
    return _(tasks.STATE_NAMES[one.row.state])


def _level(one: LedgerRow) -> str:
    return f"{_(tasks.IMPORTANCE_NAMES[one.row.importance])} {_(tasks.URGENCY_NAMES[one.row.urgency])}"


def _source(one: LedgerRow) -> str:
    return "\n".join(part for part in (one.row.source, one.source_reference) if part)


def _lamp(one: LedgerRow) -> str:
    return _(tasks.LAMP_NAMES[one.row.lamp])


def _issued(work: Work) -> Callable[[LedgerRow], Value]:
    def moment(one: LedgerRow) -> Value:
        at = local(one.row.issued_at, work.zone)
        return at.date() if at else None

    return moment


def _ledger_columns(work: Work) -> tuple[Column, ...]:
    return (
        Column(N_("Number"), 17, lambda one: one.row.number),
        Column(N_("Item"), 24, lambda one: one.row.title, text=True),
        Column(N_("Source"), 11, _source),
        Column(N_("Lead department"), 9, lambda one: one.row.lead),
        Column(N_("Supporting departments"), 10, lambda one: one.supporting),
        Column(N_("Handler"), 8, lambda one: one.row.handler),
        Column(N_("Issued on"), 11, _issued(work), number_format=DAY),
        Column(N_("Due day"), 11.5, _days, number_format=DAY),
        Column(N_("Standard of completion"), 24, lambda one: one.standard, text=True),
        Column(N_("Progress"), 6, lambda one: one.row.percent, number_format=SHARE),
        Column(N_("How it stands"), 30, lambda one: one.latest, text=True),
        Column(N_("Slips"), 13, lambda one: one.slips),
        Column(N_("State"), 9, _state),
        Column(N_("Lamp"), 6, _lamp),
    )


def _list_columns(work: Work) -> tuple[Column, ...]:
    return (
        Column(N_("Lamp"), 8, _lamp),
        Column(N_("Number"), 18, lambda one: one.row.number),
        Column(N_("Item"), 46, lambda one: one.row.title, text=True),
        Column(N_("Lead department"), 14, lambda one: one.row.lead),
        Column(N_("Handler"), 10, lambda one: one.row.handler),
        Column(N_("Due day"), 13, _days, number_format=DAY),
        Column(N_("Progress"), 9, lambda one: one.row.percent, number_format=SHARE),
        Column(N_("State"), 11, _state),
        Column(N_("Level"), 11, _level),
        Column(N_("Source"), 14, lambda one: one.row.source),
    )


def ledger_sheet(work: Work, *, wanted: Filter) -> Sheet:
    """The ledger under this filter: A4 landscape, one page wide, the usual columns."""
    work.must("documents.ledger_sheet")
    return _sheet(work, wanted, _("Ledger of supervised items"), _ledger_columns(work))


def list_sheet(work: Work, *, wanted: Filter) -> Sheet:
    """The list as it is seen, all its pages: same rows, same order, same columns."""
    work.must("documents.list_sheet")
    return _sheet(work, wanted, _("Supervised items"), _list_columns(work))


def _sheet(work: Work, wanted: Filter, title: str, columns: tuple[Column, ...]) -> Sheet:
    found = tasks.ledger(work, wanted=wanted)
    headings = [
        Heading(_("No."), 5),
        *(Heading(_(one.label), one.width, one.text, one.number_format) for one in columns),
    ]
    book: Workbook = empty_book()
    named = f"{office.profile(work.session).name}{title}".strip()
    made = sheet(book, title, named, _note(work, wanted, len(found)), headings)
    for number, one in enumerate(found, start=1):
        line(made, number + 3, headings, [number, *(column.value(one) for column in columns)])
    return Sheet(saved(book), len(found), title)


def _note(work: Work, wanted: Filter, rows: int) -> str:
    """What it is a list of, as of when: whoever holds the paper must know what is not on it."""
    parts = [_("As of {day}", day=day(work.today, year=True)), _("{count} items", count=rows)]
    if rows >= MOST:
        parts.append(_("the first {count} only: narrow the filter for the rest", count=MOST))
    return "    ".join([*parts, *_described(work, wanted)])


def _described(work: Work, wanted: Filter) -> list[str]:
    """The filter in words."""
    names: Mapping[int, str] = people.department_names(work) if wanted.department_id else {}
    handler = people.names(work, [wanted.person_id]) if wanted.person_id else {}
    said: list[tuple[Text, object]] = [
        (N_("Range"), _(SCOPE_NAMES[wanted.scope])),
        (N_("Lamp"), _(tasks.LAMP_NAMES[wanted.lamp]) if wanted.lamp else ""),
        (N_("State"), _(tasks.STATE_NAMES[wanted.state]) if wanted.state else ""),
        (N_("Department"), names.get(wanted.department_id or 0, "")),
        (N_("Handler"), handler.get(wanted.person_id or 0, "")),
        (N_("Source"), wanted.source),
        (N_("Importance"), _(tasks.IMPORTANCE_NAMES[wanted.importance]) if wanted.importance else ""),
        (N_("Urgency"), _(tasks.URGENCY_NAMES[wanted.urgency]) if wanted.urgency else ""),
        (N_("Due from"), day(wanted.due_from, year=True)),
        (N_("Due until"), day(wanted.due_to, year=True)),
        (N_("Text"), wanted.text),
    ]
    return [_("{what}: {value}", what=name, value=value) for name, value in said if value]


SCOPE_NAMES: dict[str, Text] = {
    "open": N_("In progress"),
    "ended": N_("Ended"),
    "archived": N_("In the archive"),
    "all": N_("All"),
    "drafts": N_("Drafts"),
}
