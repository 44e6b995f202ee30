"""The widgets of supervised tasks: counts, what is overdue, what is due this week, how departments stand.

Each is one or two queries by the indexes that hold nothing but what is open.
"""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, case, func, select

from core import office, tasks
from core.i18n import N_, Text
from core.tasks import RUNNING, Filter, Lamp, State, narrowed, visible
from core.wall.panels import Count, Counts, Lamps, LampsRow, Row, Rows
from core.wall.widgets import Widget, register
from core.work import Work
from db.models import Department, Matter

MOST = 60  # rows of one list: nobody waits for the twentieth page


def counts(work: Work) -> Counts:
    """A task may be near its day and lagging: it is counted under both. Overdue ones are under neither."""
    burning = tasks.lamps(work)
    last_near = work.today + timedelta(days=office.profile(work.session).near_days)
    yellow = narrowed(work, Filter(lamp=Lamp.YELLOW))
    near, lagging = work.session.execute(
        select(_counted(Matter.due_day <= last_near), _counted(Matter.lagging)).where(*yellow)
    ).one()
    return Counts(
        (
            Count("open", N_("Open items"), burning.open, Lamp.GREEN),
            Count("near", N_("Near due"), near, Lamp.YELLOW),
            Count("lagging", N_("Lagging"), lagging, Lamp.YELLOW),
            Count("overdue", N_("Overdue"), burning.red, Lamp.RED),
            Count("closed", N_("Done this month"), _closed_this_month(work)),
        )
    )


def overdue(work: Work) -> Rows:
    """The longest overdue first."""
    return _rows(work, narrowed(work, Filter(lamp=Lamp.RED)), N_("Nothing is overdue."))


def due_this_week(work: Work) -> Rows:
    """From today until Sunday, the next first."""
    sunday = work.today + timedelta(days=6 - work.today.weekday())
    wanted = Filter(due_from=work.today, due_to=sunday)
    running = [*narrowed(work, wanted), Matter.state.in_(RUNNING)]
    return _rows(work, running, N_("Nothing more is due this week."))


def departments(work: Work) -> Lamps:
    rows = tuple(
        LampsRow(number, name, burning.red, burning.yellow, burning.green, burning.grey)
        for number, name, burning in tasks.department_lamps(work)
    )
    return Lamps(rows, N_("No department leads an open item."))


def _counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _closed_this_month(work: Work) -> int:
    first = datetime.combine(work.today.replace(day=1), time(), work.zone).astimezone(UTC)
    ended = (State.CLOSED, State.ARCHIVED)
    found = select(func.count()).where(
        Matter.kind == "task", Matter.closed_at >= first, Matter.state.in_(ended), visible(work.actor)
    )
    return work.session.scalar(found) or 0


def _rows(work: Work, conditions: list[ColumnElement[bool]], empty: Text) -> Rows:
    lean = (
        select(
            Matter.id,
            Matter.title,
            Matter.state,
            Matter.due_day,
            Matter.lagging,
            Matter.applied_on,
            Department.name,
            func.count().over(),
        )
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(*conditions)
        .order_by(Matter.due_day, Matter.id)
        .limit(MOST)
    )
    near, found = office.profile(work.session).near_days, work.session.execute(lean).all()
    rows = []
    for number, title, state, due_day, lagging, applied_on, lead, _total in found:
        lamp = tasks.lamp(
            state, due_day, today=work.today, near_days=near, lagging=lagging, applied_on=applied_on
        )
        rows.append(Row(number, lamp, title, lead or "", due_day, (due_day - work.today).days))
    return Rows(found[0][-1] if found else 0, tuple(rows), empty)


register(
    Widget("counts", N_("Large counts"), "tasks.lamps", counts),
    Widget("overdue", N_("Overdue items"), "tasks.listed", overdue),
    Widget("week", N_("Due this week"), "tasks.listed", due_this_week),
    Widget("departments", N_("By department"), "tasks.department_lamps", departments),
)
