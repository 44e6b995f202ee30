"""The tables of a bulletin, drawn from what it stores: nothing is counted here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from core.bulletins import FIGURE_NAMES, LATE, STANDING_NAMES, BulletinSheet, rates
from core.i18n import N_, Text, _, day
from pages.ui.attempts import go
from pages.ui.show import empty, lamp_cell, slip_cell
from pages.ui.table import Column, Picked, Row, table

LISTS: dict[str, Text] = {
    "laggards": N_("Overdue and open"),
    "good": N_("Good examples"),
    "slips": N_("Slips issued"),
    "supporting": N_("Supported"),
}
LAMPS = {
    "closed_on_time": "green",
    "closed_late": "grey",
    "filed": "green",
    "filed_late": "yellow",
    "overdue": "red",
    "paused": "grey",
}
COUNTED = ("handled", "closed", "open", "overdue", "on_time", "late")
MOST = 400


def departments(one: BulletinSheet) -> Picked:
    """A row opens what the department handled."""
    columns = [
        Column("name", _("Department"), main=True),
        *(Column(code, _(FIGURE_NAMES[code]), "number", phone=code in COUNTED[:4]) for code in COUNTED),
        Column("closure", _("Closure rate"), "number"),
        Column("rate", _("On-time rate"), "number"),
        Column("supporting", _("Supported"), "number", phone=False),
    ]
    rows = [
        Row(
            f"handled:{row['id']}", _department(row["name"], row["figures"], len(row["supporting"])), href="#"
        )
        for row in one.figures["departments"]
    ]
    supporting = sum(len(row["supporting"]) for row in one.figures["departments"])
    rows.append(Row("handled", _department(_("Total"), one.figures["office"], supporting), href="#"))
    return table("bulletin-departments", columns, rows, label=_("By department"))


def _department(name: str, figures: dict[str, list[int]], supporting: int) -> dict[str, object]:
    return {
        "name": name,
        **{code: len(figures[code]) for code in COUNTED},
        "closure": rates.said(rates.closure_rate(figures)),
        "rate": rates.said(rates.on_time_rate(figures)),
        "supporting": supporting,
    }


def of_figure(one: BulletinSheet) -> None:
    """The items behind the figure that the address names."""
    figure, department = st.query_params.get("figure", ""), st.query_params.get("department", "")
    numbers, whose = _numbers(one, figure, department)
    name = FIGURE_NAMES.get(figure) or LISTS.get(figure)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Back to the figures"), key="all-figures", on_click=_back, icon=":material/arrow_back:")
        if name is not None:
            title = f"{whose} · {_(name)}" if whose else _(name)
            shown = len(one.figures["slips"]) if figure == "slips" else len(numbers)
            st.markdown(f"**{title}**　{shown}")
    if department and figure != "slips":
        _figures_of(one, department)
    if figure == "slips":
        slips(one.figures["slips"])
    else:
        items(one, one.items(numbers))


def _figures_of(one: BulletinSheet, department: str) -> None:
    """The other figures of the same department, one tap each."""
    row = next((row for row in one.figures["departments"] if str(row["id"]) == department), None)
    if row is None:
        return
    counts = {code: len(row["figures"][code]) for code in FIGURE_NAMES} | {
        "supporting": len(row["supporting"])
    }
    names = {**FIGURE_NAMES, **LISTS}
    st.session_state["figure-of"] = st.query_params.get("figure")
    st.pills(
        _("Figure"),
        list(counts),
        format_func=lambda code: f"{_(names[code])} {counts[code]}",
        key="figure-of",
        on_change=_another,
        label_visibility="collapsed",
    )


def _another() -> None:
    chosen = st.session_state.get("figure-of")
    if chosen:
        st.query_params["figure"] = chosen


def _back() -> None:
    st.query_params.from_dict({"id": st.query_params.get("id", "")})


def _numbers(one: BulletinSheet, figure: str, department: str) -> tuple[list[int], str]:
    if not department:
        stored = one.figures["office"].get(figure, one.figures.get(figure, []))
        return (stored if figure not in ("items", "departments", "slips") else []), ""
    for row in one.figures["departments"]:
        if str(row["id"]) == department:
            found = row["supporting"] if figure == "supporting" else row["figures"].get(figure, [])
            return found, str(row["name"])
    return [], ""


def items(one: BulletinSheet, found: Sequence[dict[str, Any]]) -> None:
    if not found:
        empty(_("No items here."))
        return
    columns = [
        Column("standing", _("How it stood"), "lamp"),
        Column("number", _("Number"), "short"),
        Column("title", _("Item"), main=True),
        Column("lead", _("Lead department"), "short"),
        Column("due", _("Due day"), "day"),
        Column("closed", _("Closed on"), "day", phone=False),
    ]
    rows = [Row(item["id"], _item(item), href=f"/task?id={item['id']}") for item in found[:MOST]]
    picked = table(f"bulletin-items-{len(found)}", columns, rows, label=_("Items"))
    if len(found) > MOST:
        st.caption(
            _("The first {count} of {all}; Word and Excel have every one.", count=MOST, all=len(found))
        )
    if picked.opened:
        go("tasks/task.py", id=picked.opened)


def _item(item: dict[str, Any]) -> dict[str, object]:
    said = _(STANDING_NAMES[item["standing"]])
    if item["days_late"] and item["standing"] in LATE:
        said = _("{said}, {days} days", said=said, days=item["days_late"])
    return {
        "standing": lamp_cell(LAMPS.get(item["standing"], "green"), said),
        "number": item["number"],
        "title": item["title"],
        "lead": item["lead"],
        "due": _day(item["due_day"]),
        "closed": _day(item["closed_on"]),
    }


def slips(found: Sequence[dict[str, Any]]) -> None:
    if not found:
        empty(_("No slip was issued in this period."))
        return
    columns = [
        Column("number", _("Number"), "lamp"),
        Column("title", _("Item"), main=True),
        Column("department", _("Department"), "short"),
        Column("issued", _("Issued on"), "day"),
        Column("reply", _("Reply"), "short"),
    ]
    rows = [
        Row(
            place,
            {
                "number": slip_cell(one["colour"], one["number"]),
                "title": one["item"],
                "department": one["department"],
                "issued": _day(one["issued_on"]),
                "reply": _("Replied") if one["answered"] else _("Not replied"),
            },
            href=f"/task?id={one['task_id']}&tab=slips",
        )
        for place, one in enumerate(found, start=1)
    ]
    picked = table("bulletin-slips", columns, rows, label=_("Slips issued"))
    if picked.opened:
        go("tasks/task.py", id=found[int(picked.opened) - 1]["task_id"], tab="slips")


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso), year=True) if iso else ""
