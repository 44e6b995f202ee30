"""Indicators that people enter or bring in from Excel; the on-time rate to be reached in the year."""

from collections.abc import Sequence

import streamlit as st

from core import appraisal
from core.appraisal import SOURCE_NAMES, Half, Results, ScoreFact, Source
from core.i18n import _
from core.work import Work
from pages.ui import fields, forms
from pages.ui.attempts import attempt, begin, submit
from pages.ui.one_file import forget, one_file
from pages.ui.show import empty
from pages.ui.table import Column, Row, table

FILE = "appraisal-scores"


def enter(form: str, half: Half) -> None:
    typed = forms.values(form)
    with attempt(_("Saved."), form=form), begin(form) as work:
        appraisal.enter_score(
            work,
            half=half,
            department_id=typed["department_id"] or 0,
            indicator=typed["indicator"] or "",
            score=typed["score"],
            note=typed["note"],
        )


def take_in(form: str, half: Half, content: bytes, name: str) -> None:
    with attempt(_("The scores were taken in."), form=form), begin(form) as work:
        indicator = forms.value(form, "indicator") or ""
        appraisal.import_scores(work, half=half, indicator=indicator, content=content, name=name)
        forget(FILE)


def aim(form: str, half: Half) -> None:
    typed = forms.values(form)
    with attempt(_("Saved."), form=form), begin(form) as work:
        number = typed["department_id"] or 0
        appraisal.set_target(work, year=half.year, department_id=number, percent=typed["percent"])


def show(
    work: Work,
    known: Sequence[ScoreFact],
    found: Results,
    half: Half,
    departments: dict[int, str],
    frozen: bool,
) -> None:
    by_hand = [one for one in found.indicators if one.source != Source.ITEMS]
    if known:
        columns = [
            Column("department", _("Department"), main=True),
            Column("indicator", _("Indicator")),
            Column("score", _("Score"), "number"),
            Column("note", _("Note"), phone=False),
        ]
        table("scores", columns, [_row(one, place) for place, one in enumerate(known)])
    else:
        empty(_("No scores yet. Indicators are named in the rules; here they get their scores."))
    if frozen:
        return
    names = {one.name: f"{one.name} · {_(SOURCE_NAMES[one.source])}" for one in by_hand}
    left, right = st.columns(2, gap="large")
    with left:
        if names:
            _entering(half, names, departments)
        if work.may("appraisal.set_target"):
            _aiming(half, departments)
    with right:
        if names:
            _importing(half, names)


def _row(one: ScoreFact, place: int) -> Row:
    cells = {"department": one.department, "indicator": one.indicator, "score": f"{one.score:g}"}
    return Row(place, cells | {"note": one.note})


def _entering(half: Half, names: dict[str, str], departments: dict[int, str]) -> None:
    name = f"score-{half.number}"
    with st.expander(_("Enter a score")), forms.form(name):
        fields.pick(name, "indicator", _("Indicator"), names)
        fields.pick(name, "department_id", _("Department"), departments)
        fields.number(name, "score", _("Score (0 to 100)"), least=0.0, most=100.0, step=0.5)
        fields.line(name, "note", _("Note"))
        submit(name, _("Save"), enter, [name, half])


def _importing(half: Half, names: dict[str, str]) -> None:
    name = f"scores-sheet-{half.number}"
    with st.expander(_("Bring in from Excel")), forms.form(name):
        st.caption(_("One row for each department: 部门, 分数, 备注."))
        fields.pick(name, "indicator", _("Indicator"), names)
        forms.known(name, "sheet")
        handed = one_file(FILE, label=_("Excel"), accept=".xlsx")
        forms.said(name, "sheet")
        if handed is not None:
            submit(name, _("Take in"), take_in, [name, half, handed.content, handed.name])


def _aiming(half: Half, departments: dict[int, str]) -> None:
    name = f"target-{half.year}"
    with st.expander(_("Target on-time rate of {year}", year=half.year)), forms.form(name):
        fields.pick(name, "department_id", _("Department"), departments)
        fields.number(name, "percent", _("On-time rate, %"), 95, least=0, most=100)
        submit(name, _("Save"), aim, [name, half])
