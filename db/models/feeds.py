"""The calendar feed of a person: an address for a telephone's calendar, with a token that can be revoked."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record

LIVE = text("revoked_at is null")


class CalendarFeed(Record):
    """The table keeps only the hash of what stands in the address; one live feed for each person."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        UniqueConstraint("digest"),
        Index(
            "ux_calendar_feeds_person_id", "person_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    digest: Mapped[str]
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
