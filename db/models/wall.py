"""What screens on a wall open with."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Versioned


class ScreenLink(Versioned):
    """A lasting link of one screen; the table keeps only the hash of what stands in its address."""

    __tablename__ = "screen_links"
    __table_args__ = (UniqueConstraint("digest"),)

    name: Mapped[str]
    digest: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    seen_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
