"""What a list would do, row by row, and the one step that does all of it."""

from collections.abc import Callable

import streamlit as st

from core.i18n import _
from core.intake import COLUMN_NAMES, Column, Entry, Preview
from pages.ui import fields, forms, show
from pages.ui.attempts import submit
from pages.ui.table import Column as Heading
from pages.ui.table import Row, table
from pages.ui.tasks.mending import Offers, show_left_out, show_wrong
from pages.ui.text import md

SHOWN = 200
FIRST = (Column.NUMBER, Column.TITLE, Column.LEAD, Column.SUPPORTING, Column.DUE_DAY)


def show_preview(form: str, preview: Preview, offered: Offers, bring_in: Callable[[], None]) -> None:
    """Notices, wrong cells with their fields, suspicions, the step itself, and all rows."""
    _notices(preview)
    show_wrong(form, preview, offered)
    _suspected(preview)
    show_left_out(form, preview)
    if not preview.faults:
        _step(form, preview, bring_in)
    _rows(preview)


def _notices(preview: Preview) -> None:
    sheet = preview.sheet
    if sheet.unknown:
        names = _("; ").join(sheet.unknown)
        st.warning(md(_("These columns are left out: {names}.", names=names)), icon=":material/info:")
    if sheet.shown:
        names = _(", ").join(sheet.shown)
        st.caption(md(_("Only shown, not brought in: {names}.", names=names)))
    if sheet.spread:
        cells = _(", ").join(sheet.spread[:8])
        st.caption(md(_("Merged cells: {cells}. Their value counts for each row.", cells=cells)))


def _suspected(preview: Preview) -> None:
    suspected = preview.suspected
    if not suspected:
        return
    said = _("Suspected duplicates: {count}", count=len(suspected))
    st.markdown(f":orange[▲ {md(said)}]")
    columns = [
        Heading("row", _("Row"), "number", width="4rem"),
        Heading("title", _("Item"), main=True),
        Heading("other", _("Much the same")),
        Heading("where", _("Where"), "short"),
        Heading("share", _("Alike"), "share", phone=False),
    ]
    rows = [Row(f"{entry.row}", _doubt(entry)) for entry in suspected[:SHOWN]]
    table("suspected", columns, rows, label=said)


def _doubt(entry: Entry) -> dict[str, object]:
    nearest = entry.alike[0]
    where = _("Row {row}", row=nearest.row) if nearest.row else nearest.number or _("Draft")
    return {
        "row": entry.row,
        "title": entry.cells.get(Column.TITLE, ""),
        "other": nearest.title,
        "where": where,
        "share": round(100 * nearest.share),
    }


def _step(form: str, preview: Preview, bring_in: Callable[[], None]) -> None:
    new, known = len(preview.additions), len(preview.updates)
    counts = {"new": new, "known": known, "same": preview.unchanged}
    st.info(_("New: {new}. To change: {known}. Unchanged: {same}.", **counts), icon=":material/fact_check:")
    if not new + known:
        return
    forms.hold(form, "digest", preview.digest)
    forms.hold(form, "editions", {str(number): edition for number, edition in preview.editions.items()})
    if known:
        fields.tick(form, "update", _("Change the {count} items that are known already", count=known))
    if preview.wants_reason:
        fields.line(form, "reason", _("Why the due days of issued items move"), limit=1000)
    submit(form, _("Bring in {count} items", count=new + known), bring_in, icon=":material/download_done:")


def _rows(preview: Preview) -> None:
    used = {column for entry in preview.entries for column, text in entry.cells.items() if text}
    wanted = [column for column in (*FIRST, *Column) if column in used and column is not Column.SEEN]
    columns = [
        Heading("row", _("Row"), "number", width="4rem"),
        Heading("what", _("What happens"), "short"),
        *(
            Heading(one.value, _(COLUMN_NAMES[one]), main=one is Column.TITLE, phone=one in FIRST)
            for one in dict.fromkeys(wanted)
        ),
    ]
    rows = [Row(entry.row, _cells(entry), muted=_unchanged(entry)) for entry in preview.entries[:SHOWN]]
    table("rows", columns, rows, label=_("Preview"))
    if len(preview.entries) > SHOWN:
        st.caption(_("The first {shown} of {count} rows.", shown=SHOWN, count=len(preview.entries)))


def _unchanged(entry: Entry) -> bool:
    return entry.facts is not None and entry.task_id is not None and not entry.changed


def _cells(entry: Entry) -> dict[str, object]:
    wrong = {fault.column for fault in entry.faults}
    shown: dict[str, object] = {column.value: text[:300] for column, text in entry.cells.items()}
    shown |= {
        column.value: show.toned(entry.cells.get(column, ""), "yellow") for column in entry.changed_columns
    }
    shown |= {column.value: show.toned(entry.cells.get(column, "") or "—", "red") for column in wrong}
    return {**shown, "row": entry.row, "what": _what(entry)}


def _what(entry: Entry) -> object:
    if entry.faults:
        return show.toned(_("Wrong"), "red")
    if entry.task_id is None:
        return show.toned(_("New"), "green")
    return show.toned(_("Change"), "yellow") if entry.changed else _("Unchanged")
