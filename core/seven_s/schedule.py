"""What falls due when, and how it stands: done, due, late, missed or excused. Nothing of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, or_, select

from core import calendar
from core.seven_s.refusals import DaysTurned, ExcuseGone, UnknownValue
from core.seven_s.rotation import mutual_partner
from core.seven_s.rules import RoundKind
from core.seven_s.standing import Excused, Standing, is_excused, planned_days, standing, week_start
from core.text import clean_line
from core.work import Work
from db.models import Area, Department, Excuse, Person, Visit

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Planned:
    area_id: int
    kind: str
    day: date
    standing: Standing
    visit_id: int | None = None
    skip_reason: str = ""
    partner_id: int | None = None  # the department whose turn a mutual check is


@dataclass(frozen=True, slots=True)
class ExcuseRow:
    id: int
    kind: str
    area_id: int | None
    first_day: date
    last_day: date
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Schedule:
    planned: tuple[Planned, ...]
    excuses: tuple[ExcuseRow, ...]


def schedule(work: Work, *, first: date, last: date, kinds: Sequence[str] = tuple(RoundKind)) -> Schedule:
    """Every visit that falls due in these days, of areas that were there."""
    work.must("seven_s.schedule")
    if last < first or (last - first).days > LONGEST:
        raise DaysTurned()
    excuses = _excuses(work, first, last)
    areas = list(
        work.session.scalars(
            select(Area)
            .where(Area.first_day <= last, or_(Area.retired_on.is_(None), Area.retired_on > first))
            .order_by(Area.floor, Area.route_order, Area.id)
        )
    )
    made = _visits(work, first, last)
    planned = [one for kind in kinds for one in _of_kind(work, kind, first, last, areas, made, excuses)]
    return Schedule(tuple(planned), tuple(excuses))


def excuse(
    work: Work, *, kind: str, area_id: int | None, first_day: date, last_day: date, reason: str
) -> int:
    """These visits were rightly not made; whoever says so approves it."""
    work.must("seven_s.excuse")
    if kind not in set(RoundKind):
        raise UnknownValue(field="kind")
    if last_day < first_day:
        raise DaysTurned()
    if area_id is not None and work.session.get(Area, area_id) is None:
        raise UnknownValue(field="area_id")
    row = Excuse(
        kind=str(kind),
        area_id=area_id,
        first_day=first_day,
        last_day=last_day,
        reason=clean_line(reason, field="reason", required=True),
        approved_by=work.actor.number,
        approved_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record(
        "excuse.given", row.id, reason=row.reason, kind=kind, area_id=area_id, first=first_day, last=last_day
    )
    return row.id


def excuses(work: Work, *, since: date) -> list[ExcuseRow]:
    """What is excused on this day or later, the earliest first."""
    work.must("seven_s.excuses")
    return _excuses(work, since, date.max)


def withdraw_excuse(work: Work, *, excuse_id: int) -> None:
    work.must("seven_s.withdraw_excuse")
    row = work.session.get(Excuse, excuse_id, with_for_update=True)
    if row is None or row.withdrawn_at is not None:
        raise ExcuseGone()
    row.withdrawn_at, row.withdrawn_by = work.now, work.actor.number
    work.record("excuse.withdrawn", row.id)


Made = dict[tuple[str, int, date], Visit]


def _of_kind(
    work: Work,
    kind: str,
    first: date,
    last: date,
    areas: Sequence[Area],
    made: Made,
    excuses: Sequence[ExcuseRow],
) -> list[Planned]:
    days = planned_days(kind, first, last, calendar.table(work))
    departments = list(work.session.scalars(_departments())) if kind == RoundKind.MUTUAL else []
    now = work.now.astimezone(work.zone)
    excused = [Excused(one.kind, one.area_id, one.first_day, one.last_day) for one in excuses]
    found = []
    for day in days:
        for area in areas:
            if area.first_day > day or (area.retired_on is not None and area.retired_on <= day):
                continue
            visit = made.get((kind, area.id, _period(kind, day)))
            done = visit.finished_at if visit is not None else None
            at = done.astimezone(work.zone) if done is not None else None
            stands = standing(kind, day, at, now, excused=is_excused(excused, kind, area.id, day))
            partner = mutual_partner(area.owner_department_id, departments, day) if departments else None
            reason = visit.skip_reason if visit is not None else ""
            found.append(
                Planned(area.id, kind, day, stands, visit.id if visit is not None else None, reason, partner)
            )
    return found


def _visits(work: Work, first: date, last: date) -> Made:
    """By kind, area and the day or week they belong to; one that is finished before one that is not."""
    rows = work.session.scalars(
        select(Visit).where(
            Visit.kind.in_(tuple(RoundKind)), Visit.day.between(week_start(first), last + timedelta(days=6))
        )
    )
    made: Made = {}
    for visit in rows:
        key = (visit.kind, visit.area_id, _period(visit.kind, visit.day))
        known = made.get(key)
        if known is None or known.finished_at is None:
            made[key] = visit
    return made


def _period(kind: str, day: date) -> date:
    return week_start(day) if kind == RoundKind.MUTUAL else day


def _departments() -> Select[int]:
    return (
        select(Department.id)
        .where(Department.closed_at.is_(None))
        .order_by(Department.position, Department.id)
    )


def _excuses(work: Work, first: date, last: date) -> list[ExcuseRow]:
    rows = work.session.execute(
        select(Excuse, Person.name)
        .join(Person, Person.id == Excuse.approved_by)
        .where(Excuse.withdrawn_at.is_(None), Excuse.first_day <= last, Excuse.last_day >= first)
        .order_by(Excuse.first_day, Excuse.id)
    )
    return [
        ExcuseRow(row.id, row.kind, row.area_id, row.first_day, row.last_day, row.reason, approver)
        for row, approver in rows
    ]
