"""The preparation of a meeting: each step is a turn of somebody, with a day."""

from datetime import timedelta

from sqlalchemy import select

from core import calendar
from core.errors import NotFound
from core.i18n import N_
from core.meetings.rules import Step
from core.meetings.sight import load, relations
from core.policy import NotYours, Relation
from core.text import clean_text
from core.turns import Kind, finish, mine, open_turn
from core.work import Work
from db.models import Meeting, MeetingKind, Turn


class StepGone(NotFound):
    message = N_("This step is done already, or no longer wanted.")


def open_steps(work: Work, meeting: Meeting, kind: MeetingKind) -> None:
    """Steps before the meeting fall on a workday, none before today; those after it on the day after."""
    day = meeting.starts_at.astimezone(work.zone).date()
    for step in (Step(**one) for one in kind.steps):
        wanted = day - timedelta(days=step.days)
        if step.days > 0:
            wanted = calendar.workday_on_or_before(work, wanted)
        if step.days < 0:
            wanted = calendar.workday_on_or_after(work, wanted)
        open_turn(
            work,
            meeting.matter_id,
            Kind.PREPARE,
            person_id=step.person_id or meeting.secretary_id,
            due_day=max(wanted, work.today),
            task=step.what,
        )


def finish_step(work: Work, *, meeting_id: int, turn_id: int, note: str = "") -> None:
    """A step is done: by whom it was given to, or by whoever keeps the meeting."""
    meeting = load(work, meeting_id, "finish_step", lock=False)
    turn = work.session.get(Turn, turn_id, with_for_update=True)
    if turn is None or turn.matter_id != meeting.matter_id or turn.done_at is not None:
        raise StepGone()
    keeps = Relation.AUTHOR in relations(work, meeting) or work.may("meetings.finish_step", Relation.OTHER)
    if not (mine(work.actor, turn) or keeps):
        raise NotYours()
    finish(work, turn, "done", reason=clean_text(note, limit=500, field="note"))
    work.record("meeting.step_done", meeting_id, matter_id=meeting.matter_id, step=turn.task)


def steps_of(work: Work, meeting: Meeting) -> list[Turn]:
    wanted = select(Turn).where(Turn.matter_id == meeting.matter_id, Turn.kind == Kind.PREPARE)
    return list(work.session.scalars(wanted.order_by(Turn.due_day, Turn.id)))
