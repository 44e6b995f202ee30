"""Prompts to chosen leaders with the facts, and what people recorded of them."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core import appraisal
from core.appraisal import RECORD_NAMES, Half, Prompt, RecordFact, RecordKind
from core.i18n import _, day
from core.work import Work
from pages.ui import fields, forms
from pages.ui.attempts import attempt, begin, submit
from pages.ui.show import empty
from pages.ui.table import Column, Row, table
from pages.ui.text import md


def keep(form: str, half: Half) -> None:
    typed = forms.values(form)
    with attempt(_("Recorded."), form=form), begin(form) as work:
        appraisal.keep_record(
            work,
            half=half,
            kind=typed["kind"] or "",
            department_id=typed["department_id"] or 0,
            day=typed["day"],
            text=typed["text"],
        )


def show(
    work: Work,
    prompts: Sequence[Prompt],
    records: Sequence[RecordFact],
    half: Half,
    departments: dict[int, str],
    today: date,
) -> None:
    st.caption(_("Prompts name facts only. Whether anything follows is decided and recorded by people."))
    for one in prompts:
        st.warning(md(_fact(one)), icon=":material/campaign:")
    if records:
        columns = [
            Column("kind", _("What"), main=True),
            Column("department", _("Department"), "short"),
            Column("day", _("Day"), "day"),
            Column("text", _("Record")),
            Column("by", _("By"), "short"),
        ]
        table("account-records", columns, [_row(one) for one in records])
    else:
        empty(_("No records in this half-year."))
    if work.may("appraisal.keep_record"):
        name = f"account-{half.number}"
        with st.expander(_("Record a talk or accountability")), forms.form(name):
            fields.pick(name, "kind", _("What"), {str(k): _(text) for k, text in RECORD_NAMES.items()})
            fields.pick(name, "department_id", _("Department"), departments)
            fields.day(name, "day", _("Day"), today, last=today)
            fields.paragraph(name, "text", _("Record"), limit=2000)
            submit(name, _("Record it"), keep, [name, half])


def _fact(one: Prompt) -> str:
    if one.kind == RecordKind.TALK:
        return _(
            "{department}: last place in this half-year (talk with the line leader).",
            department=one.department,
        )
    if one.kind == RecordKind.MAIN_TALK:
        return _(
            "{department}: last place twice running (talk with the main leader).", department=one.department
        )
    if one.kind == RecordKind.ERROR:
        return _(
            "{department}: deception approved in {count} cases.", department=one.department, count=one.count
        )
    return _("{department}: not done in time in {count} cases.", department=one.department, count=one.count)


def _row(one: RecordFact) -> Row:
    cells = {
        "kind": _(RECORD_NAMES[one.kind]),
        "department": one.department,
        "day": day(one.day, year=True),
        "text": one.text,
        "by": one.made_by,
    }
    return Row(one.id, cells)
