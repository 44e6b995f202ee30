"""The wall (大屏): the state of the office on a projector or a television, for whoever is in the room.

panels.py       what a page of the wall can be: counts, rows, departments, facts
widgets.py      the registry: what can be put on a wall, and by which right
supervised.py duty.py sevens.py   the widgets of supervised tasks, of the roster, of 7S
moment.py       everything on the wall at one moment; one computation for all walls
arrangement.py  which widgets in which order, how long a page stays; by the office, or by the address
linking.py      lasting links of screens: made, revoked, kept as a hash

A widget joins with one line of `register`. A wall shows what the role "screen" may see, whoever opened it:
nothing internal, and nothing that is not issued.

Table: db/models/wall.py. Route: web/wall.py. Screen: pages/office/walls.py. Tests: tests/wall/, tests/e2e/.
"""

# In the order of a wall that nobody has arranged.
from core.wall import supervised as supervised  # isort: skip
from core.wall import duty as duty  # isort: skip
from core.wall import sevens as sevens  # isort: skip
from core.wall import policy as policy
from core.wall.arrangement import (
    FEWEST_ROWS,
    LONGEST,
    MOST_ROWS,
    SHORTEST,
    THEMES,
    Arrangement,
    Kept,
    NothingChosen,
    arrange,
    arranged,
    asked,
    query,
)
from core.wall.linking import LinkGone, ScreenLinkRow, digest, links, make_link, note_seen, revoke_link
from core.wall.moment import AWAY, SCREEN, Snapshot, answers, latest, snapshot
from core.wall.panels import Count, Counts, Fact, Facts, Lamps, LampsRow, Panel, Row, Rows
from core.wall.widgets import WIDGETS, Widget, register

__all__ = [
    "AWAY",
    "FEWEST_ROWS",
    "LONGEST",
    "MOST_ROWS",
    "SCREEN",
    "SHORTEST",
    "THEMES",
    "WIDGETS",
    "Arrangement",
    "Count",
    "Counts",
    "Fact",
    "Facts",
    "Kept",
    "Lamps",
    "LampsRow",
    "LinkGone",
    "NothingChosen",
    "Panel",
    "Row",
    "Rows",
    "ScreenLinkRow",
    "Snapshot",
    "Widget",
    "answers",
    "arrange",
    "arranged",
    "asked",
    "digest",
    "latest",
    "links",
    "make_link",
    "note_seen",
    "query",
    "register",
    "revoke_link",
    "snapshot",
]
