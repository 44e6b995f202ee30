"""Who may look at the board. What may be done with a card is judged by the commands of core.tasks."""

from core.policy import ADMIN, PEOPLE, VIEWERS, allow, rule

allow(
    "board",
    {
        "between": rule(none=ADMIN),
        "cards": rule(none=VIEWERS),
        "pin": rule(none=PEOPLE),
        "unpin": rule(none=PEOPLE),
    },
)
