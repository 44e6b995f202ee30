"""Who may do what with the calendar: everybody counts in it, few change it."""

from core.actor import Charge, Role
from core.policy import ADMIN, VIEWERS, Grant, allow, rule

KEEPERS: frozenset[Grant] = ADMIN | {Role.DIRECTOR, Role.OFFICE, Charge.ROSTER}

allow(
    "calendar",
    {
        "table": rule(none=VIEWERS),
        "is_workday": rule(none=VIEWERS),
        "add_workdays": rule(none=VIEWERS),
        "workday_on_or_before": rule(none=VIEWERS),
        "workday_on_or_after": rule(none=VIEWERS),
        "workdays_between": rule(none=VIEWERS),
        "unconfirmed_years": rule(none=VIEWERS),
        "years": rule(none=VIEWERS),
        "year_sheet": rule(none=VIEWERS),
        "preview_holidays": rule(none=KEEPERS),
        "set_day": rule(none=KEEPERS),
        "draw_up_year": rule(none=KEEPERS),
        "import_holidays": rule(none=KEEPERS),
        "confirm_year": rule(none=KEEPERS),
    },
)
