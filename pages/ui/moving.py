"""A component of the shell asks to go somewhere: only to screens of ours, whatever the browser says."""

from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from pages.ui import menu
from pages.ui.attempts import go, then_open


def follow(component: str) -> None:
    """The callback of a component whose trigger `go` carries an address: {"value": "/task?id=7"}."""
    asked = st.session_state[component].go
    open_address(str(asked.get("value", "")) if isinstance(asked, dict) else "")


def open_address(address: str) -> None:
    """From a callback: the screen of an address of ours; anything else is ignored."""
    screen, query = _place(address)
    if screen:
        then_open(screen, **query)


def go_to(address: str) -> None:
    """From the body of a screen: the same, at once."""
    screen, query = _place(address)
    if address and screen:
        go(screen, **query)


def _place(address: str) -> tuple[str, dict[str, str]]:
    asked = urlsplit(address)
    if asked.netloc:
        return "", {}
    return menu.file_of(asked.path.strip("/")), dict(parse_qsl(asked.query, max_num_fields=30)[:30])
