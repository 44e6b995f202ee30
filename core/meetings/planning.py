"""Planning a meeting: when, where, who; its room and people are held, its preparation is turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from core import notices
from core.meetings.holding import hold, release
from core.meetings.preparing import open_steps
from core.meetings.refusals import (
    AlreadyPast,
    InternalTask,
    KindGone,
    NobodyInvited,
    PersonUnknown,
    RoomGone,
    TimesOut,
)
from core.meetings.rules import LONGEST_HOURS, Answer, State
from core.meetings.sight import load, must_be, unchanged
from core.text import clean_line, clean_text
from core.turns import withdraw
from core.work import Work
from db.models import AgendaItem, Department, Matter, Meeting, MeetingKind, MeetingPerson, Person, Room, Turn


@dataclass(frozen=True, slots=True)
class Plan:
    """What is typed about a meeting. Moments are aware; with a room, `place` may stay empty."""

    kind_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    chair_id: int
    secretary_id: int
    person_ids: Sequence[int]
    room_id: int | None = None
    place: str = ""
    internal: bool = False
    series_id: int | None = None


def plan(work: Work, *, plan: Plan) -> int:
    """Returns the number of the meeting. Everybody invited is told; the preparation waits for its people."""
    work.must("meetings.plan")
    plan, kind = cleaned(work, plan)
    if plan.starts_at < work.now:
        raise AlreadyPast()
    return made(work, plan, kind, by=work.actor.number)


def made(work: Work, plan: Plan, kind: MeetingKind, *, by: int) -> int:
    """The meeting of a plan that is in order, in the name of `by`."""
    matter = _matter(work, plan, by)
    meeting = Meeting(matter_id=matter.id, state=State.PLANNED, **_values(plan))
    work.session.add(meeting)
    work.session.flush()
    hold(work, meeting, plan.person_ids, by=by)
    _invite(work, meeting, plan.person_ids)
    open_steps(work, meeting, kind)
    work.record("meeting.planned", meeting.id, matter_id=matter.id, title=plan.title)
    _tell(work, meeting, "meeting_planned", plan.person_ids)
    return meeting.id


def change_plan(work: Work, *, meeting_id: int, plan: Plan, version: int) -> None:
    """Another time, room or title; who is invited is told once what is new."""
    meeting = load(work, meeting_id, "change_plan")
    must_be(meeting, State.PLANNED)
    unchanged(meeting, version)
    plan, _kind = cleaned(work, plan)
    if not plan.internal:
        _nothing_internal(work, meeting)
    old = {name: getattr(meeting, name) for name in _values(plan)}
    for name, value in _values(plan).items():
        setattr(meeting, name, value)
    matter = work.session.get_one(Matter, meeting.matter_id)
    matter.internal = plan.internal
    matter.title, matter.due_day = plan.title, plan.starts_at.astimezone(work.zone).date()
    release(work, meeting)
    hold(work, meeting, plan.person_ids)
    _invite(work, meeting, plan.person_ids)
    changed: dict[str, Any] = {
        name: [old[name], value] for name, value in _values(plan).items() if value != old[name]
    }
    work.record("meeting.changed", meeting.id, matter_id=meeting.matter_id, **changed)
    if {"starts_at", "room_id", "place"} & set(changed):
        _tell(work, meeting, "meeting_moved", plan.person_ids)


def call_off(work: Work, *, meeting_id: int, reason: str) -> None:
    """It does not take place: everything held is free again, nothing waits for anybody."""
    meeting = load(work, meeting_id, "call_off")
    must_be(meeting, State.PLANNED)
    reason = clean_text(reason, limit=500, field="reason", required=True)
    meeting.state, meeting.closed_at = State.CANCELLED, work.now
    release(work, meeting)
    end_matter(work, meeting, reason)
    work.record("meeting.called_off", meeting.id, matter_id=meeting.matter_id, reason=reason)
    people = select(MeetingPerson.person_id).where(MeetingPerson.meeting_id == meeting_id)
    _tell(work, meeting, "meeting_called_off", list(work.session.scalars(people)), reason=reason)


def reply(
    work: Work, *, meeting_id: int, comes: bool, reason: str = "", deputy_id: int | None = None
) -> None:
    """Whether I come; who does not says why, and may name who comes instead."""
    meeting = load(work, meeting_id, "reply", lock=False)
    must_be(meeting, State.PLANNED, State.RUNNING)
    mine = select(MeetingPerson).where(
        MeetingPerson.meeting_id == meeting_id, MeetingPerson.person_id == work.actor.number
    )
    row = work.session.scalars(mine.with_for_update()).one_or_none()
    if row is None:
        row = MeetingPerson(meeting_id=meeting_id, person_id=work.actor.number)
        work.session.add(row)
    row.reason = clean_text(reason, limit=500, field="reason", required=not comes)
    row.answer = Answer.COMES if comes else Answer.APOLOGISES
    row.deputy_id = None if comes else _active(work, deputy_id, "deputy_id")
    work.record("meeting.replied", meeting_id, matter_id=meeting.matter_id, reason=row.reason, comes=comes)
    if not comes:
        _tell(work, meeting, "meeting_apology", [meeting.secretary_id], reason=row.reason)


def invite(work: Work, *, meeting_id: int, person_ids: Sequence[int]) -> None:
    """Exactly these people, the chair and the secretary beside them."""
    meeting = load(work, meeting_id, "invite")
    must_be(meeting, State.PLANNED, State.RUNNING)
    people = _people(work, person_ids)
    new = _invite(work, meeting, people)
    release(work, meeting)
    hold(work, meeting, people)
    work.record("meeting.invited", meeting_id, matter_id=meeting.matter_id, new=len(new))
    _tell(work, meeting, "meeting_planned", new)


def end_matter(work: Work, meeting: Meeting, reason: str) -> None:
    open_turns = select(Turn).where(Turn.matter_id == meeting.matter_id, Turn.done_at.is_(None))
    withdraw(work, list(work.session.scalars(open_turns)), reason=reason)
    matter = work.session.get_one(Matter, meeting.matter_id)
    matter.state, matter.closed_at = "closed", work.now


def cleaned(work: Work, plan: Plan) -> tuple[Plan, MeetingKind]:
    """As it will be stored; raises what is refused, with the field at fault."""
    kind = work.session.get(MeetingKind, plan.kind_id)
    if kind is None or kind.retired_at is not None:
        raise KindGone()
    if not timedelta() < plan.ends_at - plan.starts_at <= timedelta(hours=LONGEST_HOURS):
        raise TimesOut(hours=LONGEST_HOURS)
    if plan.room_id is not None:
        room = work.session.get(Room, plan.room_id)
        if room is None or room.retired_at is not None:
            raise RoomGone()
    for name in ("chair_id", "secretary_id"):
        _active(work, getattr(plan, name), name)
    return (
        Plan(
            kind.id,
            clean_line(plan.title, limit=120, field="title", required=True),
            plan.starts_at,
            plan.ends_at,
            plan.chair_id,
            plan.secretary_id,
            _people(work, plan.person_ids),
            plan.room_id,
            clean_line(plan.place, limit=120, field="place"),
            bool(plan.internal),
            plan.series_id,
        ),
        kind,
    )


def _nothing_internal(work: Work, meeting: Meeting) -> None:
    """Raises InternalTask while an internal task stands on the agenda."""
    wanted = (
        select(AgendaItem.id)
        .join(Matter, Matter.id == AgendaItem.matter_id)
        .where(AgendaItem.meeting_id == meeting.id, Matter.internal)
    )
    if work.session.scalar(wanted.limit(1)) is not None:
        raise InternalTask()


def _values(plan: Plan) -> dict[str, object]:
    names = ("kind_id", "title", "starts_at", "ends_at", "chair_id", "secretary_id", "room_id", "place")
    return {name: getattr(plan, name) for name in (*names, "internal", "series_id")}


def _matter(work: Work, plan: Plan, by: int) -> Matter:
    department = work.session.get_one(Person, plan.secretary_id).department_id
    day = plan.starts_at.astimezone(work.zone).date()
    matter = Matter(
        kind="meeting",
        title=plan.title,
        internal=plan.internal,
        lead_department_id=department,
        supervising_department_id=_office(work) or department,
        created_by=by,
        created_at=work.now,
        issued_by=by,
        issued_at=work.now,
        original_due_day=day,
        due_day=day,
        state="working",
    )
    work.session.add(matter)
    work.session.flush()
    return matter


def _office(work: Work) -> int | None:
    wanted = select(Department.id).where(Department.is_office, Department.closed_at.is_(None))
    return work.session.scalar(wanted.order_by(Department.position, Department.id).limit(1))


def _invite(work: Work, meeting: Meeting, person_ids: Sequence[int]) -> list[int]:
    """The rows of those invited; returns whom nobody had invited before."""
    wanted = {*person_ids, meeting.chair_id, meeting.secretary_id}
    rows = work.session.scalars(select(MeetingPerson).where(MeetingPerson.meeting_id == meeting.id))
    there = {row.person_id: row for row in rows}
    for person_id, row in there.items():
        if person_id not in wanted:
            work.session.delete(row)
    new = sorted(wanted - set(there))
    work.session.add_all(MeetingPerson(meeting_id=meeting.id, person_id=one) for one in new)
    work.session.flush()
    return new


def _people(work: Work, person_ids: Sequence[int]) -> list[int]:
    wanted = sorted(set(person_ids))
    if not wanted:
        raise NobodyInvited()
    here = select(Person.id).where(Person.id.in_(wanted), Person.disabled_at.is_(None))
    if set(work.session.scalars(here)) != set(wanted):
        raise PersonUnknown(field="person_ids")
    return wanted


def _active(work: Work, person_id: int | None, field: str) -> int | None:
    if person_id is None:
        return None
    person = work.session.get(Person, person_id)
    if person is None or person.disabled_at is not None:
        raise PersonUnknown(field=field)
    return person_id


def _tell(work: Work, meeting: Meeting, kind: str, people: Sequence[int], **values: object) -> None:
    mark = f"{kind}:{meeting.id}:{meeting.version}:{work.actor.id if kind == 'meeting_apology' else ''}"
    when = meeting.starts_at.astimezone(work.zone)
    facts = {"title": meeting.title, "person": work.actor.name, "day": when.date(), "time": f"{when:%H:%M}"}
    facts |= values
    notices.tell(work, people, kind, meeting.matter_id, mark, meeting=meeting.id, **facts)
