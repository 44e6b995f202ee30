"""Files follow the papers of their matter (places.py asks); here stands only who handles files at all."""

from core.policy import DIRECTION, PEOPLE, allow, rule

allow(
    "files",
    {
        "keep": rule(none=PEOPLE),
        "remove": rule(own=PEOPLE, other=DIRECTION),
        "may_add": rule(none=PEOPLE),
        "of": rule(none=PEOPLE),
        "of_matter": rule(none=PEOPLE),
        "read": rule(none=PEOPLE),
    },
)
