"""What happened: append-only, each row carrying the hash of the one before."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class Event(Base):
    __tablename__ = "events"
    __table_args__ = (Index("ix_events_matter_id_id", "matter_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    for_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    subject_id: Mapped[int]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    reason: Mapped[str] = mapped_column(default="")
    particulars: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)


class Head(Base):
    """The last link of the history; its count is the pulse that live screens watch."""

    __tablename__ = "heads"

    name: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str]
    moved_at: Mapped[datetime | None]


class FormKey(Base):
    """One row per form that was handed in: the same form never counts twice."""

    __tablename__ = "form_keys"

    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(index=True)
