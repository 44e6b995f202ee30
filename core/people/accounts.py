"""What is done with people: add, edit, move, give a role, disable, enable. Nobody is ever deleted."""

from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import func, select, update

from core.actor import Role
from core.errors import Conflict, InvalidInput, NotPermitted
from core.i18n import N_
from core.people import loading, rules, structure
from core.people.rules import Details
from core.people.spelling import spelled
from core.text import clean_line, name_key
from core.work import Work
from db.models import Absence, Department, Line, Person, Recorder, SignInSession


class UserNameTaken(InvalidInput):
    message = N_("{owner} has this user name already.")
    field = "user_name"


class OwnAccount(NotPermitted):
    message = N_("Another administrator has to do this with your own account.")


class LastAdministrator(Conflict):
    message = N_("{name} is the last administrator. Make somebody else administrator first.")
    field = "role"


class StandsInFor(Conflict):
    message = N_("{name} stands in for {absent}. Name another stand-in first.")


def add_person(work: Work, *, details: Details) -> int:
    """A new colleague. Signing in needs a password from core.access."""
    work.must("people.add_person")
    details = _with_user_name(work, details)
    loading.open_department(work, details.department_id)
    ensure_free(work, details.user_name)
    if not details.position:
        details = replace(details, position=_next_position(work, details.department_id))
    person = Person(**asdict(details), user_key=name_key(details.user_name), pinyin=spelled(details.name))
    work.session.add(person)
    work.session.flush()
    kept = {name: value for name, value in asdict(details).items() if name not in ("phone", "email")}
    work.record("person.added", person.id, **kept)
    return person.id


def edit_person(work: Work, *, person_id: int, details: Details, version: int) -> None:
    """Everything at once, as the form has it; department and role as `move_person` and `give_role`."""
    work.must("people.edit_person")
    details = rules.clean(details)
    person = loading.person(work, person_id, version=version)
    ensure_free(work, details.user_name, except_for=person_id)
    _move(work, person, details.department_id)
    _give_role(work, person, details.role)
    _write(work, person, details)


def move_person(work: Work, *, person_id: int, department_id: int, version: int) -> None:
    """To another department. Turns held in person go along; what the old department holds stays there."""
    work.must("people.move_person")
    _move(work, loading.person(work, person_id, version=version), department_id)


def give_role(work: Work, *, person_id: int, role: Role, version: int) -> None:
    work.must("people.give_role")
    _give_role(work, loading.person(work, person_id, version=version), rules.role_from(role))


def disable_person(work: Work, *, person_id: int, version: int) -> None:
    """A leaver signs in no more, and is liaison, recorder and line leader of nobody.

    Open turns stay until they are handed over: see hand_over.
    """
    work.must("people.disable_person")
    person = loading.person(work, person_id, version=version)
    if person.disabled_at is not None:
        return
    if person_id == work.actor.id:
        raise OwnAccount()
    _ensure_not_last(work, person)
    _ensure_stands_in_for_nobody(work, person)
    released = _release(work, person)
    person.disabled_at, person.disabled_by = work.now, work.actor.id
    # Ended for good: enabling the person later must not wake an old cookie.
    mine = SignInSession.person_id == person_id, SignInSession.ended_at.is_(None)
    work.session.execute(update(SignInSession).where(*mine).values(ended_at=work.now))
    work.record("person.disabled", person_id, name=person.name, **released)


def enable_person(work: Work, *, person_id: int, version: int) -> None:
    work.must("people.enable_person")
    person = loading.person(work, person_id, version=version)
    if person.disabled_at is None:
        return
    loading.open_department(work, person.department_id)
    person.disabled_at = person.disabled_by = None
    work.record("person.enabled", person_id, name=person.name)


def ensure_free(work: Work, user_name: str, *, except_for: int | None = None) -> None:
    statement = select(Person.id, Person.name).where(Person.user_key == name_key(user_name))
    owner = work.session.execute(statement).one_or_none()
    if owner is not None and owner.id != except_for:
        raise UserNameTaken(owner=owner.name)


def _with_user_name(work: Work, details: Details) -> Details:
    """Cleaned; a user name that was not given is spelled, with the next number where it is taken."""
    given = clean_line(details.user_name, field="user_name")
    details = rules.clean(details)
    if given:
        return details
    wanted = details.user_name
    alike = select(Person.user_key).where(Person.user_key.startswith(name_key(wanted), autoescape=True))
    return replace(details, user_name=rules.first_free(wanted, work.session.scalars(alike)))


def _write(work: Work, person: Person, details: Details) -> None:
    """Change what differs; telephone and address are noted as changed, not what they were."""
    changed: dict[str, Any] = {}
    for name, value in asdict(details).items():
        before = getattr(person, name)
        if before != value:
            setattr(person, name, value)
            changed[name] = True if name in ("phone", "email") else [before, value]
    if "user_name" in changed:
        person.user_key = name_key(details.user_name)
    if "name" in changed:
        person.pinyin = spelled(details.name)
    if changed:
        work.record("person.edited", person.id, **changed)


def _move(work: Work, person: Person, department_id: int) -> None:
    if person.department_id == department_id:
        return
    loading.open_department(work, department_id)
    for department in _departments_of_liaison(work, person):
        department.liaison_id = None
        work.record("department.liaison_set", department.id, liaison_id=[person.id, None])
    work.record("person.moved", person.id, department_id=[person.department_id, department_id])
    person.department_id, person.position = department_id, _next_position(work, department_id)
    work.session.flush()
    structure.release_liaison(work, person)


def _give_role(work: Work, person: Person, role: Role) -> None:
    if person.role == role:
        return
    if person.id == work.actor.id:
        raise OwnAccount(field="role")
    if role != Role.ADMINISTRATOR:
        _ensure_not_last(work, person)
    if person.role == Role.LEADER:
        _release_leader(work, person)
    work.record("person.role_given", person.id, role=[person.role, role])
    person.role = role


def _release_leader(work: Work, person: Person) -> None:
    """Whoever is no leader any more answers for no department and has no recorders."""
    lines = list(work.session.scalars(select(Line).where(Line.leader_id == person.id)))
    recorders = list(work.session.scalars(select(Recorder).where(Recorder.leader_id == person.id)))
    for row in (*lines, *recorders):
        work.session.delete(row)
    if lines:
        before = sorted(line.department_id for line in lines)
        work.record("person.lines_set", person.id, name=person.name, departments=[before, []])
    if recorders:
        before = sorted(one.recorder_id for one in recorders)
        work.record("person.recorders_set", person.id, name=person.name, recorders=[before, []])


def _ensure_not_last(work: Work, person: Person) -> None:
    if person.role != Role.ADMINISTRATOR or person.disabled_at is not None:
        return
    # Locked: two administrators who disable each other at once would leave none.
    administrators = (
        select(Person.id)
        .where(Person.role == Role.ADMINISTRATOR, Person.disabled_at.is_(None))
        .order_by(Person.id)
        .with_for_update()
    )
    if set(work.session.scalars(administrators)) <= {person.id}:
        raise LastAdministrator(name=person.name)


def _ensure_stands_in_for_nobody(work: Work, person: Person) -> None:
    absent = (
        select(Person.name)
        .join(Absence, Absence.person_id == Person.id)
        .where(Absence.stand_in_id == person.id, Absence.last_day >= work.today, Absence.ended_at.is_(None))
        .order_by(Absence.first_day)
        .limit(1)
    )
    name = work.session.scalar(absent)
    if name is not None:
        raise StandsInFor(name=person.name, absent=name)


def _release(work: Work, person: Person) -> dict[str, Any]:
    """Take back what only somebody present can do; returns what it was."""
    lines = list(work.session.scalars(select(Line).where(Line.leader_id == person.id)))
    mine = (Recorder.leader_id == person.id) | (Recorder.recorder_id == person.id)
    recorders = list(work.session.scalars(select(Recorder).where(mine)))
    departments = _departments_of_liaison(work, person)
    released = {
        "lines": [line.department_id for line in lines],
        "recorders": [one.leader_id + one.recorder_id - person.id for one in recorders],
        "liaison_of": [department.id for department in departments],
    }
    for department in departments:
        department.liaison_id = None
    for row in (*lines, *recorders):
        work.session.delete(row)
    return {name: ids for name, ids in released.items() if ids}


def _departments_of_liaison(work: Work, person: Person) -> list[Department]:
    return list(work.session.scalars(select(Department).where(Department.liaison_id == person.id)))


def _next_position(work: Work, department_id: int) -> int:
    last = select(func.max(Person.position)).where(Person.department_id == department_id)
    return min((work.session.scalar(last) or 0) + 1, rules.LAST_POSITION)
