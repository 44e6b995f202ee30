"""Urging (催办) and its answer; the mark “difficult”; papers owed on the fast track."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from core import calendar, office
from core.actor import Role
from core.errors import Conflict, InvalidInput
from core.i18n import N_
from core.tasks.facts import one_of
from core.tasks.refusals import TurnGone, UrgedRecently
from core.tasks.rules import RUNNING, Urgency
from core.tasks.settling import checkers, doers, opened, settle, spokesmen, tell
from core.tasks.sight import Case, load
from core.text import clean_line, clean_text
from core.turns import Kind, finish, open_turn
from core.work import Work
from db.models import FastTrack, Turn, Urge


class AlreadyFast(Conflict):
    message = N_("This item is on the fast track already.")


class OweSomething(InvalidInput):
    message = N_("Name the papers that are owed, and by when.")
    field = "owed"


def urge(work: Work, *, task_id: int, form: str, found: str = "", part_id: int | None = None) -> None:
    """Press the lead (or one supporting) department; the answer is due on a workday soon.

    Raises UrgedRecently inside the pause of the same side, except for leaders and for express items.
    """
    case = load(work, task_id, "urge")
    case.must_be(*RUNNING)
    profile = office.profile(work.session)
    side = "line" if work.actor.role == Role.LEADER else "supervising"
    if side != "line" and case.matter.urgency != Urgency.EXPRESS:
        _not_too_often(case, _urged(case, part_id), profile.urge_pause_hours)
    press(case, form=one_of(form, profile.urge_forms, "form"), found=found, side=side, part_id=part_id)


def press(case: Case, *, form: str, found: str, side: str, part_id: int | None = None) -> None:
    """The urge itself; whoever calls has judged who may, and how often."""
    work = case.work
    case.must_be(*RUNNING)
    found = clean_text(found, limit=2000, field="found")
    department_id = _urged(case, part_id)
    turn = _ask_for_answer(case, department_id, part_id)
    work.session.add(
        Urge(
            matter_id=case.id,
            turn_id=turn.id,
            person_id=work.actor.number,
            department_id=department_id,
            side=side,
            at=work.now,
            form=form,
            found=found,
        )
    )
    settle(case)
    people = doers(case) if part_id is None else spokesmen(work, department_id)
    tell(case, "urged", people, mark=turn.id, day=turn.due_day)
    case.record("urged", reason=found, form=form)


def answer_urge(work: Work, *, task_id: int, turn_id: int, answer: str) -> None:
    """What the urged department says."""
    case = load(work, task_id, "answer_urge", turn_id=turn_id)
    turn = next(
        (one for one in case.open if one.id == turn_id and (one.kind, one.purpose) == (Kind.ANSWER, "")), None
    )
    if turn is None:
        raise TurnGone()
    answer = clean_text(answer, limit=2000, field="answer", required=True)
    finish(work, turn, "answered", reason=answer)
    settle(case)
    tell(case, "urge_answered", checkers(case), mark=turn.id)
    case.record("urge_answered", answer=answer)


def mark_difficult(work: Work, *, task_id: int, reason: str, difficult: bool = True) -> None:
    """Set or lift the mark 难办, with the reason."""
    case = load(work, task_id, "mark_difficult")
    case.must_be(*RUNNING)
    reason = clean_text(reason, limit=1000, field="reason", required=difficult)
    old = case.task.difficult_at is not None
    case.task.difficult_at = work.now if difficult else None
    case.task.difficult_by = work.actor.id if difficult else None
    case.task.difficult_reason = reason
    settle(case)
    tell(case, "marked_difficult", checkers(case), mark=work.now.isoformat(), reason=reason)
    case.record("marked_difficult", reason=reason, difficult=[old, difficult])


def open_fast_track(
    work: Work, *, task_id: int, ground: str, reason: str, owed: Sequence[tuple[str, date]]
) -> None:
    """Let it run ahead of its papers on a named ground; each owed paper is a turn with a day of its own."""
    case = load(work, task_id, "open_fast_track")
    case.must_be(*RUNNING)
    known = work.session.scalar(select(FastTrack.id).where(FastTrack.matter_id == task_id))
    if known is not None:
        raise AlreadyFast()
    ground = one_of(ground, office.profile(work.session).key_grounds, "ground")
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    if not owed:
        raise OweSomething()
    work.session.add(
        FastTrack(
            matter_id=task_id, ground=ground, reason=reason, opened_by=work.actor.number, opened_at=work.now
        )
    )
    papers = [(clean_line(name, field="owed", required=True), day) for name, day in owed]
    for name, day in papers:
        turn = open_turn(
            work,
            task_id,
            Kind.OWE,
            department_id=case.matter.lead_department_id,
            handler_id=case.matter.handler_id,
            due_day=day,
            task=name,
        )
        opened(case, turn)
    settle(case)
    for name, day in papers:
        tell(case, "paper_owed", doers(case), mark=name, what=name, day=day)
    case.record("fast_track_opened", reason=reason, ground=ground, owed=[name for name, _day in papers])


def hand_in_owed(work: Work, *, task_id: int, turn_id: int, note: str = "") -> None:
    """An owed paper has come in."""
    case = load(work, task_id, "hand_in_owed", turn_id=turn_id)
    turn = next((one for one in case.open if one.id == turn_id and one.kind == Kind.OWE), None)
    if turn is None:
        raise TurnGone()
    finish(work, turn, "handed_in", reason=clean_text(note, limit=1000, field="note"))
    settle(case)
    tell(case, "paper_handed_in", checkers(case), mark=turn.id, what=turn.task)
    case.record("owed_handed_in", paper=turn.task)


def _ask_for_answer(case: Case, department_id: int, part_id: int | None) -> Turn:
    work = case.work
    turn = open_turn(
        work,
        case.id,
        Kind.ANSWER,
        department_id=department_id,
        part_id=part_id,
        handler_id=case.matter.handler_id if part_id is None else None,
        due_day=calendar.add_workdays(work, work.today, office.profile(work.session).answer_days),
        round=case.matter.round,
    )
    return opened(case, turn)


def _urged(case: Case, part_id: int | None) -> int:
    if part_id is None and case.matter.lead_department_id is not None:
        return case.matter.lead_department_id
    for part in case.parts:
        if part.id == part_id:
            return part.department_id
    raise TurnGone()


def _not_too_often(case: Case, department_id: int, hours: int) -> None:
    since = case.work.now - timedelta(hours=hours)
    recent = select(Urge.id).where(
        Urge.matter_id == case.id,
        Urge.department_id == department_id,
        Urge.side == "supervising",
        Urge.at > since,
    )
    if case.work.session.scalar(recent) is not None:
        raise UrgedRecently(hours=hours)
