"""All that the walk screen needs, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from core.seven_s.catalogue import asked
from core.seven_s.noting import due_day
from core.seven_s.rules import Item, RoundKind, Severity
from core.seven_s.sight import keeps, load_round
from core.work import Work
from db.models import Area, AreaInspector, File, Finding, ItemAnswer, Person, RoundMember, Visit


@dataclass(frozen=True, slots=True)
class Said:
    item_id: int
    spot: int
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Noted:
    id: int
    key: str
    item_id: int
    phrase: str
    note: str
    severity: str
    path: str
    due_day: date | None
    saved: bool
    photos: int


@dataclass(frozen=True, slots=True)
class StopSheet:
    visit_id: int
    area_id: int
    area: str
    floor: int
    kind: str
    reference_file_id: int | None
    barred: str  # "restricted" or "own": somebody else looks at it
    fine: bool
    finished: bool
    skipped: str
    said: tuple[Said, ...]
    findings: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Walker:
    person_id: int
    name: str
    part: str
    floors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WalkSheet:
    round_id: int
    day: date
    kind: str
    leader_id: int
    handed_in_at: datetime | None
    walkers: tuple[Walker, ...]
    items: tuple[Item, ...]
    stops: tuple[StopSheet, ...]
    deadlines: dict[str, date]
    today: date


def walk_sheet(work: Work, *, round_id: int) -> WalkSheet:
    found = load_round(work, round_id, "walk_sheet")
    return WalkSheet(
        round_id=found.id,
        day=found.day,
        kind=found.kind,
        leader_id=found.leader_id,
        handed_in_at=found.handed_in_at,
        walkers=_walkers(work, round_id),
        items=tuple(asked(work, found.edition, english=work.actor.language == "en")),
        stops=_stops(work, round_id, found.kind),
        deadlines={str(one): due_day(work, found.day, one) for one in Severity},
        today=work.today,
    )


def _walkers(work: Work, round_id: int) -> tuple[Walker, ...]:
    rows = work.session.execute(
        select(RoundMember, Person.name)
        .join(Person, Person.id == RoundMember.person_id)
        .where(RoundMember.round_id == round_id)
        .order_by(RoundMember.part, Person.name)
    )
    return tuple(Walker(one.person_id, name, one.part, tuple(one.floors)) for one, name in rows)


def _stops(work: Work, round_id: int, kind: str) -> tuple[StopSheet, ...]:
    rows = work.session.execute(
        select(Visit, Area)
        .join(Area, Area.id == Visit.area_id)
        .where(Visit.round_id == round_id)
        .order_by(Area.floor, Area.route_order, Area.id)
    ).all()
    said, noted = _said(work, round_id), _noted(work, round_id)
    named = set(
        work.session.scalars(
            select(AreaInspector.area_id).where(AreaInspector.person_id.in_(work.actor.selves))
        )
    )
    barred = {visit.id: _barred(work, area, kind, named) for visit, area in rows}
    for visit_id in (one for one, why in barred.items() if why == "restricted"):
        said.pop(visit_id, None)  # what was seen in a restricted room is not the whole team's
        noted.pop(visit_id, None)
    return tuple(
        StopSheet(
            visit_id=visit.id,
            area_id=area.id,
            area=area.name,
            floor=area.floor,
            kind=area.kind,
            reference_file_id=area.reference_file_id,
            barred=barred[visit.id],
            fine=visit.fine_at is not None,
            finished=visit.finished_at is not None,
            skipped=visit.skip_reason,
            said=tuple(said.get(visit.id, ())),
            findings=tuple(noted.get(visit.id, ())),
        )
        for visit, area in rows
    )


def _barred(work: Work, area: Area, kind: str, named: set[int]) -> str:
    mine = area.owner_person_id == work.actor.id
    if kind != RoundKind.SELF and mine:
        return "own"
    if area.restricted and area.id not in named and not mine and not keeps(work.actor):
        return "restricted"
    return ""


def _said(work: Work, round_id: int) -> dict[int, list[Said]]:
    rows = work.session.scalars(
        select(ItemAnswer)
        .join(Visit, Visit.id == ItemAnswer.visit_id)
        .where(Visit.round_id == round_id)
        .order_by(ItemAnswer.visit_id, ItemAnswer.spot, ItemAnswer.item_id)
    )
    found: dict[int, list[Said]] = {}
    for row in rows:
        found.setdefault(row.visit_id, []).append(Said(row.item_id, row.spot, row.answer, row.reason))
    return found


def _noted(work: Work, round_id: int) -> dict[int, list[Noted]]:
    rows = list(
        work.session.scalars(
            select(Finding)
            .join(Visit, Visit.id == Finding.visit_id)
            .where(Visit.round_id == round_id)
            .order_by(Finding.id)
        )
    )
    numbers = [row.id for row in rows]
    photos: dict[int, int] = {}
    pictures = select(File.subject_id).where(
        File.subject.in_(("finding", "fix")), File.subject_id.in_(numbers), File.removed_at.is_(None)
    )
    for number in work.session.scalars(pictures) if numbers else ():
        photos[number or 0] = photos.get(number or 0, 0) + 1
    found: dict[int, list[Noted]] = {}
    for row in rows:
        found.setdefault(row.visit_id, []).append(_note(row, photos.get(row.id, 0)))
    return found


def _note(row: Finding, photos: int) -> Noted:
    return Noted(
        row.id,
        row.key,
        row.item_id,
        row.phrase,
        row.note,
        row.severity,
        row.path,
        row.due_day,
        row.saved_at is not None,
        photos,
    )
