"""Everybody asks and reads what is agreed; the office coordinates. OWN is who asked, or the leader."""

from core.actor import Charge, Role
from core.policy import LEADERS, PEOPLE, Grant, allow, rule

COORDINATORS: frozenset[Grant] = frozenset({Role.DIRECTOR, Role.OFFICE, Charge.MEETINGS})

allow(
    "engagements",
    {
        "ask": rule(none=PEOPLE),
        "change": rule(own=PEOPLE, other=COORDINATORS),
        "withdraw": rule(own=PEOPLE, other=COORDINATORS),
        "agree": rule(none=COORDINATORS | LEADERS),
        "refuse": rule(none=COORDINATORS | LEADERS),
        "calendar": rule(none=PEOPLE),
        "publish": rule(none=COORDINATORS),
        "editions": rule(none=PEOPLE),
        "edition": rule(none=PEOPLE),
    },
)
