"""The state of the machine room is for administrators."""

from core.policy import ADMIN, allow, rule

allow("upkeep", {"last_backup": rule(none=ADMIN), "timed_jobs": rule(none=ADMIN)})
