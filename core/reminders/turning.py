"""The turns that may have to be reminded of, and what reminds of each by a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, or_, select

from core.reminders.directory import Holder
from core.reminders.ladders import Clock, Rules, Step, reached
from core.turns import Kind
from db.models import Matter, Turn

# A day before may be moved further back by a long holiday.
HOLIDAY = 15


@dataclass(frozen=True, slots=True)
class TurnRow:
    id: int
    due_revision: int
    kind: str
    purpose: str
    due_day: date
    opened_at: datetime
    done_at: datetime | None
    person_id: int | None
    department_id: int | None
    handler_id: int | None
    matter_id: int
    number: str | None
    title: str
    importance: str
    urgency: str
    internal: bool

    @property
    def what(self) -> str:
        return self.purpose or self.kind

    @property
    def holder(self) -> Holder:
        return Holder(self.person_id, self.department_id, self.handler_id)


def open_turns(by: date, farthest: int) -> Select[*tuple[Any, ...]]:
    """Open ones alone, by the index of open turns: the archive costs nothing."""
    soon = Turn.due_day <= by + timedelta(days=farthest + HOLIDAY)
    return _rows().where(Turn.done_at.is_(None), soon, Matter.state != "paused", _begun())


def turns_between(start: datetime, end: datetime, farthest: int) -> Select[*tuple[Any, ...]]:
    """What was open at some time between, as it stands now."""
    still = or_(Turn.done_at.is_(None), Turn.done_at >= start)
    soon = Turn.due_day <= end.date() + timedelta(days=farthest + HOLIDAY)
    return _rows().where(still, Turn.opened_at < end, soon, Matter.state != "paused", _begun())


def steps(row: TurnRow, rules: Rules, clock: Clock, zone: ZoneInfo) -> list[Step]:
    rule = rules.of(row.what, row.importance, row.urgency)
    return reached(rule, due=row.due_day, opened=row.opened_at.astimezone(zone).date(), clock=clock)


def reference_day(now: datetime, remind_at: time, zone: ZoneInfo) -> date:
    """The day whose reminders are due: today's not before their hour."""
    local = now.astimezone(zone)
    return local.date() if local.time() >= remind_at else local.date() - timedelta(days=1)


def rows_of(result: Any) -> Iterator[TurnRow]:
    for row in result:
        yield TurnRow(*row)


def _begun() -> ColumnElement[bool]:
    """Nothing is carried out before it is signed for; steps wait with the work they belong to."""
    step = and_(Turn.node_id.is_not(None), Matter.state == "working")
    return or_(Turn.kind != Kind.DO, Turn.signed_at.is_not(None), step)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Turn.id,
            Turn.due_revision,
            Turn.kind,
            Turn.purpose,
            Turn.due_day,
            Turn.opened_at,
            Turn.done_at,
            Turn.holder_person_id,
            Turn.holder_department_id,
            Turn.handler_id,
            Matter.id.label("matter_id"),
            Matter.number,
            Matter.title,
            Matter.importance,
            Matter.urgency,
            Matter.internal,
        )
        .join(Matter, Matter.id == Turn.matter_id)
        .where(Turn.due_day.is_not(None))
    )
