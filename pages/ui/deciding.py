"""What waits for a leader's word, a card each: agree or note in one tap, anything else in one field."""

from collections.abc import Sequence

import streamlit as st

from core import tasks
from core.i18n import N_, Text, _, day
from core.tasks import Decision
from core.turns import Kind, Purpose, Waiting
from core.work import Work
from pages.ui.attempts import attempt, begin, go, submit
from pages.ui.fields import paragraph
from pages.ui.forms import form, value
from pages.ui.text import md

AGREE: dict[str, Text] = {
    Purpose.SIGN_OFF: N_("Signed off."),
    Purpose.APPROVAL: N_("Approved."),
    Purpose.EXTENSION: N_("Extension granted."),
    Purpose.REASSIGNMENT: N_("Reassigned."),
}


def show(decisions: Sequence[Decision]) -> None:
    st.header(_("For my decision ({count})", count=len(decisions)), anchor=False)
    for decision in decisions:
        _card(decision)


def _card(decision: Decision) -> None:
    one = decision.waiting
    with st.container(border=True, gap="xsmall", key=f"decision-{one.turn_id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{_(one.what)}**", width="content")
            if st.button(md(one.title), key=f"open-{one.turn_id}", type="tertiary"):
                go("tasks/task.py", id=one.matter_id)
        facts = [one.number, one.lead, due(one), stands_in(one), asked(decision)]
        st.caption(md(" · ".join(fact for fact in facts if fact)))
        if decision.words:
            st.markdown(md(decision.words[:200]))
        if decision.paper:
            st.caption(_("Recorded with a photo of the paper, on the page of the item."))
            return
        with st.container(horizontal=True, gap="small"):
            show_taps(decision)


def asked(decision: Decision) -> str:
    if decision.to_day is not None:
        return _("from {first} to {second}", first=day(decision.from_day), second=day(decision.to_day))
    return _("suggested: {department}", department=decision.department) if decision.department else ""


def show_taps(decision: Decision) -> None:
    """One tap for yes; one text field for anything else."""
    one, name = decision.waiting, f"words-{decision.waiting.turn_id}"
    reading = one.kind == Kind.READ
    may_agree = one.purpose != Purpose.REASSIGNMENT or bool(decision.department)
    if may_agree:
        label = _("Noted") if reading else _("Agree")
        st.button(
            label,
            key=f"tap-{one.turn_id}",
            type="primary",
            on_click=decide,
            args=(decision, name),
        )
    with st.popover(_("Write an instruction")), form(name):
        paragraph(name, "words", _("Words"), limit=1000)
        with st.container(horizontal=True):
            if may_agree:
                label = _("Send and mark as read") if reading else _("Agree with these words")
                submit(name, label, decide, (decision, name), name="yes")
            if not reading:
                submit(name, _("Do not agree"), refuse, (decision, name), name="no", type="secondary")


def refuse(decision: Decision, name: str) -> None:
    decide(decision, name, agreed=False)


def stands_in(one: Waiting) -> str:
    return _("for {person}", person=one.holder) if one.holder else ""


def due(one: Waiting) -> str:
    return _("by {day}", day=one.due_day) if one.due_day else ""


def decide(decision: Decision, name: str, *, agreed: bool = True) -> None:
    """What was typed goes along, whichever button was meant."""
    one, words = decision.waiting, value(name, "words") or ""
    said = _(AGREE.get(one.purpose, N_("Marked as read."))) if agreed else _("Decided.")
    with attempt(said, form=name), begin(name) as work:
        if one.kind == Kind.READ:
            remark(work, one, words)
        elif one.purpose == Purpose.SIGN_OFF:
            tasks.sign_off(work, task_id=one.matter_id, agreed=agreed, remark=words)
        elif one.purpose == Purpose.EXTENSION:
            tasks.decide_extension(work, task_id=one.matter_id, agreed=agreed, note=words)
        elif one.purpose == Purpose.REASSIGNMENT:
            tasks.decide_reassignment(work, task_id=one.matter_id, agreed=agreed, note=words)
        elif agreed:
            tasks.approve(work, task_id=one.matter_id, remark=words)
        else:
            tasks.refuse_approval(work, task_id=one.matter_id, reason=words)


def remark(work: Work, one: Waiting, words: str) -> None:
    if words:
        tasks.comment(work, task_id=one.matter_id, text=words)
    tasks.mark_read(work, task_id=one.matter_id)
