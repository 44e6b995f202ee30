"""Asking for a later day, and the decision. The first day and the number of changes stay visible."""

from datetime import date

from core.errors import InvalidInput
from core.i18n import N_
from core.tasks.refusals import DayNotLater, ExtensionPending
from core.tasks.rules import State
from core.tasks.settling import checkers, doers, settle, tell
from core.tasks.sight import Case, load
from core.tasks.signing import ask_supervisors
from core.text import clean_text
from core.turns import Kind, Purpose, finish, reschedule
from core.work import Work
from db.models import Extension, Turn


class DayWanted(InvalidInput):
    message = N_("Choose the new day.")
    field = "to_day"


def ask_extension(work: Work, *, task_id: int, to_day: date, reason: str) -> None:
    """The lead department asks for a later day, before it applies to close."""
    case = load(work, task_id, "ask_extension", turn=(Kind.DO, ""))
    case.must_be(State.WORKING)
    doing = case.need(Kind.DO)
    if case.find(Kind.DECIDE, Purpose.EXTENSION) is not None:
        raise ExtensionPending()
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    if doing.due_day is None or to_day is None:
        raise DayWanted()
    if to_day <= max(doing.due_day, work.today):
        raise DayNotLater(day=max(doing.due_day, work.today))
    asked = Extension(
        matter_id=task_id,
        turn_id=doing.id,
        from_day=doing.due_day,
        to_day=to_day,
        reason=reason,
        asked_by=work.actor.number,
        asked_at=work.now,
    )
    work.session.add(asked)
    work.session.flush()
    turn = ask_supervisors(case, Purpose.EXTENSION, origin_id=asked.id)
    settle(case)
    tell(case, "extension_asked", checkers(case), mark=turn.id, day=to_day)
    case.record("extension_asked", reason=reason, due_day=[asked.from_day, to_day])


def grant_day(case: Case, *, to_day: date, reason: str) -> None:
    """A later day that was decided without being asked for, in a meeting for instance; a request that
    waits is answered by it. Whoever calls has judged who may."""
    work = case.work
    case.must_be(State.WORKING, State.ISSUED)
    doing = case.need(Kind.DO)
    if doing.due_day is None or to_day is None:
        raise DayWanted()
    if to_day <= max(doing.due_day, work.today):
        raise DayNotLater(day=max(doing.due_day, work.today))
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    waiting = case.find(Kind.DECIDE, Purpose.EXTENSION)
    asked = (
        work.session.get_one(Extension, waiting.origin_id)
        if waiting
        else _unasked(case, doing, to_day, reason)
    )
    if waiting is not None:
        finish(work, waiting, "agreed", reason=reason)
    asked.decided_by, asked.decided_at, asked.note, asked.granted_day = (
        work.actor.id,
        work.now,
        reason,
        to_day,
    )
    before = doing.due_day
    reschedule(doing, to_day)
    case.matter.extensions += 1
    case.matter.lagging = False
    settle(case)
    tell(case, "extension_granted", doers(case), mark=f"{doing.id}:{doing.due_revision}", day=to_day)
    case.record("extended", reason=reason, due_day=[before, to_day])


def _unasked(case: Case, doing: Turn, to_day: date, reason: str) -> Extension:
    assert doing.due_day is not None
    made = Extension(
        matter_id=case.id,
        turn_id=doing.id,
        from_day=doing.due_day,
        to_day=to_day,
        reason=reason,
        asked_by=case.work.actor.number,
        asked_at=case.work.now,
    )
    case.work.session.add(made)
    return made


def decide_extension(
    work: Work, *, task_id: int, agreed: bool, to_day: date | None = None, note: str = ""
) -> None:
    """Agree to the day asked for, or to another one, or refuse with a reason."""
    case = load(work, task_id, "decide_extension", turn=(Kind.DECIDE, Purpose.EXTENSION))
    turn = case.need(Kind.DECIDE, Purpose.EXTENSION)
    asked = work.session.get_one(Extension, turn.origin_id)
    doing = work.session.get_one(Turn, asked.turn_id)
    note = clean_text(note, limit=1000, field="note", required=not agreed)
    day = to_day or asked.to_day
    if agreed and doing.due_day is not None and day <= doing.due_day:
        raise DayNotLater(day=doing.due_day)
    asked.decided_by, asked.decided_at, asked.note = work.actor.id, work.now, note
    finish(work, turn, "agreed" if agreed else "refused", reason=note)
    if agreed:
        asked.granted_day = day
        reschedule(doing, day)
        case.matter.extensions += 1
        case.matter.lagging = False
    settle(case)
    if agreed:
        tell(case, "extension_granted", doers(case), mark=turn.id, day=day)
        case.record("extended", reason=note, due_day=[asked.from_day, day])
    else:
        tell(case, "extension_refused", doers(case), mark=turn.id, reason=note)
        case.record("extension_refused", reason=note)
