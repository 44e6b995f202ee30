"""The duty roster: who is on duty when, provably as fair as can be.

engine/        the solver without a database (its own map inside)
roles.py       roles and shifts: how many on which class of day, when, how far apart
pools.py       who is in which pool, exempt, kept apart
leaves.py      leave and travel with approval, wishes
special.py     special days over the years, balances brought along
importing.py   pools and the old roster from Excel
gathering.py   from the tables to the engine's problem
drafting.py    drafts, pins, what was found
runs.py        searches in processes of their own: start, look, stop
publishing.py  publish, freeze
queries.py     lists and sheets
month.py       the grid of a month, my duties, who is on duty now
fitting.py     could this person take this duty
swapping.py    swaps and stand-ins: asked, consented to, approved, undone; settling.py what they need
swaps.py       swaps to look at: effects, proposals, what waits
repairing.py   repair after leave with the fewest changes
ledger.py      what everybody has done in a year, and the days behind it
reminding.py   the day before a duty: a timed job
feeding.py     duties in the calendar of a telephone

Tables: db/models/roster.py. Screens: pages/roster/. Tests: tests/roster/. Format: docs/roster-format.md.
"""

from core.roster import engine
from core.roster import feeding as feeding
from core.roster import policy as policy
from core.roster import reminding as reminding
from core.roster.drafting import (
    PERIOD_NAMES,
    Period,
    bounds_of,
    draft,
    drop_draft,
    keep_result,
    pin,
    problem,
    unpin,
)
from core.roster.gathering import Trial
from core.roster.importing import BroughtIn, Fault, import_pools, import_roster
from core.roster.leaves import (
    LEAVE_NAMES,
    LeaveKind,
    LeaveRow,
    ask_leave,
    decide_leave,
    leaves,
    leaves_to_decide,
    wish,
    wishes,
    withdraw_leave,
)
from core.roster.ledger import LedgerDay, LedgerRow, ledger, ledger_days
from core.roster.month import Grid, MyDuty, OnDuty, grid, my_duties, on_duty_now
from core.roster.pools import (
    ExemptionRow,
    MemberRow,
    PairRow,
    Standing,
    allow_together,
    end_exemption,
    exempt,
    join,
    keep_apart,
    leave_pool,
    members,
    standing,
)
from core.roster.publishing import freeze, publish
from core.roster.queries import DayLine, DutyCell, RosterRow, Sheet, published, rosters, sheet
from core.roster.repairing import Damaged, damaged, repair
from core.roster.roles import DUTY, INSPECTION, RoleFacts, RoleRow, close_role, roles, save_role, set_up
from core.roster.runs import (
    Search,
    SearchesEnough,
    forget_search,
    searches,
    start_search,
    stop_all,
    stop_search,
)
from core.roster.special import carry_in, name_special_day, propose_special_days, special_days_from
from core.roster.swapping import ask_swap, consent, decide_swap, undo_swap, withdraw_swap
from core.roster.swaps import (
    DutyFacts,
    Effect,
    Proposal,
    SwapRow,
    SwapTrial,
    duty,
    proposals,
    swap_trial,
    swaps,
)

__all__ = [
    "DUTY",
    "INSPECTION",
    "LEAVE_NAMES",
    "PERIOD_NAMES",
    "BroughtIn",
    "Damaged",
    "DayLine",
    "DutyCell",
    "DutyFacts",
    "Effect",
    "ExemptionRow",
    "Fault",
    "Grid",
    "LeaveKind",
    "LeaveRow",
    "LedgerDay",
    "LedgerRow",
    "MemberRow",
    "MyDuty",
    "OnDuty",
    "PairRow",
    "Period",
    "Proposal",
    "RoleFacts",
    "RoleRow",
    "RosterRow",
    "Search",
    "SearchesEnough",
    "Sheet",
    "Standing",
    "SwapRow",
    "SwapTrial",
    "Trial",
    "allow_together",
    "ask_leave",
    "ask_swap",
    "bounds_of",
    "carry_in",
    "close_role",
    "consent",
    "damaged",
    "decide_leave",
    "decide_swap",
    "draft",
    "drop_draft",
    "duty",
    "end_exemption",
    "engine",
    "exempt",
    "forget_search",
    "freeze",
    "grid",
    "import_pools",
    "import_roster",
    "join",
    "keep_apart",
    "keep_result",
    "leave_pool",
    "leaves",
    "leaves_to_decide",
    "ledger",
    "ledger_days",
    "members",
    "my_duties",
    "name_special_day",
    "on_duty_now",
    "pin",
    "problem",
    "proposals",
    "propose_special_days",
    "publish",
    "published",
    "repair",
    "roles",
    "rosters",
    "save_role",
    "searches",
    "set_up",
    "sheet",
    "special_days_from",
    "standing",
    "start_search",
    "stop_all",
    "stop_search",
    "swap_trial",
    "swaps",
    "undo_swap",
    "unpin",
    "wish",
    "wishes",
    "withdraw_leave",
    "withdraw_swap",
]
