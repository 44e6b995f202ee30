"""Who may do what with meetings. OWN is invited, AUTHOR keeps it: the chair or the secretary."""

from core.actor import Charge, Role
from core.policy import ADMIN, LEADERS, PEOPLE, Grant, allow, rule

ORGANISERS: frozenset[Grant] = frozenset({Role.DIRECTOR, Role.OFFICE, Charge.MEETINGS})
PLANNERS: frozenset[Grant] = ORGANISERS | {Role.LEADER, Role.HEAD}
# What moves a task is its supervisors' to do: a meeting of one's own opens no other door to it.
DECIDING = rule(author=ORGANISERS | LEADERS, own=ORGANISERS, other=ORGANISERS)
KEEPING = rule(author=PEOPLE, own=ORGANISERS, other=ORGANISERS)
READING = rule(author=PEOPLE, own=PEOPLE, other=ORGANISERS | LEADERS)

allow(
    "meetings",
    {
        # set up
        "kinds": rule(none=PEOPLE),
        "keep_kind": rule(none=ADMIN | ORGANISERS),
        "retire_kind": rule(none=ADMIN | ORGANISERS),
        "install_kinds": rule(none=ADMIN | ORGANISERS),
        "rooms": rule(none=PEOPLE),
        "keep_room": rule(none=ADMIN | ORGANISERS),
        "retire_room": rule(none=ADMIN | ORGANISERS),
        # planning
        "plan": rule(none=PLANNERS),
        "series": rule(none=PEOPLE),
        "start_series": rule(none=PLANNERS),
        "end_series": rule(none=ORGANISERS),
        "plan_series": rule(none=ADMIN | ORGANISERS),
        "change_plan": KEEPING,
        "call_off": KEEPING,
        "invite": KEEPING,
        "reply": rule(own=PEOPLE, author=PEOPLE),
        "clashes": rule(none=PEOPLE),
        "finish_step": rule(own=PEOPLE, author=PEOPLE, other=ORGANISERS),
        # the agenda
        "proposals": KEEPING,
        "put_on": KEEPING,
        "add_item": KEEPING,
        "change_item": KEEPING,
        "move_item": KEEPING,
        "take_off": KEEPING,
        # in session
        "open_meeting": KEEPING,
        "show_item": KEEPING,
        "take_over": KEEPING,
        "note_attendance": KEEPING,
        "note": KEEPING,
        "decide": KEEPING,
        "set_task": KEEPING,
        "take_down_report": DECIDING,
        "grant_day": DECIDING,
        "urge": DECIDING,
        "close_meeting": KEEPING,
        # afterwards
        "keep_minutes": KEEPING,
        "approve_minutes": KEEPING,
        "answer_raiser": KEEPING,
        # reading: narrowed in SQL, or to those invited
        "meetings": rule(none=PEOPLE),
        "sheet": READING,
        "minutes": READING,
        "stage": READING,
        "follows": READING,
        "follow_up": READING,
        "figures": rule(none=PEOPLE),
        "number_of": rule(none=PEOPLE),
        "of_task": rule(none=PEOPLE),
    },
)
