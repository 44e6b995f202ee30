"""After the round: fixed by the owner with a photo, verified by somebody else, closed or given back."""

from sqlalchemy import func, select

from core import calendar, notices
from core.seven_s import tallying
from core.seven_s.refusals import FindingSettled, PhotoNeeded, VerifiedBySelf
from core.seven_s.rules import VERIFY_WITHIN
from core.seven_s.settling import end, fixing_turn, office_of, tell_owner
from core.seven_s.sight import Case, load_finding
from core.text import clean_line
from core.turns import Kind, claim, finish, open_turn
from core.work import Work
from db.models import File, Turn


def fix(work: Work, *, finding_id: int, note: str = "", version: int) -> None:
    """It is put right: a photo shows it, where one may be taken, and somebody else will look."""
    case = load_finding(work, finding_id, "fix", turn=Kind.FIX)
    turn = _turn(case, Kind.FIX, version)
    if not case.item.photo_forbidden and not _shown_since(work, case, turn):
        raise PhotoNeeded()
    note = clean_line(note, limit=500, field="note", required=case.item.photo_forbidden)
    finding = case.finding
    finish(work, turn, "fixed", reason=note, for_person_id=claim(work.actor, turn, paper_id=0))
    finding.fixed_at, finding.fixed_on, finding.fixed_by = work.now, work.today, work.actor.number
    finding.fix_note = note
    verifier = _verifier(case, work.actor.number)
    due = calendar.add_workdays(work, work.today, VERIFY_WITHIN)
    department = None if verifier is not None else office_of(work)
    open_turn(
        work,
        turn.matter_id,
        Kind.VERIFY,
        person_id=verifier,
        department_id=department,
        due_day=due,
        round=turn.round,
    )
    if verifier is not None:
        mark = f"finding_fixed:{finding.id}:{finding.returned}"
        facts = {"area": case.area.name, "what": finding.phrase or finding.note, "day": due}
        notices.tell(work, [verifier], "finding_fixed", turn.matter_id, mark, finding=finding.id, **facts)
    work.record("finding.fixed", finding.id, matter_id=turn.matter_id, note=note, fixed_on=work.today)


def verify(work: Work, *, finding_id: int, accepted: bool, reason: str = "", version: int) -> None:
    """Somebody else looked: done with, or back to the owner with the reason."""
    case = load_finding(work, finding_id, "verify", turn=Kind.VERIFY)
    turn = _turn(case, Kind.VERIFY, version)
    finding = case.finding
    if finding.fixed_by == work.actor.id:
        raise VerifiedBySelf()
    reason = clean_line(reason, limit=500, field="reason", required=not accepted)
    finding.verified_by = work.actor.number
    if accepted:
        finding.closed_at = work.now
        end(work, turn.matter_id, [turn], "verified", reason)
        tell_owner(work, finding, case.area, "finding_closed")
    else:
        finish(work, turn, "returned", reason=reason)
        _give_back(work, case, turn)
        tell_owner(work, finding, case.area, "finding_returned", reason=reason)
    what = "finding.verified" if accepted else "finding.returned"
    work.record(what, finding.id, matter_id=turn.matter_id, reason=reason, due_day=finding.due_day)


def _give_back(work: Work, case: Case, turn: Turn) -> None:
    """Open again; the day moves only where it lies in the past, and never before the next workday."""
    finding = case.finding
    finding.returned += 1
    finding.fixed_at = finding.fixed_on = finding.fixed_by = None
    following = calendar.add_workdays(work, work.today, 1)
    finding.due_day = max(finding.due_day or following, following)
    fixing_turn(work, turn.matter_id, finding, finding.due_day, round=turn.round + 1)
    tallying.moved(work, finding)


def _turn(case: Case, kind: Kind, version: int) -> Turn:
    turn = case.turn(kind)
    if turn is None or case.finding.version != version:
        raise FindingSettled()
    return turn


def _shown_since(work: Work, case: Case, turn: Turn) -> bool:
    here = (File.subject == "fix", File.subject_id == case.finding.id, File.removed_at.is_(None))
    wanted = select(func.count(File.id)).where(*here, File.uploaded_at >= turn.opened_at)
    return bool(work.session.scalar(wanted))


def _verifier(case: Case, fixer: int) -> int | None:
    """Whoever found it, else the leader of the team; nobody verifies the own repair."""
    candidates = (case.finding.found_by, case.round.leader_id)
    return next((one for one in candidates if one != fixer), None)
