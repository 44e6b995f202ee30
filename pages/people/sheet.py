"""People from Excel: template, preview with every wrong cell, and the one step that writes all of it."""

from collections.abc import Iterator

import streamlit as st

from core import access, people
from core.errors import DomainError
from core.i18n import _
from core.people import COLUMN_NAMES, Column, Entry, Preview
from pages import ui
from pages.ui.one_file import Handed, chosen, forget, one_file

FILE, FORM = "people-sheet", "people-import"
ADDED, PASSWORDS = "people-added", "people-passwords"
SHOWN = 300
BATCH = 8


def bring_in() -> None:
    handed = chosen(FILE)
    if handed is None:
        return
    seen = {int(number): version for number, version in ui.held(FORM, "versions", {}).items()}
    update = bool(ui.value(FORM, "update"))
    with ui.attempt(_("Imported."), form=FORM):
        with ui.begin(FORM) as work:
            added = people.commit_import(
                work, content=handed.content, name=handed.name, update=update, versions=seen
            )
        st.session_state[ADDED] = added
        forget(FILE)


def noted() -> None:
    for kept in (ADDED, PASSWORDS):
        st.session_state.pop(kept, None)


def another() -> None:
    forget(FILE)
    ui.discard(FORM)


def give_passwords(numbers: list[int]) -> Iterator[str]:
    """A batch at a time: hashing is slow on purpose, and nobody else should wait for it."""
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        made = {number: access.first_password() for number in batch}
        hashes = {number: access.hashed(password) for number, password in made.items()}
        with ui.begin() as work:
            for number, password in made.items():
                access.give_password(work, person_id=number, password=hashes[number])
                details = people.person(work, number).details
                yield f"{details.name}\t{details.user_name}\t{password}"


def show_template(template: bytes) -> None:
    st.markdown(
        ui.md(_("Columns: {columns}.", columns=" · ".join(_(COLUMN_NAMES[column]) for column in Column)))
    )
    st.caption(
        ui.md(_("Name and department are needed. Known user names are updated; empty cells change nothing."))
    )
    name = _("People") + ".xlsx"
    st.download_button(
        _("Download the empty sheet"), template, name, key="template", icon=":material/download:"
    )


def show_faults(preview: Preview) -> None:
    st.error(
        _("Cells with errors: {count}. Nothing was imported.", count=len(preview.faults)),
        icon=":material/error:",
    )
    columns = [
        ui.Column("row", _("Row"), "number", width="4rem"),
        ui.Column("column", _("Column"), "short", main=True),
        ui.Column("cell", _("Cell"), width="14rem"),
        ui.Column("fault", _("What is wrong")),
    ]
    cells = {entry.row: entry.cells for entry in preview.entries if entry.faults}
    rows = [
        ui.Row(
            f"{fault.row}/{fault.column}",
            {
                "row": fault.row,
                "column": _(COLUMN_NAMES[fault.column]),
                "cell": cells[fault.row].get(fault.column, ""),
                "fault": ui.toned(fault.error.for_user, "red"),
            },
        )
        for fault in preview.faults[:SHOWN]
    ]
    ui.table("faults", columns, rows, label=_("What is wrong"))


def show_entries(preview: Preview) -> None:
    columns = [
        ui.Column("row", _("Row"), "number", width="4rem"),
        ui.Column("what", _("What happens"), "short"),
        *(ui.Column(column.value, _(COLUMN_NAMES[column]), main=column is Column.NAME) for column in Column),
    ]
    written = sorted([*preview.updates, *preview.additions], key=lambda entry: entry.row)
    rows = [ui.Row(entry.row, entry_cells(entry)) for entry in written[:SHOWN]]
    ui.table("entries", columns, rows, label=_("Preview"))


def entry_cells(entry: Entry) -> dict[str, object]:
    new = entry.person_id is None
    shown: dict[str, object] = {column.value: entry.cells.get(column, "") for column in Column}
    shown |= {column.value: ui.toned(entry.cells.get(column, ""), "yellow") for column in entry.changed}
    if entry.details is not None:
        shown["user_name"] = entry.details.user_name
    return {**shown, "row": entry.row, "what": ui.toned(_("Add"), "green") if new else _("Update")}


def show_preview(handed: Handed, preview: Preview) -> None:
    if preview.unknown_headers:
        names = _("; ").join(preview.unknown_headers)
        st.warning(ui.md(_("These columns are left out: {names}.", names=names)))
    if preview.faults:
        show_faults(preview)
        return
    new, known = len(preview.additions), len(preview.updates)
    same = len(preview.entries) - new - known
    st.info(_("New: {new}. To update: {known}. Unchanged: {same}.", new=new, known=known, same=same))
    if not new + known:
        return
    with ui.form(FORM):
        ui.hold(FORM, "versions", {str(number): version for number, version in preview.versions.items()})
        if known:
            ui.tick(FORM, "update", _("Update the {count} people who are known already", count=known))
        ui.submit(FORM, _("Import {count} people", count=new + known), bring_in)
    show_entries(preview)


def show_added(numbers: list[int]) -> None:
    st.success(_("Imported. New people: {count}.", count=len(numbers)), icon=":material/check_circle:")
    made: list[str] = st.session_state.get(PASSWORDS, [])
    if numbers and not made:
        st.markdown(_("They cannot sign in before each has a one-time password."))
        if st.button(_("Make one-time passwords"), key="make-passwords", type="primary"):
            bar = st.progress(0.0)
            for line in give_passwords(numbers):
                made.append(line)
                bar.progress(len(made) / len(numbers))
            st.session_state[PASSWORDS] = made
            st.rerun()
    if made:
        st.markdown(":material/key: " + _("Shown only now: name, user name, one-time password. Copy them."))
        st.code("\n".join(made), language=None, height=360 if len(made) > 12 else "content")
    st.button(_("Done"), key="noted", on_click=noted)


def show_choice(template: bytes) -> None:
    show_template(template)
    handed = one_file(FILE, label=_("Excel file (.xlsx), at most 5 MB"), accept=".xlsx")
    if handed is None:
        return
    try:
        with ui.look() as work:
            preview = people.preview_import(work, content=handed.content, name=handed.name)
    except DomainError as error:
        st.error(ui.md(error.for_user), icon=":material/error:")
    else:
        show_preview(handed, preview)
    st.button(_("Take another file"), key="another", type="tertiary", on_click=another)


ui.open_page(_("Import people"), needs="people.commit_import")

with ui.look() as work:
    template = people.import_template(work)

if st.button(_("All people"), key="all-people", icon=":material/arrow_back:", type="tertiary"):
    ui.go("people/people.py")
if ADDED in st.session_state:
    show_added(st.session_state[ADDED])
else:
    show_choice(template)
