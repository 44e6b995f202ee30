"""The rows of a task's form: supporting departments with what and day, steps with day and share."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.i18n import _
from pages.ui import fields, forms
from pages.ui.tasks.plain import STEPS, SUPPORTING
from pages.ui.tasks.rows import add_row, drop_row, rows
from pages.ui.tasks.sheet import Sheet
from pages.ui.tasks.typed import first_row, peek
from pages.ui.text import md


def supporting(sheet: Sheet, form: str, at_first: Mapping[str, Any]) -> None:
    _heading(form, SUPPORTING, _("Supporting departments"), _("Add a department"))
    lead = peek(form, "lead_department_id", at_first.get("lead_department_id"))
    for number in rows(form, SUPPORTING, _numbers(at_first, SUPPORTING)):
        first = first_row(SUPPORTING, at_first, number)
        department, what, until, away = st.columns([3, 5, 2, 1], vertical_alignment="bottom")
        with department:
            name = f"{SUPPORTING}_{number}_department"
            chosen = fields.pick(form, name, _("Department"), sheet.departments, first.get("department"))
        with what:
            name = f"{SUPPORTING}_{number}_what"
            fields.line(form, name, _("What it is asked for"), first.get("what") or "", limit=1000)
        if not sheet.is_template:
            with until:
                fields.day(form, f"{SUPPORTING}_{number}_day", _("Its day"), first.get("day"))
        with away:
            _away(form, SUPPORTING, number)
        if chosen is not None and chosen == lead:
            st.markdown(":orange[▲ " + md(_("This is the lead department already.")) + "]")


def steps(form: str, at_first: Mapping[str, Any]) -> None:
    _heading(form, STEPS, _("Steps"), _("Add a step"))
    for number in rows(form, STEPS, _numbers(at_first, STEPS)):
        first = first_row(STEPS, at_first, number)
        step, until, percent, away = st.columns([5, 2, 3, 1], vertical_alignment="bottom")
        with step:
            fields.line(form, f"{STEPS}_{number}_name", _("What is reached"), first.get("name") or "")
        with until:
            fields.day(form, f"{STEPS}_{number}_day", _("Its day"), first.get("day"))
        with percent:
            fields.number(
                form,
                f"{STEPS}_{number}_percent",
                _("Progress by then"),
                first.get("percent") or 0,
                least=0,
                most=100,
                step=5,
            )
        with away:
            _away(form, STEPS, number)


def _away(form: str, name: str, number: int) -> None:
    st.button(
        _("Remove"),
        key=f"{form}-{name}-away-{number}",
        on_click=drop_row,
        args=(form, name, number),
        type="tertiary",
    )


def _heading(form: str, name: str, title: str, add: str) -> None:
    """What the rows are, one more of them, and what was refused about them."""
    forms.known(form, name)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown(f"**{title}**", width="content")
        st.button(
            add,
            key=f"{form}-{name}-add",
            icon=":material/add:",
            on_click=add_row,
            args=(form, name),
            type="tertiary",
        )
    fields.said(form, name)


def _numbers(at_first: Mapping[str, Any], name: str) -> range:
    return range(1, len(at_first.get(name) or []) + 1)
