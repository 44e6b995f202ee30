"""Pausing, cancelling, opening again: each with its reason and who decided."""

from datetime import date

from core.tasks.refusals import DayPassed, TurnGone
from core.tasks.rules import ENDED, RUNNING, State
from core.tasks.settling import doers, opened, settle, tell
from core.tasks.sight import load
from core.text import clean_text
from core.turns import Kind, open_turn, reschedule, withdraw
from core.work import Work
from db.models import Pause, Turn


def pause(work: Work, *, task_id: int, reason: str) -> None:
    """Its lamp goes grey and nobody is reminded until it goes on."""
    case = load(work, task_id, "pause")
    case.must_be(*RUNNING)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    paused = Pause(matter_id=task_id, reason=reason, paused_by=work.actor.number, paused_at=work.now)
    work.session.add(paused)
    case.pause = paused
    settle(case)
    tell(case, "paused", doers(case), mark=work.now.isoformat(), reason=reason)
    case.record("paused", reason=reason)


def resume(work: Work, *, task_id: int, reason: str = "", due_day: date | None = None) -> None:
    """It goes on, with a new day where one is given."""
    case = load(work, task_id, "resume")
    case.must_be(State.PAUSED)
    if case.pause is None:
        raise TurnGone()
    reason = clean_text(reason, limit=1000, field="reason")
    case.pause.resumed_at, case.pause.resumed_by = work.now, work.actor.id
    case.pause = None
    old = case.matter.due_day
    _new_day(case.find(Kind.DO), due_day, work)
    settle(case)
    tell(case, "resumed", doers(case), mark=work.now.isoformat())
    case.record("resumed", reason=reason, due_day=[old, case.matter.due_day])


def cancel(work: Work, *, task_id: int, reason: str) -> None:
    """It is not wanted any more; it counts nowhere."""
    case = load(work, task_id, "cancel")
    case.must_be(*RUNNING, State.PAUSED)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    people = doers(case)
    if case.pause is not None:
        case.pause.resumed_at, case.pause.resumed_by = work.now, work.actor.id
    withdraw(work, case.open, reason=reason)
    settle(case, ended=State.CANCELLED)
    tell(case, "cancelled", people, mark=work.now.isoformat(), reason=reason)
    case.record("cancelled", reason=reason)


def reopen(work: Work, *, task_id: int, reason: str, due_day: date) -> None:
    """Closed too early, or wanted again: the next round, with a day of its own."""
    case = load(work, task_id, "reopen")
    case.must_be(*(state for state in ENDED if state != State.MERGED))
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    matter = case.matter
    if due_day < work.today:
        raise DayPassed(day=due_day)
    if matter.issued_at is None or matter.lead_department_id is None:
        raise TurnGone()
    old = matter.due_day
    matter.closed_at = matter.archived_at = matter.applied_on = None
    matter.round += 1
    matter.percent = min(matter.percent, 90)
    turn = open_turn(
        work,
        task_id,
        Kind.DO,
        department_id=matter.lead_department_id,
        handler_id=matter.handler_id,
        due_day=due_day,
        round=matter.round,
    )
    turn.signed_at = work.now
    opened(case, turn)
    settle(case)
    tell(case, "reopened", doers(case), mark=turn.id, reason=reason)
    case.record("reopened", reason=reason, due_day=[old, due_day], round=matter.round)


def _new_day(turn: Turn | None, due_day: date | None, work: Work) -> None:
    if due_day is None or turn is None:
        return
    if due_day < work.today:
        raise DayPassed(day=due_day)
    reschedule(turn, due_day)
