"""What waits for somebody's decision, with as much as is needed to decide it on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from core import turns
from core.turns import Kind, Purpose, Waiting
from core.work import Work
from db.models import Closure, Department, Extension, Reassignment, Task, Turn

MOST = 30


@dataclass(frozen=True, slots=True)
class Decision:
    """`words`: the reason, the summary, or the standard. `department`: who would get it instead.

    `paper`: it is recorded for a leader, which needs a photo; then only the task's page will do.
    """

    waiting: Waiting
    words: str = ""
    from_day: date | None = None
    to_day: date | None = None
    department: str = ""
    paper: bool = False


def decisions(work: Work, *, limit: int = MOST) -> list[Decision]:
    """Soonest first; what is only to be read comes with it."""
    work.must("tasks.decisions")
    waiting = turns.waiting(work, kinds=(Kind.DECIDE, Kind.READ), limit=limit)
    if not waiting:
        return []
    held = select(Turn.id, Turn.holder_person_id).where(Turn.id.in_([one.turn_id for one in waiting]))
    recorded = work.actor.records_for - work.actor.selves
    papers = {number: holder in recorded for number, holder in work.session.execute(held)}
    known = _closures(work, waiting) | _sign_offs(work, waiting) | _extensions(work, waiting)
    known |= _reassignments(work, waiting)
    return [_decision(one, known.get(one.turn_id, {}), papers[one.turn_id]) for one in waiting]


Known = dict[int, dict[str, object]]


def _decision(one: Waiting, known: dict[str, object], paper: bool) -> Decision:
    return Decision(one, paper=paper, **known)  # type: ignore[arg-type]


def _about(waiting: Sequence[Waiting], purpose: Purpose) -> dict[int, int]:
    """Matters by turn."""
    return {one.turn_id: one.matter_id for one in waiting if one.purpose == purpose}


def _closures(work: Work, waiting: Sequence[Waiting]) -> Known:
    about = _about(waiting, Purpose.APPROVAL)
    newest = (
        select(func.max(Closure.id)).where(Closure.matter_id.in_(about.values())).group_by(Closure.matter_id)
    )
    found = select(Closure.matter_id, Closure.summary).where(Closure.id.in_(newest))
    summaries = {number: summary for number, summary in work.session.execute(found)}
    return {turn: {"words": summaries.get(matter, "")} for turn, matter in about.items()}


def _sign_offs(work: Work, waiting: Sequence[Waiting]) -> Known:
    about = _about(waiting, Purpose.SIGN_OFF)
    found = select(Task.matter_id, Task.standard).where(Task.matter_id.in_(about.values()))
    standards = {number: standard for number, standard in work.session.execute(found)}
    return {turn: {"words": standards.get(matter, "")} for turn, matter in about.items()}


def _extensions(work: Work, waiting: Sequence[Waiting]) -> Known:
    found = (
        select(Turn.id, Extension.from_day, Extension.to_day, Extension.reason)
        .join(Extension, Extension.id == Turn.origin_id)
        .where(Turn.id.in_(_about(waiting, Purpose.EXTENSION)))
    )
    return {
        turn: {"from_day": from_day, "to_day": to_day, "words": reason}
        for turn, from_day, to_day, reason in work.session.execute(found)
    }


def _reassignments(work: Work, waiting: Sequence[Waiting]) -> Known:
    found = (
        select(Turn.id, Reassignment.reason, Department.name)
        .join(Reassignment, Reassignment.id == Turn.origin_id)
        .outerjoin(Department, Department.id == Reassignment.to_department_id)
        .where(Turn.id.in_(_about(waiting, Purpose.REASSIGNMENT)))
    )
    return {
        turn: {"words": reason, "department": name or ""}
        for turn, reason, name in work.session.execute(found)
    }
