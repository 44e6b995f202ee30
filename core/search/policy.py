"""Everybody may search; what comes back is narrowed to what they may see."""

from core.policy import VIEWERS, allow, rule

allow("search", {"found": rule(none=VIEWERS)})
