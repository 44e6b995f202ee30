"""Meetings in the calendar of a telephone: those one is invited to; called off ones say so."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from core import feeds
from core.feeds import Entry
from core.meetings.rules import State
from core.work import Work
from db.models import Meeting, MeetingPerson, Room

ALARM = timedelta(minutes=30)


@feeds.join
def entries(work: Work, first: date, last: date) -> list[Entry]:
    """A meeting keeps its number through every change of its time."""
    begin = datetime.combine(first, time(), work.zone)
    end = datetime.combine(last + timedelta(days=1), time(), work.zone)
    invited = select(MeetingPerson.meeting_id).where(
        (MeetingPerson.person_id == work.actor.number) | (MeetingPerson.deputy_id == work.actor.number),
        (MeetingPerson.answer != "apologises") | (MeetingPerson.deputy_id == work.actor.number),
    )
    wanted = (
        select(Meeting, Room.name)
        .outerjoin(Room, Room.id == Meeting.room_id)
        .where(Meeting.id.in_(invited), Meeting.starts_at < end, Meeting.ends_at >= begin)
        .order_by(Meeting.starts_at)
    )
    return [
        Entry(
            f"meeting-{row.id}@luoshi",
            row.version - 1,
            row.title,
            row.starts_at,
            row.ends_at,
            place=room or row.place,
            alarm=ALARM,
            called_off=row.state == State.CANCELLED,
        )
        for row, room in work.session.execute(wanted)
    ]
