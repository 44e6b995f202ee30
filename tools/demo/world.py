"""Who takes part, and the few moves that every life is made of."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core import files
from core.tasks import Progress
from core.work import Work
from tools.demo import subjects
from tools.demo.stage import Stage


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


def progress(luck: random.Random, share: float) -> Progress:
    percent = min(99, max(5, round(100 * share) + luck.randint(-8, 8)))
    return Progress(
        percent,
        luck.choice(subjects.PROGRESS),
        luck.choice(subjects.DIFFICULTIES),
        luck.choice(subjects.NEXT),
    )


def do(world: World, person_id: int, now: datetime, act: Callable[[Work], object]) -> None:
    with world.stage.acting(person_id, now) as work:
        act(work)


def weekday(day: date) -> date:
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day
