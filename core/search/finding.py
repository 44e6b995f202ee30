"""What is found: the number that was typed first, then what is open, then the newest of what has ended."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select

from core import office, people, tasks
from core.tasks import Lamp, State
from core.text import clean_line
from core.work import Work
from db.models import Department, Matter, searchable

LIMIT = 8
LONGEST = 100
LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class TaskHit:
    id: int
    number: str
    title: str
    state: State
    lamp: Lamp
    lead: str
    due_day: date | None


@dataclass(frozen=True, slots=True)
class PersonHit:
    id: int
    name: str
    department: str
    post: str


@dataclass(frozen=True, slots=True)
class DepartmentHit:
    id: int
    name: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Found:
    """`more`: there are further tasks, for the list to show."""

    tasks: tuple[TaskHit, ...] = ()
    people: tuple[PersonHit, ...] = ()
    departments: tuple[DepartmentHit, ...] = ()
    more: bool = False


def found(work: Work, *, text: str, limit: int = LIMIT) -> Found:
    """The best of each kind, at most `limit`; nothing for nothing."""
    work.must("search.found")
    text = clean_line(text[: 4 * LONGEST], limit=20 * LONGEST, field="text")[:LONGEST]
    if not text:
        return Found()
    hits = _tasks(work, text, limit + 1)
    return Found(
        tuple(hits[:limit]),
        tuple(_people(work, text, limit)) if work.may("people.find") else (),
        tuple(_departments(work, text, limit)),
        len(hits) > limit,
    )


def _tasks(work: Work, text: str, limit: int) -> list[TaskHit]:
    """Three looks, each for what the one before left room for."""
    words, rest = tasks.containing(text), tasks.narrowing(work, text)
    looks = [
        _rows(work).where(Matter.closed_at.is_(None), *words).order_by(Matter.due_day.nulls_last()),
        _rows(work).where(*rest).order_by(Matter.id.desc()),
    ]
    if text.isascii() and text.isdecimal() and int(text) < LARGEST:
        looks.insert(0, _rows(work).where(_numbered(int(text))).order_by(Matter.year.desc()))
    hits: dict[int, TaskHit] = {}
    for look in looks:
        if len(hits) < limit:
            hits |= {hit.id: hit for hit in _read(work, look.limit(limit)) if hit.id not in hits}
    return list(hits.values())[:limit]


def _numbered(sequence: int) -> ColumnElement[bool]:
    """The fifteenth of any year, where somebody types 15."""
    return Matter.id.in_(select(Matter.id).where(Matter.kind == "task", Matter.sequence == sequence))


def _rows(work: Work) -> Select[Matter, str | None]:
    joined = select(Matter, Department.name).outerjoin(Department, Department.id == Matter.lead_department_id)
    return joined.where(Matter.kind == "task", tasks.visible(work.actor))


def _read(work: Work, statement: Select[Matter, str | None]) -> list[TaskHit]:
    return [_task(work, matter, lead or "") for matter, lead in work.session.execute(statement)]


def _task(work: Work, matter: Matter, lead: str) -> TaskHit:
    burning = tasks.lamp(
        matter.state,
        matter.due_day,
        today=work.today,
        near_days=office.profile(work.session).near_days,
        lagging=matter.lagging,
        applied_on=matter.applied_on,
    )
    number = matter.number or ""
    return TaskHit(matter.id, number, matter.title, State(matter.state), burning, lead, matter.due_day)


def _people(work: Work, text: str, limit: int) -> list[PersonHit]:
    return [
        PersonHit(one.id, one.name, one.department, one.post) for one in people.find(work, text, limit=limit)
    ]


def _departments(work: Work, text: str, limit: int) -> list[DepartmentHit]:
    """All of them are a page: looked through here, by name and by its pinyin."""
    wanted = searchable(text).replace(" ", "")
    standing = people.departments(work)
    every = standing | people.departments(work, closed=True)
    hits = [
        DepartmentHit(number, name, number not in standing)
        for number, name in every.items()
        if wanted in searchable(name, people.spelled(name))
    ]
    return hits[:limit]
