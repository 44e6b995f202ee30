"""The appraisal: rules since the beginning of last half-year, its results closed, this one being prepared."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from core import appraisal
from core.actor import Actor
from core.appraisal import Half, Indicator, Rules, Source
from core.work import begin, look
from tools.demo.world import World

RULES = Rules(
    indicators=(
        Indicator("督办事项", Source.ITEMS, 70),
        Indicator("考勤", Source.ATTENDANCE, 15),
        Indicator("职工满意度", Source.SURVEYS, 15),
    )
)
EXCUSED = "系统切换期间由办公室统一代报，非部门原因。"


def appraise(world: World) -> None:
    this = Half.of(world.stage.today)
    last = this.before
    clerk, director = world.stage.actors[world.clerk], world.stage.actors[world.director]
    leader = world.stage.actors[next(one.leader for one in world.departments.values())]
    begun = _moment(world, last.period.first)
    with begin(director, now=begun) as work:
        appraisal.save_rules(work, rules=RULES, valid_from=work.today)
        for place, one in enumerate(world.departments.values()):
            for half in {last.year, this.year}:
                percent = 90 + 5 * (place % 2)
                appraisal.set_target(work, year=half, department_id=one.department, percent=percent)
    _half(world, last, (clerk, leader), _moment(world, last.period.last + timedelta(2)))
    with begin(leader, now=_moment(world, last.period.last + timedelta(20))) as work:
        appraisal.close_half(work, half=last)
    with begin(clerk, now=_moment(world, world.stage.today)) as work:
        appraisal.propose(work, half=this)


def _half(world: World, half: Half, people: tuple[Actor, Actor], now: datetime) -> None:
    """Proposed, scored, and approved but for one that is excused."""
    clerk, leader = people
    with begin(clerk, now=now) as work:
        appraisal.propose(work, half=half)
        for place, one in enumerate(world.departments.values()):
            for shift, indicator in enumerate(RULES.indicators[1:]):
                score = Decimal(88 + (5 * place + 7 * shift) % 12)
                appraisal.enter_score(
                    work, half=half, department_id=one.department, indicator=indicator.name, score=score
                )
    with look(leader, now=now) as work:
        waiting = [one.id for one in appraisal.points(work, half=half) if one.state == "proposed"]
    with begin(leader, now=now + timedelta(hours=3)) as work:
        for number in waiting[:1]:
            appraisal.excuse(work, point_id=number, reason=EXCUSED)
        appraisal.decide_points(work, point_ids=waiting[1:], agreed=True)


def _moment(world: World, day: date) -> datetime:
    return datetime.combine(day, time(9, 10), world.stage.zone).astimezone(UTC)
