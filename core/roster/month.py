"""The published roster as people use it: the grid of a month or week, my duties, who is on duty now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from core.roster.queries import DayLine, DutyCell, lines_between
from core.roster.roles import open_rows
from core.roster.settling import names
from core.work import Work
from db.models import Duty, DutyRole, DutySwap, Person, Roster

LONGEST = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Grid:
    """`mine` are my duties, `pending` those that a swap waits for; `frozen` those that no repair moves."""

    first: date
    last: date
    roles: Mapping[int, str]
    days: tuple[DayLine, ...]
    mine: frozenset[int]
    pending: frozenset[int]
    keeper: bool


@dataclass(frozen=True, slots=True)
class MyDuty:
    duty_id: int
    day: date
    role: str
    starts_at: datetime
    ends_at: datetime
    planned: str  # whose duty it was, where somebody swapped


@dataclass(frozen=True, slots=True)
class OnDuty:
    role: str
    people: tuple[str, ...]
    phones: tuple[str, ...]
    until: datetime


def grid(work: Work, *, first_day: date, last_day: date) -> Grid:
    """Who is on which day in which role, as published and as it is in fact."""
    work.must("roster.grid")
    last_day = min(last_day, first_day + LONGEST)
    lines = tuple(lines_between(work, first_day, last_day))
    cells = [cell for line in lines for some in line.cells.values() for cell in some]
    used = {cell.role_id for cell in cells}
    numbers = [cell.duty_id for cell in cells]
    open_swaps = select(DutySwap.duty_id, DutySwap.other_duty_id).where(
        DutySwap.ended_at.is_(None),
        DutySwap.duty_id.in_(numbers) | DutySwap.other_duty_id.in_(numbers),
    )
    pending = {number for pair in work.session.execute(open_swaps) for number in pair if number}
    order = select(DutyRole.id, DutyRole.name).order_by(DutyRole.position, DutyRole.id)
    return Grid(
        first_day,
        last_day,
        {number: name for number, name in work.session.execute(order) if number in used},
        lines,
        frozenset(cell.duty_id for cell in cells if cell.person_id == work.actor.id),
        frozenset(pending),
        work.may("roster.undo_swap"),
    )


def my_duties(work: Work, *, days: int = 366) -> list[MyDuty]:
    """From today on, the next one first."""
    work.must("roster.my_duties")
    mine = func.coalesce(Duty.actual_person_id, Duty.person_id) == work.actor.number
    coming = (
        select(Duty.id, Duty.day, DutyRole.name, DutyRole.starts, DutyRole.hours, Person.name, Person.id)
        .join(DutyRole, DutyRole.id == Duty.role_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .join(Person, Person.id == Duty.person_id)
        .where(mine, Duty.day >= work.today, Duty.day <= work.today + timedelta(days=days))
        .where(Roster.published_at.is_not(None))
        .order_by(Duty.day, DutyRole.position)
    )
    found = []
    for number, on, role, starts, hours, planned, planned_id in work.session.execute(coming):
        begin = datetime.combine(on, time.fromisoformat(starts), tzinfo=work.zone)
        other = planned if planned_id != work.actor.id else ""
        found.append(MyDuty(number, on, role, begin, begin + timedelta(hours=hours), other))
    return found


def on_duty_now(work: Work) -> list[OnDuty]:
    """Who is there at this moment: before eight in the morning those of the day before."""
    work.must("roster.on_duty_now")
    yesterday = work.today - timedelta(1)
    lines = lines_between(work, yesterday, work.today)
    known = names(work)
    phones = {number: phone for number, phone in work.session.execute(select(Person.id, Person.phone))}
    found = []
    for role in open_rows(work):
        for line in lines:
            begin = datetime.combine(line.day, time.fromisoformat(role.starts), tzinfo=work.zone)
            until = begin + timedelta(hours=role.hours)
            cells: tuple[DutyCell, ...] = line.cells.get(role.id, ())
            if cells and begin <= work.now < until:
                people = tuple(known[str(cell.person_id)] for cell in cells)
                numbers = tuple(phones.get(cell.person_id) or "" for cell in cells)
                found.append(OnDuty(role.name, people, numbers, until))
    return found
