"""Supervised tasks (督办事项): what belongs to them beside the matter and its turns."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Record, Versioned


class Task(Base):
    __tablename__ = "tasks"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), primary_key=True)
    background: Mapped[str] = mapped_column(default="")
    standard: Mapped[str] = mapped_column(default="")
    form: Mapped[str] = mapped_column(default="")
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    unit: Mapped[str] = mapped_column(default="")
    given_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    needs_sign_off: Mapped[bool] = mapped_column(default=False)
    needs_approval: Mapped[bool] = mapped_column(default=False)
    report_every: Mapped[int] = mapped_column(default=0)
    template_id: Mapped[int | None] = mapped_column(ForeignKey("task_templates.id"))
    difficult_at: Mapped[datetime | None]
    difficult_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    difficult_reason: Mapped[str] = mapped_column(default="")


class Part(Record):
    """What a supporting department does (协办): its own piece, its own day."""

    __tablename__ = "parts"
    __table_args__ = (
        UniqueConstraint("matter_id", "department_id"),
        Index("ix_parts_department_id", "department_id"),
    )

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    what: Mapped[str] = mapped_column(default="")
    due_day: Mapped[date | None]
    percent: Mapped[int] = mapped_column(default=0)


class Node(Record):
    """A step of a task with a day of its own (节点)."""

    __tablename__ = "nodes"
    __table_args__ = (Index("ix_nodes_matter_id_position", "matter_id", "position"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    position: Mapped[int]
    name: Mapped[str]
    due_day: Mapped[date]
    percent: Mapped[int] = mapped_column(default=0)


class Report(Record):
    __tablename__ = "reports"
    __table_args__ = (
        CheckConstraint("percent between 0 and 100", name="percent"),
        Index("ix_reports_matter_id_id", "matter_id", "id"),
    )

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    part_id: Mapped[int | None] = mapped_column(ForeignKey("parts.id"))
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id"))
    round: Mapped[int] = mapped_column(default=1)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    day: Mapped[date]
    percent: Mapped[int]
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    text: Mapped[str]
    difficulty: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    expected: Mapped[int | None]
    lagging: Mapped[bool] = mapped_column(default=False)


class Urge(Record):
    """Somebody pressed (催办): how, what was found; the answer is the turn's outcome."""

    __tablename__ = "urges"
    __table_args__ = (Index("ix_urges_matter_id_id", "matter_id", "id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    turn_id: Mapped[int] = mapped_column(ForeignKey("turns.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    side: Mapped[str] = mapped_column(default="supervising")
    at: Mapped[datetime]
    form: Mapped[str]
    found: Mapped[str] = mapped_column(default="")


class Extension(Record):
    """A later day was asked for (延期), and what was decided."""

    __tablename__ = "extensions"
    __table_args__ = (Index("ix_extensions_matter_id_id", "matter_id", "id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    turn_id: Mapped[int] = mapped_column(ForeignKey("turns.id"))
    from_day: Mapped[date]
    to_day: Mapped[date]
    reason: Mapped[str]
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    granted_day: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class Reassignment(Record):
    """A department asked that somebody else take it (申请改派), or it was handed on (转办)."""

    __tablename__ = "reassignments"
    __table_args__ = (Index("ix_reassignments_matter_id_id", "matter_id", "id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    from_department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"))
    to_department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    reason: Mapped[str]
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")


class Closure(Record):
    """One try to close: applied, checked, approved, evaluated, archived."""

    __tablename__ = "closures"
    __table_args__ = (Index("ix_closures_matter_id_id", "matter_id", "id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    round: Mapped[int]
    outcome: Mapped[str] = mapped_column(default="")
    summary: Mapped[str]
    open_parts_reason: Mapped[str] = mapped_column(default="")
    due_day: Mapped[date | None]
    applied_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    applied_at: Mapped[datetime]
    applied_on: Mapped[date]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    checked_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    grade: Mapped[str] = mapped_column(default="")
    praise: Mapped[str] = mapped_column(default="")
    evaluated_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    evaluated_at: Mapped[datetime | None]


class Pause(Record):
    __tablename__ = "pauses"
    __table_args__ = (Index("ix_pauses_matter_id_id", "matter_id", "id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    reason: Mapped[str]
    paused_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    paused_at: Mapped[datetime]
    resumed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    resumed_at: Mapped[datetime | None]


class FastTrack(Record):
    """Somebody entitled let a task run ahead of its papers (特事特办)."""

    __tablename__ = "fast_tracks"
    __table_args__ = (UniqueConstraint("matter_id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    ground: Mapped[str]
    reason: Mapped[str]
    opened_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    opened_at: Mapped[datetime]


class TaskTemplate(Versioned):
    """A repeated kind of task; with a rhythm it drafts itself."""

    __tablename__ = "task_templates"

    name: Mapped[str] = mapped_column(unique=True)
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    days_to_due: Mapped[int] = mapped_column(default=14)
    rhythm: Mapped[str] = mapped_column(default="")
    next_day: Mapped[date | None] = mapped_column(index=True)
    day_of_month: Mapped[int | None]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    retired_at: Mapped[datetime | None]


class Level(Versioned):
    """The rhythm of one combination of importance and urgency; all days are workdays."""

    __tablename__ = "levels"
    __table_args__ = (UniqueConstraint("importance", "urgency"),)

    importance: Mapped[str]
    urgency: Mapped[str]
    sign_within: Mapped[int]
    report_every: Mapped[int]
    check_within: Mapped[int]
    sign_off: Mapped[bool] = mapped_column(default=False)
    approval: Mapped[bool] = mapped_column(default=False)
