"""What stands around every screen: the banner above, the reader with language and sign-out at the side."""

from pathlib import Path

import streamlit as st

from core import account, administration
from core.actor import ROLE_NAMES, Actor
from core.administration import House
from core.errors import DomainError
from core.i18n import LANGUAGES, _
from core.settings import settings
from core.work import begin, look
from pages.ui import menu
from pages.ui.reader import signed_in
from pages.ui.text import md

HERE = Path(__file__).parent
ICON = str(HERE / "icon.svg")  # an icon by name would be fetched from outside

_house = st.components.v2.component(
    "luoshi_house",
    html="<span></span>",
    css=(HERE / "style.css").read_text("utf-8"),
    js=(HERE / "frame.js").read_text("utf-8"),
    isolate_styles=False,
)
_sign_out = st.components.v2.component(
    "luoshi_sign_out",
    html="<button type='button'></button>",
    css=(HERE / "sign_out.css").read_text("utf-8"),
    js=(HERE / "sign_out.js").read_text("utf-8"),
)


def house(actor: Actor) -> House:
    with look(actor) as work:
        return administration.house(work)


def logo(own: str) -> None:
    """The office's own, or what the house brings."""
    try:
        st.logo(administration.picture(own) if own else HERE / "logo.svg", size="large")
    except DomainError:  # its file is damaged: the page is still there
        st.logo(HERE / "logo.svg", size="large")


def banner(name: str) -> None:
    """Small and permanent: whose office this is, what must not be entered, and whether this is a demo."""
    text = f"**{md(name)} ·** " if name else ""
    text += _("Not a classified system: state secrets must never be entered here.")
    if settings().demo:
        text += " · " + _("Demo office: all people and tasks are made up.")
    with st.container(key="banner"):
        st.markdown(text)
        _house(key="house", height=0)


def reader(actor: Actor) -> None:
    with st.sidebar.container(key="reader", gap="xsmall"):
        label = f"**{md(actor.name)}**  :gray[{_(ROLE_NAMES[actor.role])}]"
        st.page_link(
            menu.ME, label=label, icon=":material/account_circle:", help=_("My account"), width="stretch"
        )
        st.selectbox(
            "语言 / Language",
            list(LANGUAGES),
            format_func=lambda code: LANGUAGES[code],
            key="language",
            label_visibility="collapsed",
            on_change=_chosen,
        )
        _sign_out(key="sign-out", data={"label": _("Sign out")})


def _chosen() -> None:
    """The language is kept with the person: the next device speaks it too."""
    try:
        with begin(signed_in()) as work:
            account.speak(work, language=st.session_state["language"])
    except DomainError as error:
        st.toast(md(error.for_user), icon=":material/warning:")
