"""Supervision slips (督办单): a warning for one cause, numbered, with a day to reply by.

rules.py      causes, colours, the rule of each cause as the office set it
judging.py    which slip is due by rule: no database
finding.py    the turns that are judged: due
issuing.py    issue (by hand), issue_due, cancel; numbers per year and colour
answering.py  answer; what stays unanswered goes to the next level: raise_unanswered
register.py   listed, of_task, sheet
changing.py   rules, change_rule
nightly.py    the timed job

The reply is a turn: reminders, stand-ins and the recorder reach it like any other.
Tables: db/models/slips.py. Screens: pages/slips/, pages/ui/tasks/slips.py. Tests: tests/slips/.
"""

from core.slips import nightly as nightly
from core.slips import policy as policy
from core.slips.answering import answer, raise_unanswered
from core.slips.changing import change_rule, rules
from core.slips.finding import due
from core.slips.issuing import cancel, issue, issue_due
from core.slips.judging import Due
from core.slips.register import PAGE, SlipFilter, SlipPage, SlipSheet, listed, of_task, sheet
from core.slips.rules import CAUSE_NAMES, COLOUR_NAMES, STATE_NAMES, Cause, Colour, Rule

__all__ = [
    "CAUSE_NAMES",
    "COLOUR_NAMES",
    "PAGE",
    "STATE_NAMES",
    "Cause",
    "Colour",
    "Due",
    "Rule",
    "SlipFilter",
    "SlipPage",
    "SlipSheet",
    "answer",
    "cancel",
    "change_rule",
    "due",
    "issue",
    "issue_due",
    "listed",
    "of_task",
    "raise_unanswered",
    "rules",
    "sheet",
]
