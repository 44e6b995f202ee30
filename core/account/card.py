"""The reader's own card: post, department, charges, lines, stand-ins."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from core.actor import Charge, Role
from core.errors import InvalidInput
from core.i18n import LANGUAGES, N_
from core.work import Work
from db.models import ChargeGrant, Department, Line, Person


class UnknownLanguage(InvalidInput):
    message = N_("This language is not offered.")
    field = "language"


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    user_name: str
    department: str
    post: str
    role: Role
    charges: tuple[Charge, ...]
    lines: tuple[str, ...]
    stands_in_for: tuple[str, ...]
    records_for: tuple[str, ...]
    liaison_of: tuple[str, ...]


def card(work: Work) -> Card:
    work.must("account.card")
    me = work.actor.number
    person = work.session.get_one(Person, me)
    charges = select(ChargeGrant.charge).where(ChargeGrant.person_id == me).order_by(ChargeGrant.charge)
    lines = (
        select(Department.name)
        .join(Line, Line.department_id == Department.id)
        .where(Line.leader_id == me)
        .order_by(Department.position)
    )
    liaison = select(Department.name).where(Department.liaison_id == me).order_by(Department.position)
    return Card(
        name=person.name,
        user_name=person.user_name,
        department=work.session.get_one(Department, person.department_id).name,
        post=person.post,
        role=Role(person.role),
        charges=tuple(Charge(charge) for charge in work.session.scalars(charges)),
        lines=tuple(work.session.scalars(lines)),
        stands_in_for=_names(work, work.actor.stands_in_for),
        records_for=_names(work, work.actor.records_for),
        liaison_of=tuple(work.session.scalars(liaison)),
    )


def speak(work: Work, *, language: str) -> None:
    """Read everything in this language from now on, on every device."""
    work.must("account.speak")
    if language not in LANGUAGES:
        raise UnknownLanguage()
    person = work.session.get_one(Person, work.actor.number)
    if person.language != language:
        work.record("person.language_chosen", person.id, language=[person.language, language])
        person.language = language


def _names(work: Work, people: Collection[int]) -> tuple[str, ...]:
    named = select(Person.name).where(Person.id.in_(people)).order_by(Person.position)
    return tuple(work.session.scalars(named))
