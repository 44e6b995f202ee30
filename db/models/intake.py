"""What came into the office in one go: batches of tasks from a sheet or a pasted list."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Versioned


class Batch(Versioned):
    """One import: all of it went in, and all of it can be taken back while nothing has moved on."""

    __tablename__ = "batches"
    __table_args__ = (Index("ix_batches_person_id_id", "person_id", "id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    name: Mapped[str]
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class BatchItem(Base):
    """A task that a batch made (`changes` is null), or what it changed there: {field: [before, after]}."""

    __tablename__ = "batch_items"
    __table_args__ = (Index("ix_batch_items_matter_id", "matter_id"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    row: Mapped[int]
    matter_version: Mapped[int]
    changes: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
