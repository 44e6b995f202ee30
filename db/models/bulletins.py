"""Bulletins (通报): drafted, reviewed by a second person, numbered, and then never altered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Versioned


class Bulletin(Versioned):
    """`figures` are counted facts with the numbers of their items, `wording` is what people wrote.

    Once published the database refuses every change of the row; `seal` is the hash of what was published.
    """

    __tablename__ = "bulletins"
    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("year", "sequence"),
        Index("ix_bulletins_last_day_id", "last_day", "id"),
    )

    key: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    state: Mapped[str] = mapped_column(default="draft")
    wording: Mapped[dict[str, Any]] = mapped_column(JSON)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    writers: Mapped[list[int]] = mapped_column(JSON)
    counted_at: Mapped[datetime]
    drafted_at: Mapped[datetime]
    drafted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    returned: Mapped[str] = mapped_column(default="")
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    published_at: Mapped[datetime | None]
    year: Mapped[int | None]
    sequence: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(unique=True)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("bulletins.id"), index=True)
    correction: Mapped[str] = mapped_column(default="")
    seal: Mapped[str] = mapped_column(default="")
