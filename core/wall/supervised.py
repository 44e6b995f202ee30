"""The widgets of supervised tasks: counts, what is overdue, what is due this week, how departments stand.

Each is one or two queries by the indexes that hold nothing but what is open.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, case, func, select

from core import office, tasks
from core.i18n import N_, Text
from core.tasks import RUNNING, Filter, Lamp, State, lamp_sql, narrowed, visible
from core.wall.panels import Count, Counts, Lamps, LampsRow, Row, Rows
from core.wall.widgets import Widget, register
from core.work import Work
from db.models import Department, Matter

KEPT = "wall-standing"
MOST = 60  # rows of one list: nobody waits for the twentieth page


@dataclass(slots=True)
class Standing:
    """How the open items of a department stand."""

    name: str
    lamps: dict[str, int]
    near: int = 0
    lagging: int = 0


def counts(work: Work) -> Counts:
    """A task may be near its day and lagging: it is counted under both. Overdue ones are under neither."""
    work.must("tasks.lamps")
    known = _standing(work).values()
    number = {lamp: sum(one.lamps.get(lamp, 0) for one in known) for lamp in Lamp}
    near, lagging = sum(one.near for one in known), sum(one.lagging for one in known)
    return Counts(
        (
            Count("open", N_("Open items"), sum(number.values()), Lamp.GREEN),
            Count("near", N_("Near due"), near, Lamp.YELLOW),
            Count("lagging", N_("Lagging"), lagging, Lamp.YELLOW),
            Count("overdue", N_("Overdue"), number[Lamp.RED], Lamp.RED),
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
    work.must("tasks.department_lamps")
    rows = tuple(
        LampsRow(number, one.name, **{lamp.value: one.lamps.get(lamp, 0) for lamp in Lamp})
        for number, one in _standing(work).items()
        if number is not None
    )
    return Lamps(rows, N_("No department leads an open item."))


def _standing(work: Work) -> dict[int | None, Standing]:
    """By department, in official order: asked once in a transaction for all widgets that count."""
    kept: dict[int | None, Standing] | None = work.session.info.get(KEPT)
    if kept is None:
        kept = work.session.info[KEPT] = _ask(work)
    return kept


def _ask(work: Work) -> dict[int | None, Standing]:
    near_days = office.profile(work.session).near_days
    lamp = lamp_sql(work.today, near_days).label("lamp")
    yellow, last_near = lamp == Lamp.YELLOW, work.today + timedelta(days=near_days)
    near, lagging = _counted(yellow & (Matter.due_day <= last_near)), _counted(yellow & Matter.lagging)
    lead = Matter.lead_department_id
    grouped = (
        select(lead, lamp, func.count(), near, lagging).where(*narrowed(work, Filter())).group_by(lead, lamp)
    )
    order = select(Department.id, Department.name).order_by(Department.position, Department.id)
    found: dict[int | None, Standing] = {
        number: Standing(name, {}) for number, name in work.session.execute(order)
    }
    found[None] = Standing("", {})
    for number, colour, count, nearly, slow in work.session.execute(grouped):
        one = found[number]
        one.lamps[colour] = count
        one.near += nearly
        one.lagging += slow
    return {number: one for number, one in found.items() if one.lamps}


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
        )
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(*conditions)
        .order_by(Matter.due_day, Matter.id)
        .limit(MOST)
    )
    near, found = office.profile(work.session).near_days, work.session.execute(lean).all()
    rows = []
    for number, title, state, due_day, lagging, applied_on, lead in found:
        lamp = tasks.lamp(
            state, due_day, today=work.today, near_days=near, lagging=lagging, applied_on=applied_on
        )
        if due_day is not None:
            rows.append(Row(number, lamp, title, lead or "", due_day, (due_day - work.today).days))
    total = len(rows) if len(rows) < MOST else _total(work, conditions)
    return Rows(total, tuple(rows), empty)


def _total(work: Work, conditions: list[ColumnElement[bool]]) -> int:
    return work.session.scalar(select(func.count()).select_from(Matter).where(*conditions)) or 0


register(
    Widget("counts", N_("Large counts"), "tasks.lamps", counts),
    Widget("overdue", N_("Overdue items"), "tasks.listed", overdue),
    Widget("week", N_("Due this week"), "tasks.listed", due_this_week),
    Widget("departments", N_("By department"), "tasks.department_lamps", departments),
)
