"""What is typed about a task, cleaned and judged, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import select

from core import office
from core.tasks.refusals import (
    DepartmentClosed,
    LeadAlsoSupports,
    PercentOutOfRange,
    PersonUnavailable,
    QuantityOutOfRange,
    UnknownChoice,
)
from core.tasks.rules import Importance, Urgency
from core.text import clean_line, clean_text
from core.work import Work
from db.models import Department, Person

TOP_QUANTITY = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Support:
    """What a supporting department is asked for."""

    department_id: int
    what: str = ""
    due_day: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A node: what is reached by when, and how much of the whole that is."""

    name: str
    due_day: date
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that is typed about a task. Days are days of the office; quantities have the unit beside."""

    title: str
    source: str = ""
    source_reference: str = ""
    importance: str = Importance.ORDINARY
    urgency: str = Urgency.NORMAL
    internal: bool = False
    lead_department_id: int | None = None
    supervising_department_id: int | None = None
    due_day: date | None = None
    background: str = ""
    standard: str = ""
    form: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    given_by: int | None = None
    needs_sign_off: bool | None = None
    needs_approval: bool | None = None
    parent_id: int | None = None
    supporting: Sequence[Support] = ()
    steps: Sequence[Step] = ()


ON_MATTER = (
    "title",
    "source",
    "source_reference",
    "importance",
    "urgency",
    "internal",
    "lead_department_id",
    "supervising_department_id",
    "due_day",
    "parent_id",
)
ON_TASK = (
    "background",
    "standard",
    "form",
    "quantity",
    "unit",
    "given_by",
    "needs_sign_off",
    "needs_approval",
)
ANY_FIELD = frozenset(field.name for field in fields(Facts))


def clean_facts(work: Work, facts: Facts) -> Facts:
    """The facts as they will be stored. Raises InvalidInput with the field at fault."""
    profile = office.profile(work.session)
    supporting = tuple(
        Support(one.department_id, clean_text(one.what, limit=1000, field="supporting"), one.due_day)
        for one in facts.supporting
    )
    cleaned = Facts(
        title=clean_line(facts.title, field="title", required=True),
        source=one_of(facts.source, ("", *profile.sources), "source"),
        source_reference=clean_line(facts.source_reference, field="source_reference"),
        importance=one_of(facts.importance, tuple(Importance), "importance"),
        urgency=one_of(facts.urgency, tuple(Urgency), "urgency"),
        internal=bool(facts.internal),
        lead_department_id=facts.lead_department_id,
        supervising_department_id=facts.supervising_department_id or office_department(work),
        due_day=facts.due_day,
        background=clean_text(facts.background, field="background"),
        standard=clean_text(facts.standard, limit=2000, field="standard"),
        form=one_of(facts.form, ("", *profile.forms), "form"),
        quantity=clean_quantity(facts.quantity),
        unit=clean_line(facts.unit, limit=20, field="unit"),
        given_by=facts.given_by,
        needs_sign_off=facts.needs_sign_off,
        needs_approval=facts.needs_approval,
        parent_id=facts.parent_id,
        supporting=supporting,
        steps=tuple(_clean_step(step) for step in facts.steps),
    )
    _check_departments(work, cleaned)
    _check_people(work, [cleaned.given_by])
    return cleaned


def one_of(value: str, allowed: Sequence[str], field: str) -> str:
    text = clean_line(value, field=field)
    if text not in allowed:
        raise UnknownChoice(field=field)
    return text


def clean_quantity(value: Decimal | float | int | str | None) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise QuantityOutOfRange() from error
    if not number.is_finite() or not 0 <= number < TOP_QUANTITY:
        raise QuantityOutOfRange()
    return number


def clean_percent(value: int) -> int:
    if not 0 <= value <= 100:
        raise PercentOutOfRange()
    return int(value)


def _clean_step(step: Step) -> Step:
    return Step(
        clean_line(step.name, field="steps", required=True), step.due_day, clean_percent(step.percent)
    )


def office_department(work: Work) -> int:
    """The department that supervises by default: the office itself."""
    found = work.session.scalar(
        select(Department.id)
        .where(Department.closed_at.is_(None))
        .order_by(Department.is_office.desc(), Department.position, Department.id)
        .limit(1)
    )
    if found is None:
        raise DepartmentClosed(field="supervising_department_id")
    return found


def _check_departments(work: Work, facts: Facts) -> None:
    supporting: list[int | None] = [one.department_id for one in facts.supporting]
    if facts.lead_department_id in supporting or len(set(supporting)) < len(supporting):
        raise LeadAlsoSupports()
    named: dict[str, Sequence[int | None]] = {
        "lead_department_id": [facts.lead_department_id],
        "supervising_department_id": [facts.supervising_department_id],
        "supporting": supporting,
    }
    wanted = {one for numbers in named.values() for one in numbers if one is not None}
    known = set(
        work.session.scalars(
            select(Department.id).where(Department.id.in_(wanted), Department.closed_at.is_(None))
        )
    )
    for field, numbers in named.items():
        if any(one is not None and one not in known for one in numbers):
            raise DepartmentClosed(field=field)


def _check_people(work: Work, numbers: Sequence[int | None]) -> None:
    for number in numbers:
        if number is not None:
            active_person(work, number, field="given_by")


def active_person(work: Work, person_id: int, *, field: str) -> Person:
    """Somebody who is still there; raises PersonUnavailable."""
    person = work.session.get(Person, person_id)
    if person is None or person.disabled_at is not None:
        raise PersonUnavailable(name=person.name if person else "?", field=field)
    return person


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Old → new of every field that differs."""
    return {name: [old.get(name), value] for name, value in new.items() if old.get(name) != value}
