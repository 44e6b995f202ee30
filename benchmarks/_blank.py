"""Where every measured click starts: another screen with nothing on it."""

from pages import ui

ui.open_page("blank")
