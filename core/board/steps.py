"""Which command of core.tasks brings a card from one column to another, and why another does not.

What a card may do is said in one short text, a sign for each column: HERE, ONCE (a drop does it), FORM (a
drop opens its form), else the place of the reason in HINDRANCES, counted from `a`.
"""

from core.board.refusals import (
    HINDRANCES,
    ApprovalMissing,
    CheckedByOthers,
    GoesBack,
    IsClosed,
    LeadApplies,
    LeaderApproves,
    LeadSignsFor,
    NoApprovalNeeded,
    NotApplied,
    NotApproved,
    NotChecked,
    NotSignedFor,
    SuperiorsDecide,
    SupervisorsCheck,
    SupervisorsHandOn,
)
from core.errors import DomainError
from core.tasks import State

COLUMNS = (State.ISSUED, State.WORKING, State.CHECKING, State.APPROVING, State.PAUSED, State.CLOSED)
HERE, ONCE, FORM = "=", "!", "?"
FIRST = ord("a")

Refusal = type[DomainError]
Way = tuple[State, State]

# The first command that the reader may call is the one that is meant.
STEPS: dict[Way, tuple[str, ...]] = {
    (State.ISSUED, State.WORKING): ("sign_for",),
    (State.WORKING, State.ISSUED): ("hand_on",),
    (State.WORKING, State.CHECKING): ("apply_to_close",),
    (State.CHECKING, State.WORKING): ("send_back", "take_back_application"),
    (State.CHECKING, State.APPROVING): ("accept",),
    (State.CHECKING, State.CLOSED): ("accept",),
    (State.APPROVING, State.WORKING): ("refuse_approval",),
    (State.APPROVING, State.CLOSED): ("approve",),
    (State.CLOSED, State.WORKING): ("reopen",),
    **{(state, State.PAUSED): ("pause",) for state in COLUMNS[:4]},
    **{(State.PAUSED, state): ("resume",) for state in COLUMNS[:4]},
}
# These need no reason, no evidence and no handler.
AT_ONCE = frozenset({"accept", "approve", "resume"})

# Where no command leads: the step that comes first.
MISSING: dict[State, Refusal] = {
    State.ISSUED: NotSignedFor,
    State.WORKING: NotApplied,
    State.CHECKING: NotChecked,
    State.APPROVING: NotApproved,
    State.PAUSED: GoesBack,
    State.CLOSED: IsClosed,
}
# Where one leads, but not for this reader: whose step it is.
WHOSE: dict[str, Refusal] = {
    "sign_for": LeadSignsFor,
    "apply_to_close": LeadApplies,
    "hand_on": SupervisorsHandOn,
    "send_back": SupervisorsCheck,
    "accept": SupervisorsCheck,
    "approve": LeaderApproves,
    "refuse_approval": LeaderApproves,
    "pause": SuperiorsDecide,
    "resume": SuperiorsDecide,
    "reopen": SuperiorsDecide,
}
OWN_CHECK = frozenset({"accept", "send_back"})


def names(way: Way, *, goes_up: bool, back: State) -> tuple[str, ...] | Refusal:
    """The commands of a way for a card that is approved by a leader (`goes_up`) or was paused in `back`."""
    start, target = way
    if way == (State.CHECKING, State.CLOSED) and goes_up:
        return ApprovalMissing
    if way == (State.CHECKING, State.APPROVING) and not goes_up:
        return NoApprovalNeeded
    if start is State.PAUSED and target is not back:
        return GoesBack
    return STEPS.get(way) or MISSING[start]


def step(way: Way, may: frozenset[str], *, goes_up: bool, back: State, applied: bool) -> str | Refusal:
    """The command of a way for a reader who `may` call these; `applied`: it was the reader who applied."""
    found = names(way, goes_up=goes_up, back=back)
    if not isinstance(found, tuple):
        return found
    able = [name for name in found if name in may and not (applied and name in OWN_CHECK)]
    if able:
        return able[0]
    return CheckedByOthers if applied and OWN_CHECK & may & set(found) else WHOSE[found[0]]


def sign(found: str | Refusal, *, paper: bool) -> str:
    """`paper`: whoever records a leader's decision adds the paper, so its form opens."""
    if isinstance(found, str):
        return ONCE if found in AT_ONCE and not (paper and found == "approve") else FORM
    return chr(FIRST + HINDRANCES.index(found))
