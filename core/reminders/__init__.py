"""Reminders hang on turns, whatever these belong to: when, whom, and once.

ladders.py     which step of a turn has been reached by a day: no database
rules.py       a default for each kind of turn and level, and what the office set instead
directory.py   whom a step reaches: handler, liaison, head, line leader, stand-ins
turning.py     the turns that come into question
sweeping.py    sweep: the timed job
preview.py     what rules would have sent last week

Tables: db/models/messages.py. Screen: pages/office/reminders.py. Tests: tests/reminders/.
"""

from core.reminders import policy as policy
from core.reminders.ladders import OTHER, Ladder, Rule, Rules
from core.reminders.preview import Preview, Sent, preview
from core.reminders.rules import KINDS, NAMES, change_rule, rules
from core.reminders.sweeping import remind, sweep

__all__ = [
    "KINDS",
    "NAMES",
    "OTHER",
    "Ladder",
    "Preview",
    "Rule",
    "Rules",
    "Sent",
    "change_rule",
    "preview",
    "remind",
    "rules",
    "sweep",
]
