"""What happens beside the straight way: reassignment, parts, urging, extensions, rests."""

from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select

from core import tasks, turns
from core.tasks import Filter
from core.work import Work
from db.models import Part
from tools.demo import subjects
from tools.demo.stage import Life
from tools.demo.world import People, World, do, weekday


def reassigned(world: World, us: People, other: People, task_id: int, now: datetime) -> Life:
    do(
        world,
        us.head,
        now,
        lambda work: tasks.ask_reassignment(
            work,
            task_id=task_id,
            reason="职责不在本科室，建议改派。",
            suggested_department_id=other.department,
        ),
    )
    now = world.stage.later(now, 1)
    yield now
    do(world, world.director, now, lambda work: tasks.decide_reassignment(work, task_id=task_id, agreed=True))


def parts(world: World, task_id: int, now: datetime) -> Life:
    for part_id, department_id in open_parts(world, task_id, now):
        them = next(one for one in world.departments.values() if one.department == department_id)
        now = world.stage.later(now, 1)
        yield now
        do(
            world,
            them.head,
            now,
            partial(tasks.sign_for_part, task_id=task_id, part_id=part_id, handler_id=them.staff[0]),
        )
        now = world.stage.later(now, world.luck.randint(1, 3))
        yield now
        do(
            world,
            them.staff[0],
            now,
            partial(
                tasks.hand_in_part, task_id=task_id, part_id=part_id, summary="资料已提供，参与核验完成。"
            ),
        )


def open_parts(world: World, task_id: int, now: datetime) -> list[tuple[int, int]]:
    """Looked up plainly: the whole task page would take as long as all else that is done here."""
    found: list[tuple[int, int]] = []
    mine = select(Part.id, Part.department_id).where(Part.matter_id == task_id).order_by(Part.id)
    do(
        world,
        world.clerk,
        now,
        lambda work: found.extend((part, department) for part, department in work.session.execute(mine)),
    )
    return found


def urged(world: World, us: People, task_id: int, handler: int, now: datetime) -> Life:
    form = world.luck.choice(("电话", "书面", "现场", "跟踪"))
    do(
        world,
        world.clerk,
        now,
        lambda work: tasks.urge(work, task_id=task_id, form=form, found=world.luck.choice(subjects.FOUND)),
    )
    now = world.stage.later(now, 1)
    yield now
    do(world, handler, now, lambda work: answer(world, work, task_id))


def answer(world: World, work: Work, task_id: int) -> None:
    for one in turns.waiting(work, kinds=(turns.Kind.ANSWER,)):
        if one.matter_id == task_id:
            tasks.answer_urge(
                work, task_id=task_id, turn_id=one.turn_id, answer=world.luck.choice(subjects.ANSWERS)
            )


def extended(world: World, handler: int, task_id: int, due: date, now: datetime) -> Life:
    to_day = weekday(due + timedelta(days=world.luck.choice((7, 10, 14))))
    do(
        world,
        handler,
        now,
        lambda work: tasks.ask_extension(
            work, task_id=task_id, to_day=to_day, reason=world.luck.choice(subjects.DELAYS)
        ),
    )
    now = world.stage.later(now, 1)
    yield now
    agreed = world.luck.random() < 0.8
    do(
        world,
        world.director,
        now,
        lambda work: tasks.decide_extension(work, task_id=task_id, agreed=agreed, note="请抓紧推进。"),
    )


def rest(world: World, fate: str, task_id: int, now: datetime) -> None:
    if fate == "paused":
        do(
            world,
            world.director,
            now,
            lambda work: tasks.pause(work, task_id=task_id, reason="等待上级政策明确后继续。"),
        )
    elif fate == "cancelled":
        do(
            world,
            world.director,
            now,
            lambda work: tasks.cancel(work, task_id=task_id, reason="工作安排调整，事项取消。"),
        )
    else:
        do(world, world.director, now, lambda work: merge(work, task_id))


def merge(work: Work, task_id: int) -> None:
    others = [row.id for row in tasks.listed(work, wanted=Filter(state="working")).rows if row.id != task_id]
    if others:
        tasks.merge(work, task_id=task_id, into_id=others[0], reason="与已有事项内容相同，并案办理。")
