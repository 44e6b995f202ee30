"""Everybody, on themselves only: the functions know no other person."""

from core.policy import VIEWERS, allow, rule

allow("account", {"card": rule(none=VIEWERS), "speak": rule(none=VIEWERS)})
