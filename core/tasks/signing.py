"""Signing for a task, naming its handler, or asking that somebody else take it."""

from core import calendar, office
from core.office import levels
from core.tasks.facts import active_person
from core.tasks.issuing import change_lead
from core.tasks.refusals import NotOfDepartment, TooLateToAsk
from core.tasks.rules import State
from core.tasks.settling import checkers, opened, settle, spokesmen, tell
from core.tasks.sight import Case, load
from core.text import clean_text
from core.turns import Kind, Purpose, finish, open_turn
from core.work import Work
from db.models import Department, Person, Reassignment, Turn


def sign_for(work: Work, *, task_id: int, handler_id: int | None = None) -> None:
    """The lead department has it, and names who handles it (else whoever signs)."""
    case = load(work, task_id, "sign_for", turn=(Kind.SIGN, ""))
    case.must_be(State.ISSUED)
    turn = case.need(Kind.SIGN)
    doing = case.need(Kind.DO)
    handler = _handler(case, handler_id, case.matter.lead_department_id)
    finish(work, turn, "signed")
    doing.signed_at, doing.signed_by = work.now, work.actor.id
    _give_to(case, handler)
    next_report(case)
    settle(case)
    tell(case, "signed", checkers(case), mark=turn.id)
    tell(case, "handler_named", [handler], mark=turn.id)
    case.record("signed_for", handler=_name(work, handler))


def sign_for_part(work: Work, *, task_id: int, part_id: int, handler_id: int | None = None) -> None:
    """A supporting department has its part."""
    case = load(work, task_id, "sign_for_part", turn=(Kind.SIGN, ""), part_id=part_id)
    turn = case.need(Kind.SIGN, part_id=part_id)
    doing = case.need(Kind.DO, part_id=part_id)
    handler = _handler(case, handler_id, turn.holder_department_id)
    finish(work, turn, "signed")
    doing.signed_at, doing.signed_by, doing.handler_id = work.now, work.actor.id, handler
    settle(case)
    tell(case, "handler_named", [handler], mark=turn.id)
    case.record(
        "part_signed_for", part=_department(work, turn.holder_department_id), handler=_name(work, handler)
    )


def name_handler(work: Work, *, task_id: int, handler_id: int) -> None:
    """Somebody else of the lead department handles it from now on."""
    case = load(work, task_id, "name_handler", turn=(Kind.DO, ""))
    case.must_be(State.WORKING)
    old = case.matter.handler_id
    handler = _handler(case, handler_id, case.matter.lead_department_id)
    _give_to(case, handler)
    settle(case)
    tell(case, "handler_named", [handler], mark=work.now.isoformat())
    case.record("handler_named", handler=[_name(work, old), _name(work, handler)])


def ask_reassignment(
    work: Work, *, task_id: int, reason: str, suggested_department_id: int | None = None
) -> None:
    """A department does not refuse a leader's matter: it asks, with a reason, in time."""
    case = load(work, task_id, "ask_reassignment", turn=(Kind.SIGN, ""))
    case.must_be(State.ISSUED)
    case.need(Kind.SIGN)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    profile = office.profile(work.session)
    issued = case.matter.issued_at.astimezone(work.zone).date() if case.matter.issued_at else work.today
    if work.today > calendar.add_workdays(work, issued, profile.reassignment_days):
        raise TooLateToAsk(days=profile.reassignment_days)
    asked = Reassignment(
        matter_id=task_id,
        from_department_id=case.matter.lead_department_id,
        to_department_id=suggested_department_id,
        reason=reason,
        asked_by=work.actor.number,
        asked_at=work.now,
    )
    work.session.add(asked)
    work.session.flush()
    turn = ask_supervisors(case, Purpose.REASSIGNMENT, origin_id=asked.id)
    settle(case)
    tell(case, "reassignment_asked", checkers(case), mark=turn.id, reason=reason)
    case.record("reassignment_asked", reason=reason)


def decide_reassignment(
    work: Work, *, task_id: int, agreed: bool, to_department_id: int | None = None, note: str = ""
) -> None:
    """The supervising side confirms the department, or gives it to another."""
    case = load(work, task_id, "decide_reassignment", turn=(Kind.DECIDE, Purpose.REASSIGNMENT))
    turn = case.need(Kind.DECIDE, Purpose.REASSIGNMENT)
    asked = work.session.get_one(Reassignment, turn.origin_id)
    to = to_department_id or asked.to_department_id
    agreed = agreed and to is not None
    note = clean_text(note, limit=1000, field="note", required=not agreed)
    asked.decided_by, asked.decided_at, asked.note = work.actor.id, work.now, note
    asked.to_department_id = to if agreed else None
    finish(work, turn, "agreed" if agreed else "refused", reason=note)
    if agreed and to is not None:
        change_lead(case, to, note or asked.reason)
        return
    settle(case)
    tell(case, "reassignment_confirmed", spokesmen(work, asked.from_department_id), mark=turn.id, reason=note)
    case.record("reassignment_refused", reason=note)


def ask_supervisors(case: Case, purpose: Purpose, *, origin_id: int) -> Turn:
    """It is the supervising department's turn to decide."""
    work = case.work
    turn = open_turn(
        work,
        case.id,
        Kind.DECIDE,
        purpose=purpose,
        department_id=case.matter.supervising_department_id,
        due_day=calendar.add_workdays(work, work.today, office.profile(work.session).decision_days),
        round=case.matter.round,
        origin_id=origin_id,
    )
    return opened(case, turn)


def next_report(case: Case) -> None:
    """Open the turn of the next report, where the rhythm asks for one before the due day."""
    work, matter = case.work, case.matter
    every = case.task.report_every or levels.of(work.session, matter.importance, matter.urgency).report_every
    if every <= 0 or case.find(Kind.REPORT) is not None:
        return
    day = calendar.add_workdays(work, work.today, every)
    turn = open_turn(
        work,
        case.id,
        Kind.REPORT,
        department_id=matter.lead_department_id,
        handler_id=matter.handler_id,
        due_day=min(day, matter.due_day) if matter.due_day and matter.due_day > work.today else day,
        round=matter.round,
    )
    opened(case, turn)


def _give_to(case: Case, handler_id: int) -> None:
    case.matter.handler_id = handler_id
    for turn in case.open:
        if turn.part_id is None and turn.kind in (Kind.DO, Kind.REPORT, Kind.ANSWER, Kind.OWE):
            turn.handler_id = handler_id


def _handler(case: Case, handler_id: int | None, department_id: int | None) -> int:
    work = case.work
    number = handler_id or work.actor.number
    person = active_person(work, number, field="handler_id")
    if person.department_id != department_id and number != work.actor.id:
        raise NotOfDepartment()
    return number


def _name(work: Work, person_id: int | None) -> str:
    person = work.session.get(Person, person_id) if person_id else None
    return person.name if person else ""


def _department(work: Work, department_id: int | None) -> str:
    department = work.session.get(Department, department_id) if department_id else None
    return department.name if department else ""
