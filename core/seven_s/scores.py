"""The score of every area and day that was looked at: read in few queries, worked out in scoring.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, exists, or_, select

from core import calendar
from core.seven_s.refusals import DaysTurned
from core.seven_s.rules import Answer, Path, RoundKind
from core.seven_s.scoring import Delay, Fault, day_score, has_veto, late_points
from core.work import Work
from db.models import CheckItem, File, Finding, ItemAnswer, Matter, Visit

LONGEST = 400
OLDEST = timedelta(days=400)  # so long before, a finding whose day to be fixed comes now was made
LATE_REACH = timedelta(days=60)  # five workdays of lateness lie within, the longest holidays included


@dataclass(frozen=True, slots=True)
class AreaDay:
    area_id: int
    day: date
    score: float
    findings: int
    vetoes: int
    repeats: int
    late: float
    not_applicable: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A finding as the score needs it."""

    area_id: int
    day: date
    fault: Fault
    delay: Delay | None


def scores(
    work: Work, *, first: date, last: date, kind: str = RoundKind.DAILY, area_id: int | None = None
) -> list[AreaDay]:
    """Of finished visits, by day and area."""
    work.must("seven_s.scores")
    if last < first or (last - first).days > LONGEST:
        raise DaysTurned()
    visits = select(Visit.area_id, Visit.day).where(
        Visit.kind == kind, Visit.day.between(first, last), Visit.finished_at.is_not(None)
    )
    if area_id is not None:
        visits = visits.where(Visit.area_id == area_id)
    days = list(work.session.execute(visits.order_by(Visit.day, Visit.area_id)))
    known = _findings(work, first, last, kind, area_id)
    by_area: dict[int, list[_Known]] = {}
    for one in known:
        by_area.setdefault(one.area_id, []).append(one)
    without = _not_applicable(work, first, last, kind)
    table = calendar.table(work)
    return [
        _area_day(area, day, by_area.get(area, ()), without.get((area, day), 0), table) for area, day in days
    ]


def _area_day(
    area_id: int, day: date, known: Sequence[_Known], without: int, table: calendar.Workdays
) -> AreaDay:
    faults = [one.fault for one in known if one.day == day]
    late = sum(late_points(one.delay, day, table) for one in known if one.delay is not None)
    return AreaDay(
        area_id,
        day,
        day_score(faults, late),
        len(faults),
        sum(1 for fault in faults if has_veto([fault])),
        sum(1 for fault in faults if fault.repeats),
        late,
        without,
    )


def _findings(work: Work, first: date, last: date, kind: str, area_id: int | None) -> list[_Known]:
    """Those of these days, and older ones that may still be late in them."""
    still_late = and_(
        Finding.due_day.between(first - LATE_REACH, last),
        Finding.day.between(first - OLDEST, first - timedelta(days=1)),
        or_(Finding.fixed_on.is_(None), Finding.fixed_on >= first),
    )
    photo = exists().where(File.subject == "fix", File.subject_id == Finding.id, File.removed_at.is_(None))
    wanted = (
        select(Finding, CheckItem.pillar, photo, Matter.closed_at)
        .join(CheckItem, CheckItem.id == Finding.item_id)
        .outerjoin(Matter, Matter.id == Finding.task_id)
        .where(
            Finding.kind == kind,
            Finding.saved_at.is_not(None),
            Finding.voided_at.is_(None),
            or_(Finding.day.between(first, last), still_late),
        )
    )
    if area_id is not None:
        wanted = wanted.where(Finding.area_id == area_id)
    found = []
    for one, pillar, shown, task_closed in work.session.execute(wanted):
        onsite = one.path == Path.ONSITE
        fault = Fault(one.item_key, pillar, one.severity, one.repeats, onsite and shown)
        done = one.fixed_on or (task_closed.astimezone(work.zone).date() if task_closed else None)
        delay = None if onsite or one.due_day is None else Delay(one.due_day, done)
        found.append(_Known(one.area_id, one.day, fault, delay))
    return found


def _not_applicable(work: Work, first: date, last: date, kind: str) -> dict[tuple[int, date], int]:
    rows = work.session.execute(
        select(Visit.area_id, Visit.day)
        .join(ItemAnswer, ItemAnswer.visit_id == Visit.id)
        .where(
            Visit.kind == kind,
            Visit.day.between(first, last),
            ItemAnswer.answer == Answer.NOT_APPLICABLE,
        )
    )
    found: dict[tuple[int, date], int] = {}
    for area_id, day in rows:
        found[area_id, day] = found.get((area_id, day), 0) + 1
    return found
