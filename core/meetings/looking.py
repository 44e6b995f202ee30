"""The list of meetings, and one meeting whole: a constant number of queries each."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core import office, tasks
from core.meetings.preparing import steps_of
from core.meetings.rules import State
from core.meetings.shapes import Guest, Item, MeetingPage, MeetingRow, PreparedStep, Sheet
from core.meetings.sight import items_of, load, relations, visible
from core.policy import may
from core.work import Work
from db.models import AgendaItem, Department, Matter, Meeting, MeetingKind, MeetingPerson, Person, Room

PAGE = 30


def meetings(work: Work, *, past: bool = False, page: int = 1) -> MeetingPage:
    """Those this reader may see: the ones to come, nearest first, or the past ones, newest first."""
    work.must("meetings.meetings")
    over = Meeting.state.in_((State.HELD, State.APPROVED, State.CANCELLED))
    order = Meeting.starts_at.desc() if past else Meeting.starts_at
    mine = (visible(work.actor), over if past else ~over)
    count = select(func.count(AgendaItem.id)).where(AgendaItem.meeting_id == Meeting.id).scalar_subquery()
    wanted = (
        select(Meeting, MeetingKind.name, Room.name, Person.name, count)
        .join(MeetingKind, MeetingKind.id == Meeting.kind_id)
        .join(Person, Person.id == Meeting.chair_id)
        .outerjoin(Room, Room.id == Meeting.room_id)
        .where(*mine)
        .order_by(order, Meeting.id)
        .limit(PAGE)
        .offset((max(page, 1) - 1) * PAGE)
    )
    rows = [
        MeetingRow(
            row.id, row.title, kind, row.state, row.starts_at, row.ends_at, room or row.place, chair, items,
            row.number or "",
        )
        for row, kind, room, chair, items in work.session.execute(wanted)
    ]  # fmt: skip
    total = work.session.scalar(select(func.count(Meeting.id)).where(*mine)) or 0
    return MeetingPage(rows, total)


def sheet(work: Work, *, meeting_id: int) -> Sheet:
    """One meeting with everything its page shows, in a constant number of queries."""
    meeting = load(work, meeting_id, "sheet", lock=False)
    return _sheet(work, meeting)


def number_of(work: Work, *, matter_id: int) -> int:
    """The meeting behind a turn or a notice; 0 where there is none."""
    work.must("meetings.number_of")
    return work.session.scalar(select(Meeting.id).where(Meeting.matter_id == matter_id)) or 0


def _sheet(work: Work, meeting: Meeting) -> Sheet:
    kind = work.session.get_one(MeetingKind, meeting.kind_id)
    room = work.session.get(Room, meeting.room_id) if meeting.room_id else None
    plain = (
        "id", "version", "matter_id", "kind_id", "title", "state", "internal", "starts_at", "ends_at",
        "opened_at", "closed_at", "room_id", "place", "chair_id", "secretary_id", "presenter_id", "item_id",
        "item_since", "minutes", "written_by",
    )  # fmt: skip
    return Sheet(
        **{name: getattr(meeting, name) for name in plain},
        number=meeting.number or "",
        kind=kind.name,
        visit=kind.visit,
        room=room.name if room else "",
        guests=_guests(work, meeting),
        steps=_steps(work, meeting),
        items=_items(work, meeting),
        keeps=may(work.actor, "meetings.show_item", relations(work, meeting)),
    )


def _items(work: Work, meeting: Meeting) -> list[Item]:
    items = items_of(work, meeting.id)
    matters = about(work, (item.matter_id for item in items))
    people = names(work, {item.speaker_id for item in items})
    near = office.profile(work.session).near_days
    found = []
    for item in items:
        matter, lead = matters.get(item.matter_id, (None, ""))
        found.append(
            Item(
                item.id, item.version, item.position, item.cause, item.title, item.matter_id,
                (matter.number or "") if matter else "", lead, matter.due_day if matter else None,
                lamp_of(matter, work.today, near) if matter else "",
                item.speaker_id, people.get(item.speaker_id, ""), item.raised_by, item.minutes, item.times,
                item.seconds, item.state, item.note, item.decision, item.answer,
            )
        )  # fmt: skip
    return found


def lamp_of(matter: Matter, today: date, near_days: int) -> str:
    return tasks.lamp(
        matter.state,
        matter.due_day,
        today=today,
        near_days=near_days,
        lagging=matter.lagging,
        applied_on=matter.applied_on,
    )


def about(work: Work, matter_ids: Iterable[int | None]) -> dict[int | None, tuple[Matter, str]]:
    """The tasks of items with the names of their lead departments."""
    wanted = (
        select(Matter, Department.name)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(Matter.id.in_(sorted({one for one in matter_ids if one is not None})))
    )
    return {matter.id: (matter, lead or "") for matter, lead in work.session.execute(wanted)}


def names(work: Work, person_ids: Iterable[int | None]) -> dict[int | None, str]:
    wanted = sorted({one for one in person_ids if one is not None})
    rows = work.session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {number: name for number, name in rows}


def _guests(work: Work, meeting: Meeting) -> list[Guest]:
    deputy = aliased(Person)
    wanted = (
        select(MeetingPerson, Person.name, Department.name, deputy.name)
        .join(Person, Person.id == MeetingPerson.person_id)
        .join(Department, Department.id == Person.department_id)
        .outerjoin(deputy, deputy.id == MeetingPerson.deputy_id)
        .where(MeetingPerson.meeting_id == meeting.id)
        .order_by(Department.position, Person.position, Person.id)
    )
    return [
        Guest(row.person_id, name, department, row.answer, row.reason, instead or "", row.came)
        for row, name, department, instead in work.session.execute(wanted)
    ]


def _steps(work: Work, meeting: Meeting) -> list[PreparedStep]:
    steps = steps_of(work, meeting)
    people = names(work, [step.holder_person_id for step in steps])
    return [
        PreparedStep(
            step.id,
            step.task,
            step.holder_person_id,
            people.get(step.holder_person_id, ""),
            step.due_day,
            step.done_at,
        )
        for step in steps
    ]
