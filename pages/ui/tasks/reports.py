"""The report: the last one pre-filled, so that only what is new has to be typed."""

import streamlit as st

from core.i18n import _, moment
from core.tasks import Move, ReportSheet
from pages.ui import fields, forms
from pages.ui.tasks import asides
from pages.ui.tasks.reading import Desk
from pages.ui.text import md

SHORT = 68


def empty(form: str) -> None:
    forms.put(form, "text", "")


def report(desk: Desk, form: str, move: Move) -> None:
    """For the lead, or for one supporting department's part."""
    last = _last(desk, move)
    percent = last.percent if last else 0
    fields.percent(form, "percent", _("Progress"), percent)
    if last is not None:
        _prefilled(desk, form, last)
    fields.paragraph(form, "text", _("What was done"), last.text if last else "", height=110)
    left, right = st.columns(2)
    with left:
        fields.paragraph(
            form, "next_step", _("Next step"), last.next_step if last else "", limit=2000, height=SHORT
        )
    with right:
        fields.paragraph(
            form, "difficulty", _("Difficulty"), last.difficulty if last else "", limit=2000, height=SHORT
        )
    if move.part_id is None:
        _quantity(desk, form, last)
    asides.attach(desk, form)


def _prefilled(desk: Desk, form: str, last: ReportSheet) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_("Filled in from the report of {at}.", at=moment(last.at, desk.zone)))
        st.button(_("Empty the text"), key=f"{form}-empty", on_click=empty, args=(form,), type="tertiary")


def _quantity(desk: Desk, form: str, last: ReportSheet | None) -> None:
    facts = desk.papers.facts if desk.papers else {}
    target, unit = facts.get("quantity"), facts.get("unit") or ""
    if target is None:
        return
    fields.number(
        form,
        "quantity",
        _("Reached, of {target} {unit}", target=f"{target.normalize():f}", unit=md(unit)),
        None if last is None or last.quantity is None else float(last.quantity),
        least=0.0,
        step=1.0,
        format="%g",
    )


def _last(desk: Desk, move: Move) -> ReportSheet | None:
    reports = desk.papers.reports if desk.papers else ()
    return next((one for one in reports if one.part_id == move.part_id), None)
