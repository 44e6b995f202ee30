"""The register of slips, those of one task, and one by itself for its paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from core.slips.issuing import SlipGone
from core.tasks import look_at_papers, party
from core.text import clean_line
from core.work import Work
from db.models import Department, Matter, Person, Slip, Turn

PAGE = 50
# What a person may see asks for turns too: the one of the reply goes by a name of its own.
Reply = aliased(Turn)


@dataclass(frozen=True, slots=True)
class SlipFilter:
    """Empty fields do not narrow."""

    state: str = ""
    colour: str = ""
    year: int | None = None
    department_id: int | None = None
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """`issued_by` is empty where a rule issued it; `state` is one of STATE_NAMES."""

    id: int
    version: int
    task_id: int
    task_number: str
    title: str
    department: str
    number: str
    name: str
    colour: str
    cause: str
    found: str
    demand: str
    due_day: date | None
    issued_on: date
    issued_by: str
    turn_id: int
    reply_day: date | None
    state: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    raised: int
    cancelled_by: str
    cancel_reason: str


@dataclass(frozen=True, slots=True)
class SlipPage:
    rows: list[SlipSheet]
    total: int
    page: int
    years: list[int]


def listed(work: Work, *, wanted: SlipFilter) -> SlipPage:
    """One page of the slips about what this person may read, the newest first."""
    work.must("slips.listed")
    conditions = [party(work.actor), *_narrowed(work, wanted)]
    total = work.session.scalar(
        select(func.count())
        .select_from(Slip)
        .join(Reply, Reply.id == Slip.turn_id)
        .join(Matter, Matter.id == Slip.matter_id)
        .where(*conditions)
    )
    page = min(max(1, wanted.page), max(1, -(-(total or 0) // PAGE)))
    statement = _rows(work).where(*conditions).order_by(Slip.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    years = list(work.session.scalars(select(Slip.year).distinct().order_by(Slip.year.desc())))
    return SlipPage(_read(work, statement), total or 0, page, years)


def of_task(work: Work, *, task_id: int) -> list[SlipSheet]:
    """The slips of one task, the newest first."""
    look_at_papers(work, task_id, "slips.of_task")
    return _read(work, _rows(work).where(Slip.matter_id == task_id).order_by(Slip.id.desc()))


def sheet(work: Work, *, slip_id: int) -> SlipSheet:
    """One slip, for its paper."""
    task_id = work.session.scalar(select(Slip.matter_id).where(Slip.id == slip_id))
    if task_id is None:
        raise SlipGone()
    look_at_papers(work, task_id, "slips.sheet")
    return _read(work, _rows(work).where(Slip.id == slip_id))[0]


def state_sql(today: date) -> ColumnElement[str]:
    return case(
        (Slip.cancelled_at.is_not(None), "cancelled"),
        (Reply.outcome == "answered", "answered"),
        (Reply.done_at.is_not(None), "lapsed"),
        (Reply.due_day < today, "late"),
        else_="waiting",
    )


def _narrowed(work: Work, wanted: SlipFilter) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.state:
        states = ("waiting", "late") if wanted.state == "open" else (clean_line(wanted.state),)
        conditions.append(state_sql(work.today).in_(states))
    for column, value in (
        (Slip.colour, clean_line(wanted.colour)),
        (Slip.year, wanted.year),
        (Slip.department_id, wanted.department_id),
    ):
        if value:
            conditions.append(column == value)
    text = clean_line(wanted.text)
    if text:
        conditions.append(
            or_(
                Slip.number.contains(text, autoescape=True),
                Matter.number.contains(text, autoescape=True),
                Matter.title.contains(text, autoescape=True),
            )
        )
    return conditions


def _rows(work: Work) -> Select[*tuple[Any, ...]]:
    issuer, replier, canceller = aliased(Person), aliased(Person), aliased(Person)
    return (
        select(
            Slip,
            Matter.number.label("task_number"),
            Matter.title,
            Department.name.label("department"),
            issuer.name.label("issued_by"),
            Reply.due_day.label("reply_day"),
            state_sql(work.today).label("state"),
            case((and_(Reply.outcome == "answered"), Reply.reason), else_="").label("answer"),
            replier.name.label("answered_by"),
            case((Reply.outcome == "answered", Reply.done_at), else_=None).label("answered_at"),
            canceller.name.label("cancelled_by"),
        )
        .join(Reply, Reply.id == Slip.turn_id)
        .join(Matter, Matter.id == Slip.matter_id)
        .join(Department, Department.id == Slip.department_id)
        .outerjoin(issuer, issuer.id == Slip.issued_by)
        .outerjoin(replier, and_(replier.id == Reply.done_by, Reply.outcome == "answered"))
        .outerjoin(canceller, canceller.id == Slip.cancelled_by)
    )


def _read(work: Work, statement: Select[*tuple[Any, ...]]) -> list[SlipSheet]:
    return [_sheet(row) for row in work.session.execute(statement)]


def _sheet(row: Any) -> SlipSheet:
    slip: Slip = row.Slip
    return SlipSheet(
        slip.id,
        slip.version,
        slip.matter_id,
        row.task_number or "",
        row.title,
        row.department,
        slip.number,
        slip.name,
        slip.colour,
        slip.cause,
        slip.found,
        slip.demand,
        slip.due_day,
        slip.issued_on,
        row.issued_by or "",
        slip.turn_id,
        row.reply_day,
        row.state,
        row.answer or "",
        row.answered_by or "",
        row.answered_at,
        slip.raised,
        row.cancelled_by or "",
        slip.cancel_reason,
    )
