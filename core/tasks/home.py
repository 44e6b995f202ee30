"""What a person's home shows of tasks: mine by due day, the reds of my lines."""

from core.tasks.listing import Filter, Page, Row, listed, order, read, rows
from core.tasks.rules import RUNNING, Lamp
from core.tasks.sight import visible
from core.work import Work
from db.models import Matter

MOST = 30


def my_tasks(work: Work, *, limit: int = MOST) -> list[Row]:
    """What I handle, soonest first."""
    work.must("tasks.my_tasks")
    handled = rows().where(
        Matter.kind == "task",
        Matter.handler_id.in_(work.actor.selves),
        Matter.state.in_(RUNNING),
        Matter.closed_at.is_(None),
    )
    return read(work, handled.order_by(*order(Filter())).limit(limit))


def line_reds(work: Work, *, limit: int = MOST) -> list[Row]:
    """What is overdue in the departments that a leader answers for."""
    work.must("tasks.line_reds")
    overdue = rows().where(
        Matter.kind == "task",
        Matter.lead_department_id.in_(work.actor.lines),
        Matter.state.in_(RUNNING),
        Matter.closed_at.is_(None),
        Matter.due_day < work.today,
        visible(work.actor),
    )
    found = read(work, overdue.order_by(*order(Filter())).limit(limit))
    return [row for row in found if row.lamp == Lamp.RED]


def drafts(work: Work) -> Page:
    """Drafts that I may work on."""
    work.must("tasks.drafts")
    return listed(work, wanted=Filter(scope="drafts", sort="number", descending=True))
