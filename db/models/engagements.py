"""The leaders' calendar (领导活动安排): what each leader has on, and the editions that were published."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record, Versioned


class Engagement(Versioned):
    """Asked for by anybody, coordinated by the office: asked, agreed, refused or withdrawn."""

    __tablename__ = "engagements"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="times_in_order"),
        Index("ix_engagements_starts_at", "starts_at"),
    )

    leader_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    important: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="asked")
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(default="")


class EngagementEdition(Record):
    """A period as it was published; the contents are frozen."""

    __tablename__ = "engagement_editions"
    __table_args__ = (UniqueConstraint("first_day", "last_day", "edition"),)

    first_day: Mapped[date]
    last_day: Mapped[date]
    edition: Mapped[int]
    contents: Mapped[list[Any]] = mapped_column(JSON)
    published_at: Mapped[datetime]
    published_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
