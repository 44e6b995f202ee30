"""The office: its departments, its people, what they are charged with and who stands in for whom."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Record, Versioned


class Department(Versioned):
    __tablename__ = "departments"

    name: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    position: Mapped[int] = mapped_column(default=0)
    is_office: Mapped[bool] = mapped_column(default=False)
    liaison_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", use_alter=True))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", use_alter=True))


class FormerName(Record):
    """What a department was called before a reorganisation: old records keep the old name."""

    __tablename__ = "former_names"

    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    name: Mapped[str]
    until: Mapped[datetime]


class Person(Versioned):
    __tablename__ = "people"

    name: Mapped[str]
    pinyin: Mapped[str] = mapped_column(default="")
    user_name: Mapped[str]
    user_key: Mapped[str] = mapped_column(unique=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)
    post: Mapped[str] = mapped_column(default="")
    rank: Mapped[str] = mapped_column(default="staff")
    role: Mapped[str] = mapped_column(default="staff", index=True)
    position: Mapped[int] = mapped_column(default=0)
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="zh_CN")
    joined_on: Mapped[date | None]
    disabled_at: Mapped[datetime | None]
    disabled_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class ChargeGrant(Record):
    """A charge (supervision, roster, 7S …) that somebody carries beside the role."""

    __tablename__ = "charge_grants"
    __table_args__ = (UniqueConstraint("person_id", "charge"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    charge: Mapped[str]
    granted_at: Mapped[datetime]
    granted_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


class Line(Record):
    """A leader answers for a department (分管)."""

    __tablename__ = "lines"
    __table_args__ = (UniqueConstraint("leader_id", "department_id"),)

    leader_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id"), index=True)


class Absence(Versioned):
    """Away from–to, and who stands in meanwhile (AB角)."""

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint("person_id <> stand_in_id", name="somebody_else"),
        Index("ix_absences_stand_in_id_last_day", "stand_in_id", "last_day"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    stand_in_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]


class Recorder(Record):
    """Who may enter on paper decisions of a leader (代录)."""

    __tablename__ = "recorders"
    __table_args__ = (UniqueConstraint("leader_id", "recorder_id"),)

    leader_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    recorder_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
