"""The results of a half-year: reckoned from the rules while it is open, frozen once it is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from core import counting
from core.appraisal.objecting import last_day
from core.appraisal.points import APPROVED, PROPOSED, HalfClosed, own
from core.appraisal.rules import Half, Indicator, Rules, Source, every, read, rules_at
from core.appraisal.scores import entered, targets
from core.appraisal.sight import closed_row, sees_all
from core.counting import DepartmentFigures, Rate
from core.errors import Conflict
from core.i18n import N_
from core.work import Work
from db.models import ClosedHalf, Department, Matter, Person, Point, PointObjection


class HalfNotOver(Conflict):
    message = N_("The half-year ends on {day}; it can be closed after that.")


class PointsUndecided(Conflict):
    message = N_("{count} points are not decided yet.")


class ObjectionsOpen(Conflict):
    message = N_("{count} objections are not decided yet.")


class ObjectionsPossible(Conflict):
    message = N_("Departments may still object until {day}.")


@dataclass(frozen=True, slots=True)
class Line:
    """One department. `rank` is None where it is not placed, or where the reader may not see rankings."""

    department_id: int
    department: str
    items: int
    placed: bool
    deducted: float
    bonus: float
    item_score: float
    scores: tuple[float | None, ...]
    total: float | None
    on_time: int
    judged: int
    target: int | None
    rank: int | None = None

    @property
    def rate(self) -> Rate:
        return Rate(self.on_time, self.judged)


@dataclass(frozen=True, slots=True)
class FrozenPoint:
    department_id: int
    day: str
    kind: str
    points: float
    supporting: bool
    item: str
    note: str


@dataclass(frozen=True, slots=True)
class Results:
    """`points` holds the approved points of a closed half-year, as they were."""

    half: Half
    rules: Rules
    lines: tuple[Line, ...]
    ranked: bool
    closed_on: date | None = None
    closed_by: str = ""
    points: tuple[FrozenPoint, ...] = ()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return self.rules.indicators


def results(work: Work, *, half: Half) -> Results:
    """Every department for those who appraise, the own one for everybody else."""
    work.must("appraisal.results")
    frozen = closed_row(work, half)
    if frozen is None:
        rules = rules_at(every(work), half.period.last)
        found = Results(half, rules, _lines(work, half, rules), ranked=False)
    else:
        who = work.session.get(Person, frozen.closed_by)
        day = frozen.closed_at.astimezone(work.zone).date()
        found = replace(thawed(half, frozen.results), closed_on=day, closed_by=who.name if who else "")
    return _for_reader(work, found)


def close_half(work: Work, *, half: Half) -> None:
    """Nothing undecided, nobody who could still object: the results stand and are never altered."""
    work.must("appraisal.close_half")
    if closed_row(work, half) is not None:
        raise HalfClosed()
    if work.today <= half.period.last:
        raise HalfNotOver(day=half.period.last)
    _nothing_open(work, half)
    rules = rules_at(every(work), half.period.last)
    kept = {
        "rules": asdict(rules),
        "lines": [asdict(one) for one in _lines(work, half, rules)],
        "points": [asdict(one) for one in _approved(work, half)],
    }
    freeze(work, half, kept)


def freeze(work: Work, half: Half, kept: dict[str, Any]) -> None:
    row = ClosedHalf(
        year=half.year,
        half=half.half,
        results=kept,
        closed_by=work.actor.number,
        closed_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record("appraisal.closed", row.id, year=half.year, half=half.half, lines=kept["lines"])


def _nothing_open(work: Work, half: Half) -> None:
    of_half = (Point.year == half.year, Point.half == half.half)
    count = select(func.count()).select_from(Point)
    undecided = work.session.scalar(count.where(*of_half, Point.state == PROPOSED))
    if undecided:
        raise PointsUndecided(count=undecided)
    open_ones = count.join(PointObjection, PointObjection.point_id == Point.id)
    waiting = work.session.scalar(open_ones.where(*of_half, PointObjection.outcome == ""))
    if waiting:
        raise ObjectionsOpen(count=waiting)
    latest = select(Point).where(*of_half, Point.state == APPROVED).order_by(Point.decided_on.desc()).limit(1)
    point = work.session.scalars(latest).one_or_none()
    if point is not None and last_day(work, point) >= work.today:
        raise ObjectionsPossible(day=last_day(work, point))


def _lines(work: Work, half: Half, rules: Rules) -> tuple[Line, ...]:
    counted = counting.counted(work, counting.all_pieces(work, half.period), half.period)
    taken, given = _sums(work, half)
    by_hand = {(one.department_id, one.indicator): float(one.score) for one in entered(work, half)}
    wanted = targets(work, half.year)
    names = select(Department.id, Department.name).order_by(Department.position, Department.id)
    judged = {one.department_id: one for one in counted.departments}
    touched = {*judged, *taken, *given, *(number for number, _name in by_hand), *wanted}
    lines = [
        _line(number, name, judged.get(number), taken, given, by_hand, wanted.get(number), rules)
        for number, name in work.session.execute(names)
        if number in touched
    ]
    return tuple(_placed(lines))


def _line(
    number: int,
    name: str,
    figures: DepartmentFigures | None,
    taken: Mapping[int, Decimal],
    given: Mapping[int, Decimal],
    by_hand: Mapping[tuple[int, str], float],
    target: int | None,
    rules: Rules,
) -> Line:
    items = len(figures.both.handled) if figures else 0
    deducted = float(-taken.get(number, Decimal(0)))
    bonus = min(float(given.get(number, Decimal(0))), float(rules.bonus_cap))
    item_score = max(0.0, rules.base - deducted + bonus)
    scores = tuple(
        item_score if one.source == Source.ITEMS else by_hand.get((number, one.name))
        for one in rules.indicators
    )
    rate = figures.both.on_time_rate if figures else Rate(0, 0)
    return Line(
        department_id=number,
        department=name,
        items=items,
        placed=items >= rules.few,
        deducted=deducted,
        bonus=bonus,
        item_score=round(item_score, 2),
        scores=scores,
        total=_total(scores, rules.indicators),
        on_time=rate.part,
        judged=rate.whole,
        target=target,
    )


def _total(scores: Sequence[float | None], indicators: Sequence[Indicator]) -> float | None:
    """By weight. While an indicator has no score there is no total: nothing is made up."""
    if any(score is None for score in scores):
        return None
    weights = sum(one.weight for one in indicators)
    weighed = sum((score or 0) * one.weight for score, one in zip(scores, indicators, strict=True))
    return round(weighed / weights, 2)


def _placed(lines: Sequence[Line]) -> list[Line]:
    """1 + how many are better; whoever has few items, or no total, stands apart."""
    totals = [one.total for one in lines if one.placed and one.total is not None]
    return [
        replace(one, rank=1 + sum(total > one.total for total in totals))
        if one.placed and one.total is not None
        else one
        for one in lines
    ]


def _sums(work: Work, half: Half) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Approved points of each department: taken and given."""
    rows = work.session.execute(
        select(Point.department_id, Point.points).where(
            Point.year == half.year, Point.half == half.half, Point.state == APPROVED
        )
    )
    taken: dict[int, Decimal] = {}
    given: dict[int, Decimal] = {}
    for number, points in rows:
        side = taken if points < 0 else given
        side[number] = side.get(number, Decimal(0)) + points
    return taken, given


def _approved(work: Work, half: Half) -> list[FrozenPoint]:
    rows = work.session.execute(
        select(Point, Matter.number)
        .outerjoin(Matter, Matter.id == Point.matter_id)
        .where(Point.year == half.year, Point.half == half.half, Point.state == APPROVED)
        .order_by(Point.department_id, Point.day, Point.id)
    )
    return [
        FrozenPoint(
            department_id=one.department_id,
            day=one.day.isoformat(),
            kind=one.kind,
            points=float(one.points),
            supporting=one.supporting,
            item=number or "",
            note=one.note,
        )
        for one, number in rows
    ]


def thawed(half: Half, kept: Mapping[str, Any]) -> Results:
    lines = tuple(Line(**{**one, "scores": tuple(one["scores"])}) for one in kept["lines"])
    points = tuple(FrozenPoint(**one) for one in kept["points"])
    return Results(half, read(kept["rules"]), lines, ranked=False, points=points)


def _for_reader(work: Work, found: Results) -> Results:
    ranked = found.rules.rankings and work.actor.role in found.rules.ranking_roles
    lines, points = found.lines, found.points
    if not sees_all(work.actor):
        mine = own(work.actor)
        lines = tuple(one for one in lines if one.department_id in mine)
        points = tuple(one for one in points if one.department_id in mine)
    if not ranked:
        lines = tuple(replace(one, rank=None) for one in lines)
    return replace(found, lines=lines, points=points, ranked=ranked)
