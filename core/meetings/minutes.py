"""Minutes: composed from what was noted, edited, approved by somebody else, numbered, then frozen."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from core import notices
from core.meetings.planning import end_matter
from core.meetings.refusals import OwnMinutes
from core.meetings.rules import State
from core.meetings.sight import item_of, items_of, load, must_be, unchanged
from core.text import clean_text
from core.turns import Kind
from core.work import Work
from db.models import (
    AgendaItem,
    Department,
    Head,
    Matter,
    Meeting,
    MeetingPerson,
    Person,
    Resolution,
    Room,
    Turn,
)

Minutes = dict[str, Any]
EDITABLE = ("opening", "closing")


def keep_minutes(work: Work, *, meeting_id: int, wording: Mapping[str, str], version: int) -> None:
    """Write the minutes from what was noted, with the wording of whoever keeps them."""
    meeting = load(work, meeting_id, "keep_minutes")
    must_be(meeting, State.HELD)
    unchanged(meeting, version)
    texts = {name: clean_text(wording.get(name, ""), limit=4000, field=name) for name in EDITABLE}
    meeting.minutes = {**composed(work, meeting), **texts}
    meeting.written_by = work.actor.number
    work.record("meeting.minutes_written", meeting_id, matter_id=meeting.matter_id)


def approve_minutes(work: Work, *, meeting_id: int, version: int) -> str:
    """The chair, or another keeper than who wrote them, approves: numbered and frozen. Returns the number."""
    meeting = load(work, meeting_id, "approve_minutes")
    must_be(meeting, State.HELD)
    unchanged(meeting, version)
    own = meeting.written_by == work.actor.id and meeting.chair_id not in work.actor.selves
    if meeting.minutes is None or own:
        raise OwnMinutes()
    year = meeting.starts_at.astimezone(work.zone).year
    meeting.number = f"纪要〔{year}〕{_next(work, year)}号"
    meeting.minutes = {**composed(work, meeting), **{name: meeting.minutes[name] for name in EDITABLE}}
    meeting.state, meeting.approved_at, meeting.approved_by = State.APPROVED, work.now, work.actor.number
    _end(work, meeting)
    work.record("meeting.minutes_approved", meeting_id, matter_id=meeting.matter_id, number=meeting.number)
    people = select(MeetingPerson.person_id).where(MeetingPerson.meeting_id == meeting_id)
    facts = {"title": meeting.title, "number": meeting.number, "meeting": meeting.id}
    mark = f"minutes:{meeting.id}"
    notices.tell(work, work.session.scalars(people), "minutes_approved", meeting.matter_id, mark, **facts)
    return meeting.number


def minutes(work: Work, *, meeting_id: int) -> Minutes:
    """As approved; before that as they stand now, with the wording that was kept."""
    meeting = load(work, meeting_id, "minutes", lock=False)
    must_be(meeting, State.HELD, State.APPROVED)
    kept: Minutes = meeting.minutes or {}
    wording = {name: kept.get(name, "") for name in EDITABLE}
    if meeting.state == State.APPROVED:
        return {**kept, "number": meeting.number or ""}
    return {**composed(work, meeting), **wording, "number": ""}


def answer_raiser(work: Work, *, meeting_id: int, item_id: int, answer: str) -> None:
    """What whoever raised an item was told, for on-site visits above all."""
    meeting = load(work, meeting_id, "answer_raiser")
    must_be(meeting, State.RUNNING, State.HELD, State.APPROVED)
    item = item_of(work, meeting, item_id)
    item.answer = clean_text(answer, limit=1000, field="answer", required=True)
    item.answered_at = work.now
    work.record("meeting.raiser_answered", meeting_id, matter_id=meeting.matter_id, item=item.title)


def composed(work: Work, meeting: Meeting) -> Minutes:
    """The facts of the minutes as they stand: plain values, ready to be kept for good."""
    resolutions = _resolutions(work, meeting.id)
    return {
        "title": meeting.title,
        "starts_at": meeting.starts_at.astimezone(work.zone).isoformat(timespec="minutes"),
        "ends_at": (meeting.closed_at or meeting.ends_at).astimezone(work.zone).isoformat(timespec="minutes"),
        "place": _place(work, meeting),
        "chair": _name(work, meeting.chair_id),
        "secretary": _name(work, meeting.secretary_id),
        **_attendance(work, meeting),
        "items": [_item(work, item, resolutions.get(item.id, [])) for item in items_of(work, meeting.id)],
    }


def _item(work: Work, item: AgendaItem, resolutions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "cause": item.cause,
        "state": item.state,
        "times": item.times,
        "raised_by": item.raised_by,
        "minutes": round(item.seconds / 60),
        "note": item.note,
        "decision": item.decision,
        "answer": item.answer,
        "resolutions": resolutions,
    }


def _resolutions(work: Work, meeting_id: int) -> dict[int, list[dict[str, Any]]]:
    wanted = (
        select(Resolution, Matter, Department.name)
        .join(AgendaItem, AgendaItem.id == Resolution.item_id)
        .join(Matter, Matter.id == Resolution.matter_id)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(Resolution.id)
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for made, matter, lead in work.session.execute(wanted):
        found.setdefault(made.item_id, []).append(
            {
                "form": made.form,
                "text": made.text,
                "task_id": matter.id,
                "number": matter.number or "",
                "title": matter.title,
                "lead": lead or "",
                "due_day": matter.due_day.isoformat() if matter.due_day else "",
            }
        )
    return found


def _attendance(work: Work, meeting: Meeting) -> dict[str, list[str]]:
    wanted = (
        select(MeetingPerson, Person.name)
        .join(Person, Person.id == MeetingPerson.person_id)
        .where(MeetingPerson.meeting_id == meeting.id)
        .order_by(Person.position, Person.id)
    )
    came: list[str] = []
    away: list[str] = []
    for row, name in work.session.execute(wanted):
        absent = row.came is False or (row.came is None and row.answer == "apologises")
        (away if absent else came).append(name)
    return {"came": came, "away": away}


def _place(work: Work, meeting: Meeting) -> str:
    room = work.session.get(Room, meeting.room_id) if meeting.room_id else None
    return "，".join(part for part in (room.name if room else "", meeting.place) if part)


def _name(work: Work, person_id: int) -> str:
    return work.session.get_one(Person, person_id).name


def _end(work: Work, meeting: Meeting) -> None:
    """With the minutes approved, nothing of the meeting waits but steps that are not done."""
    waiting = select(Turn.id).where(
        Turn.matter_id == meeting.matter_id, Turn.kind == Kind.PREPARE, Turn.done_at.is_(None)
    )
    if work.session.scalar(waiting.limit(1)) is None:
        end_matter(work, meeting, "")


def _next(work: Work, year: int) -> int:
    name = f"minutes-{year}"
    counter = work.session.scalars(select(Head).where(Head.name == name).with_for_update()).one_or_none()
    if counter is None:
        counter = Head(name=name, count=0, hash="")
        work.session.add(counter)
    counter.count += 1
    work.session.flush()
    return counter.count
