"""The first line of every screen: its guard, its title, its header."""

from urllib.parse import quote

import streamlit as st

from core import policy
from core.i18n import _
from core.policy import NotYours
from pages.ui import reader
from pages.ui.attempts import GO
from pages.ui.text import md


def open_page(title: str, *, needs: str = "", under: str = "", heading: bool = True) -> None:
    """Stops whoever has no business here; `needs` is a row of the policy table, `under` a second line.

    Without `heading` the screen names itself, once it has read what it is about.
    """
    who = reader.actor()
    if who is None:
        signed_out()
    assert who is not None
    st.session_state.setdefault("language", who.language)
    if GO in st.session_state:
        screen, query = st.session_state.pop(GO)
        st.switch_page(screen, query_params=query)
    st.set_page_config(page_title=title)
    if heading:
        st.title(md(title), anchor=False)
    if under:
        st.caption(md(under))
    if needs and not policy.may(who, needs):
        st.error(NotYours().for_user, icon=":material/block:")
        st.stop()


def signed_out() -> None:
    """The session has ended: what was typed is kept, and signing in leads back here."""
    here = st.context.url or ""
    path = here.split("://", 1)[-1].partition("/")[2]
    st.warning(
        _("You have been signed out. What you typed is kept; please sign in again."), icon=":material/lock:"
    )
    # A plain link: with the session the browser lost the right to fetch the code of another widget.
    st.markdown(f"[{_('Sign in again')}](/sign-in?next={quote('/' + path, safe='')})")
    st.stop()
