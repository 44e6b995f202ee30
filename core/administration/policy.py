"""The administrator and the office director set how the office works."""

from core.actor import Role
from core.policy import ADMIN, VIEWERS, allow, rule

STEERING = ADMIN | {Role.DIRECTOR}

allow(
    "administration",
    {
        "house": rule(none=VIEWERS),
        "settings": rule(none=STEERING),
        "change_settings": rule(none=STEERING),
        "set_logo": rule(none=STEERING),
        "drop_logo": rule(none=STEERING),
        "rhythm": rule(none=STEERING),
        "change_level": rule(none=STEERING),
    },
)
