"""Who may do what in 7S. OWN is the team of a round, the owner of an area, or whoever has the turn."""

from core.actor import Charge, Role
from core.policy import ADMIN, PEOPLE, Grant, allow, rule

KEEPERS: frozenset[Grant] = frozenset({Role.DIRECTOR, Charge.SEVEN_S})
# Who sees all findings of open areas; of restricted rooms only the keepers do.
SEERS: frozenset[Grant] = KEEPERS | {Role.LEADER, Role.OFFICE}
TEAM = rule(own=PEOPLE, other=KEEPERS)

allow(
    "seven_s",
    {
        # areas
        "areas": rule(none=PEOPLE),
        "area_by_token": rule(none=PEOPLE),
        "add_area": rule(none=KEEPERS),
        "edit_area": rule(none=KEEPERS),
        "retire_area": rule(none=KEEPERS),
        "set_reference": rule(none=KEEPERS),
        # the catalogue
        "items": rule(none=PEOPLE),
        "editions": rule(none=PEOPLE),
        "pending_changes": rule(none=KEEPERS),
        "change_item": rule(none=KEEPERS),
        "drop_change": rule(none=KEEPERS),
        "publish": rule(none=KEEPERS),
        "install_catalogue": rule(none=ADMIN | KEEPERS),
        # rounds
        "start_round": rule(none=KEEPERS),
        "start_from_roster": rule(none=ADMIN | KEEPERS),
        "roster_team": rule(none=ADMIN | KEEPERS),
        "start_self_check": TEAM,
        "start_mutual_check": rule(none=KEEPERS),
        "set_team": TEAM,
        "my_rounds": rule(none=PEOPLE),
        "hand_in": TEAM,
        # walking
        "walk_sheet": TEAM,
        "arrive": TEAM,
        "answer_item": TEAM,
        "finish_visit": TEAM,
        "skip_visit": TEAM,
        "note_finding": TEAM,
        "save_finding": TEAM,
        "drop_finding": TEAM,
        # the schedule
        "schedule": rule(none=PEOPLE),
        "excuse": rule(none=KEEPERS),
        "excuses": rule(none=PEOPLE),
        "withdraw_excuse": rule(none=KEEPERS),
        # findings
        "findings": rule(none=PEOPLE),
        "finding": rule(own=PEOPLE, other=SEERS),
        "add_photo": TEAM,
        "fix": TEAM,
        "verify": rule(own=PEOPLE, other=KEEPERS),
        "raise_objection": rule(own=PEOPLE),
        "decide_objection": rule(own=PEOPLE, other=KEEPERS),
        "supervise": rule(none=KEEPERS | {Role.OFFICE}),
        "find_shared_faults": rule(none=ADMIN | KEEPERS),
        "escalate": rule(none=ADMIN | KEEPERS),
        # red tags
        "red_tags": rule(none=PEOPLE),
        "hang_red_tag": rule(none=PEOPLE),
        "decide_red_tag": TEAM,
        "remove_red_tag": rule(own=PEOPLE, other=KEEPERS),
        # scores
        "scores": rule(none=PEOPLE),
        "days_of_areas": rule(none=PEOPLE),
        "recount": rule(none=ADMIN | KEEPERS),
    },
)
