"""Scores are everybody's; how quickly somebody walked, and the paper with photos, are not."""

from core.actor import Charge, Role
from core.policy import PEOPLE, Grant, allow, rule

KEEPERS: frozenset[Grant] = frozenset({Role.DIRECTOR, Charge.SEVEN_S})
READERS: frozenset[Grant] = KEEPERS | {Role.LEADER, Role.OFFICE}

allow(
    "seven_s_figures",
    {
        "day_board": rule(none=PEOPLE),
        "week_board": rule(none=PEOPLE),
        "month_board": rule(none=PEOPLE),
        "area_page": rule(none=PEOPLE),
        "figures": rule(none=PEOPLE),
        "paces": rule(none=KEEPERS),
        "week": rule(none=READERS),
    },
)
