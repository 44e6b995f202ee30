"""Reminders and messages: the rules, what reminded whom of which turn, and the outbox of the channels."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Record, Versioned

WAITING = text("state = 'waiting'")


class ReminderRule(Versioned):
    """What the office set for a kind of turn at a level instead of the default."""

    __tablename__ = "reminder_rules"
    __table_args__ = (UniqueConstraint("kind", "importance", "urgency"),)

    kind: Mapped[str]
    importance: Mapped[str]
    urgency: Mapped[str]
    off: Mapped[bool] = mapped_column(default=False)
    before: Mapped[list[int]] = mapped_column(JSON, default=list)
    on_day: Mapped[bool] = mapped_column(default=True)
    every: Mapped[int] = mapped_column(default=0)
    head_after: Mapped[int] = mapped_column(default=0)
    leader_after: Mapped[int] = mapped_column(default=0)


class Reminder(Record):
    """Somebody was reminded of a turn: once for each day of it, step and person, whoever tries."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("turn_id", "due_revision", "ladder", "step", "person_id"),)

    turn_id: Mapped[int] = mapped_column(ForeignKey("turns.id"))
    due_revision: Mapped[int]
    ladder: Mapped[str]
    step: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), index=True)
    at: Mapped[datetime]


class Channel(Versioned):
    """A way out of the house. Its secrets are sealed with a key that stands outside the database."""

    __tablename__ = "channels"

    kind: Mapped[str]
    name: Mapped[str] = mapped_column(unique=True)
    enabled: Mapped[bool] = mapped_column(default=False)
    group: Mapped[bool] = mapped_column(default=False)
    usual: Mapped[str] = mapped_column(default="digest")
    one_time_links: Mapped[bool] = mapped_column(default=False)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    sealed: Mapped[str] = mapped_column(default="")
    # kept by whoever sends, beside the version
    failures: Mapped[int] = mapped_column(default=0)
    rests_until: Mapped[datetime | None]


class ChannelChoice(Base):
    """How somebody wants to hear by a channel, and under which address there."""

    __tablename__ = "channel_choices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), primary_key=True)
    way: Mapped[str]
    address: Mapped[str] = mapped_column(default="")


class Habit(Base):
    """When somebody wants to be left alone, and when the digest may come; empty is as the office has it."""

    __tablename__ = "habits"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    quiet_from: Mapped[str] = mapped_column(default="")
    quiet_until: Mapped[str] = mapped_column(default="")
    digest_at: Mapped[str] = mapped_column(default="")


class Message(Record):
    """What goes out in one piece. Of digests there is one for each person, channel and day."""

    __tablename__ = "messages"
    __table_args__ = (
        Index(
            "ix_messages_waiting",
            "channel_id",
            "due_at",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        Index("ix_messages_state_id", "state", "id"),
    )

    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    digest: Mapped[str | None] = mapped_column(unique=True)
    day: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="waiting")
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str] = mapped_column(default="")
    claimed_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")
    resent_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class MessageLine(Record):
    """What a message says about one notice; a notice goes out once by each channel."""

    __tablename__ = "message_lines"
    __table_args__ = (
        UniqueConstraint("notice_id", "channel_id"),
        Index("ix_message_lines_matter_id", "matter_id"),
    )

    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"))
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id"))
    due_revision: Mapped[int | None]
    text: Mapped[str]
    dropped_at: Mapped[datetime | None]


class OneTimeLink(Base):
    """Opens one item once, for a short while. Only the hash of its token stands here."""

    __tablename__ = "one_time_links"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
