"""The guide of the demo, a line above each screen: what was done, what comes next, as whom, and where."""

import streamlit as st

from core import guide
from core.actor import Actor
from core.guide import Guide, Step
from core.i18n import N_, Text, _
from core.settings import settings
from core.work import look
from pages.ui.attempts import attempt, begin, then_open
from pages.ui.text import md

NAMES: dict[Step, Text] = {
    Step.DRAFT: N_("Draft an item"),
    Step.ISSUE: N_("Issue"),
    Step.SIGN: N_("Sign for"),
    Step.REPORT: N_("Report"),
    Step.APPLY: N_("Apply to close"),
    Step.CLOSE: N_("Check and close"),
}
HOW: dict[Step, Text] = {
    Step.DRAFT: N_("Write down a new item: title, due day, standard; {department} leads."),
    Step.ISSUE: N_("Open the draft and issue it: the department is notified."),
    Step.SIGN: N_("The department signs for it and names who handles it."),
    Step.REPORT: N_("Report how far it is and what comes next."),
    Step.APPLY: N_("Attach what proves it, and apply to close."),
    Step.CLOSE: N_("Compare with the standard: close it, or return it with a reason."),
}


def show(actor: Actor) -> None:
    """Nothing outside the demo, and nothing once it was sent away."""
    if not settings().demo:
        return
    with look(actor) as work:
        now = guide.guide(work) if work.may("guide.guide") else None
    if now is None or now.dropped:
        return
    with st.container(key="guide", horizontal=True, vertical_alignment="center", gap="small"):
        _draw(now)


def again(actor: Actor) -> None:
    """On the help page: back with it."""
    if not settings().demo:
        return
    with look(actor) as work:
        now = guide.guide(work) if work.may("guide.guide") else None
    if now is not None and now.dropped:
        st.button(_("Show the guide again"), key="guide-again", icon=":material/route:", on_click=_resume)


def _draw(now: Guide) -> None:
    steps = list(Step)
    done = steps.index(now.step) if now.step else len(steps)
    st.markdown(f"**{_('Walk through · {done} of {all}', done=done, all=len(steps))}**", width="content")
    st.markdown(_said(now), width="stretch")
    if now.mine:
        st.button(_("Go there"), key="guide-go", on_click=_go, args=(now.task_id,))
    st.button(_("Hide the guide"), key="guide-drop", type="tertiary", on_click=_drop)


def _said(now: Guide) -> str:
    if now.step is None:
        return _("One item from its draft to its close: that is all there is to it.")
    how = _(HOW[now.step], department=md(now.department))
    if not now.mine:
        how += " " + _("Sign out, then sign in as **{name}**.", name=md(now.by))
    return f"**{_(NAMES[now.step])}**  {how}"


def _go(task_id: int | None) -> None:
    if task_id is None:
        then_open("tasks/new.py")
    else:
        then_open("tasks/task.py", id=task_id)


def _drop() -> None:
    with attempt(_("It can be shown again on the help page.")), begin() as work:
        guide.drop_guide(work)


def _resume() -> None:
    with attempt(""), begin() as work:
        guide.resume_guide(work)
