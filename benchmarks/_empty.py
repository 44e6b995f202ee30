"""A screen of this very app with nothing on it: what everything else is compared with."""

from pages import ui

ui.open_page("empty")
