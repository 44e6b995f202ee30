"""The office that the matrix is played in: five places to stand in, somebody of every grant at each.

The lead, supporting, supervising and an outside department each have a person of every role and with every
charge; "line" people sit outside and answer for the lead department. Tasks of every stage are built with
the product's own commands, once open and once internal. Being the holder or the author of one is arranged
per cell. What each function is called with stands in tests/policy_arguments.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from core import calendar
from core.actor import Actor, Charge, Role
from core.policy import Grant, Relation
from core.work import Work
from db.models import Matter, Turn
from db.session import database
from tests import make

HIDDEN, MISSING = "hidden", "missing"
SECRET = "机密代号天山"
NOBODY = 999_999
PLACES = ("lead", "supporting", "supervising", "line", "other")
# Not about one object: asked for people who stand in several places all the same.
ANYWHERE = ("none at other", "none at lead", "none at supervising")
Factory = Callable[["Cell"], dict[str, Any]]


@dataclass(slots=True)
class Scene:
    """Numbers of departments, people by place and grant, tasks by stage; frozen once it is built."""

    now: datetime
    departments: dict[str, int] = field(default_factory=dict)
    people: dict[tuple[str, Grant], Actor] = field(default_factory=dict)
    cast: dict[str, Actor] = field(default_factory=dict)
    stages: dict[tuple[str, bool], dict[str, int]] = field(default_factory=dict)
    spare: dict[str, int] = field(default_factory=dict)
    table: dict[str, Factory] = field(default_factory=dict)

    def actor(self, relation: str, grant: Grant) -> Actor:
        place = relation.removeprefix("none at ")
        place = place if place in PLACES else "other"
        return self.people[place, grant]

    def arguments(self, name: str, cell: "Cell") -> dict[str, Any]:
        return self.table[name](cell)


@dataclass(slots=True)
class Cell:
    """One call: who, and how they stand to the object."""

    scene: Scene
    work: Work
    relation: str

    @property
    def me(self) -> int:
        return self.work.actor.number

    @property
    def is_outsider(self) -> bool:
        """Somebody who has nothing to do with the internal tasks of the scene."""
        return self.relation in (Relation.OTHER, ANYWHERE[0], HIDDEN, MISSING)

    def somebody(self) -> int:
        """Me where it is about myself, else somebody else."""
        return self.me if self.relation == Relation.OWN else self.scene.spare["person"]

    def stage(self, name: str) -> dict[str, int]:
        """A task of this stage to which I stand in the cell's relation; its numbers."""
        numbers = dict(self.scene.stages[name, self.relation == HIDDEN])
        task = numbers["task_id"]
        if self.relation == Relation.OWN:
            self.hold(task)
        if self.relation == Relation.AUTHOR:
            self.work.session.execute(update(Matter).where(Matter.id == task).values(created_by=self.me))
        if self.relation == MISSING:
            numbers["task_id"] = NOBODY
        return numbers

    def hold(self, task: int) -> None:
        """All open turns of the task are mine."""
        mine = update(Turn).where(Turn.matter_id == task, Turn.done_at.is_(None))
        self.work.session.execute(mine.values(holder_person_id=self.me, holder_department_id=None))
        self.work.session.execute(update(Matter).where(Matter.id == task).values(handler_id=self.me))

    def version(self, table: type[Any], number: int) -> int:
        found = self.work.session.scalar(select(table.version).where(table.id == number))
        return found if found is not None else 1


def build(table: dict[str, Factory]) -> Scene:
    """The departments and everybody in them; tests/policy_tasks.py adds the tasks."""
    scene = Scene(now=make.at(1, 10), table=table)
    for place, name in zip(PLACES, ("财务部", "后勤部", "办公室", "局领导", "档案室"), strict=True):
        scene.departments[place] = make.department(name, is_office=place == "supervising")
    for place in PLACES:
        for grant in (*Role, *Charge):
            scene.people[place, grant] = _person(scene, place, grant)
    with database().writing() as session:
        calendar.seed(session, [2026])
    _cast(scene)
    return scene


def _person(scene: Scene, place: str, grant: Grant) -> Actor:
    lines = [scene.departments["lead"]] if place == "line" else []
    role = grant if isinstance(grant, Role) else Role.STAFF
    charges = [grant] if isinstance(grant, Charge) else []
    name = f"{place}{grant}"
    return make.person(name, role, scene.departments[place], charges=charges, lines=lines)


def _cast(scene: Scene) -> None:
    """Those who bring the tasks to their stages, and those to whom things are done."""
    at = scene.departments
    scene.cast = {
        "director": make.person("陈主任", Role.DIRECTOR, at["supervising"]),
        "checker": make.person("林晓", Role.OFFICE, at["supervising"]),
        "head": make.person("王芳", Role.HEAD, at["lead"]),
        "handler": make.person("张敏", Role.STAFF, at["lead"]),
        "partner": make.person("周强", Role.HEAD, at["supporting"]),
        "leader": make.person("赵局长", Role.LEADER, make.department("主要领导")),
    }
    home = make.department("人事部")
    scene.spare = {
        "department": home,
        "person": make.person("孙丽", Role.STAFF, home).number,
        "colleague": make.person("马超", Role.STAFF, home).number,
        "leader": make.person("韩副局长", Role.LEADER, home).number,
        "empty": make.department("临时部门"),
    }


def given(**values: Any) -> Factory:
    """Arguments by name; what can be called is asked with the cell."""
    return lambda cell: {name: value(cell) if callable(value) else value for name, value in values.items()}


def at(stage: str, *names: str, **values: Any) -> Factory:
    """A task of this stage, more of its numbers by name, and other arguments."""

    def arguments(cell: Cell) -> dict[str, Any]:
        numbers = cell.stage(stage)
        return {name: numbers[name] for name in ("task_id", *names)} | given(**values)(cell)

    return arguments


def spare(name: str) -> Callable[[Cell], int]:
    return lambda cell: cell.scene.spare[name]


def somebody(cell: Cell) -> int:
    return cell.somebody()


def version(table: type[Any], number: Callable[[Cell], int]) -> Callable[[Cell], int]:
    return lambda cell: cell.version(table, number(cell))


__all__ = [
    "HIDDEN",
    "MISSING",
    "SECRET",
    "Cell",
    "Factory",
    "Scene",
    "at",
    "build",
    "given",
    "spare",
]
