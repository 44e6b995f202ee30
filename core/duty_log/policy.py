"""OWN is whoever is on duty, today or since yesterday; beside them those who keep the roster."""

from core.actor import Charge, Role
from core.policy import PEOPLE, Grant, allow, rule

KEEPERS: frozenset[Grant] = frozenset({Role.DIRECTOR, Charge.ROSTER})
READERS: frozenset[Grant] = KEEPERS | {Role.LEADER, Role.OFFICE}

allow(
    "duty_log",
    {
        "log": rule(own=PEOPLE, other=READERS),
        "note": rule(own=PEOPLE, other=KEEPERS),
        "reword": rule(own=PEOPLE, other=KEEPERS),
        "close_entry": rule(own=PEOPLE, other=KEEPERS),
        "make_task": rule(own=PEOPLE, other=KEEPERS),
        "hand_over": rule(own=PEOPLE, other=KEEPERS),
        "take_over": rule(own=PEOPLE, other=KEEPERS),
    },
)
