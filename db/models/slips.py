"""Supervision slips (督办单), and the rules by which they are issued."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Versioned


class SlipRule(Versioned):
    """When a slip of one colour is issued by itself; a row stands here once the office changed a default."""

    __tablename__ = "slip_rules"
    __table_args__ = (UniqueConstraint("cause"),)

    cause: Mapped[str]
    name: Mapped[str]
    colour: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    days: Mapped[int]
    reply_within: Mapped[int]
    raise_after: Mapped[int]


class Slip(Versioned):
    """One warning for one cause; the reply is the outcome of its turn."""

    __tablename__ = "slips"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("year", "colour", "sequence"),
        Index("ix_slips_matter_id_id", "matter_id", "id"),
        Index("ix_slips_issued_on_id", "issued_on", "id"),
    )

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    part_id: Mapped[int | None] = mapped_column(ForeignKey("parts.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turns.id"), unique=True)
    cause: Mapped[str]
    key: Mapped[str]
    name: Mapped[str]
    colour: Mapped[str]
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str]
    found: Mapped[str]
    demand: Mapped[str] = mapped_column(default="")
    due_day: Mapped[date | None]
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    raised: Mapped[int] = mapped_column(default=0)
    raised_on: Mapped[date | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    cancel_reason: Mapped[str] = mapped_column(default="")
