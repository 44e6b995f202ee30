"""The fields of a task: what, whose, by when, what counts as done; rows for support and steps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from core.errors import InvalidInput
from core.i18n import _, day
from core.tasks import FIELD_NAMES, IMPORTANCE_NAMES, URGENCY_NAMES
from pages.ui import fields, forms
from pages.ui.tasks.facts_rows import steps, supporting
from pages.ui.tasks.plain import day_of
from pages.ui.tasks.sheet import Sheet
from pages.ui.tasks.typed import BY_LEVEL, NO, YES, whether
from pages.ui.text import md

WANTED = frozenset({"title", "lead_department_id", "due_day", "standard", "form"})
RARE = frozenset({"supervising_department_id", "parent_id", "needs_sign_off", "needs_approval", "internal"})
SHORT = 68


def facts_form(sheet: Sheet, form: str, at_first: Mapping[str, Any]) -> None:
    issued = sheet.editing == "edit"
    fields.line(form, "title", label("title"), at_first.get("title") or "")
    _whose(sheet, form, at_first, issued=issued)
    _done_when(sheet, form, at_first)
    _where_from(sheet, form, at_first)
    if not issued:
        supporting(sheet, form, at_first)
    if sheet.editing in ("draft", "edit_draft"):
        steps(form, at_first)
    _rare(sheet, form, at_first, issued=issued)
    if issued:
        fields.paragraph(form, "reason", _("Reason (needed where the day changes)"), limit=1000, height=SHORT)


def label(name: str) -> str:
    """With a star where it is needed before the issue."""
    return _(FIELD_NAMES[name]) + (" *" if name in WANTED else "")


def _whose(sheet: Sheet, form: str, at_first: Mapping[str, Any], *, issued: bool) -> None:
    lead, due, importance, urgency = st.columns([3, 2, 2, 3])
    with lead:
        fields.pick(
            form,
            "lead_department_id",
            label("lead_department_id"),
            sheet.departments,
            at_first.get("lead_department_id"),
            disabled=issued,
            help=_("Once issued, the lead changes by handing on.") if issued else None,
        )
    if not sheet.is_template:
        with due:
            standing = day_of(at_first.get("due_day"))
            chosen = fields.day(form, "due_day", label("due_day"), standing)
            if not issued or chosen != standing:
                _warn(sheet, chosen)
    with importance:
        names = {code: _(name) for code, name in IMPORTANCE_NAMES.items()}
        fields.segment(
            form, "importance", label("importance"), names, at_first.get("importance") or "ordinary"
        )
    with urgency:
        names = {code: _(name) for code, name in URGENCY_NAMES.items()}
        fields.segment(form, "urgency", label("urgency"), names, at_first.get("urgency") or "normal")


def _warn(sheet: Sheet, chosen: date | None) -> None:
    """A day that is no workday may be meant; a day that has passed cannot be issued."""
    if chosen is None:
        return
    if chosen < sheet.today:
        warning = _("This day lies in the past.")
    else:
        try:
            if sheet.workdays.is_workday(chosen):
                return
            after = sheet.workdays.on_or_after(chosen)
            warning = _("{day} is not a workday; the next one is {next}.", day=day(chosen), next=day(after))
        except InvalidInput as beyond:
            warning = beyond.for_user
    st.markdown(f":orange[▲ {md(warning)}]")


def _done_when(sheet: Sheet, form: str, at_first: Mapping[str, Any]) -> None:
    standard, side = st.columns([5, 5])
    with standard:
        fields.paragraph(
            form, "standard", label("standard"), at_first.get("standard") or "", limit=2000, height=122
        )
    with side:
        first = at_first.get("form") or None
        fields.pick(form, "form", label("form"), _list(sheet.choices.forms, first), first)
        amount, unit = st.columns(2)
        with amount:
            quantity = at_first.get("quantity")
            fields.number(
                form,
                "quantity",
                label("quantity"),
                None if quantity is None else float(quantity),
                least=0.0,
                step=1.0,
                format="%g",
            )
        with unit:
            fields.line(form, "unit", label("unit"), at_first.get("unit") or "", limit=20)


def _where_from(sheet: Sheet, form: str, at_first: Mapping[str, Any]) -> None:
    source, reference, giver = st.columns([3, 4, 3])
    with source:
        first = at_first.get("source") or None
        fields.pick(form, "source", label("source"), _list(sheet.choices.sources, first), first)
    with reference:
        fields.line(
            form, "source_reference", label("source_reference"), at_first.get("source_reference") or ""
        )
    with giver:
        fields.pick(form, "given_by", label("given_by"), sheet.deciders, at_first.get("given_by"))
    fields.paragraph(form, "background", label("background"), at_first.get("background") or "", height=SHORT)


def _rare(sheet: Sheet, form: str, at_first: Mapping[str, Any], *, issued: bool) -> None:
    refused = st.session_state.get(forms.slot(form, forms.REFUSAL), [""])[0] in RARE
    touched = any(at_first.get(name) not in (None, False, "", sheet.office) for name in RARE)
    with st.expander(_("More"), expanded=refused or touched):
        left, right = st.columns(2)
        with left:
            supervising = at_first.get("supervising_department_id") or sheet.office
            fields.pick(
                form,
                "supervising_department_id",
                label("supervising_department_id"),
                sheet.departments,
                supervising,
                disabled=issued,
            )
            fields.tick(form, "internal", label("internal"), bool(at_first.get("internal")))
        with right:
            if not issued:
                _above(sheet, form, at_first)
                _whether(form, "needs_sign_off", at_first)
            _whether(form, "needs_approval", at_first)


def _above(sheet: Sheet, form: str, at_first: Mapping[str, Any]) -> None:
    search, pick = st.columns(2)
    with search:
        fields.line(form, "wanted", _("Search an item above"), placeholder=_("Number or words of the title"))
    with pick:
        fields.pick(form, "parent_id", label("parent_id"), sheet.parents, at_first.get("parent_id"))


def _whether(form: str, name: str, at_first: Mapping[str, Any]) -> None:
    answers = {BY_LEVEL: _("As the level asks"), YES: _("yes"), NO: _("no")}
    fields.segment(form, name, label(name), answers, whether(at_first.get(name)))


def _list(offered: tuple[str, ...], first: str | None) -> dict[str, str]:
    """The office's list; what stands in the task stays visible even when it was taken off the list."""
    return {one: one for one in (*offered, *([first] if first and first not in offered else []))}
