"""Handing in: one command, one transaction, once; a refusal costs nothing that was typed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from core import drafts, work
from core.errors import DomainError
from core.work import AlreadyDone, Work
from pages.ui import forms, reader
from pages.ui.text import md

GO = "go-to"


@contextmanager
def begin(form: str = "") -> Iterator[Work]:
    """A writing transaction in the reader's name, under the number of the form that is handed in."""
    with work.begin(reader.signed_in(), key=forms.number(form) if form else None) as writing:
        yield writing
        if form:
            drafts.drop(writing, form=form)


@contextmanager
def attempt(success: str, *, form: str = "") -> Iterator[None]:
    """Run a command in a callback: say that it worked, or keep why it was refused for the form to show."""
    try:
        yield
    except AlreadyDone:
        _done(success, form)
    except DomainError as error:
        st.session_state.pop(GO, None)
        if form:
            forms.refused(form, error)
            forms.keep(form)
        st.toast(md(error.for_user), icon=":material/error:")
    else:
        _done(success, form)


def submit(
    form: str,
    label: str,
    command: Callable[..., None],
    args: Sequence[Any] = (),
    *,
    name: str = "submit",
    **look: Any,
) -> None:
    """The button that hands the form in: `report-12:submit`.

    The second click of a double click meets a form that is done already, and does nothing.
    """
    made = forms.number(form)
    turn = forms.round_of(form)
    look.setdefault("type", "primary")
    key = f"{form}:{name}" if turn == 0 else f"{form}:{name}:{turn}"
    st.button(label, key=key, on_click=_hand_in, args=(form, made, command, tuple(args)), **look)


def then_open(screen: str, **query: str | int) -> None:
    """From a callback: go on to another screen, `tasks/task.py` for instance."""
    st.session_state[GO] = [screen, {name: str(value) for name, value in query.items()}]


def go(screen: str, **query: str | int) -> None:
    """From the body of a screen: go to another one at once."""
    st.switch_page(screen, query_params={name: str(value) for name, value in query.items()})


def _hand_in(form: str, made: str, command: Callable[..., None], args: tuple[Any, ...]) -> None:
    if st.session_state.get(forms.slot(form, forms.KEY)) == made:
        command(*args)


def _done(success: str, form: str) -> None:
    if form:
        forms.finished(form)
    if success:
        st.toast(success, icon=":material/check_circle:")
