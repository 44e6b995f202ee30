"""Who may do what with a supervised task."""

from core.actor import Role
from core.policy import (
    ADMIN,
    ANY,
    DIRECTION,
    DRAFTERS,
    HEADS,
    LEADERS,
    OFFICE,
    PEOPLE,
    VIEWERS,
    Grant,
    Rule,
    allow,
    rule,
)

CHECKERS: frozenset[Grant] = OFFICE | {Role.HEAD}
DOERS = rule(own=PEOPLE, lead=HEADS)
PART_DOERS = rule(own=PEOPLE, supporting=HEADS)
SUPERVISORS = rule(supervising=CHECKERS)
DECIDERS = rule(own=PEOPLE, supervising=CHECKERS)
SUPERIORS = rule(supervising=CHECKERS, line=LEADERS)
# Whoever has to do with the item may read and speak; leaders may read what is not internal.
PARTIES: Rule = {relation: PEOPLE for relation in ANY if relation not in ("other", "none")}

allow(
    "tasks",
    {
        # drafting
        "draft": rule(none=DRAFTERS),
        "edit_draft": rule(author=DRAFTERS, supervising=CHECKERS),
        "drop_draft": rule(author=DRAFTERS, supervising=CHECKERS),
        "ask_sign_off": rule(author=DRAFTERS, supervising=CHECKERS),
        "sign_off": rule(own=PEOPLE),
        # issuing
        "issue": rule(author=LEADERS, supervising=CHECKERS),
        "recall": SUPERVISORS,
        "edit": SUPERVISORS,
        "hand_on": SUPERVISORS,
        "merge": SUPERVISORS,
        "copy_to": rule(author=DRAFTERS, own=PEOPLE, lead=HEADS, supervising=CHECKERS, line=LEADERS),
        # carrying out
        "sign_for": DOERS,
        "sign_for_part": PART_DOERS,
        "name_handler": DOERS,
        "ask_reassignment": DOERS,
        "decide_reassignment": DECIDERS,
        "report": DOERS,
        "report_part": PART_DOERS,
        "hand_in_part": PART_DOERS,
        "finish_node": DOERS,
        "ask_extension": DOERS,
        "decide_extension": DECIDERS,
        "apply_to_close": DOERS,
        "take_back_application": DOERS,
        "mark_read": rule(own=PEOPLE),
        "mark_seen": PARTIES,
        # supervising
        "urge": SUPERIORS,
        "answer_urge": rule(own=PEOPLE, lead=HEADS, supporting=HEADS),
        "mark_difficult": rule(own=PEOPLE, lead=HEADS, supervising=CHECKERS),
        "open_fast_track": rule(supervising=DIRECTION, line=LEADERS),
        "hand_in_owed": DOERS,
        "accept": DECIDERS,
        "send_back": DECIDERS,
        "approve": rule(own=PEOPLE),
        "refuse_approval": rule(own=PEOPLE),
        "evaluate": SUPERIORS,
        "archive": SUPERVISORS,
        "pause": SUPERIORS,
        "resume": SUPERIORS,
        "cancel": SUPERIORS,
        "reopen": SUPERIORS,
        # talking
        "comment": PARTIES,
        # templates
        "save_template": rule(none=OFFICE),
        "retire_template": rule(none=OFFICE),
        "templates": rule(none=DRAFTERS),
        "draft_from_template": rule(none=DRAFTERS),
        "draft_recurring": rule(none=ADMIN | OFFICE),
        # reading: what is not internal everybody sees, the rest is narrowed in SQL
        "choices": rule(none=VIEWERS),
        "listed": rule(none=VIEWERS),
        "lamps": rule(none=VIEWERS),
        "department_lamps": rule(none=VIEWERS),
        "ledger": rule(none=PEOPLE),
        "my_tasks": rule(none=PEOPLE),
        "decisions": rule(none=PEOPLE),
        "line_reds": rule(none=LEADERS),
        "face": {relation: VIEWERS for relation in ANY},
        "papers": PARTIES,
        "add_paper": PARTIES,
        "timeline": PARTIES,
        "told": PARTIES,
        "conversation": PARTIES,
        "drafts": rule(none=DRAFTERS),
    },
)
