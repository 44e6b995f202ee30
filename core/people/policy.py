"""Who may do what with departments and people. Everybody may ask who is who."""

from core.actor import Role
from core.policy import ADMIN, PEOPLE, VIEWERS, allow, rule

KEEPERS = ADMIN | {Role.DIRECTOR}

allow(
    "people",
    {
        # departments
        "departments": rule(none=VIEWERS),
        "department_tree": rule(none=VIEWERS),
        "department_names": rule(none=VIEWERS),
        "office": rule(none=VIEWERS),
        "add_department": rule(none=KEEPERS),
        "rename_department": rule(none=KEEPERS),
        "edit_department": rule(none=KEEPERS),
        "move_department": rule(none=KEEPERS),
        "order_departments": rule(none=KEEPERS),
        "close_department": rule(none=KEEPERS),
        "reopen_department": rule(none=KEEPERS),
        "set_liaison": rule(own=KEEPERS | {Role.HEAD}, other=KEEPERS),
        # who is who
        "people_of": rule(none=PEOPLE),
        "leaders": rule(none=PEOPLE),
        "leader_cards": rule(none=KEEPERS),
        "line_leaders": rule(none=PEOPLE),
        "everybody": rule(none=PEOPLE),
        "find": rule(none=PEOPLE),
        "names": rule(none=VIEWERS),
        # accounts
        "roll": rule(none=PEOPLE),
        "person": rule(own=PEOPLE, other=KEEPERS),
        "add_person": rule(none=ADMIN),
        "edit_person": rule(none=ADMIN),
        "move_person": rule(none=ADMIN),
        "give_role": rule(none=ADMIN),
        "disable_person": rule(none=ADMIN),
        "enable_person": rule(none=ADMIN),
        "set_charges": rule(none=ADMIN),
        "set_lines": rule(none=KEEPERS),
        "set_recorders": rule(none=KEEPERS),
        # away and leaving
        "away": rule(none=PEOPLE),
        "absences": rule(own=PEOPLE, other=KEEPERS),
        "set_absence": rule(own=PEOPLE, other=KEEPERS),
        "end_absence": rule(own=PEOPLE, other=KEEPERS),
        "open_turns_of": rule(none=KEEPERS),
        "hand_over": rule(none=KEEPERS),
        # Excel
        "preview_import": rule(none=ADMIN),
        "commit_import": rule(none=ADMIN),
        "import_template": rule(none=ADMIN),
    },
)
