"""Quick add: one line is read, shown, corrected, and becomes a draft. Nothing that was typed is lost."""

from collections.abc import Mapping

import streamlit as st

from core import intake, people, tasks
from core.i18n import _, day
from core.intake import Alike, Quick
from core.tasks import IMPORTANCE_NAMES, URGENCY_NAMES
from pages.ui import fields, forms
from pages.ui.attempts import attempt, begin, submit, then_open
from pages.ui.reader import look
from pages.ui.tasks.alike import alike
from pages.ui.tasks.plain import Plain, of_facts, to_facts
from pages.ui.tasks.typed import fill, peek, typed
from pages.ui.text import md

FORM, FULL_FORM = "quick-add", "task-new"
READ, LAST = "read", "quick-add-last"
LONGEST = 500


def quick_add() -> None:
    """The line on top of the list, and below it what was understood of it."""
    with forms.form(FORM):
        line = fields.line(
            FORM,
            "line",
            _("Quick add"),
            limit=LONGEST,
            placeholder=_("@department 30 Sep what is to be done #source !urgent"),
            icon=":material/bolt:",
            label_visibility="collapsed",
        )
        if line.strip():
            _understood(line)
        else:
            _last_one()


def draft(at_first: Plain) -> None:
    with attempt(_("Drafted."), form=FORM):
        facts = to_facts(typed(FORM, at_first))
        with begin(FORM) as work:
            number = tasks.draft(work, facts=facts)
        st.session_state[LAST] = [number, facts.title]


def go_on(at_first: Plain) -> None:
    """The same in the full form."""
    fill(FULL_FORM, typed(FORM, at_first))
    forms.discard(FORM)
    then_open("tasks/new.py")


def open_last(number: int) -> None:
    st.session_state.pop(LAST, None)
    then_open("tasks/task.py", id=number)


def _understood(line: str) -> None:
    with look() as work:
        quick = intake.read_line(work, text=line)
        departments = people.departments(work)
        sources = {source: source for source in tasks.choices(work).sources}
    at_first = of_facts(quick.facts)
    if forms.held(FORM, READ, "") != line:
        forms.hold(FORM, READ, line)
        fill(FORM, at_first)
    with st.container(border=True, key="quick-read"):
        st.markdown(" ".join(chips(quick)))
        for note in quick.order.notes:
            st.markdown(f":orange[▲ {md(note.for_user)}]")
        _correct(departments, sources)
        alike("quick-alike", _alike(), said=_("Much the same is there already."))
        with st.container(horizontal=True, gap="small"):
            submit(FORM, _("Save draft"), draft, (at_first,), icon=":material/save:")
            st.button(_("Full form"), key="quick-full", on_click=go_on, args=(at_first,))
            st.button(_("Discard"), key="quick-drop", on_click=forms.discard, args=(FORM,), type="tertiary")


def _alike() -> list[Alike]:
    """Compared is the title as it was corrected."""
    with look() as work:
        return intake.similar(work, title=str(peek(FORM, "title") or ""))


def chips(quick: Quick) -> list[str]:
    """What was read out of the line, each with its name."""
    facts = quick.facts
    read = [
        ("apartment", _("Lead department"), quick.lead),
        ("group_work", _("Supporting departments"), _(", ").join(quick.supporting)),
        ("person", _("Suggested handler"), quick.handler),
        ("event", _("Due day"), day(facts.due_day, year=True)),
        ("sell", _("Source"), facts.source),
        ("supervisor_account", _("Given by"), quick.giver),
        ("star", _("Importance"), quick.importance),
        ("priority_high", _("Urgency"), quick.urgency),
    ]
    known = [
        f":blue-badge[:material/{icon}: {md(_('{what}: {value}', what=what, value=value))}]"
        for icon, what, value in read
        if value
    ]
    return known or [f":gray-badge[{md(_('Nothing but a title so far'))}]"]


def _correct(departments: Mapping[int, str], sources: Mapping[str, str]) -> None:
    """The fields hold what was read, and whatever the reader makes of it counts."""
    title, lead, until, source = st.columns([5, 2.5, 2, 2.5])
    with title:
        fields.line(FORM, "title", _("Title"))
    with lead:
        fields.pick(FORM, "lead_department_id", _("Lead department"), departments)
    with until:
        fields.day(FORM, "due_day", _("Due day"))
    with source:
        fields.pick(FORM, "source", _("Source"), sources)
    with st.container(horizontal=True, gap="medium"):
        names = {str(code): _(name) for code, name in IMPORTANCE_NAMES.items()}
        fields.segment(FORM, "importance", _("Importance"), names, width="content")
        names = {str(code): _(name) for code, name in URGENCY_NAMES.items()}
        fields.segment(FORM, "urgency", _("Urgency"), names, width="content")


def _last_one() -> None:
    """What was drafted a moment ago is one click away."""
    last = st.session_state.get(LAST)
    if last:
        st.button(
            _("Drafted: {title}", title=md(last[1])),
            key="quick-last",
            on_click=open_last,
            args=(last[0],),
            type="tertiary",
            icon=":material/check_circle:",
        )
