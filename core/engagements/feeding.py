"""The leaders' own entries in the calendar of their telephone, once they are settled."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from core import feeds
from core.engagements.rules import State
from core.work import Work
from db.models import Engagement

ALARM = timedelta(minutes=30)


@feeds.join
def entries(work: Work, first: date, last: date) -> list[feeds.Entry]:
    """Meetings bring themselves."""
    begin = datetime.combine(first, time(), work.zone)
    end = datetime.combine(last + timedelta(days=1), time(), work.zone)
    wanted = select(Engagement).where(
        Engagement.leader_id == work.actor.number,
        Engagement.state == State.AGREED,
        Engagement.starts_at < end,
        Engagement.ends_at >= begin,
    )
    return [
        feeds.Entry(
            f"engagement-{one.id}@luoshi",
            one.version - 1,
            one.title,
            one.starts_at,
            one.ends_at,
            place=one.place,
            alarm=ALARM,
        )
        for one in work.session.scalars(wanted.order_by(Engagement.starts_at))
    ]
