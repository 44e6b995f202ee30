"""Matters, the turns that move them, and the holds on people, rooms, cars and things.

A turn is the only thing with a day. What stands here as `state` and the columns below "derived"
is kept for speed and written in one place: core/turns/state.py.
"""

import unicodedata
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record, Versioned

OPEN = text("done_at is null")
OF_PART = text("part_id is not null")
LIVE = text("archived_at is null")
ENDLESS = text("closed_at is null")
LONGEST_ENTRY = 2000  # bytes: what an index of Postgres takes of one row


def searchable(*texts: str | None) -> str:
    """As it is looked up: small letters, full-width ones as plain ones, one text on each line."""
    plain = unicodedata.normalize("NFKC", "\n".join(text or "" for text in texts)).casefold()
    return plain.encode("utf-8", "ignore")[:LONGEST_ENTRY].decode("utf-8", "ignore")


def _searched(row: Any) -> str:
    """Of a row that is written without an object behind it."""
    values = row.get_current_parameters()
    return searchable(*(values.get(name) for name in ("number", "title", "initials")))


class Matter(Versioned):
    __tablename__ = "matters"
    __table_args__ = (
        UniqueConstraint("kind", "year", "sequence"),
        Index("ix_matters_live_due", "due_day", "id", sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_matters_open_due", "kind", "due_day", "id", sqlite_where=ENDLESS, postgresql_where=ENDLESS),
        Index(
            "ix_matters_open_lead",
            "lead_department_id",
            "due_day",
            sqlite_where=ENDLESS,
            postgresql_where=ENDLESS,
        ),
        Index(
            "ix_matters_open_handler", "handler_id", "due_day", sqlite_where=ENDLESS, postgresql_where=ENDLESS
        ),
        Index("ix_matters_parent_id_due_day_id", "parent_id", "due_day", "id"),
        Index("ix_matters_lead_department_id_due_day", "lead_department_id", "due_day"),
        Index("ix_matters_due_day_id", "due_day", "id"),
        Index("ix_matters_state_due_day", "state", "due_day"),
        Index("ix_matters_closed_at", "closed_at"),
        Index("ix_matters_searched_kind_id", "searched", "kind", "id"),
        Index("ix_matters_title_id", "title", "id"),
        Index("ix_matters_percent_id", "percent", "id"),
    )

    kind: Mapped[str] = mapped_column(default="task")
    number: Mapped[str | None] = mapped_column(unique=True)
    year: Mapped[int | None]
    sequence: Mapped[int | None]
    title: Mapped[str]
    initials: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    source_reference: Mapped[str] = mapped_column(default="")
    importance: Mapped[str] = mapped_column(default="ordinary")
    urgency: Mapped[str] = mapped_column(default="normal")
    internal: Mapped[bool] = mapped_column(default=False)
    lead_department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    supervising_department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), index=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    issued_at: Mapped[datetime | None]
    original_due_day: Mapped[date | None]
    # derived
    searched: Mapped[str] = mapped_column(default=_searched, server_default="")
    state: Mapped[str] = mapped_column(default="draft")
    due_day: Mapped[date | None]
    extensions: Mapped[int] = mapped_column(default=0)
    round: Mapped[int] = mapped_column(default=1)
    percent: Mapped[int] = mapped_column(default=0)
    lagging: Mapped[bool] = mapped_column(default=False)
    reported_at: Mapped[datetime | None]
    applied_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]


@event.listens_for(Matter, "before_insert")
@event.listens_for(Matter, "before_update")
def _keep_findable(_mapper: object, _connection: object, matter: Matter) -> None:
    matter.searched = searchable(matter.number, matter.title, matter.initials)


class Turn(Versioned):
    """Whose move it is, what for, and by when (待办)."""

    __tablename__ = "turns"
    __table_args__ = (
        CheckConstraint("(holder_person_id is null) <> (holder_department_id is null)", name="one_holder"),
        Index(
            "ix_turns_open_person", "holder_person_id", "due_day", sqlite_where=OPEN, postgresql_where=OPEN
        ),
        Index("ix_turns_open_handler", "handler_id", "due_day", sqlite_where=OPEN, postgresql_where=OPEN),
        Index(
            "ix_turns_open_department",
            "holder_department_id",
            "due_day",
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index("ix_turns_open_due", "due_day", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_turns_part_due", "due_day", sqlite_where=OF_PART, postgresql_where=OF_PART),
        Index("ix_turns_matter_id_done_at", "matter_id", "done_at"),
        Index("ix_turns_done_at", "done_at"),
    )

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    kind: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
    part_id: Mapped[int | None] = mapped_column(ForeignKey("parts.id"), index=True)
    node_id: Mapped[int | None] = mapped_column(ForeignKey("nodes.id"), index=True)
    origin_id: Mapped[int | None]
    round: Mapped[int] = mapped_column(default=1)
    holder_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    holder_department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    task: Mapped[str] = mapped_column(default="")
    due_day: Mapped[date | None]
    due_revision: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    seen_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    for_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    outcome: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")


class Hold(Record):
    """Somebody or something is taken for a time (占用). Exclusive holds of one subject never overlap."""

    __tablename__ = "holds"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="times_in_order"),
        CheckConstraint("quantity > 0", name="some_quantity"),
        Index("ix_holds_subject_subject_id_starts_at", "subject", "subject_id", "starts_at"),
    )

    subject: Mapped[str]
    subject_id: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    quantity: Mapped[int] = mapped_column(default=1)
    exclusive: Mapped[bool] = mapped_column(default=True)
    origin: Mapped[str]
    origin_id: Mapped[int]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    released_at: Mapped[datetime | None]


class Comment(Record):
    """A remark in the conversation about a matter."""

    __tablename__ = "comments"
    __table_args__ = (Index("ix_comments_matter_id_id", "matter_id", "id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str]
    at: Mapped[datetime]
