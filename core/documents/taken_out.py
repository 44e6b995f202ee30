"""Who took out what, and when: read from the history, which nobody can change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from core.documents.exports import KINDS
from core.work import Work
from db.models import Event, Matter, Person

PAGE = 50
ACTIONS = tuple(f"export.{kind}" for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Export:
    """`wanted` is the filter of a list as its address has it; `item` the number of one item."""

    id: int
    at: datetime
    person: str
    kind: str
    rows: int | None
    wanted: dict[str, str]
    item: str


@dataclass(frozen=True, slots=True)
class Exports:
    rows: list[Export]
    total: int
    page: int


def exports(work: Work, *, page: int = 1) -> Exports:
    """The newest first. An item is named by its number alone: it may be internal."""
    work.must("documents.exports")
    total = work.session.scalar(select(func.count()).where(Event.action.in_(ACTIONS))) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    statement = (
        select(Event, Person.name, Matter.number)
        .outerjoin(Person, Person.id == Event.person_id)
        .outerjoin(Matter, Matter.id == Event.matter_id)
        .where(Event.action.in_(ACTIONS))
        .order_by(Event.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    found = [_row(event, name or "", number or "") for event, name, number in work.session.execute(statement)]
    return Exports(found, total, page)


def _row(event: Event, person: str, item: str) -> Export:
    said: dict[str, Any] = event.particulars
    wanted = {str(name): str(value) for name, value in said.get("filter", {}).items()}
    kind = event.action.partition(".")[2]
    return Export(event.id, event.at, person, kind, said.get("rows"), wanted, said.get("number") or item)
