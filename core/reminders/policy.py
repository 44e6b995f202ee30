"""How and when the office reminds is an administrator's to set; the director may look and set as well."""

from core.actor import Role
from core.policy import ADMIN, allow, rule

STEERING = ADMIN | {Role.DIRECTOR}

allow(
    "reminders",
    {
        "rules": rule(none=STEERING),
        "change_rule": rule(none=STEERING),
        "preview": rule(none=STEERING),
        "sweep": rule(none=ADMIN),
    },
)
