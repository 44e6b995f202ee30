"""Who is away, and who stands in."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from core.policy import Relation
from core.work import Work
from db.models import Absence, Person

AWAY = 500


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    id: int
    person_id: int
    person: str
    stand_in_id: int
    stand_in: str
    first_day: date
    last_day: date
    reason: str
    ended_at: datetime | None
    version: int


def absences(work: Work, *, person_id: int) -> list[AbsenceRow]:
    """One person's absences, newest first, with their reasons; at most 50."""
    work.must("people.absences", Relation.OWN if person_id == work.actor.id else Relation.OTHER)
    statement = (
        _absences()
        .where(Absence.person_id == person_id)
        .order_by(Absence.first_day.desc(), Absence.id.desc())
    )
    return [AbsenceRow(*row) for row in work.session.execute(statement.limit(50))]


def away(work: Work) -> list[AbsenceRow]:
    """Who is away today or later, and who stands in. The reason is nobody's business here."""
    work.must("people.away")
    current = _absences().where(Absence.last_day >= work.today, Absence.ended_at.is_(None))
    rows = work.session.execute(current.order_by(Absence.first_day, Absence.id).limit(AWAY))
    return [replace(AbsenceRow(*row), reason="") for row in rows]


def _absences() -> Select[*tuple[Any, ...]]:
    absent, stand_in = aliased(Person), aliased(Person)
    return (
        select(
            Absence.id,
            Absence.person_id,
            absent.name,
            Absence.stand_in_id,
            stand_in.name.label("stand_in"),
            Absence.first_day,
            Absence.last_day,
            Absence.reason,
            Absence.ended_at,
            Absence.version,
        )
        .join(absent, absent.id == Absence.person_id)
        .join(stand_in, stand_in.id == Absence.stand_in_id)
    )
