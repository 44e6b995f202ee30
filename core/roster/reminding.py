"""The day before a duty its people are told, once each; whoever takes it over later that day is told, too."""

from datetime import time, timedelta

from sqlalchemy import func, select

from core import notices
from core.actor import SYSTEM
from core.upkeep import TimedJob, jobs
from core.work import begin
from db.models import Duty, DutyRole, Roster

FROM, EVERY = time(15, 0), timedelta(minutes=15)


def remind_of_tomorrow() -> str:
    with begin(SYSTEM) as work:
        if work.now.astimezone(work.zone).time() < FROM:
            return "0"
        tomorrow = work.today + timedelta(1)
        who = func.coalesce(Duty.actual_person_id, Duty.person_id)
        rows = (
            select(Duty.id, who, DutyRole.name, DutyRole.starts)
            .join(DutyRole, DutyRole.id == Duty.role_id)
            .join(Roster, Roster.id == Duty.roster_id)
            .where(Duty.day == tomorrow, Roster.published_at.is_not(None))
            .order_by(Duty.id)
        )
        told = 0
        for number, person, role, starts in work.session.execute(rows).all():
            facts = {"role": role, "day": tomorrow, "time": starts}
            told += notices.tell(work, {person}, "duty_tomorrow", None, f"duty_tomorrow:{number}", **facts)
        return str(told)


jobs.register(TimedJob("duty_reminders", remind_of_tomorrow, every=EVERY))
