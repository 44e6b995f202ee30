"""The office and whoever has the charge write; a leader, the director or the charge reviews; all read."""

from core.actor import Charge, Role
from core.policy import PEOPLE, Grant, allow, rule

WRITERS: frozenset[Grant] = frozenset({Role.DIRECTOR, Role.OFFICE, Charge.BULLETINS})
REVIEWERS: frozenset[Grant] = frozenset({Role.DIRECTOR, Role.LEADER, Charge.BULLETINS})

allow(
    "bulletins",
    {
        "draft": rule(none=WRITERS),
        "recount": rule(none=WRITERS),
        "edit": rule(none=WRITERS),
        "drop": rule(none=WRITERS),
        "submit": rule(none=WRITERS),
        "send_back": rule(none=REVIEWERS),
        "publish": rule(none=REVIEWERS),
        "correct": rule(none=WRITERS),
        "listed": rule(none=PEOPLE),
        "sheet": rule(none=PEOPLE),
    },
)
