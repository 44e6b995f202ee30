"""Whoever tries the demo may follow its guide, or send it away."""

from core.policy import ADMIN, PEOPLE, allow, rule

allow(
    "guide",
    {
        "start": rule(none=ADMIN),
        "guide": rule(none=PEOPLE),
        "drop_guide": rule(none=PEOPLE),
        "resume_guide": rule(none=PEOPLE),
    },
)
