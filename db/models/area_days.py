"""What each finished visit came to. Derived, in one place: core/seven_s/tallying.py."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


class AreaDay(Base):
    """Kept so that months and years are read quickly."""

    __tablename__ = "area_days"
    __table_args__ = (Index("ix_area_days_area_id_kind_day", "area_id", "kind", "day"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    quarters: Mapped[int]  # the score, in quarters of a point: whole, so that sums are exact
    findings: Mapped[int]
    vetoes: Mapped[int]
    repeats: Mapped[int]
    late: Mapped[int]
    not_applicable: Mapped[int]
    spots: Mapped[int]
    spot_faults: Mapped[int]
