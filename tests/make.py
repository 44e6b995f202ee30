"""Builders for tests: every value has a default, a test names only what it is about.

make.office()                               a small believable office; its people as actors
make.department("财务部")                    the number of a new department
make.person("王芳", Role.HEAD, department)   a new person as an actor
make.task(house)                            the number of a task in work in the finance department
make.at(3, hour=16)                         Thursday of the first week, 16:00 in Shanghai, for begin(…, now=)
make.day(3)                                 the same as a day
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import people, tasks
from core.actor import Actor, Charge, Role
from core.text import name_key
from core.work import begin
from db.models import ChargeGrant, Department, Line, Matter, Person, Setting, Turn
from db.session import database

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Office:
    """Numbers of departments, and everybody as an actor."""

    bureau: int
    finance: int
    works: int
    admin: Actor
    director: Actor
    clerk: Actor
    leader: Actor
    other_leader: Actor
    head: Actor
    liaison: Actor
    staff: Actor
    other_head: Actor
    other_liaison: Actor
    other_staff: Actor
    screen: Actor


def day(days: int = 0) -> date:
    return MONDAY + timedelta(days)


def at(days: int | date = 0, hour: int = 9, minute: int = 0) -> datetime:
    """A moment on the office's clock: so many days after Monday 2 March 2026, or on a given day."""
    on = day(days) if isinstance(days, int) else days
    return datetime.combine(on, time(hour, minute), SHANGHAI).astimezone(UTC)


def department(name: str = "财务部", *, parent: int | None = None, is_office: bool = False) -> int:
    with _writing() as session:
        made = Department(
            name=name, parent_id=parent, is_office=is_office, position=_next(session, Department)
        )
        session.add(made)
        session.flush()
        return made.id


def person(
    name: str = "李伟",
    role: Role = Role.STAFF,
    department: int | None = None,
    *,
    charges: Iterable[Charge] = (),
    lines: Iterable[int] = (),
    liaison: bool = False,
    **columns: object,
) -> Actor:
    """Somebody of this role; without a department, in a new one of their own."""
    home = department if department is not None else _home(name)
    with _writing() as session:
        values = {"user_name": name, "position": _next(session, Person), "rank": RANKS.get(role, "staff")}
        made = Person(name=name, role=role.value, department_id=home, **{**values, **columns})
        made.user_key, made.pinyin = name_key(made.user_name), people.spelled(name)
        session.add(made)
        session.flush()
        for charge in charges:
            session.add(
                ChargeGrant(person_id=made.id, charge=charge.value, granted_at=at(), granted_by=made.id)
            )
        session.add_all(Line(leader_id=made.id, department_id=one) for one in lines)
        if liaison:
            session.get_one(Department, home).liaison_id = made.id
        number = made.id
    return actor(number)


RANKS = {Role.LEADER: "leader", Role.DIRECTOR: "middle", Role.HEAD: "middle"}


def actor(person_id: int | None, *, today: date = MONDAY) -> Actor:
    """Who somebody is by now: read again after roles, lines or absences changed."""
    with _writing() if _open else database().reading() as session:
        found = people.actor(session, person_id or 0, today=today)
    assert found is not None
    return found


def setting(name: str, value: object) -> None:
    with _writing() as session:
        session.add(Setting(name=name, value=value))


def office() -> Office:
    """An office department, finance and works with three people each, two leaders, and the machines."""
    with _writing():
        return _furnished()


def _furnished() -> Office:
    setting("name", "测试办公室")
    bureau = department("办公室", is_office=True)
    finance, works = department("财务部"), department("后勤部")
    return Office(
        bureau=bureau,
        finance=finance,
        works=works,
        admin=person("管理员", Role.ADMINISTRATOR, bureau),
        director=person("陈主任", Role.DIRECTOR, bureau),
        clerk=person("林晓", Role.OFFICE, bureau),
        leader=person("赵局长", Role.LEADER, bureau, lines=[finance]),
        other_leader=person("钱副局长", Role.LEADER, bureau, lines=[works]),
        head=person("王芳", Role.HEAD, finance),
        liaison=person("刘洋", Role.LIAISON, finance, liaison=True),
        staff=person("张敏", Role.STAFF, finance),
        other_head=person("周强", Role.HEAD, works),
        other_liaison=person("吴静", Role.LIAISON, works, liaison=True),
        other_staff=person("郑浩", Role.STAFF, works),
        screen=person("大厅屏幕", Role.SCREEN, bureau),
    )


def turn(
    title: str,
    house: Office,
    *,
    person_id: int | None = None,
    department_id: int | None = None,
    kind: str = "do",
) -> int:
    """An open turn of a bare matter of this title, held by the person or the department."""
    with _writing() as session:
        matter = Matter(
            title=title,
            state="working",
            lead_department_id=department_id or house.finance,
            supervising_department_id=house.bureau,
            created_by=house.clerk.id,
            created_at=at(),
        )
        session.add(matter)
        session.flush()
        made = Turn(
            matter_id=matter.id,
            kind=kind,
            holder_person_id=person_id,
            holder_department_id=department_id,
            opened_at=at(),
        )
        session.add(made)
        session.flush()
        return made.id


def task(house: Office, **values: object) -> int:
    """A task of the finance department, signed for by its head: its number in the database."""
    number = draft(house, **values)
    with begin(house.director, now=at()) as work:
        tasks.issue(work, task_id=number, version=work.session.get_one(Matter, number).version)
    with begin(house.head, now=at(0, 10)) as work:
        tasks.sign_for(work, task_id=number, handler_id=house.staff.number)
    return number


def draft(house: Office, **values: object) -> int:
    usual: dict[str, object] = {
        "title": "完善值班制度",
        "lead_department_id": house.finance,
        "due_day": day(25),
        "standard": "制度印发执行",
        "form": "其他",
    }
    with begin(house.director, now=at()) as work:
        return tasks.draft(work, facts=tasks.Facts(**{**usual, **values}))  # type: ignore[arg-type]


def _home(name: str) -> int:
    return department(f"{name}的部门")


def _next(session: Session, table: type[Department] | type[Person]) -> int:
    return (session.scalar(select(func.count()).select_from(table)) or 0) + 1


@contextmanager
def _writing() -> Iterator[Session]:
    """One transaction for all that is built inside: a furnished office is built a thousand times a run."""
    if _open:
        yield _open[-1]
        return
    with database().writing() as session:
        _open.append(session)
        try:
            yield session
        finally:
            _open.clear()


_open: list[Session] = []
