"""Points: proposed by rule or by hand, approved by a leader before they count, excused with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import uuid4

from sqlalchemy import ColumnElement, select, true

from core import tasks
from core.actor import Actor
from core.appraisal.events import Happened, happened
from core.appraisal.rules import Half, Kind, OutOfRange, every, rules_at
from core.appraisal.sight import closed_row, sees_all
from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_, Text
from core.text import clean_text
from core.work import Work
from db.models import Department, Matter, Person, Point, PointObjection

PROPOSED, APPROVED, REFUSED, EXCUSED, CANCELLED = "proposed", "approved", "refused", "excused", "cancelled"
DROPPED = "dropped"
STATE_NAMES: dict[str, Text] = {
    PROPOSED: N_("Proposed"),
    APPROVED: N_("Approved"),
    REFUSED: N_("Not approved"),
    EXCUSED: N_("Excused"),
    CANCELLED: N_("Cancelled after objection"),
    DROPPED: N_("No longer so"),
}


class HalfClosed(Conflict):
    message = N_("The results of this half-year are closed and stay as they are.")


class PointGone(NotFound):
    message = N_("These points are not there.")


class PointDecided(Conflict):
    message = N_("These points were decided already.")


class DepartmentUnknown(InvalidInput):
    message = N_("Choose a department.")
    field = "department_id"


class DayOutside(InvalidInput):
    message = N_("The day lies outside this half-year.")
    field = "day"


@dataclass(frozen=True, slots=True)
class PointFact:
    """`title` is empty where the reader may not see the item."""

    id: int
    version: int
    department_id: int
    department: str
    kind: str
    state: str
    day: date
    points: Decimal
    supporting: bool
    matter_id: int | None
    number: str
    title: str
    note: str
    reason: str
    decided_by: str
    decided_on: date | None
    objection_id: int | None
    objection: str
    answer: str
    open_objection: bool


def propose(work: Work, *, half: Half) -> int:
    """What the rules say about everything that happened; returns how many points are new.

    What was proposed and is no longer so (an extension came, say) is dropped; what was decided stays.
    """
    work.must("appraisal.propose")
    must_be_open(work, half)
    sets = every(work)
    found = {one.cause: one for one in happened(work, half, sets)}
    statement = select(Point).where(_of(half)).with_for_update()
    known = {row.cause: row for row in work.session.scalars(statement)}
    new = 0
    for cause, one in found.items():
        row = known.get(cause)
        if row is None:
            points = rules_at(sets, one.day).points(one.kind, supporting=one.supporting)
            work.session.add(_point(work, half, one, points))
            new += bool(points)
        elif row.state == DROPPED and row.points:
            row.state = PROPOSED
    dropped = [row for cause, row in known.items() if row.state == PROPOSED and _stale(row, cause in found)]
    for row in dropped:
        row.state = DROPPED
    work.session.flush()
    work.record("appraisal.proposed", half.number, new=new, dropped=len(dropped))
    return new


def add_point(
    work: Work,
    *,
    half: Half,
    department_id: int,
    kind: str,
    day: date,
    note: str,
    matter_id: int | None = None,
    points: Decimal | None = None,
) -> int:
    """Something that no rule sees, deception for instance: with the facts, and approved like the rest."""
    work.must("appraisal.add_point")
    must_be_open(work, half)
    note = clean_text(note, limit=1000, field="note", required=True)
    if work.session.get(Department, department_id or 0) is None:
        raise DepartmentUnknown()
    if day is None or not half.period.has(day):
        raise DayOutside()
    chosen = Kind(kind) if kind in set(Kind) else Kind.FALSIFIED
    amount = points if points is not None else rules_at(every(work), day).points(chosen, supporting=False)
    if not -100 <= amount <= 100:
        raise OutOfRange(least=-100, most=100, field="points")
    cause = f"entered:{uuid4()}"
    one = Happened(cause, chosen, department_id, 0, False, day)
    row = _point(work, half, one, amount)
    row.note, row.proposed_by, row.matter_id = note, work.actor.number, _seen(work, matter_id)
    work.session.add(row)
    work.session.flush()
    work.record("appraisal.point_added", row.id, kind=chosen, points=str(amount), reason=note)
    return row.id


def decide_points(work: Work, *, point_ids: Sequence[int], agreed: bool, reason: str = "") -> int:
    """A leader approves what is proposed, or does not; only then it counts."""
    work.must("appraisal.decide_points")
    reason = clean_text(reason, limit=1000, field="reason", required=not agreed)
    rows = [take(work, one, PROPOSED) for one in dict.fromkeys(point_ids)]
    for row in rows:
        _decide(work, row, APPROVED if agreed else REFUSED, reason)
    return len(rows)


def excuse(work: Work, *, point_id: int, reason: str) -> None:
    """容错: it happened, and is not held against the department; why, and who decided, stays on record."""
    work.must("appraisal.excuse")
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    _decide(work, take(work, point_id, PROPOSED, APPROVED), EXCUSED, reason)


def points(work: Work, *, half: Half, department_id: int | None = None) -> list[PointFact]:
    """The points of a half-year with their events: of every department, or of one's own."""
    work.must("appraisal.points")
    mine: ColumnElement[bool] = true()
    if not sees_all(work.actor):
        mine = Point.department_id.in_(own(work.actor))
    if department_id is not None:
        mine = mine & (Point.department_id == department_id)
    rows = work.session.execute(
        select(Point, Department.name, Person.name)
        .join(Department, Department.id == Point.department_id)
        .outerjoin(Person, Person.id == Point.decided_by)
        .where(_of(half), mine, Point.state != DROPPED)
        .order_by(Department.position, Department.id, Point.day, Point.id)
    ).all()
    titles = _titles(work, [row.Point.matter_id for row in rows if row.Point.matter_id])
    objections = _objections(work, [row.Point.id for row in rows])
    return [_fact(row[0], row[1], row[2], titles, objections) for row in rows]


def take(work: Work, point_id: int, *states: str) -> Point:
    """The point, locked, in one of these states, in a half-year that is still open."""
    row = work.session.scalars(select(Point).where(Point.id == point_id).with_for_update()).one_or_none()
    if row is None:
        raise PointGone()
    must_be_open(work, Half(row.year, row.half))
    if row.state not in states:
        raise PointDecided()
    return row


def must_be_open(work: Work, half: Half) -> None:
    if closed_row(work, half) is not None:
        raise HalfClosed()


def own(actor: Actor) -> frozenset[int]:
    return actor.departments | actor.lines | {0}


def _decide(work: Work, row: Point, state: str, reason: str) -> None:
    old, row.state, row.reason = row.state, state, reason
    row.decided_by, row.decided_at, row.decided_on = work.actor.id, work.now, work.today
    work.record(f"appraisal.point_{state}", row.id, reason=reason, state=[old, state])


def _stale(row: Point, still: bool) -> bool:
    return not still and row.proposed_by is None


def _of(half: Half) -> ColumnElement[bool]:
    return (Point.year == half.year) & (Point.half == half.half)


def _point(work: Work, half: Half, one: Happened, amount: Decimal) -> Point:
    """Without points by the rules of its day there is nothing to approve."""
    return Point(
        year=half.year,
        half=half.half,
        department_id=one.department_id,
        matter_id=one.matter_id or None,
        supporting=one.supporting,
        kind=one.kind,
        cause=one.cause,
        day=one.day,
        points=amount,
        proposed_at=work.now,
        state=PROPOSED if amount else DROPPED,
        note="",
        reason="",
    )


def _seen(work: Work, matter_id: int | None) -> int | None:
    if not matter_id:
        return None
    statement = select(Matter.id).where(Matter.id == matter_id, tasks.visible(work.actor))
    found = work.session.scalar(statement)
    if found is None:
        raise PointGone()
    return found


def _titles(work: Work, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    statement = select(Matter.id, Matter.number, Matter.title).where(
        Matter.id.in_(numbers), tasks.visible(work.actor)
    )
    return {number: (text or "", title) for number, text, title in work.session.execute(statement)}


def _objections(work: Work, numbers: Sequence[int]) -> dict[int, PointObjection]:
    statement = select(PointObjection).where(PointObjection.point_id.in_(numbers)).order_by(PointObjection.id)
    return {row.point_id: row for row in work.session.scalars(statement)}


def _fact(
    row: Point,
    department: str,
    decider: str | None,
    titles: dict[int, tuple[str, str]],
    objections: dict[int, PointObjection],
) -> PointFact:
    number, title = titles.get(row.matter_id or 0, ("", ""))
    objection = objections.get(row.id)
    return PointFact(
        id=row.id,
        version=row.version,
        department_id=row.department_id,
        department=department,
        kind=row.kind,
        state=row.state,
        day=row.day,
        points=row.points,
        supporting=row.supporting,
        matter_id=row.matter_id if title else None,
        number=number,
        title=title,
        note=row.note,
        reason=row.reason,
        decided_by=decider or "",
        decided_on=row.decided_on,
        objection_id=objection.id if objection else None,
        objection=objection.text if objection else "",
        answer=objection.note if objection else "",
        open_objection=objection is not None and not objection.outcome,
    )
