"""Everybody keeps views of their own; the supervising side shares them with the office."""

from core.policy import OFFICE, PEOPLE, allow, rule

allow(
    "views",
    {
        "built_in": rule(none=PEOPLE),
        "views": rule(none=PEOPLE),
        "opened": rule(none=PEOPLE),
        "save_view": rule(none=PEOPLE),
        "change_view": rule(own=PEOPLE),
        "drop_view": rule(own=PEOPLE),
        "share_view": rule(own=OFFICE),
        "unshare_view": rule(own=PEOPLE, other=OFFICE),
    },
)
