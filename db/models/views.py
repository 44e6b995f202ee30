"""What people keep to look at again."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Versioned


class SavedView(Versioned):
    """A filter of the list under a name; somebody of the supervising side may share it with the office."""

    __tablename__ = "saved_views"
    __table_args__ = (
        UniqueConstraint("person_id", "name"),
        Index("ix_saved_views_shared_at", "shared_at"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    query: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime]
    shared_at: Mapped[datetime | None]
    shared_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
