"""Which keys there are for this reader, and where they lead."""

from pathlib import Path

import streamlit as st

from core.actor import Actor
from core.i18n import N_, Text, _
from pages.ui import menu
from pages.ui.moving import follow

HERE = Path(__file__).parent

_keys = st.components.v2.component(
    "luoshi_keys",
    html="<dialog><header><h2></h2><button type='button'></button></header>"
    "<dl></dl><label><input type='checkbox'> <span></span></label></dialog>",
    css=(HERE / "keys.css").read_text("utf-8"),
    js=(HERE / "keys.js").read_text("utf-8"),
)

# Screens by the keys that lead there; those that the reader's menu does not offer are left out.
PLACES: tuple[tuple[str, str, Text], ...] = (
    ("n", "new", N_("New task")),
    ("g t", "today", N_("Today")),
    ("g l", "tasks", N_("List of tasks")),
    ("g b", "board", N_("Board")),
    ("g p", "people", N_("People")),
    ("g h", "help", N_("Help")),
)
# What the browser does by itself.
ACTS: tuple[tuple[str, Text], ...] = (
    ("/", N_("Search everything")),
    ("j", N_("Next row")),
    ("k", N_("Previous row")),
    ("Enter", N_("Open the row")),
    ("x", N_("Choose the row")),
    ("?", N_("This sheet")),
    ("Esc", N_("Close, leave a field")),
)


def keys(actor: Actor) -> None:
    offered = {screen.url: screen for screen in menu.offered(actor)}
    places = [[key, _(name), f"/{url}"] for key, url, name in PLACES if url in offered]
    data = {
        "places": places,
        "acts": [[key, _(name)] for key, name in ACTS],
        "texts": {
            "title": _("Keyboard shortcuts"),
            "close": _("Close"),
            "on": _("Use single keys in this browser"),
        },
    }
    _keys(key="keys", data=data, on_go_change=lambda: follow("keys"))
