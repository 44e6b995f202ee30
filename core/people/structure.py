"""What is done with departments: add, rename, move, put in order, close, name the liaison."""

from collections.abc import Sequence

from sqlalchemy import func, select

from core.actor import Role
from core.errors import Conflict, InvalidInput
from core.i18n import N_
from core.people import loading
from core.people.actors import above
from core.policy import Relation
from core.text import clean_line
from core.work import SomebodyWasFaster, Work
from db.models import Department, FormerName, Person

NAME_LIMIT = 60


class DepartmentNameTaken(InvalidInput):
    message = N_("There is a department called {name} already.")
    field = "name"


class OneOffice(Conflict):
    message = N_("{name} is the office already.")
    field = "is_office"


class InsideItself(InvalidInput):
    message = N_("A department cannot stand below itself.")
    field = "parent_id"


class NotOfThisDepartment(InvalidInput):
    message = N_("{name} does not belong to this department.")
    field = "person_id"


def add_department(work: Work, *, name: str, parent_id: int | None = None, is_office: bool = False) -> int:
    """A new department, last among those beside it. `is_office` marks the one that supervises."""
    work.must("people.add_department")
    name = _free_name(work, name)
    if parent_id is not None:
        loading.open_department(work, parent_id)
    if is_office:
        _ensure_no_office(work)
    made = Department(
        name=name, parent_id=parent_id, position=_next_position(work, parent_id), is_office=is_office
    )
    work.session.add(made)
    work.session.flush()
    work.record("department.added", made.id, name=name, parent_id=parent_id)
    return made.id


def rename_department(work: Work, *, department_id: int, name: str, version: int) -> None:
    """The old name stays with what was written under it."""
    work.must("people.rename_department")
    _rename(work, loading.department(work, department_id, version=version), name)


def move_department(work: Work, *, department_id: int, parent_id: int | None, version: int) -> None:
    """Below another department, or to the top (`parent_id` None); last among those there."""
    work.must("people.move_department")
    _move(work, loading.department(work, department_id, version=version), parent_id)


def edit_department(
    work: Work, *, department_id: int, name: str, parent_id: int | None, version: int
) -> None:
    """Name and place at once, as the form has them."""
    work.must("people.edit_department")
    department = loading.department(work, department_id, version=version)
    _move(work, department, parent_id)
    _rename(work, department, name)


def order_departments(work: Work, *, parent_id: int | None, ids: Sequence[int]) -> None:
    """Put the open departments below `parent_id` into this order: all of them, each once."""
    work.must("people.order_departments")
    below = select(Department).where(Department.parent_id == parent_id, Department.closed_at.is_(None))
    found = {row.id: row for row in work.session.scalars(below.with_for_update())}
    if sorted(ids) != sorted(found):
        raise SomebodyWasFaster()
    before = sorted(found, key=lambda one: (found[one].position, one))
    if before == list(ids):
        return
    for position, number in enumerate(ids, start=1):
        found[number].position = position
    work.record("department.ordered", parent_id or 0, order=[before, list(ids)])


def set_liaison(work: Work, *, department_id: int, person_id: int | None, version: int) -> None:
    """The department's liaison (督办联络员), or nobody.

    The role follows: ordinary staff become liaison, and staff again when somebody else takes over.
    """
    own = work.actor.department_id == department_id
    work.must("people.set_liaison", Relation.OWN if own else Relation.OTHER)
    department = loading.department(work, department_id, version=version)
    if department.liaison_id == person_id:
        return
    named = loading.enabled(work, person_id) if person_id is not None else None
    if named is not None and named.department_id != department_id:
        raise NotOfThisDepartment(name=named.name)
    before = department.liaison_id
    department.liaison_id = person_id
    work.session.flush()
    if named is not None and named.role == Role.STAFF:
        _change_role(work, named, Role.LIAISON)
    if before is not None:
        release_liaison(work, loading.person(work, before))
    work.record("department.liaison_set", department_id, liaison_id=[before, person_id])


def release_liaison(work: Work, person: Person) -> None:
    """Staff again, when no department has this person as liaison any more."""
    elsewhere = work.session.scalar(select(Department.id).where(Department.liaison_id == person.id).limit(1))
    if elsewhere is None and person.role == Role.LIAISON:
        _change_role(work, person, Role.STAFF)


def _rename(work: Work, department: Department, name: str) -> None:
    name = _free_name(work, name, except_for=department.id)
    if name == department.name:
        return
    work.session.add(FormerName(department_id=department.id, name=department.name, until=work.now))
    work.record("department.renamed", department.id, name=[department.name, name])
    department.name = name


def _move(work: Work, department: Department, parent_id: int | None) -> None:
    if parent_id == department.parent_id:
        return
    # All rows are locked: two moves at once could put each department below the other.
    rows = work.session.scalars(select(Department).order_by(Department.id).with_for_update())
    parents = {row.id: row.parent_id for row in rows}
    if parent_id is not None:
        loading.open_department(work, parent_id)
        if department.id in above(parent_id, parents):
            raise InsideItself()
    work.record("department.moved", department.id, parent_id=[department.parent_id, parent_id])
    department.parent_id, department.position = parent_id, _next_position(work, parent_id)


def _change_role(work: Work, person: Person, role: Role) -> None:
    work.record("person.role_given", person.id, role=[person.role, role])
    person.role = role


def _free_name(work: Work, name: str, *, except_for: int | None = None) -> str:
    name = clean_line(name, limit=NAME_LIMIT, field="name", required=True)
    taken = work.session.scalar(select(Department.id).where(Department.name == name))
    if taken is not None and taken != except_for:
        raise DepartmentNameTaken(name=name)
    return name


def _next_position(work: Work, parent_id: int | None) -> int:
    last = select(func.max(Department.position)).where(Department.parent_id == parent_id)
    return (work.session.scalar(last) or 0) + 1


def _ensure_no_office(work: Work) -> None:
    office = work.session.scalar(select(Department.name).where(Department.is_office).limit(1))
    if office is not None:
        raise OneOffice(name=office)
