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
feeding.py     duties in the calendar of a telephone

Tables: db/models/roster.py. Screens: pages/roster/. Tests: tests/roster/. Format: docs/roster-format.md.
"""

from core.roster import engine
from core.roster import feeding as feeding
from core.roster import policy as policy
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

__all__ = [
    "DUTY",
    "INSPECTION",
    "LEAVE_NAMES",
    "PERIOD_NAMES",
    "BroughtIn",
    "DayLine",
    "DutyCell",
    "ExemptionRow",
    "Fault",
    "LeaveKind",
    "LeaveRow",
    "MemberRow",
    "PairRow",
    "Period",
    "RoleFacts",
    "RoleRow",
    "RosterRow",
    "Search",
    "SearchesEnough",
    "Sheet",
    "Standing",
    "Trial",
    "allow_together",
    "ask_leave",
    "bounds_of",
    "carry_in",
    "close_role",
    "decide_leave",
    "draft",
    "drop_draft",
    "end_exemption",
    "engine",
    "exempt",
    "forget_search",
    "freeze",
    "import_pools",
    "import_roster",
    "join",
    "keep_apart",
    "keep_result",
    "leave_pool",
    "leaves",
    "leaves_to_decide",
    "members",
    "name_special_day",
    "pin",
    "problem",
    "propose_special_days",
    "publish",
    "published",
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
    "unpin",
    "wish",
    "wishes",
    "withdraw_leave",
]
