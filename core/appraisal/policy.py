"""Who may do what in the appraisal: the office prepares, leaders decide, departments object."""

from core.actor import Role
from core.policy import ADMIN, DIRECTION, LEADERS, OFFICE, PEOPLE, Grant, allow, rule

APPRAISERS: frozenset[Grant] = OFFICE | LEADERS | ADMIN
KEEPERS: frozenset[Grant] = ADMIN | DIRECTION
PREPARERS: frozenset[Grant] = OFFICE
OBJECTORS: frozenset[Grant] = frozenset({Role.HEAD, Role.LIAISON, Role.DIRECTOR, Role.OFFICE})

allow(
    "appraisal",
    {
        "rule_sets": rule(none=PEOPLE),
        "save_rules": rule(none=KEEPERS),
        "propose": rule(none=PREPARERS | LEADERS),
        "add_point": rule(none=PREPARERS | LEADERS),
        "decide_points": rule(none=LEADERS),
        "excuse": rule(none=LEADERS),
        "points": rule(none=PEOPLE),
        "object_to": rule(none=OBJECTORS),
        "decide_objection": rule(none=LEADERS),
        "enter_score": rule(none=PREPARERS),
        "read_scores": rule(none=PREPARERS),
        "import_scores": rule(none=PREPARERS),
        "scores": rule(none=APPRAISERS),
        "set_target": rule(none=KEEPERS | LEADERS),
        "results": rule(none=PEOPLE),
        "close_half": rule(none=DIRECTION | LEADERS),
        "prompts": rule(none=APPRAISERS),
        "keep_record": rule(none=DIRECTION | LEADERS),
        "records": rule(none=APPRAISERS),
    },
)
