"""Wrong cells of a list that is brought in, corrected where they are said; and what the reader decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from core import people, tasks
from core.i18n import _
from core.intake import COLUMN_NAMES, Column, Entry, Fault, Preview
from core.tasks import IMPORTANCE_NAMES, URGENCY_NAMES
from core.work import Work
from pages.ui import fields, forms
from pages.ui.tasks.typed import peek
from pages.ui.text import md

MENDED = 30
EMPTY = ""
FIX = "fix:"


@dataclass(frozen=True, slots=True)
class Offers:
    """What a cell may be corrected to, where the office has a list."""

    words: Mapping[Column, Sequence[str]]

    def of(self, column: Column) -> dict[str, str] | None:
        if column not in self.words:
            return None
        return {EMPTY: _("(leave empty)")} | {word: word for word in self.words[column]}


def offers(work: Work) -> Offers:
    departments = list(people.departments(work).values())
    choices = tasks.choices(work)
    return Offers(
        {
            Column.LEAD: departments,
            Column.SUPERVISING: departments,
            Column.SOURCE: choices.sources,
            Column.FORM: choices.forms,
            Column.IMPORTANCE: [_(name) for name in IMPORTANCE_NAMES.values()],
            Column.URGENCY: [_(name) for name in URGENCY_NAMES.values()],
            Column.GIVEN_BY: [one.name for one in people.leaders(work)],
        }
    )


def fixes(form: str) -> dict[str, str]:
    """What the reader corrected so far, by "row:column"; a field that is no longer shown keeps its word."""
    forms.opened(form)
    typed: dict[str, Any] = st.session_state.get(forms.slot(form, forms.DRAFT), {})
    found = {name.removeprefix(FIX): value for name, value in typed.items() if name.startswith(FIX)}
    return {name: _text(value) for name, value in found.items() if value is not None and value is not False}


def left_out(form: str) -> list[int]:
    return [int(row) for row in peek(form, "left_out", []) or []]


def show_wrong(form: str, preview: Preview, offered: Offers) -> None:
    """One field a wrong cell, with the sentence above it; what was corrected stays to be seen."""
    entries = {entry.row: entry for entry in preview.entries}
    mended = [name for name in fixes(form) if int(name.partition(":")[0]) in entries]
    faults = preview.faults
    if not faults and not mended:
        return
    if faults:
        st.error(
            _("Cells with errors: {count}. Correct them here or in the sheet.", count=len(faults)),
            icon=":material/error:",
        )
    wrong = {f"{fault.row}:{fault.column}" for fault in faults}
    for fault in faults[:MENDED]:
        _cell(form, entries[fault.row], fault.column, fault, offered)
    for name in mended[:MENDED]:
        if name not in wrong:
            row, _colon, column = name.partition(":")
            _cell(form, entries[int(row)], Column(column), None, offered)
    if len(faults) > MENDED:
        more = len(faults) - MENDED
        st.caption(_("{count} more. With so many it is quicker to correct the sheet.", count=more))


def show_left_out(form: str, preview: Preview) -> None:
    """Rows that are wrong or suspected may stay behind; those that did can come back."""
    doubtful = {entry.row: entry for entry in preview.entries if entry.faults or entry.alike}
    rows = {row: _named(entry) for row, entry in doubtful.items()}
    rows |= {row: _("Row {row}", row=row) for row in left_out(form) if row not in rows}
    if rows:
        fields.picks(form, "left_out", _("Leave out these rows"), dict(sorted(rows.items())))


def _named(entry: Entry) -> str:
    said = entry.cells.get(Column.TITLE, "")
    return _("Row {row}: {title}", row=entry.row, title=said) if said else _("Row {row}", row=entry.row)


def _cell(form: str, entry: Entry, column: Column, fault: Fault | None, offered: Offers) -> None:
    where = _("Row {row}, {column}", row=entry.row, column=COLUMN_NAMES[column])
    said, field = st.columns([3, 2], vertical_alignment="bottom", gap="small")
    with said:
        if fault is None:
            st.markdown(f":green[:material/check:] **{md(where)}** · {md(entry.cells.get(column, ''))}")
        else:
            st.markdown(f":red[:material/error: **{md(where)}**] · {md(fault.error.for_user)}")
    with field:
        _field(form, f"{FIX}{entry.row}:{column}", where, entry.cells.get(column, ""), column, offered)


def _field(form: str, name: str, where: str, now: str, column: Column, offered: Offers) -> None:
    choices = offered.of(column)
    if column is Column.SEEN:
        fields.tick(form, name, _("Overwrite what is there"))
    elif choices is not None:
        fields.pick(form, name, where, choices, label_visibility="collapsed", placeholder=now or _("Choose"))
    else:
        fields.line(form, name, where, now, limit=2000, label_visibility="collapsed")


def _text(value: object) -> str:
    """A tick means: empty this cell."""
    if value is True:
        return EMPTY
    return value.isoformat() if isinstance(value, date) else str(value)
