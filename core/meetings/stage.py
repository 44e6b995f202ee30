"""In session, and afterwards: the item that is shown, what decisions came to, meetings in figures."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, extract, select

from core import office
from core.meetings.looking import about, lamp_of, names
from core.meetings.rules import State
from core.meetings.shapes import Outcome, YearFigures
from core.meetings.sight import items_of, load, visible
from core.work import Work
from db.models import AgendaItem, Department, Matter, Meeting, MeetingKind, Person, Report, Resolution, Task

LAST_REPORTS = 3
USUAL_TERM = timedelta(days=14)


def stage(work: Work, *, meeting_id: int) -> dict[str, Any]:
    """The item that is being shown, as plain values: what travels to everybody who follows."""
    meeting = load(work, meeting_id, "stage", lock=False)
    items = items_of(work, meeting_id)
    shown = next((item for item in items if item.id == meeting.item_id), None)
    people = names(work, {meeting.presenter_id, *(item.speaker_id for item in items)})
    return {
        "meeting": meeting.id,
        "title": meeting.title,
        "state": meeting.state,
        "presenter": people.get(meeting.presenter_id, ""),
        "presenter_id": meeting.presenter_id,
        "opened_at": _iso(meeting.opened_at),
        "ends_at": _iso(meeting.ends_at),
        "since": _iso(meeting.item_since),
        "items": [
            {
                "id": item.id,
                "title": item.title,
                "minutes": item.minutes,
                "seconds": item.seconds,
                "state": item.state,
                "cause": item.cause,
                "times": item.times,
                "speaker": people.get(item.speaker_id, ""),
            }
            for item in items
        ],
        "shown": _shown(work, meeting, shown) if shown is not None else None,
    }


def follows(work: Work, *, meeting_id: int) -> bool:
    """Whether this reader may follow the meeting; raises MeetingGone where not."""
    load(work, meeting_id, "follows", lock=False)
    return True


def follow_up(work: Work, *, meeting_id: int) -> list[Outcome]:
    """The decisions of a meeting and how far they are."""
    meeting = load(work, meeting_id, "follow_up", lock=False)
    return _outcomes(work, AgendaItem.meeting_id == meeting.id)


def of_task(work: Work, *, task_id: int) -> list[tuple[int, str, str]]:
    """The meetings that spoke about a task and that this reader may see: number, title, day; newest first."""
    work.must("meetings.of_task")
    spoken = select(AgendaItem.meeting_id).where(AgendaItem.matter_id == task_id)
    resolved = (
        select(AgendaItem.meeting_id)
        .join(Resolution, Resolution.item_id == AgendaItem.id)
        .where(Resolution.matter_id == task_id)
    )
    wanted = select(Meeting).where(
        Meeting.id.in_(spoken) | Meeting.id.in_(resolved),
        visible(work.actor),
        Meeting.state != State.CANCELLED,
    )
    rows = work.session.scalars(wanted.order_by(Meeting.starts_at.desc()).limit(20))
    return [(row.id, row.title, f"{row.starts_at.astimezone(work.zone):%Y-%m-%d}") for row in rows]


def figures(work: Work) -> list[YearFigures]:
    """This year's meetings and hours by kind, and last year's until the same day."""
    work.must("meetings.figures")
    this = work.today.year
    year = extract("year", Meeting.starts_at)
    same = date(this - 1, work.today.month, min(work.today.day, 28))
    wanted = (
        select(Meeting.starts_at, Meeting.opened_at, Meeting.closed_at, Meeting.ends_at, MeetingKind.name)
        .join(MeetingKind, MeetingKind.id == Meeting.kind_id)
        .where(Meeting.state.in_((State.HELD, State.APPROVED)), year >= this - 1)
    )
    found: dict[tuple[int, str], list[float]] = {}
    for starts, opened, closed, ends, kind in work.session.execute(wanted):
        day = starts.astimezone(work.zone).date()
        if day.year == this or (day.year == this - 1 and day <= same):
            hours = ((closed or ends) - (opened or starts)).total_seconds() / 3600
            found.setdefault((day.year, kind), []).append(hours)
    return [
        YearFigures(number, kind, len(hours), round(sum(hours), 1))
        for (number, kind), hours in sorted(found.items(), key=lambda one: (-one[0][0], one[0][1]))
    ]


def _shown(work: Work, meeting: Meeting, item: AgendaItem) -> dict[str, Any]:
    """The item on the wall: its task, the last reports, what the last meeting decided."""
    matter, lead = about(work, [item.matter_id]).get(item.matter_id, (None, ""))
    near = office.profile(work.session).near_days
    return {
        "id": item.id,
        "version": item.version,
        "title": item.title,
        "cause": item.cause,
        "times": item.times,
        "raised_by": item.raised_by,
        "note": item.note,
        "decision": item.decision,
        "task_id": matter.id if matter else None,
        "number": (matter.number or "") if matter else "",
        "lead": lead,
        "due_day": matter.due_day.isoformat() if matter and matter.due_day else "",
        "due_on": matter.due_day if matter else None,
        "lamp": lamp_of(matter, work.today, near) if matter else "",
        "percent": matter.percent if matter else 0,
        "reports": _reports(work, matter.id) if matter else [],
        "last_decision": _last_decision(work, meeting, item),
        "resolutions": _resolutions(work, item),
        "usual": _usual(work, matter, item),
    }


def _resolutions(work: Work, item: AgendaItem) -> list[dict[str, str]]:
    """What was set going at this item so far."""
    return [
        {
            "form": made.form,
            "task": str(made.task_id),
            "number": made.number,
            "title": made.title,
            "lead": made.lead,
            "due_day": made.due_day.isoformat() if made.due_day else "",
            "text": made.text,
        }
        for made in _outcomes(work, AgendaItem.id == item.id)
    ]


def _usual(work: Work, matter: Matter | None, item: AgendaItem) -> dict[str, Any]:
    """What a task decided here most likely says: whose, until when, and what for."""
    due = work.today + USUAL_TERM
    if matter is not None and matter.due_day is not None and matter.due_day > work.today:
        due = matter.due_day
    task = work.session.get(Task, matter.id) if matter is not None else None
    speaker = work.session.get(Person, item.speaker_id) if item.speaker_id else None
    return {
        "lead_id": matter.lead_department_id if matter else speaker.department_id if speaker else None,
        "due_day": due.isoformat(),
        "standard": task.standard if task else "",
    }


def _reports(work: Work, matter_id: int) -> list[dict[str, Any]]:
    wanted = select(Report).where(Report.matter_id == matter_id, Report.part_id.is_(None))
    rows = work.session.scalars(wanted.order_by(Report.id.desc()).limit(LAST_REPORTS))
    return [
        {"day": row.day.isoformat(), "percent": row.percent, "text": row.text, "difficulty": row.difficulty}
        for row in rows
    ]


def _last_decision(work: Work, meeting: Meeting, item: AgendaItem) -> str:
    """Of the item this one was carried from, or of the last talk about the same task.

    What an internal meeting decided is shown in an internal one only.
    """
    earlier: ColumnElement[bool] | None = None
    if item.carried_from_id is not None:
        earlier = AgendaItem.id == item.carried_from_id
    elif item.matter_id is not None:
        earlier = AgendaItem.matter_id == item.matter_id
    if earlier is None:
        return ""
    wanted = select(AgendaItem.decision).where(earlier, AgendaItem.id < item.id, AgendaItem.decision != "")
    if not meeting.internal:
        wanted = wanted.join(Meeting, Meeting.id == AgendaItem.meeting_id).where(~Meeting.internal)
    return work.session.scalar(wanted.order_by(AgendaItem.id.desc()).limit(1)) or ""


def _outcomes(work: Work, condition: ColumnElement[bool]) -> list[Outcome]:
    wanted = (
        select(Resolution, AgendaItem.title, Matter, Department.name)
        .join(AgendaItem, AgendaItem.id == Resolution.item_id)
        .join(Matter, Matter.id == Resolution.matter_id)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(condition)
        .order_by(AgendaItem.position, Resolution.id)
    )
    near = office.profile(work.session).near_days
    return [
        Outcome(
            item,
            made.form,
            made.text,
            matter.id,
            matter.number or "",
            matter.title,
            lead or "",
            matter.due_day,
            matter.state,
            matter.percent,
            lamp_of(matter, work.today, near),
        )
        for made, item, matter, lead in work.session.execute(wanted)
    ]


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
