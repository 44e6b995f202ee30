"""The voice of those who were checked: the owner objects with a reason, the leader of the team decides."""

from sqlalchemy import select

from core import calendar, notices
from core.seven_s import tallying
from core.seven_s.refusals import FindingSettled, ObjectionOpen, ObjectionTooLate
from core.seven_s.rules import OBJECT_WITHIN, VERIFY_WITHIN
from core.seven_s.settling import end, matter_of, office_of, tell_owner
from core.seven_s.sight import load_finding
from core.text import clean_line
from core.turns import Kind, finish, open_turn
from core.work import Work
from db.models import Objection


def raise_objection(work: Work, *, finding_id: int, reason: str) -> None:
    """Not so, says the owner. One objection, within days; what is to be fixed stays to be fixed meanwhile."""
    case = load_finding(work, finding_id, "raise_objection")
    finding = case.finding
    reason = clean_line(reason, limit=500, field="reason", required=True)
    if finding.voided_at is not None:
        raise FindingSettled()
    if work.session.scalar(select(Objection.id).where(Objection.finding_id == finding_id).limit(1)):
        raise ObjectionOpen()
    if work.today > calendar.add_workdays(work, finding.day, OBJECT_WITHIN):
        raise ObjectionTooLate(days=OBJECT_WITHIN)
    work.session.add(
        Objection(finding_id=finding.id, reason=reason, raised_by=work.actor.number, raised_at=work.now)
    )
    matter_id = matter_of(work, finding, case.area, case.item)
    leader = case.round.leader_id if case.round.leader_id != work.actor.id else None
    due = calendar.add_workdays(work, work.today, VERIFY_WITHIN)
    turn = open_turn(
        work,
        matter_id,
        Kind.JUDGE,
        person_id=leader,
        department_id=None if leader is not None else office_of(work),
        due_day=due,
    )
    facts = {"area": case.area.name, "what": finding.phrase or finding.note, "reason": reason}
    if leader is not None:
        mark = f"objection:{finding.id}"
        notices.tell(work, [leader], "objection_raised", matter_id, mark, finding=finding.id, **facts)
    work.record("objection.raised", finding.id, matter_id=matter_id, reason=reason, turn_id=turn.id)


def decide_objection(work: Work, *, finding_id: int, accepted: bool, answer: str = "") -> None:
    """Accepted, the finding is withdrawn and costs nothing; else it stands, with the answer."""
    case = load_finding(work, finding_id, "decide_objection", turn=Kind.JUDGE)
    finding, turn = case.finding, case.turn(Kind.JUDGE)
    objection = work.session.scalars(
        select(Objection).where(Objection.finding_id == finding_id, Objection.decided_at.is_(None))
    ).one_or_none()
    if turn is None or objection is None:
        raise FindingSettled()
    answer = clean_line(answer, limit=500, field="answer", required=not accepted)
    objection.accepted, objection.answer = accepted, answer
    objection.decided_by, objection.decided_at = work.actor.number, work.now
    if accepted:
        finding.voided_at = work.now
        finding.closed_at = finding.closed_at or work.now
        end(work, finding.matter_id, case.open, "withdrawn", answer)
        tallying.moved(work, finding)
    else:
        finish(work, turn, "refused", reason=answer)
        if len(case.open) == 1:
            end(work, finding.matter_id, [], "refused")
    kind = "objection_accepted" if accepted else "objection_refused"
    tell_owner(work, finding, case.area, kind, reason=answer)
    work.record(
        "objection.decided", finding.id, matter_id=finding.matter_id, accepted=accepted, answer=answer
    )
