"""What a person keeps on top of the board."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class Pin(Base):
    """A person's own mark: this card stands first in its column, for nobody else."""

    __tablename__ = "pins"
    __table_args__ = (Index("ix_pins_matter_id", "matter_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    at: Mapped[datetime]
