"""Who may ask what waits, and who may hand over a leaver's turns."""

from core.policy import ADMIN, DIRECTION, PEOPLE, allow, rule

allow(
    "turns",
    {
        "waiting": rule(none=PEOPLE),
        "open_turns_of": rule(none=ADMIN | DIRECTION),
        "hand_over": rule(none=ADMIN | DIRECTION),
    },
)
