"""Turns (待办): whose move it is, what for, and by when. Everything that moves a matter opens and ends them.

kinds.py     what a turn can be
moves.py     open, finish, withdraw, reschedule: no commit, no permission, used by the commands of a procedure
waiting.py   what waits for somebody: the inbox of turns; handing over a leaver's turns

Table: db/models/matters.py. Tests: tests/turns/.
"""

from core.turns import policy as policy
from core.turns.kinds import KIND_NAMES, Kind, Purpose
from core.turns.moves import PaperNeeded, claim, finish, mine, open_turn, reschedule, seen, withdraw
from core.turns.waiting import SPOKESMEN as SPOKESMEN
from core.turns.waiting import Waiting, hand_over, open_turns_of, waiting
from core.turns.waiting import theirs as theirs  # for the list

__all__ = [
    "KIND_NAMES",
    "Kind",
    "PaperNeeded",
    "Purpose",
    "Waiting",
    "claim",
    "finish",
    "hand_over",
    "mine",
    "open_turn",
    "open_turns_of",
    "reschedule",
    "seen",
    "waiting",
    "withdraw",
]
