"""Opening and ending turns. The commands of a procedure call these; permissions are theirs."""

from datetime import date

from core.actor import Actor
from core.errors import InvalidInput
from core.i18n import N_
from core.turns.kinds import Kind
from core.work import Work
from db.models import Turn


class PaperNeeded(InvalidInput):
    message = N_("Whoever records a decision for somebody else adds a photo of the paper.")
    field = "paper_id"


def open_turn(
    work: Work,
    matter_id: int,
    kind: Kind,
    *,
    person_id: int | None = None,
    department_id: int | None = None,
    due_day: date | None = None,
    purpose: str = "",
    round: int = 1,
    part_id: int | None = None,
    node_id: int | None = None,
    origin_id: int | None = None,
    handler_id: int | None = None,
    task: str = "",
) -> Turn:
    """It is somebody's move now: exactly one holder, a person or a department."""
    turn = Turn(
        matter_id=matter_id,
        kind=kind,
        purpose=purpose,
        round=round,
        part_id=part_id,
        node_id=node_id,
        origin_id=origin_id,
        holder_person_id=person_id,
        holder_department_id=department_id,
        handler_id=handler_id,
        task=task,
        due_day=due_day,
        due_revision=0,
        opened_at=work.now,
        opened_by=work.actor.id,
        outcome="",
        reason="",
    )
    work.session.add(turn)
    work.session.flush()
    return turn


def finish(
    work: Work, turn: Turn, outcome: str, *, reason: str = "", for_person_id: int | None = None
) -> None:
    """The move is made."""
    turn.done_at, turn.done_by = work.now, work.actor.id
    turn.outcome, turn.reason, turn.for_person_id = outcome, reason, for_person_id
    if turn.seen_at is None:
        turn.seen_at = work.now


def withdraw(work: Work, turns: list[Turn], *, reason: str = "") -> None:
    """The moves are no longer wanted."""
    for turn in turns:
        finish(work, turn, "withdrawn", reason=reason)


def reschedule(turn: Turn, day: date) -> None:
    """A new day; reminders of the old one fall silent and are armed again."""
    turn.due_day = day
    turn.due_revision += 1


def seen(work: Work, turn: Turn) -> None:
    """The holder has opened it: shown on the receipt."""
    if turn.seen_at is None:
        turn.seen_at = work.now


def mine(actor: Actor, turn: Turn) -> bool:
    """May this person take the turn: as holder, as named handler, as stand-in, or recording for a leader?"""
    people = actor.selves | actor.records_for
    if turn.holder_person_id is not None:
        return turn.holder_person_id in people
    return turn.handler_id in actor.selves or turn.holder_department_id in actor.deputises


def claim(actor: Actor, turn: Turn, *, paper_id: int | None = None) -> int | None:
    """For whom the turn is taken: None when one's own. Recording for a leader needs the paper."""
    holder = turn.holder_person_id
    if holder is None or holder == actor.id:
        return None
    if holder in actor.stands_in_for:
        return holder
    if holder in actor.records_for and paper_id is None:
        raise PaperNeeded()
    return holder
