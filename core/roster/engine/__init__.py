"""The roster engine: provably the fairest roster for a problem, or why there is none. No database.

problem.py   what is asked: days, roles, people, rules
reading.py   the same as JSON
outcome.py   what is answered: roster, fairness, spacing, reasons
saying.py    the answer in the reader's words
running.py   the solver in a process of its own: start, follow, stop; mending.py the same for a repair

Only the solving process imports what stands below (the library is large):
__main__.py  the process           solving.py   one answer for one problem
eligible.py  who could             flow.py      networks
bounds.py    proof of fairness     counting.py  reasons that counting finds
model.py     constraints           search.py    asking the solver
rolling.py   month by month        relaxing.py  what gives way
minimal.py   the fewest rules that clash
repairing.py the fewest changes after leave, and what more of them give back
"""

from core.roster.engine.mending import Point, Repair, mend
from core.roster.engine.outcome import (
    Fairness,
    Outcome,
    Reason,
    Spacing,
    Status,
    Unable,
    as_json,
    from_json,
)
from core.roster.engine.problem import CLASSES, SPECIAL, TOTAL, Cell, Day, Problem, Role, Wish
from core.roster.engine.reading import NoDays, NoRoles, Unreadable, read, write
from core.roster.engine.running import LIMIT, WORKERS, Progress, Run, SolverEnded
from core.roster.engine.saying import kind_name, missed, reason, summary, tightened

__all__ = [
    "CLASSES",
    "LIMIT",
    "SPECIAL",
    "TOTAL",
    "WORKERS",
    "Cell",
    "Day",
    "Fairness",
    "NoDays",
    "NoRoles",
    "Outcome",
    "Point",
    "Problem",
    "Progress",
    "Reason",
    "Repair",
    "Role",
    "Run",
    "SolverEnded",
    "Spacing",
    "Status",
    "Unable",
    "Unreadable",
    "Wish",
    "as_json",
    "from_json",
    "kind_name",
    "mend",
    "missed",
    "read",
    "reason",
    "summary",
    "tightened",
    "write",
]
