"""Everybody who works here may look at the charts; what they count is narrowed to what one may see."""

from core.policy import PEOPLE, allow, rule

allow("analysis", {"analysis": rule(none=PEOPLE)})
