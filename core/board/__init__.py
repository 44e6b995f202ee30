"""The board: what is open as cards in columns, and what a card may do next.

refusals.py  why a card may not stand there: which step is missing, or whose step it is
steps.py     which command of core.tasks brings a card from one column to another
standing.py  what the reader may do with each card, without a query per card
card.py      one card, judged in memory for whoever looks
shown.py     everything on the board, one bounded query, independent of the archive
changes.py   what moved since a number of the pulse: read once, told to each reader in memory
stirring.py  which tasks the history moved, and whether that can be told card by card
wire.py      a card as the short list that travels
moving.py    a card that was dropped: done at once, or the form that it asks for
pinning.py   cards that a reader keeps on top

Table: db/models/board.py. Screen: pages/tasks/board.py, pages/ui/board/. Tests: tests/board/, tests/e2e/.
"""

from core.board import policy as policy
from core.board.card import Card
from core.board.changes import Change, Told, between, changed, told
from core.board.moving import move
from core.board.pinning import pin, unpin
from core.board.refusals import HINDRANCES
from core.board.shown import MOST, Board, cards
from core.board.steps import AT_ONCE, COLUMNS
from core.board.wire import written

__all__ = [
    "AT_ONCE",
    "COLUMNS",
    "HINDRANCES",
    "MOST",
    "Board",
    "Card",
    "Change",
    "Told",
    "between",
    "cards",
    "changed",
    "move",
    "pin",
    "told",
    "unpin",
    "written",
]
