"""Applying to close, checking, approving, evaluating, archiving."""

from sqlalchemy import select

from core import calendar, people
from core.office import levels
from core.tasks.facts import one_of
from core.tasks.refusals import (
    CheckedByYourself,
    EvidenceMissing,
    NotEvaluated,
    PapersOwed,
    PartsOpen,
    TurnGone,
)
from core.tasks.rules import Grade, State
from core.tasks.settling import checkers, doers, on_behalf, opened, settle, tell
from core.tasks.sight import Case, load
from core.tasks.signing import next_report
from core.text import clean_text
from core.turns import Kind, Purpose, finish, open_turn, withdraw
from core.work import Work
from db.models import Closure, Department, File, Turn

# Forms of completion that are words alone; every other one asks for a file.
WITHOUT_EVIDENCE = frozenset({"其他"})


def apply_to_close(work: Work, *, task_id: int, summary: str, open_parts_reason: str = "") -> None:
    """The lead department says it is done, with evidence of this round as the form of completion asks."""
    case = load(work, task_id, "apply_to_close", turn=(Kind.DO, ""))
    case.must_be(State.WORKING)
    doing = case.need(Kind.DO)
    summary = clean_text(summary, field="summary", required=True)
    reason = clean_text(open_parts_reason, limit=1000, field="open_parts_reason")
    _parts_done(case, reason)
    _evidence(case)
    matter = case.matter
    work.session.add(
        Closure(
            matter_id=task_id,
            round=matter.round,
            summary=summary,
            open_parts_reason=reason,
            due_day=doing.due_day,
            applied_by=work.actor.number,
            applied_at=work.now,
            applied_on=work.today,
        )
    )
    matter.applied_on = work.today
    limit = levels.of(work.session, matter.importance, matter.urgency).check_within
    check = open_turn(
        work,
        task_id,
        Kind.CHECK,
        department_id=matter.supervising_department_id,
        due_day=calendar.add_workdays(work, work.today, limit),
        round=matter.round,
    )
    opened(case, check)
    finish(work, doing, "applied", reason=summary)
    withdraw(work, [turn for turn in case.open if turn.kind == Kind.REPORT or _asks_extension(turn)])
    settle(case)
    tell(case, "closing_applied", checkers(case), mark=check.id)
    case.record("applied_to_close", summary=summary, round=matter.round)


def take_back_application(work: Work, *, task_id: int, reason: str) -> None:
    """The lead department withdraws its application before it is checked."""
    case = load(work, task_id, "take_back_application")
    case.must_be(State.CHECKING)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    closure = _closure(case)
    closure.outcome, closure.reason = "taken_back", reason
    finish(work, case.need(Kind.CHECK), "withdrawn", reason=reason)
    _work_on(case)
    settle(case)
    tell(case, "application_taken_back", checkers(case), mark=closure.id)
    case.record("application_taken_back", reason=reason)


def accept(work: Work, *, task_id: int, remark: str = "") -> None:
    """The supervising side accepts: closed, or laid before the leader where the level asks for it."""
    case, closure = _checking(work, task_id, "accept")
    remark = clean_text(remark, limit=1000, field="remark")
    closure.checked_by, closure.checked_at, closure.reason = work.actor.id, work.now, remark
    finish(work, case.need(Kind.CHECK), "accepted", reason=remark)
    leader = _approving_leader(case) if case.task.needs_approval else None
    if leader is None:
        close(case, closure)
        case.record("closed", reason=remark, round=closure.round)
        return
    turn = open_turn(
        work,
        task_id,
        Kind.DECIDE,
        purpose=Purpose.APPROVAL,
        person_id=leader,
        due_day=calendar.add_workdays(work, work.today, 2),
        round=case.matter.round,
    )
    opened(case, turn)
    settle(case)
    tell(case, "approval_asked", [leader], mark=turn.id)
    case.record("accepted", reason=remark, round=closure.round)


def send_back(work: Work, *, task_id: int, reason: str) -> None:
    """Not done to the standard: the turn opens again with the next round; the day stays."""
    case, closure = _checking(work, task_id, "send_back")
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    finish(work, case.need(Kind.CHECK), "returned", reason=reason)
    closure.checked_by, closure.checked_at = work.actor.id, work.now
    _return(case, closure, reason)


def approve(work: Work, *, task_id: int, remark: str = "", paper_id: int | None = None) -> None:
    """The leader approves the closure."""
    case = load(work, task_id, "approve", turn=(Kind.DECIDE, Purpose.APPROVAL))
    turn = case.need(Kind.DECIDE, Purpose.APPROVAL)
    remark = clean_text(remark, limit=1000, field="remark")
    behalf = on_behalf(case, turn, paper_id)
    closure = _closure(case)
    closure.approved_by, closure.approved_at = turn.holder_person_id, work.now
    finish(work, turn, "agreed", reason=remark, for_person_id=behalf)
    close(case, closure)
    case.record("approved", reason=remark, for_person_id=behalf, paper=paper_id)


def refuse_approval(work: Work, *, task_id: int, reason: str, paper_id: int | None = None) -> None:
    """The leader wants more: back to the lead department, next round."""
    case = load(work, task_id, "refuse_approval", turn=(Kind.DECIDE, Purpose.APPROVAL))
    turn = case.need(Kind.DECIDE, Purpose.APPROVAL)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    behalf = on_behalf(case, turn, paper_id)
    finish(work, turn, "refused", reason=reason, for_person_id=behalf)
    _return(case, _closure(case), reason)


def evaluate(work: Work, *, task_id: int, grade: str, words: str = "") -> None:
    """How well it was done, once it is closed."""
    case = load(work, task_id, "evaluate")
    case.must_be(State.CLOSED)
    grade = one_of(grade, tuple(Grade), "grade")
    closure = _closure(case)
    old = closure.grade
    closure.grade, closure.praise = grade, clean_text(words, limit=1000, field="words")
    closure.evaluated_by, closure.evaluated_at = work.actor.id, work.now
    settle(case)
    tell(case, "evaluated", doers(case), mark=f"{closure.id}:{grade}")
    case.record("evaluated", reason=closure.praise, grade=[old, grade])


def archive(work: Work, *, task_id: int) -> None:
    """Into the archive: evaluated, and nothing owed."""
    case = load(work, task_id, "archive")
    case.must_be(State.CLOSED)
    owed = [turn.task for turn in case.open if turn.kind == Kind.OWE]
    if owed:
        raise PapersOwed(papers="、".join(owed))
    if not _closure(case).grade:
        raise NotEvaluated()
    case.matter.archived_at = work.now
    settle(case, ended=State.ARCHIVED)
    case.record("archived")


def close(case: Case, closure: Closure) -> None:
    """Nothing is left to do but papers owed and copies to read."""
    work = case.work
    closure.outcome = "closed"
    withdraw(
        work, [turn for turn in case.open if turn.done_at is None and turn.kind not in (Kind.OWE, Kind.READ)]
    )
    settle(case, ended=State.CLOSED)
    case.matter.percent, case.matter.lagging = 100, False
    tell(case, "closed", doers(case), mark=closure.id)


def _return(case: Case, closure: Closure, reason: str) -> None:
    closure.outcome, closure.reason = "returned", reason
    case.matter.round += 1
    _work_on(case)
    settle(case)
    tell(case, "returned", doers(case), mark=closure.id, reason=reason)
    case.record("returned", reason=reason, round=[closure.round, case.matter.round])


def _work_on(case: Case) -> None:
    """Open the lead's turn again, with the day it had."""
    work, matter = case.work, case.matter
    case.open = [turn for turn in case.open if turn.done_at is None]
    again = open_turn(
        work,
        case.id,
        Kind.DO,
        department_id=matter.lead_department_id,
        handler_id=matter.handler_id,
        due_day=matter.due_day,
        round=matter.round,
    )
    again.signed_at, again.signed_by = work.now, matter.handler_id
    matter.applied_on = None
    opened(case, again)
    next_report(case)


def _checking(work: Work, task_id: int, function: str) -> tuple[Case, Closure]:
    case = load(work, task_id, function, turn=(Kind.CHECK, ""))
    case.need(Kind.CHECK)
    closure = _closure(case)
    if closure.applied_by == work.actor.id:
        raise CheckedByYourself()
    return case, closure


def _closure(case: Case) -> Closure:
    newest = select(Closure).where(Closure.matter_id == case.id).order_by(Closure.id.desc()).limit(1)
    found = case.work.session.scalars(newest).one_or_none()
    if found is None:
        raise TurnGone()
    return found


def _parts_done(case: Case, reason: str) -> None:
    waiting = {turn.part_id for turn in case.open if turn.kind == Kind.DO and turn.part_id is not None}
    if waiting and not reason:
        numbers = [part.department_id for part in case.parts if part.id in waiting]
        names = case.work.session.scalars(select(Department.name).where(Department.id.in_(numbers)))
        raise PartsOpen(departments="、".join(names))


def _evidence(case: Case) -> None:
    form = case.task.form
    if form in WITHOUT_EVIDENCE:
        return
    doing = case.need(Kind.DO)
    evidence = select(File.id).where(
        File.matter_id == case.id, File.removed_at.is_(None), File.uploaded_at >= doing.opened_at
    )
    if case.work.session.scalar(evidence.limit(1)) is None:
        raise EvidenceMissing(form=form)


def _approving_leader(case: Case) -> int | None:
    """Who gave it; else the line leader of the lead department; else nobody, and the check is enough."""
    if case.task.given_by is not None:
        return case.task.given_by
    if case.matter.lead_department_id is None:
        return None
    leaders = people.line_leaders(case.work, case.matter.lead_department_id)
    return leaders[0].id if leaders else None


def _asks_extension(turn: Turn) -> bool:
    return turn.kind == Kind.DECIDE and turn.purpose == Purpose.EXTENSION
