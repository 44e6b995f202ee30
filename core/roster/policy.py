"""Who may do what with the roster: everybody reads it, whoever has the charge makes it."""

from core.actor import Charge, Role
from core.policy import LEADERS, PEOPLE, VIEWERS, Grant, allow, rule

KEEPERS: frozenset[Grant] = frozenset({Role.DIRECTOR, Charge.ROSTER})
DECIDERS: frozenset[Grant] = frozenset({Role.DIRECTOR, Role.LEADER, Charge.ROSTER})

allow(
    "roster",
    {
        # setting up
        "roles": rule(none=VIEWERS),
        "members": rule(none=PEOPLE),
        "standing": rule(none=KEEPERS),
        "set_up": rule(none=KEEPERS),
        "save_role": rule(none=KEEPERS),
        "close_role": rule(none=KEEPERS),
        "join": rule(none=KEEPERS),
        "leave_pool": rule(none=KEEPERS),
        "exempt": rule(none=KEEPERS),
        "end_exemption": rule(none=KEEPERS),
        "keep_apart": rule(none=KEEPERS),
        "allow_together": rule(none=KEEPERS),
        "name_special_day": rule(none=KEEPERS),
        "propose_special_days": rule(none=KEEPERS),
        "special_days_from": rule(none=KEEPERS),
        "carry_in": rule(none=KEEPERS),
        "import_pools": rule(none=KEEPERS),
        "import_roster": rule(none=KEEPERS),
        # wishes and leave
        "wish": rule(own=PEOPLE, other=KEEPERS),
        "wishes": rule(own=PEOPLE, other=KEEPERS),
        "ask_leave": rule(own=PEOPLE, other=KEEPERS),
        "withdraw_leave": rule(own=PEOPLE, other=KEEPERS),
        "leaves": rule(own=PEOPLE, other=DECIDERS),
        "leaves_to_decide": rule(none=DECIDERS | {Role.HEAD}),
        "decide_leave": rule(lead=DECIDERS | {Role.HEAD}, other=DECIDERS),
        # making it
        "rosters": rule(none=KEEPERS),
        "draft": rule(none=KEEPERS),
        "drop_draft": rule(none=KEEPERS),
        "problem": rule(none=KEEPERS),
        "keep_result": rule(none=KEEPERS),
        "pin": rule(none=KEEPERS),
        "unpin": rule(none=KEEPERS),
        "publish": rule(none=KEEPERS),
        "freeze": rule(none=KEEPERS),
        # looking at it
        "sheet": rule(none=KEEPERS),
        "published": rule(none=VIEWERS),
        "grid": rule(none=VIEWERS),
        "my_duties": rule(none=PEOPLE),
        "on_duty_now": rule(none=VIEWERS),
        # swaps: LINE is a swap of leaders, LEAD one of my department, SUPPORTING for somebody who is away
        "duty": rule(none=PEOPLE),
        "swap_trial": rule(none=PEOPLE),
        "proposals": rule(none=PEOPLE),
        "swaps": rule(none=PEOPLE),
        "ask_swap": rule(own=PEOPLE, other=KEEPERS),
        "consent": rule(own=PEOPLE, supporting=KEEPERS),
        "withdraw_swap": rule(own=PEOPLE, other=KEEPERS),
        "decide_swap": rule(
            line=LEADERS, lead=frozenset({Role.HEAD, Role.DIRECTOR}), other=frozenset({Role.DIRECTOR})
        ),
        "undo_swap": rule(none=KEEPERS),
        "ledger": rule(none=PEOPLE),
        "ledger_days": rule(none=PEOPLE),
        "damaged": rule(none=KEEPERS),
        "repair": rule(none=KEEPERS),
    },
)
