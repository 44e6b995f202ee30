"""Lists follow what may be seen, papers those of their task; templates are the administrator's."""

from core.actor import Charge, Role
from core.policy import ADMIN, PEOPLE, allow, rule

allow(
    "documents",
    {
        "ledger_sheet": rule(none=PEOPLE),
        "list_sheet": rule(none=PEOPLE),
        # These ask core.tasks for the papers first, which knows who may read them.
        "notice": rule(none=PEOPLE),
        "one_page": rule(none=PEOPLE),
        "case_file": rule(none=PEOPLE),
        "slip": rule(none=PEOPLE),
        "bulletin": rule(none=PEOPLE),
        "bulletin_sheet": rule(none=PEOPLE),
        "appraisal_sheet": rule(none=PEOPLE),
        "appraisal_paper": rule(none=PEOPLE),
        "analysis_paper": rule(none=PEOPLE),
        # Who may count the week: the paper shows photos of findings.
        "week_paper": rule(none=frozenset({Role.DIRECTOR, Role.LEADER, Role.OFFICE, Charge.SEVEN_S})),
        # Asks core.meetings first, which knows who was invited.
        "minutes": rule(none=PEOPLE),
        "leaders_sheet": rule(none=PEOPLE),
        "duty_sheet": rule(none=PEOPLE),
        "duty_ledger_sheet": rule(none=PEOPLE),
        "note_export": rule(none=PEOPLE),
        "exports": rule(none=ADMIN | {Role.DIRECTOR}),
        "own_template": rule(none=ADMIN),
        "keep_template": rule(none=ADMIN),
        "drop_template": rule(none=ADMIN),
    },
)
