"""Who may count: everybody over what they see, some over everything."""

from core.actor import Charge
from core.policy import ADMIN, LEADERS, OFFICE, VIEWERS, Grant, allow, rule

COUNTERS: frozenset[Grant] = OFFICE | LEADERS | ADMIN | {Charge.BULLETINS}

allow(
    "counting",
    {
        "figures": rule(none=VIEWERS),
        "office_figures": rule(none=COUNTERS),
    },
)
