"""What stands around every screen: the banner above, the reader with language and sign-out at the side."""

from pathlib import Path

import streamlit as st

from core.actor import ROLE_NAMES, Actor
from core.i18n import LANGUAGES, _
from core.settings import settings
from pages.ui.text import md

STYLE = Path(__file__).parent / "style.css"


def banner() -> None:
    """Small and permanent: what must not be entered here, and whether this is a demo."""
    st.html(STYLE)
    text = _("Not a classified system: state secrets must never be entered here.")
    if settings().demo:
        text += " · " + _("Demo office: all people and tasks are made up.")
    with st.container(key="banner"):
        st.markdown(text)


def reader(actor: Actor) -> None:
    with st.sidebar.container(key="reader"):
        st.markdown(f"**{md(actor.name)}**  :gray[{_(ROLE_NAMES[actor.role])}]")
        st.selectbox(
            "语言 / Language",
            list(LANGUAGES),
            format_func=lambda code: LANGUAGES[code],
            key="language",
            label_visibility="collapsed",
        )
