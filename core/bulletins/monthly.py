"""Last month's bulletin drafts itself: ready on the first workday, caught up after downtime, once."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from core import calendar, counting
from core.actor import SYSTEM
from core.bulletins.drafting import month_key, write
from core.upkeep import TimedJob, jobs
from core.work import Work, begin
from db.models import Bulletin


def draft_last_month(now: datetime | None = None) -> str:
    with begin(SYSTEM, now=now) as work:
        return _draft(work)


def _draft(work: Work) -> str:
    first = work.today.replace(day=1)
    if work.today < calendar.workday_on_or_after(work, first):
        return ""
    last = first - timedelta(days=1)
    period = counting.month(last.year, last.month)
    key = month_key(period)
    assert key is not None
    if work.session.scalar(select(Bulletin.id).where(Bulletin.key == key)) is not None:
        return ""
    return write(work, period, key).wording["title"]


jobs.register(TimedJob("bulletin", draft_last_month, at=time(6, 30)))
