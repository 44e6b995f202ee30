"""A component of the shell asks to go somewhere: only to screens of ours, whatever the browser says."""

from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from pages.ui import menu
from pages.ui.attempts import then_open


def follow(component: str) -> None:
    """The callback of a component whose trigger `go` carries an address: {"value": "/task?id=7"}."""
    asked = st.session_state[component].go
    open_address(str(asked.get("value", "")) if isinstance(asked, dict) else "")


def open_address(address: str) -> None:
    """From a callback: the screen of an address of ours; anything else is ignored."""
    place = urlsplit(address)
    screen = menu.file_of(place.path.strip("/"))
    if screen and not place.netloc:
        query = dict(parse_qsl(place.query, max_num_fields=30)[:30])
        then_open(screen, **query)
