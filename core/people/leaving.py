"""Somebody leaves: all their open turns go to somebody else in one step."""

from core import turns
from core.actor import Role
from core.errors import InvalidInput
from core.i18n import N_
from core.people import loading
from core.turns import Waiting
from core.work import Work


class HandedToSelf(InvalidInput):
    message = N_("Choose somebody else than {name}.")
    field = "to_person_id"


class NeedsALeader(InvalidInput):
    message = N_("What waits for a leader goes to another leader.")
    field = "to_person_id"


class CannotAct(InvalidInput):
    message = N_("{name} can only look at screens.")
    field = "to_person_id"


def open_turns_of(work: Work, *, person_id: int) -> list[Waiting]:
    """What somebody still holds or handles, soonest first."""
    work.must("people.open_turns_of")
    return turns.open_turns_of(work, person_id=person_id)


def hand_over(work: Work, *, from_person_id: int, to_person_id: int) -> int:
    """Give all that somebody holds or handles to somebody else; returns how many turns."""
    work.must("people.hand_over")
    leaver = loading.person(work, from_person_id)
    if from_person_id == to_person_id:
        raise HandedToSelf(name=leaver.name)
    successor = loading.enabled(work, to_person_id, field="to_person_id")
    if successor.role == Role.SCREEN:
        raise CannotAct(name=successor.name)
    if leaver.role == Role.LEADER and successor.role != Role.LEADER:
        raise NeedsALeader()
    moved = turns.hand_over(work, from_person_id=from_person_id, to_person_id=to_person_id)
    work.record("person.handed_over", from_person_id, to_person_id=to_person_id, turns=moved)
    return moved
