"""What months of areas came to: added up by the database for months gone by, from the days for this one."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select

from core import calendar, seven_s
from core.seven_s import DayRow, RoundKind
from core.seven_s_figures.ranking import Sums
from core.seven_s_figures.stars import REACH, MonthFacts, Rating, is_calibrating, rate
from core.work import Work
from db.models import Area, AreaDay, Excuse

Key = tuple[int, date]
Planned = Callable[[int, date, date], int]


@dataclass(frozen=True, slots=True)
class Tally:
    """Days of one kind of an area in a month, added up."""

    days: int = 0
    total: float = 0.0
    squares: float = 0.0
    worst: float = 100.0
    findings: int = 0
    vetoes: int = 0
    late: float = 0.0
    repeats: int = 0

    @property
    def mean(self) -> float | None:
        return self.total / self.days if self.days else None

    @property
    def sums(self) -> Sums:
        return Sums(self.days, self.total, self.squares)


NOTHING = Tally()


def month_start(day: date) -> date:
    return day.replace(day=1)


def month_end(first: date) -> date:
    return following(first) - timedelta(days=1)


def following(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def before(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def tallied(rows: Iterable[DayRow]) -> Tally:
    listed = list(rows)
    scores = [one.score for one in listed]
    return Tally(
        len(listed),
        sum(scores),
        sum(one * one for one in scores),
        min(scores, default=100.0),
        sum(one.findings for one in listed),
        sum(one.vetoes for one in listed),
        sum(one.late for one in listed),
        sum(one.repeats for one in listed),
    )


def by_area(rows: Iterable[DayRow]) -> dict[tuple[str, int], Tally]:
    """By kind and area."""
    grouped: dict[tuple[str, int], list[DayRow]] = {}
    for one in rows:
        grouped.setdefault((one.kind, one.area_id), []).append(one)
    return {key: tallied(found) for key, found in grouped.items()}


def kept_months(
    work: Work, first: date, months: int, area_id: int | None = None
) -> dict[tuple[date, str, int], Tally]:
    """The months from `first` on, by month, kind and area: one statement, whatever their number."""
    starts = [first]
    while len(starts) < months:
        starts.append(following(starts[-1]))
    bins = [(AreaDay.day < following(start), place) for place, start in enumerate(starts)]
    place = case(*bins, else_=months).label("place")
    wanted = (
        select(
            place,
            AreaDay.kind,
            AreaDay.area_id,
            func.count(),
            func.sum(AreaDay.quarters),
            func.sum(AreaDay.quarters * AreaDay.quarters),
            func.min(AreaDay.quarters),
            func.sum(AreaDay.findings),
            func.sum(AreaDay.vetoes),
            func.sum(AreaDay.late),
            func.sum(AreaDay.repeats),
        )
        .where(AreaDay.kind.in_(tuple(RoundKind)), AreaDay.day.between(first, month_end(starts[-1])))
        .group_by(place, AreaDay.kind, AreaDay.area_id)
    )
    if area_id is not None:
        wanted = wanted.where(AreaDay.area_id == area_id)
    return {
        (starts[number], kind, area): Tally(
            days, quarters / 4, squares / 16, worst / 4, findings, vetoes, late, repeats
        )
        for number, kind, area, days, quarters, squares, worst, findings, vetoes, late, repeats in (
            work.session.execute(wanted)
        )
    }


def planned(work: Work, first: date, last: date) -> Planned:
    """How many daily visits fell due up to today: workdays of the area, less what is excused."""
    last = min(last, work.today)
    days = seven_s.planned_days(RoundKind.DAILY, first, last, calendar.table(work)) if first <= last else []
    there = {
        number: (begun, ended)
        for number, begun, ended in work.session.execute(select(Area.id, Area.first_day, Area.retired_on))
    }
    excuses = list(
        work.session.execute(
            select(Excuse.area_id, Excuse.first_day, Excuse.last_day).where(
                Excuse.kind == RoundKind.DAILY,
                Excuse.withdrawn_at.is_(None),
                Excuse.first_day <= last,
                Excuse.last_day >= first,
            )
        )
    )

    def count(area_id: int, begin: date, end: date) -> int:
        begun, ended = there[area_id]
        mine = [(since, until) for area, since, until in excuses if area in (None, area_id)]
        return sum(
            1
            for day in days
            if begin <= day <= end
            and day >= begun
            and (ended is None or day < ended)
            and not any(since <= day <= until for since, until in mine)
        )

    return count


def ratings(
    tallies: Mapping[tuple[str, int], Tally],
    areas: Collection[int],
    month: date,
    count: Planned,
    begun: Mapping[int, date],
    today: date,
) -> dict[int, Rating]:
    """The stars of each area in a month."""
    end = min(month_end(month), today)
    return {
        number: rate(
            _facts(tallies, number, count(number, month, end), is_calibrating(begun.get(number), end))
        )
        for number in areas
    }


def history(
    work: Work, month: date, areas: Collection[int], area_id: int | None = None
) -> dict[int, list[Rating]]:
    """The stars of the months before this one, oldest first: what a plate is earned with."""
    start = before(month, REACH - 1)
    kept = kept_months(work, start, REACH - 1, area_id)
    count, begun = planned(work, start, month - timedelta(days=1)), first_days(work)
    found: dict[int, list[Rating]] = {number: [] for number in areas}
    while start < month:
        tallies = {(kind, area): one for (at, kind, area), one in kept.items() if at == start}
        for number, rating in ratings(tallies, areas, start, count, begun, work.today).items():
            found[number].append(rating)
        start = following(start)
    return found


def first_days(work: Work) -> dict[int, date]:
    return {number: day for number, day in work.session.execute(select(Area.id, Area.first_day))}


def gap(tallies: Mapping[tuple[str, int], Tally], area_id: int) -> float | None:
    """How much better the owner finds the own area than somebody of another department does."""
    own = tallies.get((RoundKind.SELF, area_id), NOTHING).mean
    other = tallies.get((RoundKind.MUTUAL, area_id), NOTHING).mean
    return own - other if own is not None and other is not None else None


def _facts(
    tallies: Mapping[tuple[str, int], Tally], area_id: int, visits_planned: int, calibrating: bool
) -> MonthFacts:
    one = tallies.get((RoundKind.DAILY, area_id), NOTHING)
    return MonthFacts(
        one.mean or 0.0,
        one.days,
        visits_planned,
        one.worst,
        one.vetoes,
        one.late,
        one.repeats,
        gap(tallies, area_id),
        calibrating,
    )


def groups(areas: Sequence[tuple[int, str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, group in areas:
        found.setdefault(group, []).append(number)
    return found
