"""What the office sets for itself, the calendar of its days, drafts, notices and jobs."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Record, Versioned


class Setting(Versioned):
    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(unique=True)
    value: Mapped[Any] = mapped_column(JSON)


class Day(Base):
    """A day of the calendar: workday (W), rest day (R) or part of a holiday (H)."""

    __tablename__ = "days"
    __table_args__ = (CheckConstraint("kind in ('W', 'R', 'H')", name="kind"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str]
    statutory: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class CalendarYear(Versioned):
    __tablename__ = "calendar_years"

    year: Mapped[int] = mapped_column(unique=True)
    source: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Draft(Base):
    """What somebody has typed into a form and not yet handed in."""

    __tablename__ = "drafts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]


class Notice(Record):
    """A line in somebody's inbox; the key makes it provably once."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_notices_person_id_read_at", "person_id", "read_at", "id"),
        Index("ix_notices_person_id_id", "person_id", "id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), index=True)
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    key: Mapped[str]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class Job(Base):
    """A timed job: who runs it now, and how its last run ended."""

    __tablename__ = "jobs"

    name: Mapped[str] = mapped_column(primary_key=True)
    claimed_until: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    result: Mapped[str] = mapped_column(default="")
    failed: Mapped[bool] = mapped_column(default=False)
