"""One task: what it is, what I may do now, and everything that was said and decided about it."""

from contextlib import suppress

import streamlit as st

from core import tasks
from core.errors import Conflict, NotFound, NotPermitted
from core.i18n import N_, Text, _
from pages import ui
from pages.ui.tasks import decisions, overview, receipts, reported, slips, talk
from pages.ui.tasks.act import act
from pages.ui.tasks.alike import offer_merging
from pages.ui.tasks.bar import bar
from pages.ui.tasks.head import head, title
from pages.ui.tasks.moving import DO, TURN
from pages.ui.tasks.reading import Desk, opened, read

TAB = "tab"
TABS: dict[str, Text] = {
    "overview": N_("Overview"),
    "reports": N_("Reports"),
    "files": N_("Files"),
    "decisions": N_("Decisions"),
    "slips": N_("Slips"),
    "receipts": N_("Receipts"),
    "conversation": N_("Conversation"),
    "timeline": N_("Timeline"),
}
SECTIONS = {
    "overview": overview.overview,
    "reports": reported.reports,
    "files": talk.papers_kept,
    "decisions": decisions.decisions,
    "slips": slips.slips,
    "receipts": receipts.receipts,
    "conversation": talk.conversation,
    "timeline": talk.timeline,
}


def number(name: str) -> int | None:
    text = st.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def section() -> str:
    """The open one, before it is drawn: what it shows is read together with the rest."""
    names = {_(name): code for code, name in TABS.items()}
    asked = st.query_params.get(TAB, "overview")
    return names.get(st.session_state.get(TAB, ""), asked if asked in TABS else "overview")


def desk() -> Desk:
    doing, turn_id, task_id = st.query_params.get(DO, ""), number(TURN), number("id") or 0
    wanted = str(ui.value(f"merge-{task_id}", "wanted") or "")
    with ui.look() as work:
        return read(work, task_id=task_id, doing=doing, turn_id=turn_id, tab=section(), wanted=wanted)


def seen(task_id: int) -> None:
    """That the holder opened it stands on the receipt; a stranger to the turn leaves none."""
    with suppress(Conflict, NotPermitted, NotFound), ui.begin() as work:
        tasks.mark_seen(work, task_id=task_id)


def show_papers(lying: Desk) -> None:
    names = [_(name) for name in TABS.values()]
    open_now = section()
    tabs = st.tabs(names, default=_(TABS[open_now]), key=TAB, on_change="rerun")
    with tabs[list(TABS).index(open_now)]:
        SECTIONS[open_now](lying)


ui.open_page(_("Task"), heading=False)

try:
    lying = desk()
except NotFound as gone:
    st.error(gone.for_user, icon=":material/search_off:")
    st.page_link("tasks/list.py", label=_("To the list of tasks"), icon=":material/checklist:")
    st.stop()

st.set_page_config(page_title=title(lying.face))
if lying.face.unseen:
    seen(lying.id)

move = opened(lying.face, st.query_params.get(DO, ""), number(TURN))
head(lying, brief=move is not None)
if move is None:
    bar(lying)
    offer_merging(lying)
else:
    act(lying, move)
if lying.papers is None:
    st.info(
        _("Reports and papers are for the departments that work on it, the supervising side and the leader."),
        icon=":material/lock:",
    )
else:
    show_papers(lying)
