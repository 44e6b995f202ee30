"""Rows that a command is about: locked, present, in the state that the reader saw."""

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_
from core.work import SomebodyWasFaster, Work
from db.models import Department, Person


class NoSuchPerson(NotFound):
    message = N_("There is no such person.")


class NoSuchDepartment(NotFound):
    message = N_("There is no such department.")


class PersonDisabled(InvalidInput):
    message = N_("{name} is disabled.")


class DepartmentClosed(Conflict):
    message = N_("{name} is closed.")
    field = "department_id"


def person(work: Work, person_id: int, *, version: int | None = None, field: str = "") -> Person:
    """The person, locked; `version` is what the reader saw."""
    found = work.session.get(Person, person_id, with_for_update=True)
    if found is None:
        raise NoSuchPerson(field=field)
    if version is not None and found.version != version:
        raise SomebodyWasFaster()
    return found


def enabled(work: Work, person_id: int, *, field: str = "person_id") -> Person:
    found = person(work, person_id, field=field)
    if found.disabled_at is not None:
        raise PersonDisabled(name=found.name, field=field)
    return found


def department(work: Work, department_id: int, *, version: int | None = None) -> Department:
    found = work.session.get(Department, department_id, with_for_update=True)
    if found is None:
        raise NoSuchDepartment(field="department_id")
    if version is not None and found.version != version:
        raise SomebodyWasFaster()
    return found


def open_department(work: Work, department_id: int) -> Department:
    found = department(work, department_id)
    if found.closed_at is not None:
        raise DepartmentClosed(name=found.name)
    return found
