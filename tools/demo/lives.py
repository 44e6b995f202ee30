"""The life of one invented task: most go well, some late, some back and forth."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from core import files, tasks, turns
from core.tasks import Facts, Filter, PartSheet, Progress, State, Step, Support
from core.work import Work
from db.models import Matter
from tools.demo import subjects
from tools.demo.stage import Life, Stage


@dataclass(frozen=True, slots=True)
class People:
    """Who speaks for a department, by number."""

    head: int
    liaison: int
    staff: tuple[int, ...]
    department: int
    leader: int


@dataclass(slots=True)
class World:
    stage: Stage
    departments: dict[str, People]
    director: int
    clerk: int
    evidence: tuple[files.Checked, ...]
    count: int = 0

    @property
    def luck(self) -> random.Random:
        return self.stage.luck


@dataclass(slots=True)
class Course:
    """How one task will run. `fate`: what it comes to; `pace`: the share of its time that it takes."""

    start: date
    days: int
    fate: str
    pace: float


def life(world: World, course: Course) -> Life:
    """From the draft to as far as its fate and today allow."""
    stage, luck = world.stage, world.luck
    subject = luck.choice(subjects.SUBJECTS)
    us = world.departments[subject.lead]
    now = stage.moment(course.start)
    yield now
    task_id = _draft(world, subject, us, course, now)
    if task_id is None or course.fate == "draft":
        return
    now = stage.later(now, 0)
    yield now
    _do(
        world,
        world.clerk,
        now,
        lambda work: tasks.issue(work, task_id=task_id, version=_version(work, task_id)),
    )
    if course.fate == "unsigned":
        return
    now = stage.later(now, luck.choice((0, 0, 1, 1, 2)))
    yield now
    handler = luck.choice(us.staff)
    if course.fate == "reassign":
        yield from _reassigned(world, us, task_id, now)
        return
    _do(world, us.head, now, lambda work: tasks.sign_for(work, task_id=task_id, handler_id=handler))
    yield from _parts(world, task_id, now)
    if course.fate in ("paused", "cancelled", "merged"):
        now = stage.later(now, course.days // 2)
        yield now
        _rest(world, course.fate, task_id, now)
        return
    yield from _work(world, course, us, task_id, handler, now)


def _work(world: World, course: Course, us: People, task_id: int, handler: int, now: datetime) -> Life:
    stage, luck = world.stage, world.luck
    due = course.start + timedelta(days=course.days)
    end = course.start + timedelta(days=max(2, round(course.days * course.pace)))
    reports = max(1, min(4, course.days // 12))
    extended = False
    for step in range(1, reports + 1):
        share = step / (reports + 1)
        day = course.start + timedelta(days=max(1, round((end - course.start).days * share)))
        now = max(stage.later(now, 0), stage.moment(_weekday(day)))
        yield now
        _do(
            world,
            handler,
            now,
            partial(tasks.report, task_id=task_id, progress=_progress(luck, share)),
        )
        if luck.random() < 0.18:
            yield from _urged(world, us, task_id, handler, now)
        if course.pace > 1.0 and not extended and luck.random() < 0.4 and now.date() < due:
            extended = True
            yield from _extended(world, handler, task_id, due, now)
        if luck.random() < 0.12:
            _do(
                world,
                us.head,
                now,
                lambda work: tasks.comment(
                    work, task_id=task_id, text=luck.choice(subjects.REMARKS), mentions=[handler]
                ),
            )
    now = max(stage.later(now, 1), stage.moment(_weekday(end)))
    yield now
    yield from _closing(world, course, us, task_id, handler, now)


def _closing(world: World, course: Course, us: People, task_id: int, handler: int, now: datetime) -> Life:
    stage, luck = world.stage, world.luck
    rounds = 2 if luck.random() < 0.15 else 1
    for round_ in range(1, rounds + 1):
        _hand_in(world, task_id, handler, now, round_)
        if course.fate == "checking":
            return
        now = stage.later(now, luck.choice((0, 1, 1, 2, 4)))
        yield now
        if round_ < rounds:
            _do(
                world,
                world.clerk,
                now,
                lambda work: tasks.send_back(work, task_id=task_id, reason=luck.choice(subjects.RETURNS)),
            )
            now = stage.later(now, luck.randint(1, 6))
            yield now
            _do(
                world,
                handler,
                now,
                lambda work: tasks.report(work, task_id=task_id, progress=_progress(luck, 0.95)),
            )
    _do(
        world,
        world.clerk,
        now,
        lambda work: tasks.accept(work, task_id=task_id, remark="材料齐全，同意办结。"),
    )
    now = stage.later(now, luck.choice((1, 1, 2)))
    yield now
    _do(world, us.leader, now, lambda work: _approve(work, task_id))
    now = stage.later(now, luck.choice((1, 2, 5)))
    yield now
    grade = luck.choice(subjects.GRADES)
    _do(
        world,
        world.director,
        now,
        lambda work: tasks.evaluate(work, task_id=task_id, grade=grade, words=luck.choice(subjects.PRAISE)),
    )
    now = stage.later(now, luck.randint(5, 30))
    yield now
    _do(world, world.clerk, now, lambda work: tasks.archive(work, task_id=task_id))


def _draft(world: World, subject: subjects.Subject, us: People, course: Course, now: datetime) -> int | None:
    luck, world.count = world.luck, world.count + 1
    others = [one for one in world.departments.values() if one.department != us.department]
    due = _weekday(course.start + timedelta(days=course.days))
    supporting = (
        tuple(
            Support(one.department, "配合提供资料并参与核验", due - timedelta(days=2))
            for one in luck.sample(others, 2)
        )
        if luck.random() < 0.2
        else ()
    )
    steps = (
        (
            Step("完成方案", course.start + timedelta(days=course.days // 3), 30),
            Step("完成主体工作", course.start + timedelta(days=2 * course.days // 3), 70),
        )
        if course.days >= 40 and luck.random() < 0.5
        else ()
    )
    key = luck.random() < 0.2
    facts = Facts(
        title=subjects.title(subject, luck, course.start.year, (course.start.month + 2) // 3),
        source=luck.choice(subjects.SOURCES),
        source_reference=luck.choice(subjects.REFERENCES).format(n=luck.randint(1, 24), y=course.start.year),
        importance="key" if key else "ordinary",
        urgency=luck.choices(("normal", "urgent", "express"), (80, 16, 4))[0],
        internal=luck.random() < 0.03,
        lead_department_id=us.department,
        due_day=due,
        standard=subject.standard,
        form=subject.form,
        quantity=subject.quantity,  # type: ignore[arg-type]
        unit=subject.unit,
        given_by=us.leader if key else None,
        supporting=supporting,
        steps=steps,
    )
    made: list[int] = []
    _do(world, world.clerk, now, lambda work: made.append(tasks.draft(work, facts=facts)))
    return made[0] if made else None


def _reassigned(world: World, us: People, task_id: int, now: datetime) -> Life:
    other = world.luck.choice([one for one in world.departments.values() if one.department != us.department])
    _do(
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
    _do(
        world, world.director, now, lambda work: tasks.decide_reassignment(work, task_id=task_id, agreed=True)
    )
    now = world.stage.later(now, 1)
    yield now
    _do(
        world,
        other.head,
        now,
        lambda work: tasks.sign_for(work, task_id=task_id, handler_id=world.luck.choice(other.staff)),
    )


def _parts(world: World, task_id: int, now: datetime) -> Life:
    for part in _open_parts(world, task_id, now):
        them = next(one for one in world.departments.values() if one.department == part.department_id)
        now = world.stage.later(now, 1)
        yield now
        _do(
            world,
            them.head,
            now,
            partial(tasks.sign_for_part, task_id=task_id, part_id=part.id, handler_id=them.staff[0]),
        )
        now = world.stage.later(now, world.luck.randint(1, 3))
        yield now
        _do(
            world,
            them.staff[0],
            now,
            partial(
                tasks.hand_in_part, task_id=task_id, part_id=part.id, summary="资料已提供，参与核验完成。"
            ),
        )


def _open_parts(world: World, task_id: int, now: datetime) -> list[PartSheet]:
    found: list[PartSheet] = []
    _do(world, world.clerk, now, lambda work: found.extend(tasks.papers(work, task_id=task_id).parts))
    return found


def _urged(world: World, us: People, task_id: int, handler: int, now: datetime) -> Life:
    form = world.luck.choice(("电话", "书面", "现场", "跟踪"))
    _do(
        world,
        world.clerk,
        now,
        lambda work: tasks.urge(work, task_id=task_id, form=form, found=world.luck.choice(subjects.FOUND)),
    )
    now = world.stage.later(now, 1)
    yield now
    _do(world, handler, now, lambda work: _answer(world, work, task_id))


def _answer(world: World, work: Work, task_id: int) -> None:
    for one in turns.waiting(work, kinds=(turns.Kind.ANSWER,)):
        if one.matter_id == task_id:
            tasks.answer_urge(
                work, task_id=task_id, turn_id=one.turn_id, answer=world.luck.choice(subjects.ANSWERS)
            )


def _extended(world: World, handler: int, task_id: int, due: date, now: datetime) -> Life:
    to_day = _weekday(due + timedelta(days=world.luck.choice((7, 10, 14))))
    _do(
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
    _do(
        world,
        world.director,
        now,
        lambda work: tasks.decide_extension(work, task_id=task_id, agreed=agreed, note="请抓紧推进。"),
    )


def _hand_in(world: World, task_id: int, handler: int, now: datetime, round_: int) -> None:
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

    _do(world, handler, now, hand_in)


def _rest(world: World, fate: str, task_id: int, now: datetime) -> None:
    if fate == "paused":
        _do(
            world,
            world.director,
            now,
            lambda work: tasks.pause(work, task_id=task_id, reason="等待上级政策明确后继续。"),
        )
    elif fate == "cancelled":
        _do(
            world,
            world.director,
            now,
            lambda work: tasks.cancel(work, task_id=task_id, reason="工作安排调整，事项取消。"),
        )
    else:
        _do(world, world.director, now, lambda work: _merge(work, task_id))


def _merge(work: Work, task_id: int) -> None:
    others = [row.id for row in tasks.listed(work, wanted=Filter(state="working")).rows if row.id != task_id]
    if others:
        tasks.merge(work, task_id=task_id, into_id=others[0], reason="与已有事项内容相同，并案办理。")


def _approve(work: Work, task_id: int) -> None:
    if work.session.get_one(Matter, task_id).state == State.APPROVING:
        tasks.approve(work, task_id=task_id, remark="同意。")


def _progress(luck: random.Random, share: float) -> Progress:
    percent = min(99, max(5, round(100 * share) + luck.randint(-8, 8)))
    return Progress(
        percent,
        luck.choice(subjects.PROGRESS),
        luck.choice(subjects.DIFFICULTIES),
        luck.choice(subjects.NEXT),
    )


def _do(world: World, person_id: int, now: datetime, act: Callable[[Work], object]) -> None:
    with world.stage.acting(person_id, now) as work:
        act(work)


def _version(work: Work, task_id: int) -> int:
    return work.session.get_one(Matter, task_id).version


def _weekday(day: date) -> date:
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day
