"""One form for the rows that were ticked, over the list; then what became of each, and a way back.

acts = bulk.acts(work, scope)     what this reader may try with rows of this range
bulk.ask(verb, numbers)           opens the form; bulk.form() draws it as long as it is open
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import streamlit as st

from core import bulk, drafts, people, tasks
from core.bulk import VERBS, Chosen, Outcome, Verb, Wanted
from core.errors import DomainError
from core.i18n import _
from core.policy import Relation
from core.work import Work, begin
from pages.ui import fields, forms, reader
from pages.ui.attempts import attempt, submit
from pages.ui.table import Column, Row, table
from pages.ui.text import md

OPEN, ROUND = "bulk-open", "bulk-round"
BY_SCOPE: dict[str, tuple[Verb, ...]] = {
    "drafts": (Verb.ISSUE,),
    "open": (Verb.URGE, Verb.HAND_ON, Verb.EXTEND),
    "all": (Verb.URGE, Verb.HAND_ON, Verb.EXTEND),
}
RIGHTS: dict[Verb, tuple[str, ...]] = {
    Verb.ISSUE: ("tasks.issue",),
    Verb.URGE: ("tasks.urge",),
    Verb.HAND_ON: ("tasks.hand_on",),
    Verb.EXTEND: ("tasks.ask_extension", "tasks.decide_extension"),
}


def acts(work: Work, scope: str) -> list[tuple[str, str]]:
    """What the role could ever do; each row is judged when it is done."""
    return [
        (str(verb), _(VERBS[verb][0]))
        for verb in BY_SCOPE.get(scope, ())
        if any(work.may(right, *Relation) for right in RIGHTS[verb])
    ]


def turn() -> int:
    """Counts what was done: the ticks of the list are for one time."""
    return int(st.session_state.get(ROUND, 0))


def ask(verb: str, numbers: Sequence[int]) -> None:
    """From the body of the list: the form for these rows comes next."""
    try:
        with reader.look() as work:
            rows = bulk.chosen(work, verb=Verb(verb), task_ids=numbers)
    except DomainError as error:
        st.toast(md(error.for_user), icon=":material/error:")
        return
    st.session_state[OPEN] = {"verb": verb, "rows": [asdict(row) for row in rows], "outcomes": []}


def form() -> None:
    if OPEN in st.session_state:
        verb = Verb(st.session_state[OPEN]["verb"])
        st.dialog(_(VERBS[verb][0]), width="large", on_dismiss=_close)(_body)()


def _body() -> None:
    """Runs again on its own with each touch; closed, the list comes back."""
    if OPEN not in st.session_state:
        st.rerun()
    kept: dict[str, Any] = st.session_state[OPEN]
    if kept["outcomes"]:
        _show(Verb(kept["verb"]), [Outcome(**one) for one in kept["outcomes"]])
    else:
        _ask(Verb(kept["verb"]), [Chosen(**one) for one in kept["rows"]])


def _ask(verb: Verb, rows: Sequence[Chosen]) -> None:
    fit = [row for row in rows if row.fits]
    rest = [row for row in rows if not row.fits]
    st.markdown(_("{count} items are meant.", count=len(fit)))
    for row in fit[:8]:
        st.markdown(f":gray[{md(row.number)}] {md(row.title)}")
    if len(fit) > 8:
        st.caption(_("and {count} more", count=len(fit) - 8))
    if rest:
        names = _("; ").join(row.number or row.title for row in rest)
        st.caption(md(_("Left out, their state does not allow it: {names}", names=names)))
    name = f"bulk-{verb}"
    with forms.form(name):
        FORMS[verb](name)
        with st.container(horizontal=True):
            if fit:
                submit(name, _(VERBS[verb][0]), _run, (name, verb))
            st.button(_("Back"), key="bulk-back", on_click=_close, type="tertiary")


def _urge(name: str) -> None:
    with reader.look() as work:
        ways = tasks.choices(work).urge_forms
    fields.pick(name, "form", _("How"), {way: way for way in ways}, ways[0] if ways else None)
    fields.paragraph(name, "found", _("What was found"), limit=2000)


def _hand_on(name: str) -> None:
    with reader.look() as work:
        departments = people.departments(work)
    fields.pick(name, "to_department_id", _("New lead department"), departments)
    fields.paragraph(name, "reason", _("Reason"), limit=1000)


def _extend(name: str) -> None:
    left, right = st.columns(2)
    with left:
        fields.day(name, "to_day", _("New due day"))
    with right:
        fields.number(name, "workdays", _("or by so many workdays"), None, least=1, most=250)
    fields.paragraph(name, "reason", _("Reason"), limit=1000)


def _issue(name: str) -> None:
    st.caption(_("Each gets its number and goes to its lead department."))


FORMS = {Verb.ISSUE: _issue, Verb.URGE: _urge, Verb.HAND_ON: _hand_on, Verb.EXTEND: _extend}


def _run(name: str, verb: Verb) -> None:
    kept = st.session_state[OPEN]
    rows = [row for row in (Chosen(**one) for one in kept["rows"]) if row.fits]
    wanted = replace(Wanted(), **{key: value for key, value in forms.values(name).items() if value})
    key = forms.number(name)
    with attempt("", form=name):
        who = reader.signed_in()
        outcomes = bulk.run(who, verb=verb, rows=rows, wanted=wanted, key=key)
        with begin(who) as work:
            drafts.drop(work, form=name)
        kept["key"] = key
        _keep(outcomes)


def _keep(outcomes: Sequence[Outcome]) -> None:
    st.session_state[OPEN]["outcomes"] = [asdict(one) for one in outcomes]
    st.session_state[ROUND] = turn() + 1


def _show(verb: Verb, outcomes: Sequence[Outcome]) -> None:
    done = sum(one.done for one in outcomes)
    st.markdown(_("{done} done, {refused} refused.", done=done, refused=len(outcomes) - done))
    columns = [
        Column("how", _("Result"), "lamp"),
        Column("title", _("Item"), main=True),
        Column("said", _("What came of it")),
    ]
    table("bulk-outcomes", columns, [_row(one) for one in outcomes], label=_("Result"))
    with st.container(horizontal=True):
        if any(bulk.can_be_undone(verb, one) for one in outcomes):
            st.button(_("Undo"), key="bulk-undo", icon=":material/undo:", on_click=_undo, args=(verb,))
        st.button(_("Close"), key="bulk-close", on_click=_close, type="primary")


def _row(one: Outcome) -> Row:
    sign = ("green", "●", _("Done")) if one.done else ("red", "■", _("Not done"))
    lamp = dict(zip(("colour", "sign", "text"), sign, strict=True))
    title = f"{one.number} {one.title}".strip()
    return Row(one.id, {"how": lamp, "title": title, "said": one.said})


def _undo(verb: Verb) -> None:
    """Under the number of what is undone: a second click finds nothing left."""
    kept = st.session_state[OPEN]
    outcomes = [Outcome(**one) for one in kept["outcomes"]]
    if not any(bulk.can_be_undone(verb, one) for one in outcomes):
        return
    with attempt(""):
        _keep(bulk.undo(reader.signed_in(), verb=verb, outcomes=outcomes, key=f"undo-{kept['key']}"))


def _close() -> None:
    st.session_state.pop(OPEN, None)
