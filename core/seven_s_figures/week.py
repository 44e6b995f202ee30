"""A week for the bulletin: good, to be reminded, to be assessed, before and after, who walked.

Restricted rooms are left out for everybody: the paper goes through the house.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from core import seven_s
from core.seven_s import AreaRow, Path, RoundKind, Severity
from core.seven_s_figures.boards import week_board
from core.seven_s_figures.months import by_area, groups
from core.seven_s_figures.ranking import Place, places
from core.seven_s_figures.sight import ranked, shown_areas
from core.work import Work
from db.models import CheckItem, File, Finding, Matter, Person, Round, RoundMember

FULL = 100.0  # no older finding was late either
GRAVE = frozenset({Severity.SERIOUS, Severity.VETO})


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its photos, before and after; 0 where there is none."""

    id: int
    area: AreaRow
    day: date
    what: str
    wording: str
    severity: str
    repeats: int
    overdue: bool
    settled: bool
    due_day: date | None
    before: int
    after: int

    @property
    def grave(self) -> bool:
        return self.severity in GRAVE or self.overdue or self.repeats > 0


@dataclass(frozen=True, slots=True)
class Good:
    area: AreaRow
    visits: int
    mean: float


@dataclass(frozen=True, slots=True)
class Walker:
    """How many rounds of the week a member of a team had, and how many of them were handed in."""

    name: str
    part: str
    rounds: int
    handed_in: int


@dataclass(frozen=True, slots=True)
class Week:
    first: date
    last: date
    planned: int
    done: int
    mean: float | None
    good: tuple[Good, ...]
    reminded: tuple[Found, ...]
    assessed: tuple[Found, ...]
    missed: tuple[tuple[AreaRow, int], ...]
    walkers: tuple[Walker, ...]
    ranking: tuple[tuple[str, AreaRow, Place], ...]

    @property
    def findings(self) -> tuple[Found, ...]:
        return (*self.assessed, *self.reminded)

    @property
    def settled(self) -> int:
        return sum(1 for one in self.findings if one.settled)

    @property
    def pairs(self) -> tuple[Found, ...]:
        return tuple(one for one in self.findings if one.before or one.after)


def week(work: Work, *, first: date) -> Week:
    """The week from its Monday on, as it stands."""
    work.must("seven_s_figures.week")
    first -= timedelta(days=first.weekday())
    last = first + timedelta(days=6)
    areas = {number: one for number, one in shown_areas(work).items() if not one.restricted}
    board = {one.area.id: one for one in week_board(work, first=first).lines if one.area.id in areas}
    found = _findings(work, first, last, areas)
    scores = [score for line in board.values() for score in line.days.values()]
    done = {number: len(line.days) for number, line in board.items()}
    missed = [(areas[n], line.planned - done[n]) for n, line in board.items() if line.planned > done[n]]
    faulty = {one.area.id for one in found}
    good = [
        Good(areas[number], done[number], sum(line.days.values()) / done[number])
        for number, line in board.items()
        if number not in faulty and done[number] >= max(line.planned, 1) and min(line.days.values()) == FULL
    ]
    return Week(
        first,
        last,
        sum(line.planned for line in board.values()),
        len(scores),
        sum(scores) / len(scores) if scores else None,
        tuple(good),
        tuple(one for one in found if not one.grave),
        tuple(one for one in found if one.grave),
        tuple(missed),
        _walkers(work, first, last),
        _ranking(work, first, last, areas),
    )


def _findings(work: Work, first: date, last: date, areas: Mapping[int, AreaRow]) -> list[Found]:
    listed = work.session.execute(
        select(Finding, CheckItem.wording, Matter.closed_at)
        .join(CheckItem, CheckItem.id == Finding.item_id)
        .outerjoin(Matter, Matter.id == Finding.task_id)
        .where(
            Finding.kind == RoundKind.DAILY,
            Finding.day.between(first, last),
            Finding.saved_at.is_not(None),
            Finding.voided_at.is_(None),
        )
        .order_by(Finding.day, Finding.id)
    )
    rows = [row for row in listed if row[0].area_id in areas]
    photos = _photos(work, [one.id for one, _wording, _closed in rows])
    return [
        _found(work, one, wording, closed is not None, areas[one.area_id], photos)
        for one, wording, closed in rows
    ]


def _found(
    work: Work,
    one: Finding,
    wording: str,
    task_closed: bool,
    area: AreaRow,
    photos: Mapping[tuple[str, int], int],
) -> Found:
    settled = one.closed_at is not None and (one.task_id is None or task_closed)
    late = one.path == Path.DATED and one.fixed_on is None and not settled
    return Found(
        one.id,
        area,
        one.day,
        one.phrase or one.note or wording,
        wording,
        one.severity,
        one.repeats,
        bool(late and one.due_day and one.due_day < work.today),
        settled,
        one.due_day,
        photos.get(("finding", one.id), 0),
        photos.get(("fix", one.id), 0),
    )


def _photos(work: Work, findings: Sequence[int]) -> dict[tuple[str, int], int]:
    """The first photo of each finding, the last of each repair."""
    rows = work.session.execute(
        select(File.subject, File.subject_id, func.min(File.id), func.max(File.id))
        .where(
            File.subject.in_(("finding", "fix")),
            File.subject_id.in_(findings),
            File.removed_at.is_(None),
            File.media_type.like("image/%"),
        )
        .group_by(File.subject, File.subject_id)
    )
    return {
        (subject, number or 0): first if subject == "finding" else last
        for subject, number, first, last in rows
    }


def _walkers(work: Work, first: date, last: date) -> tuple[Walker, ...]:
    rows = work.session.execute(
        select(Person.name, RoundMember.part, func.count(), func.count(Round.handed_in_at))
        .join(RoundMember, RoundMember.person_id == Person.id)
        .join(Round, Round.id == RoundMember.round_id)
        .where(Round.kind == RoundKind.DAILY, Round.day.between(first, last))
        .group_by(Person.id, Person.name, RoundMember.part)
        .order_by(RoundMember.part, Person.id)
    )
    return tuple(Walker(*row) for row in rows)


def _ranking(
    work: Work, first: date, last: date, areas: Mapping[int, AreaRow]
) -> tuple[tuple[str, AreaRow, Place], ...]:
    if not ranked(work):
        return ()
    tallies = by_area(seven_s.days_of_areas(work, first=first, last=last))
    found = []
    for group, members in groups([(number, one.group) for number, one in areas.items()]).items():
        looked = {n: tallies[RoundKind.DAILY, n].sums for n in members if (RoundKind.DAILY, n) in tallies}
        placed = places(looked)
        found += [(group, areas[n], placed[n]) for n in sorted(placed, key=lambda n: (placed[n].rank, n))]
    return tuple(found)
