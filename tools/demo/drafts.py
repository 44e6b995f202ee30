"""Drafts of invented tasks."""

from datetime import date, datetime, timedelta

from core import tasks
from core.tasks import Facts, Step, Support
from tools.demo import subjects
from tools.demo.world import Course, People, World, do, weekday


def draft(world: World, subject: subjects.Subject, us: People, course: Course, now: datetime) -> int | None:
    luck = world.luck
    due = weekday(course.start + timedelta(days=course.days))
    supporting, steps = _supporting(world, us, due), _steps(world, course)
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
    do(world, world.clerk, now, lambda work: made.append(tasks.draft(work, facts=facts)))
    return made[0] if made else None


def _supporting(world: World, us: People, due: date) -> tuple[Support, ...]:
    """Two other departments help with every fifth task."""
    if world.luck.random() >= 0.2:
        return ()
    others = [one.department for one in world.departments.values() if one.department != us.department]
    day = due - timedelta(days=2)
    return tuple(Support(one, "配合提供资料并参与核验", day) for one in world.luck.sample(others, 2))


def _steps(world: World, course: Course) -> tuple[Step, ...]:
    """Half of the long ones have two steps on the way."""
    if course.days < 40 or world.luck.random() >= 0.5:
        return ()
    third = timedelta(days=course.days // 3)
    return Step("完成方案", course.start + third, 30), Step("完成主体工作", course.start + 2 * third, 70)
