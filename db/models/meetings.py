"""Meetings: kinds, rooms, who is invited, what is prepared, the agenda and what came of each item.

A meeting is a matter, so that its preparation is turns; rooms and people are held (db/models/matters.py).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record, Versioned


class MeetingKind(Versioned):
    """A kind of meeting with its usual preparation; `visit` is an on-site visit with its two lists."""

    __tablename__ = "meeting_kinds"

    name: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)
    visit: Mapped[bool] = mapped_column(default=False)
    minutes_an_item: Mapped[int] = mapped_column(default=10)
    steps: Mapped[list[Any]] = mapped_column(JSON)
    retired_at: Mapped[datetime | None]


class Room(Versioned):
    __tablename__ = "rooms"

    name: Mapped[str] = mapped_column(unique=True)
    seats: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None]


class MeetingSeries(Versioned):
    """A meeting that repeats: every so many weeks on a weekday, or on the n-th one of each month."""

    __tablename__ = "meeting_series"

    kind_id: Mapped[int] = mapped_column(ForeignKey("meeting_kinds.id"))
    title: Mapped[str]
    every_weeks: Mapped[int] = mapped_column(default=1)
    week_of_month: Mapped[int] = mapped_column(default=0)
    weekday: Mapped[int]
    begins: Mapped[str]
    minutes: Mapped[int]
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    chair_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    secretary_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    member_ids: Mapped[list[int]] = mapped_column(JSON)
    first_day: Mapped[date]
    planned_until: Mapped[date | None]
    retired_at: Mapped[datetime | None]


class Meeting(Versioned):
    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="times_in_order"),
        Index("ix_meetings_starts_at_id", "starts_at", "id"),
        Index("ix_meetings_series_id_starts_at", "series_id", "starts_at"),
    )

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), unique=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("meeting_kinds.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"))
    title: Mapped[str]
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    place: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    chair_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    secretary_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    internal: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="planned")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    item_id: Mapped[int | None]
    item_since: Mapped[datetime | None]
    number: Mapped[str | None] = mapped_column(unique=True)
    minutes: Mapped[Any | None] = mapped_column(JSON)
    written_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class MeetingPerson(Record):
    """Somebody invited: whether they come, or who comes for them, and whether they came."""

    __tablename__ = "meeting_people"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        Index("ix_meeting_people_person_id_meeting_id", "person_id", "meeting_id"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    answer: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    came: Mapped[bool | None]


class AgendaItem(Versioned):
    """One point of the agenda: about a task, or free."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="some_minutes"),
        Index("ix_agenda_items_meeting_id_position", "meeting_id", "position"),
        Index("ix_agenda_items_matter_id", "matter_id"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int]
    cause: Mapped[str] = mapped_column(default="free")
    title: Mapped[str]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    raised_by: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=10)
    times: Mapped[int] = mapped_column(default=1)
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    seconds: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="waiting")
    note: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]


class Resolution(Record):
    """What a decision set going: a task, or a report, a later day or an urge of one that was there."""

    __tablename__ = "resolutions"
    __table_args__ = (
        Index("ix_resolutions_item_id", "item_id"),
        Index("ix_resolutions_matter_id", "matter_id"),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    form: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
