"""Everybody chooses for themselves; administrators see what did not arrive."""

from core.policy import ADMIN, PEOPLE, allow, rule

allow(
    "messages",
    {
        "my_ways": rule(none=PEOPLE),
        "choose": rule(none=PEOPLE),
        "outbox": rule(none=ADMIN),
        "resend": rule(none=ADMIN),
        "set_aside": rule(none=ADMIN),
    },
)
