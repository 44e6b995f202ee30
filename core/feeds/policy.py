"""Everybody keeps the own feed; nobody that of another person."""

from core.policy import PEOPLE, allow, rule

allow(
    "feeds",
    {
        "my_feed": rule(none=PEOPLE),
        "make_feed": rule(none=PEOPLE),
        "revoke_feed": rule(none=PEOPLE),
    },
)
