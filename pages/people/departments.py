"""The departments as a tree, in their official order: names, places, liaisons. Everybody may look."""

import streamlit as st

from core import people
from core.i18n import _
from core.people import DepartmentRow
from core.policy import Relation
from pages import ui

NEW, CLOSED = "department-new", "departments-closed"
Rows = dict[int, DepartmentRow]


def add() -> None:
    with ui.attempt(_("Added."), form=NEW), ui.begin(NEW) as work:
        number = people.add_department(
            work, name=ui.value(NEW, "name") or "", parent_id=ui.value(NEW, "parent_id")
        )
        ui.then_open("people/departments.py", id=number)


def save(form: str, department_id: int) -> None:
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        people.edit_department(
            work,
            department_id=department_id,
            name=ui.value(form, "name") or "",
            parent_id=ui.value(form, "parent_id"),
            version=ui.held(form, "version", 0),
        )


def save_liaison(form: str, department_id: int) -> None:
    with ui.attempt(_("Saved."), form=form), ui.begin(form) as work:
        people.set_liaison(
            work,
            department_id=department_id,
            person_id=ui.value(form, "person_id"),
            version=ui.held(form, "version", 0),
        )


def shift(parent_id: int | None, ids: list[int], place: int, by: int) -> None:
    """One place up or down among those beside it."""
    order = [*ids]
    order[place], order[place + by] = order[place + by], order[place]
    with ui.attempt(""), ui.begin() as work:
        people.order_departments(work, parent_id=parent_id, ids=order)


def close(department_id: int, version: int) -> None:
    with ui.attempt(_("Dissolved."), form=f"department-{department_id}"), ui.begin() as work:
        people.close_department(work, department_id=department_id, version=version)


def reopen(department_id: int, version: int) -> None:
    with ui.attempt(_("Open again.")), ui.begin() as work:
        people.reopen_department(work, department_id=department_id, version=version)


def show_tree(rows: Rows, *, keeper: bool) -> None:
    columns = [
        ui.Column("name", _("Department"), main=True),
        ui.Column("liaison", _("Liaison"), "short"),
        ui.Column("leaders", _("Line leaders"), "short"),
        ui.Column("people", _("Headcount"), "number"),
    ]
    shown = [
        ui.Row(row.id, cells(row), href=f"/departments?id={row.id}" if keeper else "", muted=row.closed)
        for row in rows.values()
    ]
    picked = ui.table("departments", columns, shown, label=_("Departments"))
    if picked.opened:
        ui.go("people/departments.py", id=picked.opened)


def cells(row: DepartmentRow) -> dict[str, object]:
    marks = [_("supervising office")] * row.is_office + [_("dissolved")] * row.closed
    name = "　" * row.depth + row.name + (f" ({_('; ').join(marks)})" if marks else "")
    return {
        "name": name,
        "liaison": row.liaison,
        "leaders": _("; ").join(row.leaders),
        "people": row.people,
    }


def show_new(rows: Rows) -> None:
    with ui.form(NEW):
        ui.line(NEW, "name", _("Department name"), limit=60)
        ui.pick(NEW, "parent_id", _("Below"), places(rows), placeholder=_("None: at the top"))
        ui.submit(NEW, _("Add"), add)


def places(rows: Rows, but: int | None = None) -> dict[int, str]:
    return {row.id: "　" * row.depth + row.name for row in rows.values() if not row.closed and row.id != but}


def show_place(row: DepartmentRow, rows: Rows) -> None:
    form = f"department-{row.id}"
    ui.held(form, "version", row.version)
    with ui.form(form):
        renaming = _("The old name stays in old records.")
        ui.line(form, "name", _("Department name"), row.name, limit=60, help=renaming)
        top = _("None: at the top")
        ui.pick(form, "parent_id", _("Below"), places(rows, row.id), row.parent_id, placeholder=top)
        ui.submit(form, _("Save"), save, (form, row.id))


def show_order(row: DepartmentRow, rows: Rows) -> None:
    beside = [one.id for one in rows.values() if one.parent_id == row.parent_id and not one.closed]
    place = beside.index(row.id)
    with st.container(horizontal=True):
        for name, label, by, at_end in (
            ("up", _("Up"), -1, place == 0),
            ("down", _("Down"), 1, place == len(beside) - 1),
        ):
            st.button(
                label,
                key=f"{name}-{row.id}",
                icon=f":material/arrow_{name}ward:",
                on_click=shift,
                args=(row.parent_id, beside, place, by),
                disabled=at_end,
            )
        with st.popover(_("Dissolve"), key=f"close-asked-{row.id}", disabled=row.is_office):
            st.markdown(
                _("It stays in old records and takes nothing new. Nobody and nothing may be left in it.")
            )
            arguments = (row.id, row.version)
            st.button(_("Dissolve this department"), key=f"close-{row.id}", on_click=close, args=arguments)


def show_liaison(row: DepartmentRow, colleagues: dict[int, str]) -> None:
    form = f"liaison-{row.id}"
    ui.held(form, "version", row.version)
    with ui.form(form):
        ui.pick(form, "person_id", _("Liaison"), colleagues, row.liaison_id, placeholder=_("Nobody"))
        ui.submit(form, _("Save the liaison"), save_liaison, (form, row.id), type="secondary")


def show_one(row: DepartmentRow, rows: Rows, colleagues: dict[int, str], *, keeper: bool) -> None:
    st.header(ui.md(row.name), anchor=False)
    if row.closed:
        if keeper:
            st.button(_("Open again"), key=f"reopen-{row.id}", on_click=reopen, args=(row.id, row.version))
        return
    if keeper:
        show_place(row, rows)
        show_order(row, rows)
    show_liaison(row, colleagues)


def asked(rows: Rows, own: int | None) -> int | None:
    """The department in the address; for a head without further rights, the own one."""
    number = st.query_params.get("id", "")
    picked = int(number) if number.isdecimal() and len(number) < 10 else own
    return picked if picked in rows else None


ui.open_page(_("Departments"), needs="people.department_tree")

with ui.look() as work:
    keeper = work.may("people.add_department")
    rows = {
        row.id: row
        for row in people.department_tree(work, closed=keeper and bool(st.session_state.get(CLOSED)))
    }
    chosen = asked(rows, None if keeper else work.actor.department_id)
    relation = Relation.OWN if chosen == work.actor.department_id else Relation.OTHER
    names_liaison = chosen is not None and work.may("people.set_liaison", relation)
    colleagues = (
        {one.id: one.name for one in people.people_of(work, chosen)} if chosen and names_liaison else {}
    )

if keeper:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(_("Add a department"), key="add-department", icon=":material/add:", type="primary"):
            show_new(rows)
        if st.button(_("Leaders and lines"), key="lines", icon=":material/supervisor_account:"):
            ui.go("people/lines.py")
        st.toggle(_("Show dissolved ones"), key=CLOSED)
if chosen and names_liaison:
    left, right = st.columns([3, 2], gap="large")
    with right, st.container(border=True):
        show_one(rows[chosen], rows, colleagues, keeper=keeper)
    with left:
        show_tree(rows, keeper=keeper)
else:
    show_tree(rows, keeper=keeper)
