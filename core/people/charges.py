"""What people are charged with: charges, a leader's departments (分管), recorders (代录)."""

from collections.abc import Collection

from sqlalchemy import select

from core.actor import Charge, Role
from core.errors import InvalidInput
from core.i18n import N_
from core.people import loading
from core.people.rules import UnknownChoice
from core.work import Work
from db.models import ChargeGrant, Line, Person, Recorder


class NotALeader(InvalidInput):
    message = N_("{name} is not a leader.")
    field = "leader_id"


class RecordsForSelf(InvalidInput):
    message = N_("Nobody is their own recorder.")
    field = "recorder_ids"


class RecorderReadsOnly(InvalidInput):
    message = N_("{name} can only look at screens.")
    field = "recorder_ids"


def set_charges(work: Work, *, person_id: int, charges: Collection[Charge]) -> None:
    """Grant what is new, withdraw what is gone."""
    work.must("people.set_charges")
    wanted = {_charge(charge) for charge in charges}
    person = loading.enabled(work, person_id)
    rows = work.session.scalars(select(ChargeGrant).where(ChargeGrant.person_id == person_id))
    held = {Charge(row.charge): row for row in rows}
    for charge in sorted(wanted - held.keys()):
        granted_by = work.actor.id or person_id
        work.session.add(
            ChargeGrant(person_id=person_id, charge=charge, granted_at=work.now, granted_by=granted_by)
        )
    for charge in held.keys() - wanted:
        work.session.delete(held[charge])
    if wanted != held.keys():
        work.record("person.charges_set", person_id, name=person.name, charges=[sorted(held), sorted(wanted)])


def set_lines(work: Work, *, leader_id: int, department_ids: Collection[int]) -> None:
    """The departments that the leader answers for; those below them come along."""
    work.must("people.set_lines")
    leader = _leader(work, leader_id)
    rows = work.session.scalars(select(Line).where(Line.leader_id == leader_id))
    held = {row.department_id: row for row in rows}
    wanted = set(department_ids)
    for department_id in sorted(wanted - held.keys()):
        loading.open_department(work, department_id)
        work.session.add(Line(leader_id=leader_id, department_id=department_id))
    for department_id in held.keys() - wanted:
        work.session.delete(held[department_id])
    if wanted != held.keys():
        change = [sorted(held), sorted(wanted)]
        work.record("person.lines_set", leader_id, name=leader.name, departments=change)


def set_recorders(work: Work, *, leader_id: int, recorder_ids: Collection[int]) -> None:
    """Who may enter this leader's decisions from paper, with a photo of it."""
    work.must("people.set_recorders")
    leader = _leader(work, leader_id)
    rows = work.session.scalars(select(Recorder).where(Recorder.leader_id == leader_id))
    held = {row.recorder_id: row for row in rows}
    wanted = set(recorder_ids)
    if leader_id in wanted:
        raise RecordsForSelf()
    for recorder_id in sorted(wanted - held.keys()):
        recorder = loading.enabled(work, recorder_id, field="recorder_ids")
        if recorder.role == Role.SCREEN:
            raise RecorderReadsOnly(name=recorder.name)
        work.session.add(Recorder(leader_id=leader_id, recorder_id=recorder_id))
    for recorder_id in held.keys() - wanted:
        work.session.delete(held[recorder_id])
    if wanted != held.keys():
        change = [sorted(held), sorted(wanted)]
        work.record("person.recorders_set", leader_id, name=leader.name, recorders=change)


def _leader(work: Work, leader_id: int) -> Person:
    leader = loading.enabled(work, leader_id, field="leader_id")
    if leader.role != Role.LEADER:
        raise NotALeader(name=leader.name)
    return leader


def _charge(value: str) -> Charge:
    if value not in set(Charge):
        raise UnknownChoice(value=value, field="charges")
    return Charge(value)
