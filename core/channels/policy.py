"""Channels are an administrator's: whoever sets one up decides where the office's words go."""

from core.policy import ADMIN, allow, rule

allow(
    "channels",
    {
        "channels": rule(none=ADMIN),
        "save_channel": rule(none=ADMIN),
        "drop_channel": rule(none=ADMIN),
    },
)
