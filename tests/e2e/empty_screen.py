"""A screen of this very app with nothing on it: what the others are compared with."""

from pages import ui

ui.open_page("empty")
