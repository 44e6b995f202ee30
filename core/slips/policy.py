"""The supervising side and the line leader warn, the department replies, its parties read."""

from core.actor import Role
from core.i18n import N_
from core.policy import ADMIN, ANY, HEADS, LEADERS, OFFICE, PEOPLE, Grant, Rule, allow, rule
from core.tasks import RUNNING, join
from core.turns import Kind, Purpose

CHECKERS: frozenset[Grant] = OFFICE | {Role.HEAD}
STEERING = ADMIN | {Role.DIRECTOR}
PARTIES: Rule = {relation: PEOPLE for relation in ANY if relation not in ("other", "none")}

allow(
    "slips",
    {
        "issue": rule(supervising=CHECKERS, line=LEADERS),
        "cancel": rule(supervising=CHECKERS, line=LEADERS),
        "answer": rule(own=PEOPLE, lead=HEADS, supporting=HEADS),
        "of_task": PARTIES,
        "sheet": PARTIES,
        "listed": rule(none=PEOPLE),
        "due": rule(none=ADMIN | OFFICE),
        "issue_due": rule(none=ADMIN | OFFICE),
        "raise_unanswered": rule(none=ADMIN | OFFICE),
        "rules": rule(none=PEOPLE),
        "change_rule": rule(none=STEERING),
    },
)

join("answer_slip", N_("Reply to the slip"), "slips.answer", turn=(Kind.ANSWER, Purpose.SLIP))
join("issue_slip", N_("Issue a slip"), "slips.issue", states=RUNNING)
