"""Closing a department after a reorganisation: only when nobody and nothing is left in it."""

from sqlalchemy import Select, or_, select

from core.errors import Conflict
from core.i18n import N_
from core.people import loading
from core.work import Work
from db.models import Department, Matter, Person, Turn

NAMED = 8


class OfficeStays(Conflict):
    message = N_("The office itself cannot be closed.")


class StillDepartmentsBelow(Conflict):
    message = N_("{name} cannot be closed yet. Departments below it: {found}.")


class StillPeopleThere(Conflict):
    message = N_("{name} cannot be closed yet. People still there: {found}.")


class StillWorkThere(Conflict):
    message = N_("{name} cannot be closed yet. Matters still open there: {found}.")


def close_department(work: Work, *, department_id: int, version: int) -> None:
    """It stays in old records and takes nothing new."""
    work.must("people.close_department")
    department = loading.department(work, department_id, version=version)
    if department.closed_at is not None:
        return
    if department.is_office:
        raise OfficeStays()
    below = select(Department.name).where(
        Department.parent_id == department_id, Department.closed_at.is_(None)
    )
    _ensure_none(work, department, below.order_by(Department.position), StillDepartmentsBelow)
    people = select(Person.name).where(Person.department_id == department_id, Person.disabled_at.is_(None))
    _ensure_none(work, department, people.order_by(Person.position, Person.id), StillPeopleThere)
    _ensure_none(work, department, _open_matters(department_id), StillWorkThere)
    department.closed_at, department.closed_by = work.now, work.actor.id
    department.liaison_id = None
    work.record("department.closed", department_id, name=department.name)


def reopen_department(work: Work, *, department_id: int, version: int) -> None:
    work.must("people.reopen_department")
    department = loading.department(work, department_id, version=version)
    if department.closed_at is None:
        return
    if department.parent_id is not None:
        loading.open_department(work, department.parent_id)
    department.closed_at = department.closed_by = None
    work.record("department.reopened", department_id, name=department.name)


def _open_matters(department_id: int) -> Select[str]:
    """Titles of what is the department's turn, and of what runs under its lead or supervision."""
    turns = select(Turn.matter_id).where(Turn.holder_department_id == department_id, Turn.done_at.is_(None))
    running = select(Matter.id).where(
        or_(
            Matter.lead_department_id == department_id,
            Matter.supervising_department_id == department_id,
        ),
        Matter.closed_at.is_(None),
        Matter.archived_at.is_(None),
        Matter.state.not_in(("cancelled", "merged")),
    )
    return select(Matter.title).where(or_(Matter.id.in_(turns), Matter.id.in_(running))).order_by(Matter.id)


def _ensure_none(work: Work, department: Department, names: Select[str], refusal: type[Conflict]) -> None:
    found = list(work.session.scalars(names.limit(NAMED + 1)))
    if found:
        listed = "、".join(found[:NAMED]) + ("…" if len(found) > NAMED else "")
        raise refusal(name=department.name, found=listed)
