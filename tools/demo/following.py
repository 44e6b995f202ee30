"""What follows from the tasks by itself: slips, most of them replied to, and bulletins of the last months."""

from datetime import UTC, date, datetime, time, timedelta

from core import bulletins, counting, slips
from core.actor import SYSTEM
from core.slips import Cause, SlipFilter, SlipSheet
from core.work import begin, look
from db.models import Bulletin
from tools.demo.world import World

REPLIES = (
    "因外部单位材料迟交，工作有所滞后；已安排专人每日对接，本周五前办结。",
    "前期人手紧张，现已增派两名同志，月底前完成并报送佐证材料。",
    "方案需再征求一轮意见，已倒排工期，预计五个工作日内办结。",
)
MORNINGS = (40, 25, 12, 1)


def follow(world: World) -> None:
    for back in MORNINGS:
        _slips(world, _moment(world, world.stage.today - timedelta(days=back)))
    first = world.stage.today.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    _published(world, counting.month(*_month_before(before)), _moment(world, before + timedelta(days=4)))
    _drafted(world, counting.month(before.year, before.month))


def _slips(world: World, now: datetime) -> None:
    """One morning of the timed job, and the replies of most departments the same afternoon."""
    last = now.date() >= world.stage.today - timedelta(days=1)
    with begin(SYSTEM, now=now) as work:
        due = [one for one in slips.due(work) if last or one.cause == Cause.OVERDUE]
        for task_id in dict.fromkeys(one.matter_id for one in due):
            slips.issue_due(work, task_id=task_id)
    clerk = world.stage.actors[world.clerk]
    with look(clerk, now=now) as work:
        waiting = slips.listed(work, wanted=SlipFilter(state="open")).rows
    for place, one in enumerate(waiting):
        if not last or place % 3 == 0:
            _reply(world, one, now + timedelta(hours=6), REPLIES[place % len(REPLIES)])


def _reply(world: World, one: SlipSheet, now: datetime, words: str) -> None:
    people = world.departments.get(one.department)
    if people is not None:
        with begin(world.stage.actors[people.head], now=now) as work:
            slips.answer(work, task_id=one.task_id, turn_id=one.turn_id, answer=words)


def _published(world: World, period: counting.Period, now: datetime) -> None:
    """Written by the clerk, reviewed by the director."""
    clerk, director = world.stage.actors[world.clerk], world.stage.actors[world.director]
    with begin(clerk, now=now) as work:
        number = bulletins.draft(work, first=period.first, last=period.last)
        bulletins.submit(work, bulletin_id=number, version=work.session.get_one(Bulletin, number).version)
    with begin(director, now=now + timedelta(hours=3)) as work:
        bulletins.publish(work, bulletin_id=number, version=work.session.get_one(Bulletin, number).version)


def _drafted(world: World, period: counting.Period) -> None:
    """Last month's waits to be read."""
    with begin(world.stage.actors[world.clerk], now=_moment(world, world.stage.today)) as work:
        bulletins.draft(work, first=period.first, last=period.last)


def _month_before(first: date) -> tuple[int, int]:
    last = first - timedelta(days=1)
    return last.year, last.month


def _moment(world: World, day: date) -> datetime:
    return datetime.combine(day, time(8, 45), world.stage.zone).astimezone(UTC)
