"""The duty log: what happened on a duty, what is still open, and handing over with two signatures.

writing.py     note, reword, close_entry, make_task: lines of the log
handing.py     hand_over, take_over: what is open passes on
reading.py     log: one day with what is open from before; every wording stays readable

Whoever is on duty writes it; the roster charge may as well. Tables: db/models/roster.py.
Screen: pages/roster/log.py. Tests: tests/duty_log/.
"""

from core.duty_log import policy as policy
from core.duty_log.handing import hand_over, take_over
from core.duty_log.reading import DayLog, EntryRow, HandoverRow, Wording, log
from core.duty_log.writing import KIND_NAMES, EntryKind, close_entry, make_task, note, reword

__all__ = [
    "KIND_NAMES",
    "DayLog",
    "EntryKind",
    "EntryRow",
    "HandoverRow",
    "Wording",
    "close_entry",
    "hand_over",
    "log",
    "make_task",
    "note",
    "reword",
    "take_over",
]
