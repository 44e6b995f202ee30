"""A form of ours: its number, its draft, what was refused, and what it held when it was drawn.

A form lives in the session state under its name: `report-12:text` is what a widget holds, names with two
colons are the form's own. Whatever is typed is kept as a draft in the database at once, so that neither a
lost connection nor an ended session costs a word.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, cast
from uuid import uuid4

import streamlit as st

from core import drafts, work
from core.errors import DomainError
from core.i18n import _, moment
from pages.ui import reader
from pages.ui.text import md

FIELDS, KEY, DRAFT, HELD, ROUND = "fields", "key", "draft", "held", "round"
REFUSAL, RESTORED, SEEDS, DONE = "refusal", "restored", "seeds", "done"
DOUBLE_CLICK = 0.8  # seconds


def slot(form: str, name: str) -> str:
    return f"{form}::{name}"


@contextmanager
def form(name: str, *, border: bool = False) -> Iterator[None]:
    """Where the fields stand; what was refused as a whole, and what was restored, is said on top."""
    opened(name)
    with st.container(border=border, key=f"form-{name}"):
        said(name)
        _restored(name)
        yield


def opened(name: str) -> None:
    """Give the form its number and its draft when it is drawn for the first time, or again after a while."""
    state = st.session_state
    if slot(name, KEY) in state and state.get(slot(name, DONE), [""])[0] == state[slot(name, KEY)]:
        finished(name)
    known: dict[str, Any] = state.get(slot(name, FIELDS), {})
    drawn = slot(name, KEY) in state and (not known or any(f"{name}:{field}" in state for field in known))
    if drawn:
        return
    state.setdefault(slot(name, KEY), str(uuid4()))
    state.setdefault(slot(name, FIELDS), {})
    kept, at = _kept(name)
    state[slot(name, SEEDS)] = {}
    state[slot(name, DRAFT)] = kept.get("fields", {})
    state[slot(name, HELD)] = kept.get("held", {})
    state[slot(name, RESTORED)] = at
    state.pop(slot(name, REFUSAL), None)


def number(name: str) -> str:
    """The number under which this form counts once."""
    opened(name)
    return cast(str, st.session_state[slot(name, KEY)])


def round_of(name: str) -> int:
    return cast(int, st.session_state.get(slot(name, ROUND), 0))


def held(name: str, what: str, value: Any) -> Any:
    """What the reader saw when the form was drawn, a version for instance; until the form is done."""
    opened(name)
    return st.session_state[slot(name, HELD)].setdefault(what, value)


def hold(name: str, what: str, value: Any) -> None:
    """The reader has seen the newer state of things and goes on from there."""
    opened(name)
    st.session_state[slot(name, HELD)][what] = value


def value(name: str, field: str) -> Any:
    return st.session_state.get(f"{name}:{field}")


def values(name: str) -> dict[str, Any]:
    """Everything the form's widgets hold now."""
    return {field: value(name, field) for field in st.session_state.get(slot(name, FIELDS), {})}


def put(name: str, field: str, what: Any) -> None:
    """Fill a field from a callback, as if the reader had typed it."""
    opened(name)
    st.session_state[f"{name}:{field}"] = what
    st.session_state[slot(name, FIELDS)].setdefault(field, True)
    changed(name, field)


def known(name: str, field: str) -> None:
    """A place that says for itself what was refused, without a widget of ours behind it."""
    opened(name)
    st.session_state[slot(name, FIELDS)].setdefault(field, False)


def changed(name: str, field: str) -> None:
    """The reader changed a field: keep the draft, also for somebody who was signed out meanwhile."""
    state = st.session_state
    if not state.get(slot(name, FIELDS), {}).get(field):
        return
    state[slot(name, DRAFT)] = {**state.get(slot(name, DRAFT), {}), field: value(name, field)}
    keep(name)


def keep(name: str) -> None:
    who = reader.owner()
    typed = st.session_state.get(slot(name, DRAFT))
    if who is None or not typed:
        return
    content = {"fields": typed, "held": st.session_state.get(slot(name, HELD), {})}
    try:
        with work.begin(who) as keeping:
            drafts.keep(keeping, form=name, values=content)
    except DomainError as error:
        st.toast(md(error.for_user), icon=":material/warning:")


def finished(name: str) -> None:
    """The form was handed in: a new one with a new number stands in its place.

    Streamlit may break off here for a newer click; the mark comes first, so that the rest is made up for.
    """
    state = st.session_state
    state[slot(name, DONE)] = [state.get(slot(name, KEY), ""), monotonic()]
    for field in state.get(slot(name, FIELDS), {}):
        state.pop(f"{name}:{field}", None)
    for what in (FIELDS, DRAFT, HELD, REFUSAL, RESTORED, SEEDS):
        state.pop(slot(name, what), None)
    state[slot(name, ROUND)] = round_of(name) + 1
    state.pop(slot(name, KEY), None)


def is_done(name: str, number: str) -> bool:
    """Was this form handed in, or is this click the second half of the one that handed it in?

    That one meets a new form which nobody has touched yet.
    """
    state = st.session_state
    done, at = state.get(slot(name, DONE), ("", 0.0))
    if number == done or state.get(slot(name, KEY), number) != number:
        return True
    seeds = state.get(slot(name, SEEDS), {})
    untouched = all(value(name, field) == seed for field, seed in seeds.items())
    return untouched and monotonic() - at < DOUBLE_CLICK


def discard(name: str) -> None:
    """The reader does not want the draft any more."""
    who = reader.actor()
    if who is not None:
        with work.begin(who) as dropping:
            drafts.drop(dropping, form=name)
    finished(name)


def refused(name: str, error: DomainError) -> None:
    st.session_state[slot(name, REFUSAL)] = [error.field, error.for_user]


def unsay(name: str) -> None:
    """The screen says it better itself."""
    st.session_state.pop(slot(name, REFUSAL), None)


def said(name: str, field: str = "") -> None:
    """The refusal of this field; without a field, the refusal of the form as a whole."""
    where, text = st.session_state.get(slot(name, REFUSAL), ("", ""))
    known = st.session_state.get(slot(name, FIELDS), {})
    if not text or (where != field and (field or where in known)):
        return
    if field:
        st.markdown(f":red[:material/error: {md(text)}]")
    else:
        st.error(md(text), icon=":material/error:")


def _kept(name: str) -> tuple[dict[str, Any], str]:
    who = reader.actor()
    if who is None:
        return {}, ""
    with work.look(who) as looking:
        kept = drafts.latest(looking, form=name)
        return (kept.values, moment(kept.at, looking.zone)) if kept else ({}, "")


def _restored(name: str) -> None:
    at = st.session_state.get(slot(name, RESTORED))
    if not at:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(":material/history: " + _("Restored: what you typed here until {at}.", at=at))
        st.button(_("Discard"), key=f"{name}:discard", on_click=discard, args=(name,), type="tertiary")
