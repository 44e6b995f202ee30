"""The life of one invented task: most go well, some late, some back and forth."""

from datetime import datetime, timedelta
from functools import partial

from core import files, tasks
from core.tasks import State
from core.work import Work
from db.models import Matter
from tools.demo import subjects
from tools.demo.drafts import draft
from tools.demo.stage import Life
from tools.demo.turnings import extended, parts, reassigned, rest, urged
from tools.demo.world import Course, People, World, do, progress, weekday


def life(world: World, course: Course) -> Life:
    """From the draft to as far as its fate and today allow."""
    stage, luck = world.stage, world.luck
    subject = luck.choice(subjects.SUBJECTS)
    us = world.departments[subject.lead]
    now = stage.moment(course.start)
    yield now
    task_id = draft(world, subject, us, course, now)
    if task_id is None or course.fate == "draft":
        return
    now = stage.later(now, 0)
    yield now
    do(
        world,
        world.clerk,
        now,
        lambda work: tasks.issue(work, task_id=task_id, version=version(work, task_id)),
    )
    if course.fate == "unsigned":
        return
    now = stage.later(now, luck.choice((0, 0, 1, 1, 2)))
    yield now
    handler = luck.choice(us.staff)
    if course.fate == "reassign":
        others = [one for one in world.departments.values() if one.department != us.department]
        other = luck.choice(others)
        yield from reassigned(world, us, other, task_id, now)
        us, handler = other, luck.choice(other.staff)
        now = stage.later(now, 2)
        yield now
    do(world, us.head, now, lambda work: tasks.sign_for(work, task_id=task_id, handler_id=handler))
    yield from parts(world, task_id, now)
    if course.fate in ("paused", "cancelled", "merged"):
        now = stage.later(now, course.days // 2)
        yield now
        rest(world, course.fate, task_id, now)
        return
    yield from _work(world, course, us, task_id, handler, now)


def _work(world: World, course: Course, us: People, task_id: int, handler: int, now: datetime) -> Life:
    stage, luck = world.stage, world.luck
    due = course.start + timedelta(days=course.days)
    end = course.start + timedelta(days=max(2, round(course.days * course.pace)))
    reports = max(1, min(4, course.days // 12))
    was_extended = False
    for step in range(1, reports + 1):
        share = step / (reports + 1)
        day = course.start + timedelta(days=max(1, round((end - course.start).days * share)))
        now = max(stage.later(now, 0), stage.moment(weekday(day)))
        yield now
        do(
            world,
            handler,
            now,
            partial(tasks.report, task_id=task_id, progress=progress(luck, share)),
        )
        if luck.random() < 0.18:
            yield from urged(world, us, task_id, handler, now)
        if course.pace > 1.0 and not was_extended and luck.random() < 0.4 and now.date() < due:
            was_extended = True
            yield from extended(world, handler, task_id, due, now)
        if luck.random() < 0.12:
            do(
                world,
                us.head,
                now,
                lambda work: tasks.comment(
                    work, task_id=task_id, text=luck.choice(subjects.REMARKS), mentions=[handler]
                ),
            )
    now = max(stage.later(now, 1), stage.moment(weekday(end)))
    yield now
    yield from _closing(world, course, us, task_id, handler, now)


def _closing(world: World, course: Course, us: People, task_id: int, handler: int, now: datetime) -> Life:
    """Applied, sent back now and then, accepted, approved, evaluated, archived."""
    stage, luck = world.stage, world.luck
    hand_in(world, task_id, handler, now, 1)
    if course.fate == "checking":
        return
    now = stage.later(now, luck.choice((0, 1, 1, 2, 4)))
    yield now
    if luck.random() < 0.15:
        do(
            world,
            world.clerk,
            now,
            partial(tasks.send_back, task_id=task_id, reason=luck.choice(subjects.RETURNS)),
        )
        now = stage.later(now, luck.randint(1, 6))
        yield now
        do(world, handler, now, partial(tasks.report, task_id=task_id, progress=progress(luck, 0.95)))
        hand_in(world, task_id, handler, now, 2)
        now = stage.later(now, 1)
        yield now
    do(world, world.clerk, now, partial(tasks.accept, task_id=task_id, remark="材料齐全，同意办结。"))
    now = stage.later(now, luck.choice((1, 1, 2)))
    yield now
    do(world, us.leader, now, lambda work: approve(work, task_id))
    now = stage.later(now, luck.choice((1, 2, 5)))
    yield now
    grade, words = luck.choice(subjects.GRADES), luck.choice(subjects.PRAISE)
    do(world, world.director, now, partial(tasks.evaluate, task_id=task_id, grade=grade, words=words))
    now = stage.later(now, luck.randint(5, 30))
    yield now
    do(world, world.clerk, now, partial(tasks.archive, task_id=task_id))


def hand_in(world: World, task_id: int, handler: int, now: datetime, round_: int) -> None:
    content = world.luck.choice(world.evidence)

    def hand_in(work: Work) -> None:
        key = f"demo-{task_id:06d}-{round_}-evidence"
        files.keep(work, content=content, subject="task", subject_id=task_id, matter_id=task_id, key=key)
        tasks.apply_to_close(
            work,
            task_id=task_id,
            summary=world.luck.choice(subjects.SUMMARIES),
            open_parts_reason="其余配合工作已并入主责科室完成",
        )

    do(world, handler, now, hand_in)


def approve(work: Work, task_id: int) -> None:
    if work.session.get_one(Matter, task_id).state == State.APPROVING:
        tasks.approve(work, task_id=task_id, remark="同意。")


def version(work: Work, task_id: int) -> int:
    return work.session.get_one(Matter, task_id).version
