"""Findings as lists and one by one, for those who may see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from core.seven_s.photos import Reuse, reused
from core.seven_s.refusals import FindingGone
from core.seven_s.rules import FindingState
from core.seven_s.sight import holds, look_at_finding, owns, visible
from core.text import clean_line
from core.turns import Kind
from core.work import Work
from db.models import Area, CheckItem, Department, Finding, Matter, Objection, Person, Turn

PAGE = 100
TASK = aliased(Matter)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which findings: `states` and the rest narrow; newest first."""

    states: tuple[str, ...] = ()
    area_id: int | None = None
    department_id: int | None = None
    item_key: str = ""
    severity: str = ""
    first: date | None = None
    last: date | None = None
    mine: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class FindingRow:
    id: int
    area_id: int
    area: str
    floor: int
    item_key: str
    wording: str
    pillar: str
    phrase: str
    note: str
    severity: str
    path: str
    day: date
    kind: str
    due_day: date | None
    state: str
    overdue: bool
    repeats: int
    owner: str
    task_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class FindingPage:
    rows: tuple[FindingRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ObjectionFact:
    reason: str
    raised_by: str
    raised_at: datetime
    accepted: bool | None
    answer: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class FindingSheet:
    """One finding; `moves` are what this reader may do with it now."""

    row: FindingRow
    matter_id: int | None
    found_by: str
    saved_at: datetime | None
    fixed_by: str
    fixed_at: datetime | None
    fix_note: str
    verified_by: str
    closed_at: datetime | None
    returned: int
    photo_forbidden: bool
    reference_file_id: int | None
    task_number: str
    objection: ObjectionFact | None
    reused: tuple[Reuse, ...]
    moves: tuple[str, ...]


def findings(work: Work, *, asked: Asked) -> FindingPage:
    work.must("seven_s.findings")
    conditions = [Finding.saved_at.is_not(None), visible(work.actor), *_narrowed(work, asked)]
    total = work.session.scalar(
        select(func.count(Finding.id))
        .join(Area, Area.id == Finding.area_id)
        .outerjoin(TASK, TASK.id == Finding.task_id)
        .where(*conditions)
    )
    wanted = (
        _rows()
        .where(*conditions)
        .order_by(Finding.day.desc(), Finding.id.desc())
        .limit(PAGE)
        .offset((max(asked.page, 1) - 1) * PAGE)
    )
    rows = tuple(_row(work, *row) for row in work.session.execute(wanted))
    return FindingPage(rows, total or 0)


def finding(work: Work, *, finding_id: int = 0, matter_id: int | None = None) -> FindingSheet:
    """By its own number, or by that of its matter."""
    if matter_id is not None:
        known = select(Finding.id).where(Finding.matter_id == matter_id)
        finding_id = work.session.scalar(known) or 0
    case_ = look_at_finding(work, finding_id)
    row = work.session.execute(_rows().where(Finding.id == finding_id)).one_or_none()
    if row is None:
        raise FindingGone()
    one = case_.finding
    people = _names(work, [one.found_by, one.fixed_by, one.verified_by])
    task = work.session.get(Matter, one.task_id) if one.task_id else None
    return FindingSheet(
        row=_row(work, *row),
        matter_id=one.matter_id,
        found_by=people.get(one.found_by, ""),
        saved_at=one.saved_at,
        fixed_by=people.get(one.fixed_by or 0, ""),
        fixed_at=one.fixed_at,
        fix_note=one.fix_note,
        verified_by=people.get(one.verified_by or 0, ""),
        closed_at=one.closed_at,
        returned=one.returned,
        photo_forbidden=case_.item.photo_forbidden,
        reference_file_id=case_.area.reference_file_id,
        task_number=(task.number or "") if task else "",
        objection=_objection(work, finding_id),
        reused=tuple(reused(work, finding_id)),
        moves=_moves(work, one, case_.open),
    )


def state() -> ColumnElement[str]:
    """In SQL, of findings left-joined with their TASK: derived from what happened, never stored."""
    return case(
        (Finding.voided_at.is_not(None), FindingState.VOID.value),
        (and_(Finding.task_id.is_not(None), TASK.closed_at.is_(None)), FindingState.SUPERVISED.value),
        (or_(Finding.closed_at.is_not(None), TASK.closed_at.is_not(None)), FindingState.CLOSED.value),
        (Finding.fixed_at.is_not(None), FindingState.FIXED.value),
        else_=FindingState.OPEN.value,
    )


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(Finding, Area.name, Area.floor, CheckItem, state(), Department.name, Person.name)
        .join(Area, Area.id == Finding.area_id)
        .join(CheckItem, CheckItem.id == Finding.item_id)
        .outerjoin(TASK, TASK.id == Finding.task_id)
        .outerjoin(Department, Department.id == Finding.owner_department_id)
        .outerjoin(Person, Person.id == Finding.owner_person_id)
        .where(Finding.saved_at.is_not(None))
    )


def _narrowed(work: Work, asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, value in (
        (Finding.area_id + 0 if asked.first else Finding.area_id, asked.area_id),  # the days narrow more
        (Finding.owner_department_id, asked.department_id),
        (Finding.item_key, clean_line(asked.item_key, field="item_key") or None),
        (Finding.severity, clean_line(asked.severity, field="severity") or None),
    ):
        if value is not None:
            found.append(column == value)
    if asked.first is not None:
        found.append(Finding.day >= asked.first)
    if asked.last is not None:
        found.append(Finding.day <= asked.last)
    if asked.states:
        found.append(state().in_([clean_line(one, field="states") for one in asked.states]))
    if asked.mine:
        people, departments = work.actor.selves, work.actor.departments or {0}
        found.append(or_(Finding.owner_person_id.in_(people), Finding.owner_department_id.in_(departments)))
    return found


def _row(
    work: Work,
    one: Finding,
    area: str,
    floor: int,
    item: CheckItem,
    state: str,
    department: str | None,
    person: str | None,
) -> FindingRow:
    english = work.actor.language == "en"
    late = one.due_day is not None and one.due_day < work.today
    return FindingRow(
        one.id,
        one.area_id,
        area,
        floor,
        one.item_key,
        (item.wording_en if english else "") or item.wording,
        item.pillar,
        one.phrase,
        one.note,
        one.severity,
        one.path,
        one.day,
        one.kind,
        one.due_day,
        state,
        state == FindingState.OPEN and late,
        one.repeats,
        person or department or "",
        one.task_id,
        one.version,
    )


def _moves(work: Work, one: Finding, open_turns: list[Turn]) -> tuple[str, ...]:
    moves = []
    keeper = work.may("seven_s.publish")
    kinds = {turn.kind: turn for turn in open_turns}
    for kind, move in ((Kind.FIX, "fix"), (Kind.VERIFY, "verify"), (Kind.JUDGE, "decide_objection")):
        turn = kinds.get(kind)
        if turn is not None and (keeper or holds(work.actor, turn)):
            own_repair = move == "verify" and one.fixed_by == work.actor.id
            moves += [] if own_repair else [move]
    if one.voided_at is None and Kind.JUDGE not in kinds and owns(work.actor, one):
        moves.append("raise_objection")
    if one.task_id is None and one.closed_at is None and work.may("seven_s.supervise"):
        moves.append("supervise")
    return tuple(moves)


def _names(work: Work, numbers: list[int | None]) -> dict[int, str]:
    wanted = [number for number in numbers if number is not None]
    rows = work.session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {number: name for number, name in rows}


def _objection(work: Work, finding_id: int) -> ObjectionFact | None:
    row = work.session.scalars(
        select(Objection).where(Objection.finding_id == finding_id).order_by(Objection.id.desc()).limit(1)
    ).one_or_none()
    if row is None:
        return None
    people = _names(work, [row.raised_by, row.decided_by])
    raised, decided = people.get(row.raised_by, ""), people.get(row.decided_by or 0, "")
    return ObjectionFact(row.reason, raised, row.raised_at, row.accepted, row.answer, decided)
