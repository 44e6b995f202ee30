"""The roll: all people with everything the administrators keep about them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select

from core.actor import Charge, Role
from core.people import loading
from core.people.matching import matching
from core.people.queries import official_places
from core.people.rules import Details, Rank
from core.policy import Relation
from core.text import clean_line
from core.work import Work
from db.models import ChargeGrant, Department, Line, Person, Recorder

PAGE = 50


@dataclass(frozen=True, slots=True)
class RollRow:
    id: int
    name: str
    user_name: str
    department: str
    post: str
    role: Role
    rank: Rank
    phone: str
    email: str
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Roll:
    rows: list[RollRow]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person, as the edit form needs it."""

    id: int
    details: Details
    department: str
    charges: frozenset[Charge]
    line_ids: frozenset[int]
    recorder_ids: frozenset[int]
    disabled_at: datetime | None
    version: int


def roll(
    work: Work,
    *,
    text: str = "",
    department_id: int | None = None,
    role: Role | None = None,
    disabled: bool = False,
    page: int = 1,
) -> Roll:
    """One page of all people by department and order; a page that is too far gives the last one.

    User names, telephones, addresses and leavers are for those who keep the roll.
    """
    work.must("people.roll")
    keeper = work.may("people.person", Relation.OTHER)
    wanted = _filtered(clean_line(text, field="text"), department_id, role, disabled and keeper)
    total = work.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    places = case(official_places(work), value=Person.department_id, else_=0)
    wanted = wanted.order_by(places, Person.position, Person.id)
    rows = work.session.execute(wanted.limit(PAGE).offset((page - 1) * PAGE))
    found = [_roll_row(*row) for row in rows]
    if not keeper:
        found = [replace(row, user_name="", phone="", email="") for row in found]
    return Roll(found, total, page, pages)


def person(work: Work, person_id: int) -> PersonCard:
    """Everything about one person; NoSuchPerson where there is none."""
    work.must("people.person", Relation.OWN if person_id == work.actor.id else Relation.OTHER)
    found = work.session.get(Person, person_id)
    if found is None:
        raise loading.NoSuchPerson()
    department = work.session.get_one(Department, found.department_id)
    charges = work.session.scalars(select(ChargeGrant.charge).where(ChargeGrant.person_id == person_id))
    lines = work.session.scalars(select(Line.department_id).where(Line.leader_id == person_id))
    recorders = work.session.scalars(select(Recorder.recorder_id).where(Recorder.leader_id == person_id))
    return PersonCard(
        id=found.id,
        details=details_of(found),
        department=department.name,
        charges=frozenset(Charge(charge) for charge in charges),
        line_ids=frozenset(lines),
        recorder_ids=frozenset(recorders),
        disabled_at=found.disabled_at,
        version=found.version,
    )


def details_of(found: Person) -> Details:
    return Details(
        name=found.name,
        department_id=found.department_id,
        user_name=found.user_name,
        post=found.post,
        role=Role(found.role),
        rank=Rank(found.rank),
        position=found.position,
        phone=found.phone,
        email=found.email,
        joined_on=found.joined_on,
    )


def _roll_row(
    number: int, name: str, user_name: str, department: str, post: str, role: str, rank: str, *rest: Any
) -> RollRow:
    return RollRow(number, name, user_name, department, post, Role(role), Rank(rank), *rest)


def _filtered(
    text: str, department_id: int | None, role: Role | None, disabled: bool
) -> Select[*tuple[Any, ...]]:
    statement = select(
        Person.id,
        Person.name,
        Person.user_name,
        Department.name.label("department"),
        Person.post,
        Person.role,
        Person.rank,
        Person.phone,
        Person.email,
        Person.disabled_at,
    ).join(Department, Department.id == Person.department_id)
    if text:
        statement = statement.where(matching(text))
    if department_id is not None:
        statement = statement.where(Person.department_id == department_id)
    if role is not None:
        statement = statement.where(Person.role == role)
    return statement.where(Person.disabled_at.is_not(None) if disabled else Person.disabled_at.is_(None))
