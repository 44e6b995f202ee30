"""What each finished visit came to is kept, so that ten years cost no more to read than a month.

Only here the rows of area_days are written, from the very figures of scores.py: when a round is handed in,
when something about a finding moves its days, and for the last weeks every night. Today, and what was not
kept yet, is worked out while reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, or_, select

from core.seven_s.rules import Answer, RoundKind
from core.seven_s.scores import LONGEST, AreaDay, scores
from core.work import Work
from db.models import AreaDay as Row
from db.models import Finding, ItemAnswer, Round, Visit

BACK = timedelta(days=60)
FIELDS = ("findings", "vetoes", "repeats", "late", "not_applicable", "spots", "spot_faults")
Spots = dict[tuple[int, date], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day of an area that was looked at."""

    kind: str
    day: date
    area_id: int
    score: float
    findings: int
    vetoes: int
    repeats: int
    late: float
    not_applicable: int
    spots: int
    spot_faults: int


def days_of_areas(
    work: Work,
    *,
    first: date,
    last: date,
    kinds: Sequence[str] = (RoundKind.DAILY,),
    area_id: int | None = None,
) -> list[DayRow]:
    """By kind, day and area: kept, and for today and whatever is not kept yet worked out now."""
    work.must("seven_s.days_of_areas")
    columns = [getattr(Row, name) for name in ("kind", "day", "area_id", "quarters", *FIELDS)]
    where = [Row.kind.in_(kinds), Row.day.between(first, last), Row.day != work.today]
    if area_id is not None:
        where.append(Row.area_id == area_id)
    found = {}
    for kind, day, number, quarters, *rest in work.session.execute(select(*columns).where(*where)):
        found[kind, day, number] = DayRow(kind, day, number, quarters / 4, *rest)
    for kind, day in _not_kept(work, first, last, kinds, area_id):
        for one in _counted(work, kind, day, day, area_id):
            found[one.kind, one.day, one.area_id] = one
    return [found[key] for key in sorted(found)]


def recount(work: Work, *, first: date, last: date) -> int:
    """All days of all areas anew. Returns how many there are."""
    work.must("seven_s.recount")
    return sum(_recount(work, kind, first, last) for kind in RoundKind)


def nightly_recount(work: Work) -> int:
    """The last weeks, and what was never counted, at most a year of it in one night."""
    first, today = work.today - BACK, work.today
    uncounted = select(func.min(Visit.day)).outerjoin(Row, _same_day())
    oldest = work.session.scalar(uncounted.where(Visit.finished_at.is_not(None), Row.area_id.is_(None)))
    counted = recount(work, first=first, last=today)
    if oldest is not None and oldest < first:
        counted += recount(work, first=oldest, last=min(oldest + timedelta(days=LONGEST), today))
    return counted


def handed_in(work: Work, round_: Round) -> None:
    """The round is over: its day counts as it stands."""
    work.session.flush()
    _recount(work, round_.kind, round_.day, round_.day)


def moved(work: Work, finding: Finding) -> None:
    """Something about the finding changes what its area's days came to."""
    work.session.flush()
    first = max(finding.day, work.today - timedelta(days=LONGEST))
    _recount(work, finding.kind, first, work.today, finding.area_id)


def _recount(work: Work, kind: str, first: date, last: date, area_id: int | None = None) -> int:
    if last < first:
        return 0
    counted = _counted(work, kind, first, last, area_id)
    old = delete(Row).where(Row.kind == kind, Row.day.between(first, last))
    work.session.execute(old if area_id is None else old.where(Row.area_id == area_id))
    if counted:
        work.session.execute(insert(Row), [_stored(one) for one in counted])
    return len(counted)


def _stored(one: DayRow) -> dict[str, object]:
    values = {name: getattr(one, name) for name in ("kind", "day", "area_id", *FIELDS)}
    return {**values, "quarters": round(4 * one.score), "late": round(one.late)}


def _counted(work: Work, kind: str, first: date, last: date, area_id: int | None) -> list[DayRow]:
    spots = _spots(work, kind, first, last, area_id)
    found: dict[tuple[date, int], AreaDay] = {}
    for one in scores(work, first=first, last=last, kind=kind, area_id=area_id):
        found[one.day, one.area_id] = one
    return [
        DayRow(
            str(kind),
            day,
            number,
            one.score,
            one.findings,
            one.vetoes,
            one.repeats,
            one.late,
            one.not_applicable,
            *spots.get((number, day), (0, 0)),
        )
        for (day, number), one in found.items()
    ]


def _not_kept(
    work: Work, first: date, last: date, kinds: Sequence[str], area_id: int | None
) -> list[tuple[str, date]]:
    """Kinds and days with finished visits that are not kept; and today, which still moves.

    Over a long time only of its last weeks: what is older was kept by night.
    """
    if last - first > BACK:
        first = last - BACK
    wanted = (
        select(Visit.kind, Visit.day)
        .outerjoin(Row, _same_day())
        .where(
            Visit.kind.in_(kinds),
            Visit.day.between(first, last),
            Visit.finished_at.is_not(None),
            or_(Row.area_id.is_(None), Visit.day == work.today),
        )
        .distinct()
    )
    if area_id is not None:
        wanted = wanted.where(Visit.area_id == area_id)
    return [(kind, day) for kind, day in work.session.execute(wanted)]


def _same_day() -> ColumnElement[bool]:
    return and_(Row.kind == Visit.kind, Row.day == Visit.day, Row.area_id == Visit.area_id)


def _spots(work: Work, kind: str, first: date, last: date, area_id: int | None) -> Spots:
    """Items asked by themselves that were answered, and how many of them failed."""
    failed = func.sum(case((ItemAnswer.answer == Answer.FAULT, 1), else_=0))
    wanted = (
        select(Visit.area_id, Visit.day, func.count(), failed)
        .join(ItemAnswer, ItemAnswer.visit_id == Visit.id)
        .where(
            Visit.kind == kind,
            Visit.day.between(first, last),
            ItemAnswer.spot > 0,
            ItemAnswer.answer.in_((Answer.FINE, Answer.FAULT)),
        )
        .group_by(Visit.area_id, Visit.day)
    )
    if area_id is not None:
        wanted = wanted.where(Visit.area_id == area_id)
    return {(area, day): (asked, wrong) for area, day, asked, wrong in work.session.execute(wanted)}
