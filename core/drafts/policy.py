"""Everybody keeps drafts, only ever their own: the functions know no other person."""

from core.policy import VIEWERS, allow, rule

allow(
    "drafts",
    {
        "keep": rule(none=VIEWERS),
        "latest": rule(none=VIEWERS),
        "drop": rule(none=VIEWERS),
    },
)
