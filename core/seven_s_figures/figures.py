"""The figures of a month over the areas that a reader sees, for charts and their tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from core import seven_s
from core.seven_s import Answer, AreaRow, DayRow, Fault, RoundKind
from core.seven_s_figures.agreement import Agreement, compared, summed
from core.seven_s_figures.limits import Point, Sample, p_chart, u_chart
from core.seven_s_figures.months import by_area, month_end, month_start
from core.seven_s_figures.pace import Pace, Stay, by_inspector
from core.seven_s_figures.pace import by_area as pace_by_area
from core.seven_s_figures.pareto import Share, pareto
from core.seven_s_figures.pillars import Seen, radar
from core.seven_s_figures.sight import shown_areas
from core.work import Work
from db.models import CheckItem, Finding, ItemAnswer, Person, Visit

Where = tuple[int, date, str]  # area, day, kind of round


@dataclass(frozen=True, slots=True)
class Gap:
    area: AreaRow
    own: float
    other: float

    @property
    def value(self) -> float:
        return self.own - self.other


@dataclass(frozen=True, slots=True)
class Figures:
    first: date
    last: date
    visits: int
    findings: int
    per_visit: tuple[Point, ...]
    spots: tuple[Point, ...]
    pareto: tuple[Share, ...]
    wordings: Mapping[str, str]
    pillars: Mapping[str, float]
    gaps: tuple[Gap, ...]
    agreement: Mapping[str, Agreement]  # against the daily round: self-checks, mutual checks
    paces: tuple[tuple[AreaRow, Pace], ...]


def figures(work: Work, *, month: date, group: str = "") -> Figures:
    """Of all areas shown to this reader, or of one group of them."""
    work.must("seven_s_figures.figures")
    first = month_start(month)
    last = month_end(first)
    areas = {number: one for number, one in shown_areas(work).items() if group in ("", one.group)}
    every = seven_s.days_of_areas(work, first=first, last=last, kinds=tuple(RoundKind))
    rows = [one for one in every if one.area_id in areas]
    daily = [one for one in rows if one.kind == RoundKind.DAILY]
    faults = _faults(work, first, last, areas)
    counts = _counted(faults)
    tallies = by_area(rows)
    asked, wordings = _asked(work)
    return Figures(
        first,
        last,
        len(daily),
        sum(one.findings for one in daily),
        u_chart(_samples(daily, "findings")),
        p_chart(_samples(daily, "spots")),
        pareto(counts),
        {key: wordings.get(key, key) for key in counts},
        _pillars(work, asked, daily, faults, areas, first, last),
        _gaps(areas, tallies),
        _agreement(rows, faults, areas, asked),
        _paces(work, first, last, areas),
    )


def paces(work: Work, *, month: date) -> list[tuple[str, Pace]]:
    """By inspector, by name, with flags: for who keeps 7S, as a reason to ask."""
    work.must("seven_s_figures.paces")
    first = month_start(month)
    found = by_inspector(_stays(work, first, month_end(first), shown_areas(work)))
    names = {
        number: name
        for number, name in work.session.execute(
            select(Person.id, Person.name).where(Person.id.in_(list(found)))
        )
    }
    return sorted(((names[number], one) for number, one in found.items()), key=lambda one: one[0])


@dataclass(frozen=True, slots=True)
class _Failed:
    where: Where
    fault: Fault


def _faults(work: Work, first: date, last: date, areas: Mapping[int, AreaRow]) -> list[_Failed]:
    wanted = (
        select(
            Finding.area_id,
            Finding.day,
            Finding.kind,
            Finding.item_key,
            CheckItem.pillar,
            Finding.severity,
            Finding.repeats,
        )
        .join(CheckItem, CheckItem.id == Finding.item_id)
        .where(
            Finding.day.between(first, last),
            Finding.saved_at.is_not(None),
            Finding.voided_at.is_(None),
        )
    )
    return [
        _Failed((area, day, kind), Fault(key, pillar, severity, repeats))
        for area, day, kind, key, pillar, severity, repeats in work.session.execute(wanted)
        if area in areas
    ]


def _counted(faults: Iterable[_Failed]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in faults:
        if one.where[2] == RoundKind.DAILY:
            found[one.fault.item_key] = found.get(one.fault.item_key, 0) + 1
    return found


def _samples(rows: Sequence[DayRow], what: str) -> list[Sample]:
    counted: dict[date, list[int]] = {}
    for one in rows:
        count, size = (one.findings, 1) if what == "findings" else (one.spot_faults, one.spots)
        held = counted.setdefault(one.day, [0, 0])
        held[0] += count
        held[1] += size
    return [Sample(day.isoformat(), *counted[day]) for day in sorted(counted)]


def _asked(work: Work) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """What is asked by kind of area, as the catalogue stands: item → pillar; and the wordings."""
    items = seven_s.items(work)
    found: dict[str, dict[str, str]] = {}
    for item in items:
        for kind in item.area_kinds:
            found.setdefault(kind, {})[item.key] = item.pillar
    return found, {item.key: item.wording for item in items}


def _pillars(
    work: Work,
    asked: Mapping[str, Mapping[str, str]],
    daily: Sequence[DayRow],
    faults: Iterable[_Failed],
    areas: Mapping[int, AreaRow],
    first: date,
    last: date,
) -> dict[str, float]:
    without = _not_applicable(work, first, last) if any(one.not_applicable for one in daily) else {}
    failed: dict[tuple[int, date], list[Fault]] = {}
    for one in faults:
        if one.where[2] == RoundKind.DAILY:
            failed.setdefault(one.where[:2], []).append(one.fault)
    visits: dict[str, int] = {}
    seen = []
    for day in daily:
        kind, key = areas[day.area_id].kind, (day.area_id, day.day)
        visits[kind] = visits.get(kind, 0) + 1
        if key in failed or key in without:
            seen.append(Seen(kind, failed.get(key, ()), without.get(key, ())))
    return radar(asked, visits, seen)


def _not_applicable(work: Work, first: date, last: date) -> dict[tuple[int, date], list[str]]:
    rows = work.session.execute(
        _answers(first, last, CheckItem.key).where(ItemAnswer.answer == Answer.NOT_APPLICABLE)
    )
    found: dict[tuple[int, date], list[str]] = {}
    for area, day, key in rows:
        found.setdefault((area, day), []).append(key)
    return found


def _answers(first: date, last: date, *columns: Any) -> Select[Any]:
    return (
        select(Visit.area_id, Visit.day, *columns)
        .join(ItemAnswer, ItemAnswer.visit_id == Visit.id)
        .join(CheckItem, CheckItem.id == ItemAnswer.item_id)
        .where(Visit.kind == RoundKind.DAILY, Visit.day.between(first, last))
    )


def _gaps(areas: Mapping[int, AreaRow], tallies: Mapping[tuple[str, int], object]) -> tuple[Gap, ...]:
    """Widest first."""
    found = []
    for number, area in areas.items():
        own, other = tallies.get((RoundKind.SELF, number)), tallies.get((RoundKind.MUTUAL, number))
        if own is not None and other is not None:
            found.append(Gap(area, own.mean, other.mean))  # type: ignore[attr-defined]
    return tuple(sorted(found, key=lambda one: -abs(one.value)))


def _agreement(
    rows: Iterable[DayRow],
    faults: Iterable[_Failed],
    areas: Mapping[int, AreaRow],
    asked: Mapping[str, Mapping[str, str]],
) -> dict[str, Agreement]:
    """Both looked at the area on one day: item by item; what nobody faulted was fine to both."""
    failed: dict[Where, set[str]] = {}
    for one in faults:
        failed.setdefault(one.where, set()).add(one.fault.item_key)
    made = {(one.area_id, one.day, one.kind) for one in rows}
    found: dict[str, list[Agreement]] = {RoundKind.SELF: [], RoundKind.MUTUAL: []}
    for area, day, kind in made:
        if kind in found and (area, day, RoundKind.DAILY.value) in made:
            there = len(asked.get(areas[area].kind, {}))
            daily = failed.get((area, day, RoundKind.DAILY), set())
            found[kind].append(compared(there, daily, failed.get((area, day, kind), set())))
    return {str(kind): summed(pairs) for kind, pairs in found.items()}


def _paces(
    work: Work, first: date, last: date, areas: Mapping[int, AreaRow]
) -> tuple[tuple[AreaRow, Pace], ...]:
    found = pace_by_area(_stays(work, first, last, areas))
    return tuple((areas[number], found[number]) for number in areas if number in found)


def _stays(work: Work, first: date, last: date, areas: Mapping[int, AreaRow]) -> list[Stay]:
    counted = (
        select(Finding.visit_id, func.count().label("number"))
        .where(
            Finding.day.between(first, last),
            Finding.kind == RoundKind.DAILY,
            Finding.saved_at.is_not(None),
        )
        .group_by(Finding.visit_id)
        .subquery()
    )
    rows = work.session.execute(
        select(
            Visit.area_id,
            Visit.inspector_id,
            Visit.arrived_at,
            Visit.finished_at,
            func.coalesce(counted.c.number, 0),
        )
        .outerjoin(counted, counted.c.visit_id == Visit.id)
        .where(
            Visit.kind == RoundKind.DAILY,
            Visit.day.between(first, last),
            Visit.finished_at.is_not(None),
            Visit.arrived_at.is_not(None),
        )
    )
    return [
        Stay(area, who, max(0.0, (left - came).total_seconds()), number)
        for area, who, came, left, number in rows
        if area in areas
    ]
