"""The pieces that a period touches, read with two queries. What ended before the period and was not due
in it is never looked at: the archive costs nothing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import aliased

from core import tasks
from core.counting.counts import Counted, by_department, count
from core.counting.periods import Period
from core.counting.pieces import Piece
from core.tasks import State
from core.turns import Kind
from core.work import Work
from db.models import Department, Matter, Part, Turn

# What was not issued, is not wanted any more, or goes on under another number counts nowhere.
NOWHERE = (State.DRAFT, State.SIGNING_OFF, State.CANCELLED, State.MERGED)
DONE = (State.CLOSED, State.ARCHIVED)


def figures(work: Work, *, period: Period) -> Counted:
    """The counts of a period over what this person may see."""
    work.must("counting.figures")
    return counted(work, all_pieces(work, period, tasks.visible(work.actor)), period)


def office_figures(work: Work, *, period: Period) -> Counted:
    """The counts of a period over everything, internal items included: for bulletins and appraisal."""
    work.must("counting.office_figures")
    return counted(work, all_pieces(work, period), period)


def counted(work: Work, found: list[Piece], period: Period) -> Counted:
    """A step inside commands: what these pieces come to."""
    leads = [piece for piece in found if piece.leads]
    names = select(Department.id, Department.name).order_by(Department.position, Department.id)
    departments = [(number, name) for number, name in work.session.execute(names)]
    return Counted(
        period,
        work.today,
        office=count(leads, period, work.today),
        departments=by_department(found, departments, period, work.today),
    )


def all_pieces(work: Work, period: Period, *narrower: ColumnElement[bool]) -> list[Piece]:
    """A step inside commands: everything that the period touches, internal items included."""
    start, end = period.moments(work.zone)
    open_in_it = and_(Matter.issued_at < end, or_(Matter.closed_at.is_(None), Matter.closed_at >= start))
    counts = (Matter.kind == "task", Matter.issued_at.is_not(None), Matter.state.not_in(NOWHERE), *narrower)
    return _leads(work, period, open_in_it, counts) + _parts(work, period, open_in_it, counts)


def _leads(
    work: Work, period: Period, open_in_it: ColumnElement[bool], counts: tuple[ColumnElement[bool], ...]
) -> list[Piece]:
    due = Matter.due_day.between(period.first, period.last)
    columns = (
        Matter.id,
        Matter.lead_department_id,
        Matter.issued_at,
        Matter.due_day,
        Matter.applied_on,
        Matter.state,
        Matter.closed_at,
        Matter.extensions,
        Matter.source,
    )
    rows = work.session.execute(select(*columns).where(or_(open_in_it, due), *counts))
    return [
        Piece(
            matter_id=row.id,
            part_id=None,
            department_id=row.lead_department_id,
            issued_on=_day(row.issued_at, work.zone),
            due_day=row.due_day,
            filed_on=row.applied_on,
            accepted=row.state in DONE,
            ended_on=_day(row.closed_at, work.zone) if row.closed_at else None,
            paused=row.state == State.PAUSED,
            extended=row.extensions > 0,
            source=row.source,
        )
        for row in rows
    ]


def _parts(
    work: Work, period: Period, open_in_it: ColumnElement[bool], counts: tuple[ColumnElement[bool], ...]
) -> list[Piece]:
    due = select(Turn.matter_id).where(
        Turn.part_id.is_not(None), Turn.kind == Kind.DO, Turn.due_day.between(period.first, period.last)
    )
    wanted = (Matter.id, Matter.issued_at, Matter.state, Matter.applied_on)
    touched = select(*wanted).where(or_(open_in_it, Matter.id.in_(due)), *counts).subquery()
    later = aliased(Turn)
    newest = select(func.max(later.id)).where(later.part_id == Part.id, later.kind == Kind.DO)
    columns = (
        Part.id.label("part_id"),
        Part.department_id,
        Part.matter_id,
        touched.c.issued_at,
        touched.c.state,
        touched.c.applied_on,
        Turn.due_day,
        Turn.due_revision,
        Turn.done_at,
        Turn.outcome,
    )
    statement = (
        select(*columns)
        .join(touched, touched.c.id == Part.matter_id)
        .join(Turn, Turn.id == newest.scalar_subquery())
    )
    return [_part(row, work.zone) for row in work.session.execute(statement)]


def _part(row: Row[*tuple[object, ...]], zone: ZoneInfo) -> Piece:
    """Handed in is accepted: nobody checks a part by itself."""
    ended = _day(row.done_at, zone) if row.done_at else None
    handed_in = row.outcome == "done"
    relieved = None if handed_in or ended is None else min(ended, row.applied_on or ended)
    return Piece(
        matter_id=row.matter_id,
        part_id=row.part_id,
        department_id=row.department_id,
        issued_on=_day(row.issued_at, zone),
        due_day=row.due_day,
        filed_on=ended if handed_in else None,
        accepted=handed_in,
        ended_on=ended,
        relieved_on=relieved,
        paused=row.state == State.PAUSED,
        extended=row.due_revision > 0,
    )


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
