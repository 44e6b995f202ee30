"""Who is who: everybody may look somebody up; administrators add, import and open."""

import streamlit as st

from core import people
from core.actor import ROLE_NAMES, Role
from core.i18n import _
from core.people import RollRow
from core.policy import Relation
from pages import ui

PAGE, TEXT, DEPARTMENT, ROLE, LEAVERS = "page", "q", "people-department", "people-role", "people-leavers"


def from_the_start() -> None:
    st.session_state[PAGE] = 1


def asked_page() -> int:
    asked = str(st.session_state.get(PAGE) or st.query_params.get(PAGE, ""))
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1


def show_filters(departments: dict[int, str], *, keeper: bool) -> None:
    cells = st.columns([3, 2, 2] + [1.4] * keeper, vertical_alignment="bottom")
    cells[0].text_input(
        _("Search"),
        key=TEXT,
        placeholder=_("Name, pinyin, initials, post"),
        on_change=from_the_start,
        bind="query-params",
        icon=":material/search:",
        max_chars=50,
    )
    cells[1].selectbox(
        _("Department"),
        [None, *departments],
        format_func=lambda number: departments[number] if number else _("All"),
        key=DEPARTMENT,
        on_change=from_the_start,
        persist_state="session",
    )
    cells[2].selectbox(
        _("Role"),
        [None, *Role],
        format_func=lambda role: _(ROLE_NAMES[role]) if role else _("All"),
        key=ROLE,
        on_change=from_the_start,
        persist_state="session",
    )
    if keeper:
        cells[3].toggle(_("Disabled"), key=LEAVERS, on_change=from_the_start)


def show_rows(rows: list[RollRow], *, keeper: bool) -> None:
    columns = [
        ui.Column("name", _("Name"), main=True, width="8rem"),
        ui.Column("department", _("Department")),
        ui.Column("post", _("Post")),
        ui.Column("role", _("Role"), "short"),
    ]
    if keeper:
        columns += [
            ui.Column("user_name", _("User name"), phone=False),
            ui.Column("rank", _("Rank"), "short", phone=False),
            ui.Column("phone", _("Mobile"), "short"),
        ]
    shown = [
        ui.Row(row.id, cells(row), href=f"/person?id={row.id}" if keeper else "", muted=bool(row.disabled_at))
        for row in rows
    ]
    picked = ui.table("people", columns, shown, label=_("People"))
    if picked.opened:
        ui.go("people/person.py", id=picked.opened)


def cells(row: RollRow) -> dict[str, object]:
    return {
        "name": row.name,
        "department": row.department,
        "post": row.post,
        "role": _(ROLE_NAMES[row.role]),
        "user_name": row.user_name,
        "rank": _(people.RANK_NAMES[row.rank]),
        "phone": row.phone,
    }


ui.open_page(_("People"), needs="people.roll")

with ui.look() as work:
    keeper, adds = work.may("people.person", Relation.OTHER), work.may("people.add_person")
    departments = people.departments(work)

if adds:
    with st.container(horizontal=True):
        if st.button(_("Add a person"), key="add-person", type="primary", icon=":material/person_add:"):
            ui.go("people/person.py")
        if st.button(_("Import from Excel"), key="import-people", icon=":material/upload_file:"):
            ui.go("people/sheet.py")
show_filters(departments, keeper=keeper)

with ui.look() as work:
    roll = people.roll(
        work,
        text=st.session_state.get(TEXT) or "",
        department_id=st.session_state.get(DEPARTMENT),
        role=st.session_state.get(ROLE),
        disabled=bool(st.session_state.get(LEAVERS)),
        page=asked_page(),
    )

if roll.rows:
    show_rows(roll.rows, keeper=keeper)
    ui.pager(roll.total, people.PAGE, key=PAGE)
else:
    ui.empty(_("Nobody matches these filters."))
