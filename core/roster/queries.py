"""Rosters as screens show them: the list, one sheet day by day, and what is published."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from core.roster import engine
from core.roster.drafting import RosterGone
from core.roster.engine import Outcome
from core.roster.gathering import unconfirmed
from core.roster.roles import names as role_names
from core.roster.special import kinds_of_days, special_days
from core.work import Work
from db.models import Duty, Person, Roster

LISTED, LONGEST = 60, 400


@dataclass(frozen=True, slots=True)
class RosterRow:
    id: int
    version: int
    name: str
    first_day: date
    last_day: date
    published_at: datetime | None
    solved_at: datetime | None
    frozen_until: date | None
    duties: int
    spread: int | None
    bound: int | None
    status: str


@dataclass(frozen=True, slots=True)
class DutyCell:
    """`person` is who was there in fact, where that was somebody else."""

    duty_id: int
    role_id: int
    day: date
    person_id: int
    person: str
    planned: str
    pinned: bool


@dataclass(frozen=True, slots=True)
class DayLine:
    day: date
    kind: str
    special: str
    cells: Mapping[int, tuple[DutyCell, ...]]  # by role


@dataclass(frozen=True, slots=True)
class Sheet:
    """`unconfirmed` are years that keep it from being published."""

    roster: RosterRow
    roles: Mapping[int, str]
    days: tuple[DayLine, ...]
    verdict: Outcome | None
    people: Mapping[str, str]
    unconfirmed: tuple[int, ...]


def rosters(work: Work) -> list[RosterRow]:
    """The latest first, drafts and published ones."""
    work.must("roster.rosters")
    order = select(Roster).order_by(Roster.first_day.desc(), Roster.id.desc()).limit(LISTED)
    rows = list(work.session.scalars(order))
    count = select(Duty.roster_id, func.count()).where(Duty.roster_id.in_([row.id for row in rows]))
    numbers = {number: duties for number, duties in work.session.execute(count.group_by(Duty.roster_id))}
    return [_row(row, numbers.get(row.id, 0)) for row in rows]


def sheet(work: Work, *, roster_id: int) -> Sheet:
    """One roster, day by day, with what the solver said of it."""
    work.must("roster.sheet")
    row = work.session.get(Roster, roster_id)
    if row is None:
        raise RosterGone()
    cells = _cells(work, Duty.roster_id == roster_id)
    lines = _lines(work, row.first_day, row.last_day, cells)
    outcome = engine.from_json(row.verdict) if row.verdict else None
    people = {str(number): name for number, name in work.session.execute(select(Person.id, Person.name))}
    return Sheet(
        _row(row, len(cells)),
        _roles(work, cells),
        lines,
        outcome,
        people,
        tuple(unconfirmed(work, row.first_day, row.last_day)),
    )


def published(work: Work, *, first_day: date, last_day: date) -> list[DayLine]:
    """Who is on duty on these days, as published; at most a year."""
    work.must("roster.published")
    return lines_between(work, first_day, last_day)


def lines_between(work: Work, first: date, last: date) -> list[DayLine]:
    last = min(last, date.fromordinal(first.toordinal() + LONGEST))
    on = (Duty.day.between(first, last), Roster.published_at.is_not(None))
    return list(_lines(work, first, last, _cells(work, *on)))


def _cells(work: Work, *where: Any) -> list[DutyCell]:
    rows = work.session.execute(
        select(Duty, Roster.id)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(*where)
        .order_by(Duty.day, Duty.role_id, Duty.id)
    ).all()
    numbers = {who for duty, _ in rows for who in (duty.person_id, duty.actual_person_id) if who}
    found = select(Person.id, Person.name).where(Person.id.in_(numbers))
    names = {number: name for number, name in work.session.execute(found)}
    return [
        DutyCell(
            duty.id,
            duty.role_id,
            duty.day,
            duty.actual_person_id or duty.person_id,
            names[duty.actual_person_id or duty.person_id],
            names[duty.person_id],
            duty.pinned_at is not None,
        )
        for duty, _ in rows
    ]


def _lines(work: Work, first: date, last: date, cells: list[DutyCell]) -> tuple[DayLine, ...]:
    on: dict[date, dict[int, list[DutyCell]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells:
        on[cell.day][cell.role_id].append(cell)
    special = special_days(work, first, last)
    return tuple(
        DayLine(day, kind, special.get(day, ""), {role: tuple(one) for role, one in on[day].items()})
        for day, kind in sorted(kinds_of_days(work, first, last).items())
    )


def _roles(work: Work, cells: list[DutyCell]) -> dict[int, str]:
    """In the order of the roles; the closed ones only where they have duties here."""
    used = {cell.role_id for cell in cells}
    return {number: name for number, name in role_names(work).items() if number in used}


def _row(row: Roster, duties: int) -> RosterRow:
    outcome = engine.from_json(row.verdict) if row.verdict else None
    return RosterRow(
        row.id,
        row.version,
        row.name,
        row.first_day,
        row.last_day,
        row.published_at,
        row.solved_at,
        row.frozen_until,
        duties,
        outcome.spread if outcome else None,
        outcome.bound if outcome else None,
        outcome.status.value if outcome else "",
    )
