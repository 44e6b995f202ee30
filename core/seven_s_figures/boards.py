"""All areas by floor: of a day, of a week, of a month with stars and, where they are on, places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from core import calendar, seven_s
from core.seven_s import AreaRow, RoundKind, Standing
from core.seven_s_figures.months import (
    NOTHING,
    Tally,
    by_area,
    first_days,
    groups,
    history,
    month_end,
    month_start,
    planned,
    ratings,
)
from core.seven_s_figures.ranking import Place, places
from core.seven_s_figures.sight import ranked, shown_areas
from core.seven_s_figures.stars import Plate, Rating, plate
from core.work import Work
from db.models import Finding

LOOKED_AT = frozenset({Standing.DONE, Standing.DONE_LATE})
MISSING = frozenset({Standing.DUE, Standing.LATE, Standing.MISSED})


@dataclass(frozen=True, slots=True)
class Cell:
    """An area on a day. `standing` is None where nothing fell due."""

    area: AreaRow
    standing: Standing | None
    score: float | None
    findings: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayBoard:
    """`floors` from the lowest; counts are those of the cells."""

    day: date
    floors: tuple[tuple[int, tuple[Cell, ...]], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(one for _floor, cells in self.floors for one in cells)

    @property
    def done(self) -> int:
        return sum(1 for one in self.cells if one.standing in LOOKED_AT)

    @property
    def missing(self) -> int:
        return sum(1 for one in self.cells if one.standing in MISSING)

    @property
    def findings(self) -> int:
        return sum(one.findings for one in self.cells)

    @property
    def mean(self) -> float | None:
        scores = [one.score for one in self.cells if one.score is not None]
        return sum(scores) / len(scores) if scores else None


@dataclass(frozen=True, slots=True)
class WeekLine:
    """`days`: score by day looked at; `planned` up to today."""

    area: AreaRow
    days: Mapping[date, float]
    findings: int
    planned: int


@dataclass(frozen=True, slots=True)
class WeekBoard:
    first: date
    days: tuple[date, ...]
    lines: tuple[WeekLine, ...]


@dataclass(frozen=True, slots=True)
class MonthLine:
    area: AreaRow
    tally: Tally
    planned: int
    rating: Rating
    plate: Plate
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class MonthBoard:
    first: date
    ranked: bool
    lines: tuple[MonthLine, ...]


def day_board(work: Work, *, day: date) -> DayBoard:
    work.must("seven_s_figures.day_board")
    areas = shown_areas(work)
    due = seven_s.schedule(work, first=day, last=day, kinds=(RoundKind.DAILY,)).planned
    stands = {one.area_id: one for one in due}
    scores = {one.area_id: one.score for one in seven_s.days_of_areas(work, first=day, last=day)}
    found = _findings(work, day)
    floors: dict[int, list[Cell]] = {}
    for number, area in areas.items():
        one = stands.get(number)
        cell = Cell(
            area,
            one.standing if one else None,
            scores.get(number),
            found.get(number, 0),
            one.skip_reason if one else "",
        )
        floors.setdefault(area.floor, []).append(cell)
    return DayBoard(day, tuple((floor, tuple(floors[floor])) for floor in sorted(floors)))


def week_board(work: Work, *, first: date) -> WeekBoard:
    """The week from Monday on: the score of each workday."""
    work.must("seven_s_figures.week_board")
    first -= timedelta(days=first.weekday())
    last = first + timedelta(days=6)
    areas, rows = shown_areas(work), seven_s.days_of_areas(work, first=first, last=last)
    by_number: dict[int, dict[date, float]] = {number: {} for number in areas}
    findings: dict[int, int] = {}
    for one in rows:
        if one.area_id in by_number:
            by_number[one.area_id][one.day] = one.score
            findings[one.area_id] = findings.get(one.area_id, 0) + one.findings
    looked = {one.day for one in rows}
    table = calendar.table(work)
    days = tuple(
        day for day in (first + timedelta(days=n) for n in range(7)) if table.is_workday(day) or day in looked
    )
    count = planned(work, first, last)
    lines = tuple(
        WeekLine(area, by_number[number], findings.get(number, 0), count(number, first, last))
        for number, area in areas.items()
    )
    return WeekBoard(first, days, lines)


def month_board(work: Work, *, month: date) -> MonthBoard:
    work.must("seven_s_figures.month_board")
    first = month_start(month)
    last = month_end(first)
    areas = shown_areas(work)
    rows = seven_s.days_of_areas(work, first=first, last=last, kinds=tuple(RoundKind))
    tallies, count = by_area(rows), planned(work, first, last)
    stars = ratings(tallies, areas, first, count, first_days(work), work.today)
    earlier = history(work, first, areas)
    ranks, on = _places(areas, tallies), ranked(work)
    lines = tuple(
        MonthLine(
            area,
            tallies.get((RoundKind.DAILY, number), NOTHING),
            count(number, first, last),
            stars[number],
            plate([*earlier[number], stars[number]]),
            ranks.get(number) if on else None,
        )
        for number, area in areas.items()
    )
    return MonthBoard(first, on, lines)


def _places(areas: Mapping[int, AreaRow], tallies: Mapping[tuple[str, int], Tally]) -> dict[int, Place]:
    """Areas stand beside their like only."""
    found: dict[int, Place] = {}
    for members in groups([(number, area.group) for number, area in areas.items()]).values():
        looked = {number: tallies.get((RoundKind.DAILY, number), NOTHING) for number in members}
        found |= places({number: one.sums for number, one in looked.items() if one.days})
    return found


def _findings(work: Work, day: date) -> dict[int, int]:
    rows = work.session.execute(
        select(Finding.area_id, func.count())
        .where(
            Finding.day == day,
            Finding.kind == RoundKind.DAILY,
            Finding.saved_at.is_not(None),
            Finding.voided_at.is_(None),
        )
        .group_by(Finding.area_id)
    )
    return {number: count for number, count in rows}
