"""The roles of the roster: a table, and the form of one."""

from typing import Any

import streamlit as st

from core import roster
from core.i18n import _
from core.roster import DUTY, INSPECTION, RoleFacts, RoleRow
from pages import ui

CHOSEN = "roster-role"
NEW = "new"


def save(form: str, role_id: int | None) -> None:
    typed = ui.values(form)
    with ui.attempt(_("The role is saved."), form=form), ui.begin(form) as work:
        roster.save_role(work, facts=facts(typed), role_id=role_id, version=ui.held(form, "version", 0))
        st.session_state.pop(CHOSEN, None)


def facts(typed: dict[str, Any]) -> RoleFacts:
    counts: dict[str, Any] = {
        name: int(typed[name] or 0)
        for name in ("on_workdays", "on_rest_days", "on_holidays", "hours", "gap", "rest")
    }
    ticks: dict[str, Any] = {name: bool(typed[name]) for name in ("yields", "together", "of_leaders")}
    return RoleFacts(
        name=typed["name"] or "", kind=typed["kind"] or DUTY, starts=typed["starts"] or "", **counts, **ticks
    )


def close(row: RoleRow) -> None:
    with ui.attempt(_("The role is closed. What was done in it stays.")), ui.begin() as work:
        roster.close_role(work, role_id=row.id, version=row.version)
        st.session_state.pop(CHOSEN, None)


def choose(which: int | str) -> None:
    st.session_state[CHOSEN] = which


def show(rows: list[RoleRow]) -> None:
    columns = [
        ui.Column("name", _("Duty role"), main=True),
        ui.Column("need", _("Workdays / rest days / holidays"), "short"),
        ui.Column("hours", _("Length in hours"), "short"),
        ui.Column("gap", _("Days apart"), "number", width="6rem"),
        ui.Column("rules", _("Rules"), phone=False),
        ui.Column("people", _("People"), "number", width="5rem"),
    ]
    if rows:
        ui.table("duty-roles", columns, [_row(one) for one in rows], label=_("Roles"))
    with st.container(horizontal=True, gap="small"):
        for one in rows:
            st.button(
                one.name, key=f"edit-role-{one.id}", icon=":material/edit:", on_click=choose, args=(one.id,)
            )
        st.button(_("New role"), key="new-role", icon=":material/add:", on_click=choose, args=(NEW,))
    chosen = st.session_state.get(CHOSEN)
    row = next((one for one in rows if one.id == chosen), None)
    if row is not None or chosen == NEW:
        show_form(row)


def _row(one: RoleRow) -> ui.Row:
    said = [
        *([_("7S inspection")] if one.facts.kind == INSPECTION else []),
        *([_("leaders only")] if one.facts.of_leaders else []),
        *([_("weekend together")] if one.facts.together else []),
        *([_("spacing may yield")] if one.facts.yields else []),
    ]
    need = f"{one.facts.on_workdays} / {one.facts.on_rest_days} / {one.facts.on_holidays}"
    hours = _("{starts}, {hours} h", starts=one.facts.starts, hours=one.facts.hours)
    cells = {
        "name": one.name,
        "need": need,
        "hours": hours,
        "gap": one.facts.gap,
        "rules": " · ".join(said),
        "people": one.people,
    }
    return ui.Row(one.id, cells)


def show_form(row: RoleRow | None) -> None:
    form = f"duty-role-{row.id}" if row else "duty-role-new"
    one = row.facts if row else RoleFacts("")
    ui.held(form, "version", row.version if row else 0)
    with ui.form(form, border=True):
        _who_and_when(form, one)
        _how_far_apart(form, one)
        with st.container(horizontal=True, gap="small"):
            ui.submit(form, _("Save"), save, (form, row.id if row else None))
            if row is not None:
                st.button(_("Close the role"), key="close-role", on_click=close, args=(row,))
            st.button(_("Back"), key="leave-role", type="tertiary", on_click=choose, args=("",))


def _who_and_when(form: str, one: RoleFacts) -> None:
    name, kind, starts, hours = st.columns([3, 2, 1, 1])
    with name:
        ui.line(form, "name", _("Name of the role"), one.name, limit=30)
    with kind:
        kinds = {DUTY: _("Duty"), INSPECTION: _("7S inspection")}
        ui.pick(form, "kind", _("Kind"), kinds, one.kind)
    with starts:
        ui.line(form, "starts", _("Begins"), one.starts, limit=5)
    with hours:
        ui.number(form, "hours", _("Length in hours"), one.hours, least=1, most=24)
    for column, (field, label) in zip(
        st.columns(3),
        (
            ("on_workdays", _("People on workdays")),
            ("on_rest_days", _("People on rest days")),
            ("on_holidays", _("People on holidays")),
        ),
        strict=True,
    ):
        with column:
            ui.number(form, field, label, getattr(one, field), least=0, most=20)


def _how_far_apart(form: str, one: RoleFacts) -> None:
    gap, rest = st.columns(2)
    with gap:
        ui.number(form, "gap", _("Days between two duties, at least"), one.gap, least=1, most=120)
    with rest:
        ui.number(form, "rest", _("Days without other duty after 24 hours"), one.rest, least=0, most=7)
    ui.tick(form, "yields", _("Fewer days between two duties where it must be"), one.yields)
    ui.tick(form, "together", _("The same person over a weekend"), one.together)
    ui.tick(form, "of_leaders", _("A role of leaders: their swaps go up"), one.of_leaders)
