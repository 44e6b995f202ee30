"""Rooms and people that a meeting holds. A room is there for one only; people are pointed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from core.i18n import moment
from core.meetings.refusals import RoomTaken
from core.work import Work
from db.models import Hold, Meeting, Person, Room

ORIGIN = "meeting"


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody who is wanted elsewhere at that time; `origin` says by what: meeting, duty, leave …"""

    person_id: int
    person: str
    origin: str
    title: str
    starts_at: datetime
    ends_at: datetime


def hold(work: Work, meeting: Meeting, person_ids: Sequence[int], *, by: int | None = None) -> None:
    """The room for this meeting alone; the people beside whatever else they have."""
    if meeting.room_id is not None:
        _free(work, meeting)
        _add(work, meeting, "room", meeting.room_id, by)
    for person_id in {*person_ids, meeting.chair_id, meeting.secretary_id}:
        _add(work, meeting, "person", person_id, by)
    work.session.flush()


def release(work: Work, meeting: Meeting) -> None:
    held = select(Hold).where(Hold.origin == ORIGIN, Hold.origin_id == meeting.id, Hold.released_at.is_(None))
    for row in work.session.scalars(held):
        row.released_at = work.now
    work.session.flush()


def clashes(
    work: Work,
    *,
    starts_at: datetime,
    ends_at: datetime,
    person_ids: Sequence[int],
    but: int | None = None,
) -> list[Clash]:
    """Who of these people is wanted elsewhere, and where; `but` leaves out one meeting."""
    work.must("meetings.clashes")
    wanted = (
        select(Hold, Person.name, Meeting.title, Meeting.internal)
        .join(Person, Person.id == Hold.subject_id)
        .outerjoin(Meeting, (Meeting.id == Hold.origin_id) & (Hold.origin == ORIGIN))
        .where(
            Hold.subject == "person",
            Hold.subject_id.in_(sorted(set(person_ids))),
            Hold.released_at.is_(None),
            Hold.starts_at < ends_at,
            Hold.ends_at > starts_at,
            or_(Hold.origin != ORIGIN, Hold.origin_id != (but or 0)),
        )
        .order_by(Hold.starts_at, Person.position, Hold.id)
    )
    return [
        Clash(
            held.subject_id, name, held.origin, "" if internal else title or "", held.starts_at, held.ends_at
        )
        for held, name, title, internal in work.session.execute(wanted)
    ]


def _free(work: Work, meeting: Meeting) -> None:
    """Says who has the room; of two at once the database's own guard stops the second."""
    taken = (
        select(Hold, Room.name, Meeting.title, Meeting.internal)
        .join(Room, Room.id == Hold.subject_id)
        .outerjoin(Meeting, (Meeting.id == Hold.origin_id) & (Hold.origin == ORIGIN))
        .where(
            Hold.subject == "room",
            Hold.subject_id == meeting.room_id,
            Hold.exclusive,
            Hold.released_at.is_(None),
            Hold.starts_at < meeting.ends_at,
            Hold.ends_at > meeting.starts_at,
        )
        .limit(1)
    )
    row = work.session.execute(taken).one_or_none()
    if row is not None:
        held, room, title, internal = row
        raise RoomTaken(
            room=room,
            start=moment(held.starts_at, work.zone),
            end=moment(held.ends_at, work.zone),
            title="" if internal else title or "",
        )


def _add(work: Work, meeting: Meeting, subject: str, number: int, by: int | None) -> None:
    work.session.add(
        Hold(
            subject=subject,
            subject_id=number,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            exclusive=subject == "room",
            origin=ORIGIN,
            origin_id=meeting.id,
            made_by=by or work.actor.number,
            made_at=work.now,
        )
    )
