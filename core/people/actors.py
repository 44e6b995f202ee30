"""Who somebody is, as of now: roles change while people are signed in."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Actor, Charge, Role
from db.models import Absence, ChargeGrant, Credential, Department, Line, Person, Recorder

# Those who act for their whole department.
SPOKESMEN = (Role.HEAD, Role.LIAISON, Role.DIRECTOR, Role.OFFICE)


def actor(session: Session, person_id: int, *, today: object) -> Actor | None:
    """The person as an actor on this day of the office; None when disabled or unknown."""
    person = session.get(Person, person_id)
    if person is None or person.disabled_at is not None:
        return None
    away = select(Absence.person_id).where(
        Absence.stand_in_id == person_id,
        Absence.first_day <= today,
        Absence.last_day >= today,
        Absence.ended_at.is_(None),
    )
    stands_in_for = frozenset(session.scalars(away))
    parents = _parents(session)
    lines = session.scalars(select(Line.department_id).where(Line.leader_id.in_({person_id, *stands_in_for})))
    charges = session.scalars(select(ChargeGrant.charge).where(ChargeGrant.person_id == person_id))
    speaks_for = select(Person.department_id).where(Person.id.in_(stands_in_for), Person.role.in_(SPOKESMEN))
    deputises = frozenset(session.scalars(speaks_for)) if stands_in_for else frozenset()
    records_for = session.scalars(select(Recorder.leader_id).where(Recorder.recorder_id == person_id))
    return Actor(
        id=person.id,
        name=person.name,
        role=Role(person.role),
        department_id=person.department_id,
        departments=frozenset(above(person.department_id, parents)),
        charges=frozenset(Charge(charge) for charge in charges),
        lines=below(lines, parents),
        stands_in_for=stands_in_for,
        records_for=frozenset(records_for),
        deputises=deputises,
        language=person.language,
        must_change_password=bool(
            session.scalar(select(Credential.must_change).where(Credential.person_id == person_id))
        ),
    )


def above(department_id: int, parents: Mapping[int, int | None]) -> list[int]:
    """A department and all above it, nearest first."""
    chain: list[int] = []
    at: int | None = department_id
    while at is not None and at not in chain:
        chain.append(at)
        at = parents.get(at)
    return chain


def below(roots: Iterable[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    """These departments and all below them."""
    wanted = frozenset(roots)
    return frozenset(one for one in parents if wanted & set(above(one, parents))) if wanted else frozenset()


def _parents(session: Session) -> dict[int, int | None]:
    rows = session.execute(select(Department.id, Department.parent_id))
    return {number: parent for number, parent in rows}
