"""Everybody may look at a wall; administrators and the office arrange it and hand out links."""

from core.policy import ADMIN, OFFICE, VIEWERS, allow, rule

KEEPERS = ADMIN | OFFICE

allow(
    "wall",
    {
        "snapshot": rule(none=VIEWERS),
        "arranged": rule(none=VIEWERS),
        "arrange": rule(none=KEEPERS),
        "links": rule(none=KEEPERS),
        "make_link": rule(none=KEEPERS),
        "revoke_link": rule(none=KEEPERS),
    },
)
