"""Files and photos: a row per hand-in, the bytes stored once under their hash."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record


class File(Record):
    __tablename__ = "files"
    __table_args__ = (Index("ix_files_subject_subject_id", "subject", "subject_id"),)

    key: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    media_type: Mapped[str]
    name: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[int | None]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), index=True)
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime]
    width: Mapped[int | None]
    height: Mapped[int | None]
    likeness: Mapped[str | None]  # of a picture: 16 hex digits, close for what looks alike
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
