"""Appraisal (考核): rule sets, points with their events, scores, targets, objections, frozen results."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record, Versioned


class RuleSet(Record):
    """What counts how much, from a day on; never altered once its day has come."""

    __tablename__ = "rule_sets"
    __table_args__ = (UniqueConstraint("valid_from"),)

    valid_from: Mapped[date]
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class Point(Versioned):
    """Points taken from or given to a department for one event; they count once a leader has approved."""

    __tablename__ = "points"
    __table_args__ = (
        UniqueConstraint("cause"),
        CheckConstraint("half in (1, 2)", name="half"),
        Index("ix_points_year_half_department_id", "year", "half", "department_id"),
    )

    year: Mapped[int]
    half: Mapped[int]
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), index=True)
    supporting: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str]
    cause: Mapped[str]
    day: Mapped[date]
    points: Mapped[Decimal] = mapped_column(Numeric(7, 2))
    note: Mapped[str] = mapped_column(default="")
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="proposed")
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decided_on: Mapped[date | None]


class PointObjection(Record):
    """A department does not agree with a point, and what was decided."""

    __tablename__ = "point_objections"

    point_id: Mapped[int] = mapped_column(ForeignKey("points.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    text: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]


class Score(Record):
    """What an indicator says about a department in a half-year, entered or brought in by hand."""

    __tablename__ = "scores"
    __table_args__ = (
        UniqueConstraint("year", "half", "department_id", "indicator"),
        CheckConstraint("score between 0 and 100", name="score"),
    )

    year: Mapped[int]
    half: Mapped[int]
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    indicator: Mapped[str]
    score: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    note: Mapped[str] = mapped_column(default="")
    entered_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime]


class Target(Record):
    """The on-time rate that a department is to reach in a year, in percent."""

    __tablename__ = "targets"
    __table_args__ = (
        UniqueConstraint("year", "department_id"),
        CheckConstraint("percent between 0 and 100", name="percent"),
    )

    year: Mapped[int]
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    percent: Mapped[int]
    set_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime]


class ClosedHalf(Record):
    """The results of a half-year, frozen: what happens later never alters them."""

    __tablename__ = "closed_halves"
    __table_args__ = (UniqueConstraint("year", "half"),)

    year: Mapped[int]
    half: Mapped[int]
    results: Mapped[dict[str, Any]] = mapped_column(JSON)
    closed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime]


class AccountRecord(Record):
    """A talk that was held, or accountability for error or inaction: written by people, never by itself."""

    __tablename__ = "account_records"

    kind: Mapped[str]
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    year: Mapped[int]
    half: Mapped[int]
    day: Mapped[date]
    text: Mapped[str]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
