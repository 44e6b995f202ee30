"""One form for many tasks: issue, urge, hand on, extend. Each row is its own command and its own transaction.

choosing.py   chosen: the rows as the reader saw them, and which of them are in the wrong state anyway
running.py    issue, urge, hand_on, extend: a result per row; what was refused is said, nothing is lost
undoing.py    undo: recall, hand back, the old day, where the rules allow it

What may be done with a row is decided by its command in core/tasks and by nothing here.
Screen: pages/ui/bulk.py. Tests: tests/bulk/.
"""

from core.bulk import policy as policy
from core.bulk.choosing import MOST, VERBS, Chosen, NothingChosen, TooManyChosen, Verb, chosen
from core.bulk.running import Outcome, Wanted, run
from core.bulk.undoing import can_be_undone, undo

__all__ = [
    "MOST",
    "VERBS",
    "Chosen",
    "NothingChosen",
    "Outcome",
    "TooManyChosen",
    "Verb",
    "Wanted",
    "can_be_undone",
    "chosen",
    "run",
    "undo",
]
