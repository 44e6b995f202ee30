"""Who may bring tasks in: whoever may draft them. What each row does there core.tasks asks again."""

from core.policy import DRAFTERS, allow, rule

allow(
    "intake",
    {
        "read_line": rule(none=DRAFTERS),
        "similar": rule(none=DRAFTERS),
        "preview": rule(none=DRAFTERS),
        "commit": rule(none=DRAFTERS),
        "template": rule(none=DRAFTERS),
        "changes_sheet": rule(none=DRAFTERS),
        "batches": rule(none=DRAFTERS),
        "undo": rule(own=DRAFTERS),
    },
)
