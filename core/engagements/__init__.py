"""The leaders' calendar (领导活动安排): collected from all, coordinated, published as an edition.

rules.py       states, what may be refused
asking.py      ask for a time of a leader, change it, withdraw it; the office agrees or refuses
calendar.py    a period with everything that stands in it, meetings too; who is wanted twice
feeding.py     a leader's own entries in the calendar of the telephone
publishing.py  a period as an edition that never changes, and what is new since

Tables: db/models/engagements.py. Screen: pages/meetings/leaders.py. Tests: tests/engagements/.
"""

from core.engagements import feeding as feeding
from core.engagements import policy as policy
from core.engagements.asking import Wanted, agree, ask, change, refuse, withdraw
from core.engagements.calendar import Entry, Period, Span, calendar, period
from core.engagements.publishing import Edition, edition, editions, publish
from core.engagements.rules import STATE_NAMES, State

__all__ = [
    "STATE_NAMES",
    "Edition",
    "Entry",
    "Period",
    "Span",
    "State",
    "Wanted",
    "agree",
    "ask",
    "calendar",
    "change",
    "edition",
    "editions",
    "period",
    "publish",
    "refuse",
    "withdraw",
]
