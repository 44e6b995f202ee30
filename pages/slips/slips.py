"""The register of slips (督办单): every one that was issued, its reply, and the rules behind them."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from core import people, slips
from core.i18n import _, day
from core.slips import CAUSE_NAMES, COLOUR_NAMES, STATE_NAMES, Due, Rule, SlipFilter, SlipPage, SlipSheet
from pages import ui

CHOSEN = "slip-rule"
STATES = ("open", "late", "answered", "cancelled")
LAMPS = {"waiting": "yellow", "late": "red", "answered": "green", "lapsed": "grey", "cancelled": "grey"}


def asked() -> SlipFilter:
    typed = st.query_params.to_dict()

    def number(name: str) -> int | None:
        text = typed.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

    return SlipFilter(
        state=typed.get("state", ""),
        colour=typed.get("colour", ""),
        year=number("year"),
        department_id=number("department_id"),
        text=typed.get("text", ""),
        page=number("page") or 1,
    )


def narrow() -> None:
    """A filter changed: the address says so, from the first page on."""
    wanted = {
        name: str(value)
        for name in ("state", "colour", "year", "department_id", "text")
        if (value := st.session_state.get(f"slips-{name}"))
    }
    st.query_params.from_dict(wanted)


def pick(field: str, label: str, choices: dict[Any, str], now: Any, **look: Any) -> None:
    st.session_state[f"slips-{field}"] = now if now in choices else None
    st.selectbox(
        label,
        list(choices),
        index=None,
        placeholder=label,
        format_func=lambda code: choices.get(code, ""),
        key=f"slips-{field}",
        on_change=narrow,
        label_visibility="collapsed",
        **look,
    )


def show_filters(wanted: SlipFilter, years: list[int], departments: dict[int, str]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.session_state["slips-text"] = wanted.text
        st.text_input(
            _("Search"),
            key="slips-text",
            on_change=narrow,
            placeholder=_("Number or words of the title"),
            icon=":material/search:",
            label_visibility="collapsed",
            max_chars=100,
            width=220,
        )
        named = {"open": _("Waiting for a reply")} | {one: _(STATE_NAMES[one]) for one in STATES[1:]}
        pick("state", _("State"), named, wanted.state, width=150)
        pick(
            "colour", _("Colour"), {c: _(name) for c, name in COLOUR_NAMES.items()}, wanted.colour, width=110
        )
        pick("department_id", _("Department"), departments, wanted.department_id, width=160)
        pick("year", _("Year"), {year: str(year) for year in years}, wanted.year, width=100)


def cells(one: SlipSheet) -> dict[str, object]:
    late = one.state == "late"
    return {
        "number": one.number,
        "colour": ui.slip_cell(one.colour, _(COLOUR_NAMES[one.colour])),
        "title": one.title,
        "department": one.department,
        "about": _(CAUSE_NAMES[one.cause]),
        "issued": day(one.issued_on, year=True),
        "reply": ui.toned(day(one.reply_day), "red") if late else day(one.reply_day),
        "state": ui.lamp_cell(LAMPS[one.state], _(STATE_NAMES[one.state])),
    }


def show_register(found: SlipPage) -> None:
    if not found.rows:
        ui.empty(
            _("No slips here. By rule they are issued on workday mornings, by hand on the page of an item.")
        )
        return
    columns = [
        ui.Column("colour", _("Colour"), "lamp"),
        ui.Column("number", _("Number"), "short"),
        ui.Column("title", _("Item"), main=True),
        ui.Column("department", _("Department"), "short"),
        ui.Column("about", _("Cause"), phone=False),
        ui.Column("issued", _("Issued on"), "day", phone=False),
        ui.Column("reply", _("Reply by"), "day"),
        ui.Column("state", _("State"), "lamp"),
    ]
    rows = [
        ui.Row(one.id, cells(one), href="/task?" + urlencode({"id": one.task_id, "tab": "slips"}))
        for one in found.rows
    ]
    picked = ui.table("slips", columns, rows, label=_("Slips"))
    opened = next((one for one in found.rows if one.id == picked.opened), None)
    if opened is not None:
        ui.go("tasks/task.py", id=opened.task_id, tab="slips")
    ui.pager(found.total, slips.PAGE)


def show_due(due: list[Due]) -> None:
    """What the next morning will issue, so that nobody is surprised."""
    if not due:
        st.caption(_("By these rules nothing is due now."))
        return
    st.markdown(
        _("By these rules {count} slips are due, and are issued next workday morning:", count=len(due))
    )
    columns = [
        ui.Column("number", _("Number"), "short"),
        ui.Column("title", _("Item"), main=True),
        ui.Column("about", _("Cause")),
    ]
    rows = [
        ui.Row(
            one.key,
            {"number": one.number, "title": one.title, "about": _(CAUSE_NAMES[one.cause])},
            href=f"/task?id={one.matter_id}",
        )
        for one in due[:50]
    ]
    picked = ui.table("due", columns, rows, label=_("Due by rule"))
    opened = next((one for one in due if one.key == picked.opened), None)
    if opened is not None:
        ui.go("tasks/task.py", id=opened.matter_id)


def show_rules(rules: list[Rule], *, changing: bool) -> None:
    columns = [
        ui.Column("about", _("Cause"), main=True),
        ui.Column("name", _("Name of the slip")),
        ui.Column("colour", _("Colour"), "lamp"),
        ui.Column("active", _("Issued by itself"), "short"),
        ui.Column("days", _("Days ahead or of grace"), "number"),
        ui.Column("reply", _("Workdays to reply"), "number"),
        ui.Column("raise", _("Workdays to the next level"), "number"),
    ]
    rows = [
        ui.Row(one.cause, rule_cells(one), href="#" if changing else "", muted=not one.active)
        for one in rules
    ]
    picked = ui.table("slip-rules", columns, rows, label=_("Rules"))
    if picked.opened:
        st.session_state[CHOSEN] = picked.opened
    chosen = next((one for one in rules if one.cause == st.session_state.get(CHOSEN)), None)
    if chosen is not None and changing:
        show_rule(chosen)


def rule_cells(one: Rule) -> dict[str, object]:
    return {
        "about": _(CAUSE_NAMES[one.cause]),
        "name": one.name,
        "colour": ui.slip_cell(one.colour, _(COLOUR_NAMES[one.colour])),
        "active": _("yes") if one.active else _("no"),
        "days": "—" if one.cause == "lagging" else one.days,
        "reply": one.reply_within,
        "raise": one.raise_after or _("never"),
    }


def show_rule(rule: Rule) -> None:
    name = f"slip-rule-{rule.cause}"
    ui.held(name, "version", rule.version)
    st.header(_(CAUSE_NAMES[rule.cause]), anchor=False)
    with ui.form(name, border=True):
        left, right = st.columns(2, gap="large")
        with left:
            ui.tick(name, "active", _("Issued by itself"), rule.active)
            ui.line(name, "name", _("Name of the slip"), rule.name, limit=20)
            colours = {str(code): _(label) for code, label in COLOUR_NAMES.items()}
            ui.segment(name, "colour", _("Colour"), colours, str(rule.colour))
        with right:
            if rule.cause == "near":
                ui.number(name, "days", _("Days before the due day"), rule.days, least=0, most=60)
            if rule.cause == "overdue":
                ui.number(name, "days", _("Workdays of grace"), rule.days, least=0, most=60)
            ui.number(name, "reply_within", _("Workdays to reply"), rule.reply_within, least=1, most=30)
            label = _("Workdays until it goes to the next level (0: never)")
            ui.number(name, "raise_after", label, rule.raise_after, least=0, most=30)
        ui.submit(name, _("Save"), save, (name, rule))


def save(name: str, rule: Rule) -> None:
    typed = ui.values(name) | {"version": ui.held(name, "version", 0)}
    with ui.attempt(_("Saved."), form=name), ui.begin(name) as work:
        slips.change_rule(work, rule=replace(rule, **typed))


ui.open_page(
    _("Slips"),
    needs="slips.listed",
    under=_("One cause, one slip. Without a reply it goes to the department head, then to the line leader."),
)

with ui.look() as work:
    page = slips.listed(work, wanted=asked())
    departments = people.departments(work)
    rules = slips.rules(work)
    due = slips.due(work) if work.may("slips.due") else None
    changing = work.may("slips.change_rule")

register, by_rule = st.tabs([_("Register"), _("Rules")])
with register:
    show_filters(asked(), page.years, departments)
    show_register(page)
with by_rule:
    show_rules(rules, changing=changing)
    if due is not None:
        show_due(due)
