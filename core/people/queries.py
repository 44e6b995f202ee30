"""Who and what there is to choose from, in the official order: for pickers on every page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from core.actor import Role
from core.people.matching import matching
from core.people.rules import official_order
from core.text import clean_line
from core.work import Work
from db.models import Department, FormerName, Line, Person

FOUND = 20
MOST = 1000


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person as a picker shows one."""

    id: int
    name: str
    department_id: int
    department: str
    post: str
    role: Role


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department where it stands in the tree."""

    id: int
    name: str
    depth: int
    parent_id: int | None
    is_office: bool
    liaison_id: int | None
    liaison: str
    leaders: tuple[str, ...]
    people: int
    closed: bool
    version: int


def departments(work: Work, *, closed: bool = False) -> dict[int, str]:
    """Departments by number, in official order; with `closed` also those that are closed."""
    work.must("people.departments")
    return {row.id: row.name for row in _tree(work) if closed or not row.closed}


def department_tree(work: Work, *, closed: bool = False) -> list[DepartmentRow]:
    """The same with depth, liaison, line leaders, how many people, and version."""
    work.must("people.department_tree")
    heads = {number: count for number, count in work.session.execute(_headcount())}
    answering: dict[int, list[str]] = {}
    for number, leader in work.session.execute(_answering()):
        answering.setdefault(number, []).append(leader)
    return [
        replace(row, people=heads.get(row.id, 0), leaders=tuple(answering.get(row.id, ())))
        for row in _tree(work)
        if closed or not row.closed
    ]


def department_names(work: Work, *, at: datetime | None = None) -> dict[int, str]:
    """What each department, closed ones too, was called at that moment; now where `at` is None."""
    work.must("people.department_names")
    names = {number: name for number, name in work.session.execute(select(Department.id, Department.name))}
    if at is not None:
        # The earliest name that still held then is the right one, so it is written last.
        until = select(FormerName.department_id, FormerName.name).where(FormerName.until > at)
        names |= {
            number: name for number, name in work.session.execute(until.order_by(FormerName.until.desc()))
        }
    return names


def official_places(work: Work) -> dict[int, int]:
    """Where each department stands in the official order, closed ones too."""
    return {row.id: place for place, row in enumerate(_tree(work))}


def office(work: Work) -> int | None:
    """The department that is the office: it supervises where nobody else is named."""
    work.must("people.office")
    return work.session.scalar(select(Department.id).where(Department.is_office).limit(1))


def people_of(work: Work, department_id: int) -> list[Colleague]:
    """The enabled people of one department, in order."""
    work.must("people.people_of")
    return _colleagues(work, _rows().where(Person.department_id == department_id))


def leaders(work: Work) -> list[Colleague]:
    """The leaders, in the official order of leaders."""
    work.must("people.leaders")
    return _colleagues(work, _rows().where(Person.role == Role.LEADER))


def line_leaders(work: Work, department_id: int) -> list[Colleague]:
    """The leaders who answer for the department; else those of the nearest one above it."""
    work.must("people.line_leaders")
    parents = {row.id: row.parent_id for row in _tree(work)}
    at: int | None = department_id
    while at is not None:
        found = _colleagues(
            work, _rows().join(Line, Line.leader_id == Person.id).where(Line.department_id == at)
        )
        if found:
            return found
        at = parents.get(at)
    return []


def everybody(work: Work) -> list[Colleague]:
    """All enabled people who can act, by department and order; at most MOST."""
    work.must("people.everybody")
    order = official_places(work)
    found = _colleagues(work, _rows().where(Person.role != Role.SCREEN))
    return sorted(found, key=lambda one: order.get(one.department_id, len(order)))


def find(work: Work, text: str, *, limit: int = FOUND) -> list[Colleague]:
    """Enabled people by a piece of name, user name, post, full pinyin or initials; at most `limit`."""
    work.must("people.find")
    wanted = clean_line(text, field="text")
    return _colleagues(work, _rows().where(matching(wanted)).limit(min(limit, MOST))) if wanted else []


def names(work: Work, ids: Collection[int]) -> dict[int, str]:
    """Names by number, disabled people too; unknown numbers are left out."""
    work.must("people.names")
    wanted = sorted(set(ids))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), MOST):
        batch = select(Person.id, Person.name).where(Person.id.in_(wanted[start : start + MOST]))
        found |= {number: name for number, name in work.session.execute(batch)}
    return found


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(Person.id, Person.name, Person.department_id, Department.name, Person.post, Person.role)
        .join(Department, Department.id == Person.department_id)
        .where(Person.disabled_at.is_(None))
        .order_by(Person.position, Person.id)
    )


def _colleagues(work: Work, statement: Select[*tuple[Any, ...]]) -> list[Colleague]:
    if statement._limit_clause is None:
        statement = statement.limit(MOST)
    return [
        Colleague(number, name, department_id, department, post, Role(role))
        for number, name, department_id, department, post, role in work.session.execute(statement)
    ]


def _headcount() -> Select[int, int]:
    enabled = select(Person.department_id, func.count()).where(Person.disabled_at.is_(None))
    return enabled.group_by(Person.department_id)


def _answering() -> Select[int, str]:
    """Departments with the leaders who answer for them, in the order of leaders."""
    lines = select(Line.department_id, Person.name).join(Person, Person.id == Line.leader_id)
    return lines.where(Person.disabled_at.is_(None)).order_by(Person.position, Person.id).limit(10 * MOST)


def _tree(work: Work) -> list[DepartmentRow]:
    liaison = select(Department, Person.name).outerjoin(Person, Person.id == Department.liaison_id)
    rows = {row.id: (row, name) for row, name in work.session.execute(liaison.limit(MOST))}
    siblings = _siblings(row for row, _name in rows.values())
    return [_row(*rows[branch.id], depth=branch.depth) for branch in official_order(siblings)]


def _siblings(rows: Iterable[Department]) -> dict[int | None, list[int]]:
    children: dict[int | None, list[int]] = {}
    for row in sorted(rows, key=lambda one: (one.position, one.id)):
        children.setdefault(row.parent_id, []).append(row.id)
    return children


def _row(row: Department, liaison: str | None, *, depth: int) -> DepartmentRow:
    closed = row.closed_at is not None
    return DepartmentRow(
        id=row.id,
        name=row.name,
        depth=depth,
        parent_id=row.parent_id,
        is_office=row.is_office,
        liaison_id=row.liaison_id,
        liaison=liaison or "",
        leaders=(),
        people=0,
        closed=closed,
        version=row.version,
    )
