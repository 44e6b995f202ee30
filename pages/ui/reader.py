"""Who reads this screen: always from the connection, never from the session state.

The gate puts the session's hash into a header, Streamlit hands it on as `st.user["session"]`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core import access, drafts, i18n, work
from core.actor import Actor
from core.errors import NotPermitted
from core.i18n import N_
from core.work import Work

KEPT = "luoshi_reader"


class SignedOut(NotPermitted):
    message = N_("You have been signed out. What you typed is kept; please sign in again.")


def digest() -> str:
    return str(st.user.get("session") or "")


def actor(*, active: bool = True) -> Actor | None:
    """Who is signed in on this connection, as of this run; not `active` where a screen looks by itself.

    Shell, guard and screen ask one after the other: each run looks once, and anew after every command.
    """
    run = get_script_run_ctx(suppress_warning=True)
    kept = run.__dict__.get(KEPT) if run else None
    if run and kept and kept[0] is run.cursors:  # a new run begins with new cursors
        return cast(Actor, kept[1])
    who = access.person(digest(), active=active) if digest() else None
    if run and who:
        run.__dict__[KEPT] = (run.cursors, who)
    return who


def signed_in() -> Actor:
    """The reader, for a command, looked up anew; raises SignedOut, which the form shows, where nobody is."""
    run = get_script_run_ctx(suppress_warning=True)
    if run:
        run.__dict__.pop(KEPT, None)
    who = access.person(digest()) if digest() else None
    if who is None:
        raise SignedOut()
    return who


def owner() -> Actor | None:
    """Whose session this is or was: drafts are kept for them even when it ended a moment ago."""
    return drafts.writer(digest()) if digest() else None


@contextmanager
def look(*, active: bool = True) -> Iterator[Work]:
    """A reading transaction in the reader's name."""
    who = actor(active=active)
    if who is None:
        st.stop()
    with work.look(who) as looking:
        yield looking


def _language() -> str:
    if get_script_run_ctx(suppress_warning=True) is None:
        return i18n.DEFAULT
    return cast(str, st.session_state.get("language", i18n.DEFAULT))


i18n.follow(_language)
