"""The duty roster: roles and their pools, who cannot when, rosters and their duties."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Record, Versioned


class DutyRole(Versioned):
    """A job of the roster, or one shift of it: how many on which class of day, from when, for how long."""

    __tablename__ = "duty_roles"
    __table_args__ = (CheckConstraint("hours between 1 and 24", name="hours"),)

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="duty")  # duty, inspection
    position: Mapped[int] = mapped_column(default=0)
    on_workdays: Mapped[int] = mapped_column(default=1)
    on_rest_days: Mapped[int] = mapped_column(default=1)
    on_holidays: Mapped[int] = mapped_column(default=1)
    starts: Mapped[str] = mapped_column(default="08:00")
    hours: Mapped[int] = mapped_column(default=24)
    gap: Mapped[int] = mapped_column(default=2)
    rest: Mapped[int] = mapped_column(default=1)
    yields: Mapped[bool] = mapped_column(default=True)
    together: Mapped[bool] = mapped_column(default=False)
    of_leaders: Mapped[bool] = mapped_column(default=False)
    closed_at: Mapped[datetime | None]


class DutyMember(Versioned):
    """Somebody is in the pool of a role from a day on, until a day where one is set."""

    __tablename__ = "duty_members"
    __table_args__ = (
        CheckConstraint("left_on is null or joined_on <= left_on", name="days_in_order"),
        UniqueConstraint("role_id", "person_id", "joined_on"),
    )

    role_id: Mapped[int] = mapped_column(ForeignKey("duty_roles.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    joined_on: Mapped[date]
    left_on: Mapped[date | None]


class DutyExemption(Versioned):
    """Free of duty for a reason: pregnancy, health, a term. Without a role: of all of them."""

    __tablename__ = "duty_exemptions"
    __table_args__ = (CheckConstraint("last_day is null or first_day <= last_day", name="days_in_order"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role_id: Mapped[int | None] = mapped_column(ForeignKey("duty_roles.id"))
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    reason: Mapped[str]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


class DutyPair(Record):
    """Two people who are not on duty together: a couple, a head and the deputy."""

    __tablename__ = "duty_pairs"
    __table_args__ = (
        CheckConstraint("one_id < other_id", name="in_order"),
        UniqueConstraint("one_id", "other_id"),
    )

    one_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(default="")


class DutyWish(Record):
    """Somebody wants this day, or would rather not have it."""

    __tablename__ = "duty_wishes"
    __table_args__ = (UniqueConstraint("person_id", "day"), Index("ix_duty_wishes_day", "day"))

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    day: Mapped[date]
    wants: Mapped[bool]


class Leave(Versioned):
    """Leave or travel: asked for, then approved or not. Approved it holds the person."""

    __tablename__ = "leaves"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        Index("ix_leaves_person_id_last_day", "person_id", "last_day"),
        Index("ix_leaves_decided_at", "decided_at"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str]  # annual, sick, personal, travel, other
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    approved: Mapped[bool | None]
    withdrawn_at: Mapped[datetime | None]


class SpecialDay(Base):
    """A day that is shared out over the years: New Year's Eve, the three days of Spring Festival."""

    __tablename__ = "special_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]


class DutyBalance(Versioned):
    """What somebody had done before the office began here, per role and class of day."""

    __tablename__ = "duty_balances"
    __table_args__ = (UniqueConstraint("role_id", "person_id", "kind"),)

    role_id: Mapped[int] = mapped_column(ForeignKey("duty_roles.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str]  # W, R, H, or special:NAME
    number: Mapped[int]


class Roster(Versioned):
    """A month, quarter or year: a draft until it is published. `verdict` is what the solver said."""

    __tablename__ = "rosters"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        Index("ix_rosters_first_day", "first_day"),
    )

    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    imported: Mapped[bool] = mapped_column(default=False)
    solved_at: Mapped[datetime | None]
    verdict: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    published_at: Mapped[datetime | None]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    frozen_until: Mapped[date | None]


class Duty(Versioned):
    """One cell: who is planned for a role on a day, and who was there in fact."""

    __tablename__ = "duties"
    __table_args__ = (
        UniqueConstraint("roster_id", "role_id", "day", "person_id"),
        Index("ix_duties_day", "day", "role_id"),
        Index("ix_duties_person_id_day", "person_id", "day"),
    )

    roster_id: Mapped[int] = mapped_column(ForeignKey("rosters.id"))
    role_id: Mapped[int] = mapped_column(ForeignKey("duty_roles.id"))
    day: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    actual_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    pinned_at: Mapped[datetime | None]
    pinned_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class DutySwap(Versioned):
    """A swap of two duties, or a stand-in for one: asked, consented to, decided, perhaps undone."""

    __tablename__ = "duty_swaps"
    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="two_people"),
        Index("ix_duty_swaps_duty_id", "duty_id"),
        Index("ix_duty_swaps_matter_id", "matter_id"),
        Index("ix_duty_swaps_ended_at", "ended_at"),
    )

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    duty_id: Mapped[int] = mapped_column(ForeignKey("duties.id"))
    other_duty_id: Mapped[int | None] = mapped_column(ForeignKey("duties.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(default="")
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    consented_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    consented_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    approved: Mapped[bool | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    undone_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class DutyEntry(Versioned):
    """A line of the duty log: incident, call, visitor, patrol. Open ones pass on until they are closed."""

    __tablename__ = "duty_entries"
    __table_args__ = (Index("ix_duty_entries_day", "day"), Index("ix_duty_entries_closed_at", "closed_at"))

    day: Mapped[date]
    kind: Mapped[str]  # incident, call, visitor, patrol
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(default="")
    passed_to: Mapped[str] = mapped_column(default="")
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))


class DutyWording(Record):
    """What a line of the log says: the first wording stays readable beside every later one."""

    __tablename__ = "duty_wordings"
    __table_args__ = (Index("ix_duty_wordings_entry_id", "entry_id"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("duty_entries.id"))
    text: Mapped[str]
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]


class DutyHandover(Versioned):
    """The duty of a day handed over: signed by who gives it and by who takes it."""

    __tablename__ = "duty_handovers"

    day: Mapped[date] = mapped_column(unique=True)
    note: Mapped[str] = mapped_column(default="")
    open_items: Mapped[int] = mapped_column(default=0)
    given_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    given_at: Mapped[datetime]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime | None]
