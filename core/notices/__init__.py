"""Notices: what somebody should know, in an inbox inside the house. Written with the change, exactly once.

telling.py   tell: in the transaction of the command that gives the reason, with the outbox of core/messages
inbox.py     inbox, unread, mark_read, mark_all_read, mark_matter_read
texts.py     the kinds and their sentences

Table: db/models/office.py. Screen: pages/home/today.py. Tests: tests/notices/.
"""

from core.notices import policy
from core.notices.inbox import Line, inbox, mark_all_read, mark_matter_read, mark_read, unread
from core.notices.telling import Telling, tell
from core.notices.telling import tell_each as tell_each  # for core/reminders
from core.notices.texts import TEXTS, sentence

__all__ = [
    "TEXTS",
    "Line",
    "Telling",
    "inbox",
    "mark_all_read",
    "mark_matter_read",
    "mark_read",
    "policy",
    "sentence",
    "tell",
    "unread",
]
