"""Points with their events: proposed, approved, excused, objected to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from core import appraisal
from core.appraisal import KIND_NAMES, STATE_NAMES, Half, Kind, PointFact
from core.i18n import _, day
from core.work import Work
from pages.ui import fields, forms
from pages.ui.attempts import attempt, begin, go, submit
from pages.ui.show import empty, lamp_cell
from pages.ui.table import Column, Picks, Row, table
from pages.ui.text import md

LAMPS = {"proposed": "yellow", "approved": "red", "refused": "grey", "excused": "green", "cancelled": "green"}
ROUND = "appraisal-points-round"


def propose(half: Half) -> None:
    with attempt(""), begin() as work:
        new = appraisal.propose(work, half=half)
        st.toast(_("{count} new points proposed.", count=new))


def approve(ids: Sequence[int]) -> None:
    with attempt(_("Approved.")), begin() as work:
        appraisal.decide_points(work, point_ids=ids, agreed=True)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def decide(form: str) -> None:
    typed = forms.values(form)
    with attempt(_("Saved."), form=form), begin(form) as work:
        number, reason = typed["point"] or 0, typed["reason"]
        if typed["how"] == "excuse":
            appraisal.excuse(work, point_id=number, reason=reason)
        else:
            agreed = typed["how"] == "approve"
            appraisal.decide_points(work, point_ids=[number], agreed=agreed, reason=reason)


def add(form: str, half: Half) -> None:
    typed = forms.values(form)
    with attempt(_("Laid before the leaders."), form=form), begin(form) as work:
        appraisal.add_point(
            work,
            half=half,
            department_id=typed["department_id"] or 0,
            kind=typed["kind"] or Kind.FALSIFIED,
            day=typed["day"],
            note=typed["note"],
            points=Decimal(str(typed["points"])) if typed["points"] is not None else None,
        )


def object_to(form: str) -> None:
    typed = forms.values(form)
    with attempt(_("The objection is before the leaders."), form=form), begin(form) as work:
        appraisal.object_to(work, point_id=typed["point"] or 0, text=typed["text"])


def answer(form: str, objection_id: int) -> None:
    typed = forms.values(form)
    with attempt(_("Decided."), form=form), begin(form) as work:
        appraisal.decide_objection(
            work, objection_id=objection_id, upheld=typed["how"] == "upheld", note=typed["note"]
        )


def show(
    work: Work, found: Sequence[PointFact], half: Half, departments: dict[int, str], frozen: bool
) -> None:
    decides = work.may("appraisal.decide_points") and not frozen
    if work.may("appraisal.propose") and not frozen:
        label = _("Propose by rule")
        st.button(label, key="propose", on_click=propose, args=(half,), icon=":material/rule:")
    if found:
        _table(found, decides)
    else:
        empty(_("No points yet. The office lets the rules propose them; leaders approve."))
    if frozen:
        return
    for one in found:
        if one.open_objection and decides:
            _objection(one)
    columns = st.columns(2, gap="large")
    with columns[0]:
        if decides:
            _deciding([one for one in found if one.state in ("proposed", "approved")])
        _objecting(work, found)
    with columns[1]:
        if work.may("appraisal.add_point"):
            _adding(half, departments)


def _table(found: Sequence[PointFact], decides: bool) -> None:
    columns = [
        Column("what", _("Ground for points"), main=True),
        Column("points", _("Points"), "number"),
        Column("department", _("Department"), "short"),
        Column("item", _("Event"), phone=False),
        Column("day", _("Day"), "day"),
        Column("state", _("State"), "lamp"),
        Column("why", _("Reason"), phone=False),
    ]
    waiting = [one.id for one in found if one.state == "proposed"]
    acts = [("approve", _("Approve"))] if decides and waiting else []
    picks = Picks(acts, st.session_state.get(ROUND, 0)) if acts else None
    picked = table("appraisal-points", columns, [_row(one) for one in found], picks=picks)
    event = next((one.matter_id for one in found if one.id == picked.opened), None)
    if event:
        go("tasks/task.py", id=event)
    if picked.act == "approve":
        approve([one for one in picked.chosen if isinstance(one, int) and one in waiting])
        st.rerun()


def _row(one: PointFact) -> Row:
    share = _("(supporting)") if one.supporting else ""
    said = [
        one.reason,
        one.decided_by,
        one.objection and _("Objection: {text}", text=one.objection),
        one.answer,
    ]
    event = f"{one.number} {one.title}".strip() or one.note
    cells: dict[str, Any] = {
        "what": f"{_(KIND_NAMES[one.kind])}{share}",
        "points": f"{one.points:+.2f}".rstrip("0").rstrip("."),
        "department": one.department,
        "item": event,
        "day": day(one.day, year=True),
        "state": lamp_cell(LAMPS[one.state], _(STATE_NAMES[one.state])),
        "why": " · ".join(text for text in said if text),
    }
    return Row(one.id, cells, href=f"/task?id={one.matter_id}" if one.matter_id else "")


def label(one: PointFact) -> str:
    return f"{one.department} {one.points:+g} {_(KIND_NAMES[one.kind])} {one.number or one.note[:20]}"


def _deciding(found: Sequence[PointFact]) -> None:
    name = "decide-point"
    if not found:
        return
    hows = {"approve": _("Approve"), "refuse": _("Do not approve"), "excuse": _("Excuse")}
    with st.expander(_("Decide one, or excuse it")), forms.form(name):
        fields.pick(name, "point", _("Points"), {one.id: label(one) for one in found})
        fields.segment(name, "how", _("Decision"), hows, "excuse")
        fields.paragraph(name, "reason", _("Reason"), limit=1000)
        submit(name, _("Save"), decide, [name])


def _objecting(work: Work, found: Sequence[PointFact]) -> None:
    name = "object-to-point"
    theirs = {
        one.id: label(one)
        for one in found
        if one.state == "approved" and one.department_id in work.actor.departments and not one.objection
    }
    if not theirs or not work.may("appraisal.object_to"):
        return
    with st.expander(_("Object to points")), forms.form(name):
        fields.pick(name, "point", _("Points"), theirs)
        fields.paragraph(name, "text", _("Why the department does not agree"), limit=2000)
        submit(name, _("Object"), object_to, [name])


def _objection(one: PointFact) -> None:
    name = f"answer-objection-{one.objection_id}"
    with forms.form(name, border=True):
        st.markdown(md(f"{label(one)}: {one.objection}"))
        hows = {"upheld": _("Upheld: take the points back"), "refused": _("The points stay")}
        fields.segment(name, "how", _("Decision"), hows, "refused")
        fields.paragraph(name, "note", _("Reason"), limit=1000)
        submit(name, _("Decide"), answer, [name, one.objection_id])


def _adding(half: Half, departments: dict[int, str]) -> None:
    name = f"add-point-{half.number}"
    kinds = {str(kind): _(text) for kind, text in KIND_NAMES.items()}
    with st.expander(_("Enter points by hand")), forms.form(name):
        fields.pick(name, "department_id", _("Department"), departments)
        fields.pick(name, "kind", _("Ground for points"), kinds, Kind.FALSIFIED.value)
        fields.day(name, "day", _("Day"), first=half.period.first, last=half.period.last)
        fields.number(name, "points", _("Points (empty: by rule)"), least=-100.0, most=100.0, step=0.5)
        fields.paragraph(name, "note", _("Facts"), limit=1000)
        submit(name, _("Lay before the leaders"), add, [name, half])
