"""Running the sweep at a moment, and reading what it told whom."""

from datetime import datetime

from sqlalchemy import func, select

from core import reminders
from core.actor import SYSTEM, Actor
from core.work import begin, look
from db.models import Notice, Reminder
from tests import make


def sweep(days: int, hour: int = 9, minute: int = 0) -> int:
    return sweep_at(make.at(days, hour, minute))


def sweep_at(moment: datetime) -> int:
    with begin(SYSTEM, now=moment) as work:
        return reminders.sweep(work)


def told(*who: Actor) -> list[tuple[str, int]]:
    """Ladder and step of everything that these people were reminded of, in order."""
    with look(SYSTEM) as work:
        rows = select(Reminder.ladder, Reminder.step).order_by(Reminder.id)
        chosen = rows.where(Reminder.person_id.in_([one.number for one in who])) if who else rows
        return [(ladder, step) for ladder, step in work.session.execute(chosen)]


def notices() -> int:
    with look(SYSTEM) as work:
        counted = select(func.count()).where(Notice.key.like("remind:%"))
        return work.session.scalar(counted) or 0
