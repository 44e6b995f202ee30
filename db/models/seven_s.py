"""7S: areas, the versioned catalogue, rounds and visits, findings, red tags.

What waits for somebody about a finding or a red tag is a turn of its matter (db/models/matters.py).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Record, Versioned

OPEN = text("closed_at is null and saved_at is not null")
HANGING = text("removed_at is null")


class Area(Versioned):
    """A place with an owner that is looked at (责任区)."""

    __tablename__ = "areas"
    __table_args__ = (
        Index("ix_areas_route_order", "route_order"),
        Index("ix_areas_owner_department_id", "owner_department_id"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    floor: Mapped[int]
    kind: Mapped[str]
    group: Mapped[str]
    owner_department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    owner_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    route_order: Mapped[int]
    token: Mapped[str] = mapped_column(unique=True)
    restricted: Mapped[bool] = mapped_column(default=False)
    reference_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    first_day: Mapped[date]
    retired_on: Mapped[date | None]


class AreaInspector(Base):
    """Who alone inspects a restricted room."""

    __tablename__ = "area_inspectors"

    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class CatalogueEdition(Record):
    """The catalogue as published on a day; `changes` is what it said differently."""

    __tablename__ = "catalogue_editions"

    number: Mapped[int] = mapped_column(unique=True)
    published_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    note: Mapped[str] = mapped_column(default="")
    changes: Mapped[list[Any]] = mapped_column(JSON)


class CheckItem(Record):
    """One wording of an item, never altered: records keep pointing to what was asked on their day.

    The same `key` and `revision` mean the same; a changed meaning is a new revision.
    """

    __tablename__ = "check_items"
    __table_args__ = (
        UniqueConstraint("key", "edition_from"),
        Index("ix_check_items_edition_until", "edition_until"),
    )

    key: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    position: Mapped[int]
    pillar: Mapped[str]
    wording: Mapped[str]
    wording_en: Mapped[str] = mapped_column(default="")
    severity: Mapped[str]
    path: Mapped[str]
    photo_forbidden: Mapped[bool] = mapped_column(default=False)
    phrases: Mapped[list[str]] = mapped_column(JSON)
    area_kinds: Mapped[list[str]] = mapped_column(JSON)
    owner_department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    edition_from: Mapped[int]
    edition_until: Mapped[int | None]


class ItemChange(Versioned):
    """A change of the catalogue that waits to be published: one per item."""

    __tablename__ = "item_changes"

    key: Mapped[str] = mapped_column(unique=True)
    verb: Mapped[str]
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]


class Round(Versioned):
    """One walk: the day's team through the house, an owner's self-check, a mutual check."""

    __tablename__ = "rounds"
    __table_args__ = (UniqueConstraint("day", "kind", "scope"),)

    day: Mapped[date]
    kind: Mapped[str]
    scope: Mapped[str] = mapped_column(default="")
    leader_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    edition: Mapped[int]
    started_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    started_at: Mapped[datetime]
    handed_in_at: Mapped[datetime | None]
    handed_in_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class RoundMember(Base):
    __tablename__ = "round_members"
    __table_args__ = (Index("ix_round_members_person_id", "person_id"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    part: Mapped[str]
    floors: Mapped[list[int]] = mapped_column(JSON)


class Visit(Record):
    """An area within a round. Finished once all is said: the rest is fine and every spot item is answered."""

    __tablename__ = "visits"
    __table_args__ = (
        UniqueConstraint("round_id", "area_id"),
        Index("ix_visits_area_id_kind_day", "area_id", "kind", "day"),
        Index("ix_visits_kind_day", "kind", "day"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    kind: Mapped[str]
    day: Mapped[date]
    arrived_at: Mapped[datetime | None]
    fine_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    inspector_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    skipped_at: Mapped[datetime | None]
    skip_reason: Mapped[str] = mapped_column(default="")


class ItemAnswer(Base):
    """What was said about an item of a visit by itself: the spot items, and what does not apply."""

    __tablename__ = "item_answers"
    __table_args__ = (CheckConstraint("answer in ('', 'fine', 'fault', 'na')", name="known_answer"),)

    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("check_items.id"), primary_key=True)
    spot: Mapped[int] = mapped_column(default=0)  # 1, 2, 3: asked; 0: said unasked
    answer: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class LastLook(Base):
    """When an item of an area was last answered by itself: the spot items go round by it. Derived."""

    __tablename__ = "last_looks"

    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    item_key: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    answered_at: Mapped[datetime]


class Finding(Versioned):
    """Something that was not as it should be. Until it is saved it is a note of whoever walks."""

    __tablename__ = "findings"
    __table_args__ = (
        Index("ix_findings_area_id_item_key_day", "area_id", "item_key", "day"),
        Index("ix_findings_item_key_day", "item_key", "day"),
        Index("ix_findings_day_area_id", "day", "area_id"),
        Index("ix_findings_open_due", "due_day", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_findings_owner_department_id_day", "owner_department_id", "day"),
    )

    key: Mapped[str] = mapped_column(unique=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("check_items.id"))
    item_key: Mapped[str]
    kind: Mapped[str]
    day: Mapped[date]
    phrase: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    severity: Mapped[str]
    path: Mapped[str]
    found_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    noted_at: Mapped[datetime]
    saved_at: Mapped[datetime | None]
    owner_department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    owner_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due_day: Mapped[date | None]
    repeats: Mapped[int] = mapped_column(default=0)
    fixed_at: Mapped[datetime | None]
    fixed_on: Mapped[date | None]
    fixed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    fix_note: Mapped[str] = mapped_column(default="")
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    returned: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    voided_at: Mapped[datetime | None]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"), index=True)


class Objection(Record):
    """The owner says that a finding is wrong; the leader of the team decides."""

    __tablename__ = "objections"
    __table_args__ = (Index("ix_objections_finding_id", "finding_id"),)

    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"))
    reason: Mapped[str]
    raised_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    raised_at: Mapped[datetime]
    accepted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]


class RedTag(Versioned):
    """A thing that should not be here (红牌): what becomes of it, by whom, by when."""

    __tablename__ = "red_tags"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="some_quantity"),
        Index("ix_red_tags_area_id", "area_id"),
        Index("ix_red_tags_hanging", "due_day", sqlite_where=HANGING, postgresql_where=HANGING),
    )

    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    thing: Mapped[str]
    quantity: Mapped[int] = mapped_column(default=1)
    place: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    decision: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    owner_department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    owner_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due_day: Mapped[date]
    hung_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    hung_at: Mapped[datetime]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    removed_at: Mapped[datetime | None]
    removal_note: Mapped[str] = mapped_column(default="")


class Excuse(Record):
    """Why visits of these days were rightly not made, and who approved it."""

    __tablename__ = "excuses"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        Index("ix_excuses_first_day_last_day", "first_day", "last_day"),
    )

    kind: Mapped[str]
    area_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str]
    approved_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class SharedFault(Record):
    """The same item failed in several areas within days: one task for whoever owns the standard."""

    __tablename__ = "shared_faults"
    __table_args__ = (Index("ix_shared_faults_item_key_found_on", "item_key", "found_on"),)

    item_key: Mapped[str]
    found_on: Mapped[date]
    area_ids: Mapped[list[int]] = mapped_column(JSON)
    task_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
