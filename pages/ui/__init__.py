"""What screens share. A screen imports `from pages import ui` and nothing else of Streamlit's plumbing.

reader.py     who reads (from the connection), look
page.py       open_page: guard, title, header
forms.py      forms: number, draft, refusals; held values
fields.py     the widgets of a form
attempts.py   attempt, begin, submit, going on to another screen
table.py      a table of facts as one component
links.py      links to what our routes hand out
show.py       lamps, facts, empty, pager
text.py       people's text where Streamlit reads markdown
views.py      views above the list
bulk.py       one form for the rows that were ticked
search/       the search box above every screen
keys/         the keyboard and its sheet
moving.py     where a component of the shell leads
menu.py       the screens there are, grouped, by role
"""

from pages.ui import bulk, views
from pages.ui.attempts import attempt, begin, go, submit, then_open
from pages.ui.fields import day, line, number, paragraph, percent, pick, picks, secret, segment, tick
from pages.ui.forms import discard, form, held, hold, put, said, unsay, value, values
from pages.ui.links import downloads
from pages.ui.moving import open_address
from pages.ui.page import open_page, signed_out
from pages.ui.reader import SignedOut, actor, digest, look, signed_in
from pages.ui.show import empty, facts, lamp, lamp_cell, pager, slip_cell, toned
from pages.ui.table import Column, Picked, Picks, Row, table
from pages.ui.text import md

__all__ = [
    "Column",
    "Picked",
    "Picks",
    "Row",
    "SignedOut",
    "actor",
    "attempt",
    "begin",
    "bulk",
    "day",
    "digest",
    "discard",
    "downloads",
    "empty",
    "facts",
    "form",
    "go",
    "held",
    "hold",
    "lamp",
    "lamp_cell",
    "line",
    "look",
    "md",
    "number",
    "open_address",
    "open_page",
    "pager",
    "paragraph",
    "percent",
    "pick",
    "picks",
    "put",
    "said",
    "secret",
    "segment",
    "signed_in",
    "signed_out",
    "slip_cell",
    "submit",
    "table",
    "then_open",
    "tick",
    "toned",
    "unsay",
    "value",
    "values",
    "views",
]
