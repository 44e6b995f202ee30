"""The search box as a component: the browser asks, the choice comes back as an address of ours."""

from pathlib import Path

import streamlit as st

from core.i18n import _
from pages.ui.moving import follow

HERE = Path(__file__).parent

_box = st.components.v2.component(
    "luoshi_search",
    html='<div class="search" role="search"><input type="search" autocomplete="off" spellcheck="false">'
    '<div class="hits" hidden></div></div>',
    css=(HERE / "box.css").read_text("utf-8"),
    js=(HERE / "box.js").read_text("utf-8"),
)


def box() -> None:
    with st.container(key="search"):
        texts = {
            "label": _("Search everything"),
            "hint": _("Search items, people… ( / )"),
            "short": _("Search"),
            "nothing": _("Nothing found. Fewer or other words?"),
            "asleep": _("The search does not answer. Please try again."),
        }
        _box(key="search-box", data={"texts": texts}, on_go_change=lambda: follow("search-box"))
