"""Reports: how far it is, what stands in the way, what comes next; steps and parts that are finished."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from core import office
from core.tasks.facts import clean_percent, clean_quantity
from core.tasks.refusals import SignFirst, TurnGone
from core.tasks.rules import Milestone, State, expected_percent, is_lagging
from core.tasks.settling import checkers, doers, settle, tell
from core.tasks.sight import Case, load
from core.tasks.signing import next_report
from core.text import clean_text
from core.turns import Kind, finish
from core.work import Work
from db.models import Department, Node, Report, Turn


@dataclass(frozen=True, slots=True)
class Progress:
    """What a report says. `percent` 0–100; `quantity` in the unit of the task, None where none is counted."""

    percent: int
    text: str
    difficulty: str = ""
    next_step: str = ""
    quantity: Decimal | None = None


def report(work: Work, *, task_id: int, progress: Progress) -> int:
    """The lead department reports for all. On a report day it is judged against the expected progress."""
    return write_report(load(work, task_id, "report", turn=(Kind.DO, "")), progress)


def write_report(case: Case, progress: Progress) -> int:
    """The report of a task that is open already; whoever calls has judged who may."""
    work = case.work
    if case.matter.state == State.ISSUED:
        raise SignFirst()
    case.must_be(State.WORKING)
    progress = _clean(progress)
    asked = case.find(Kind.REPORT)
    expected, lagging = _judge(case, progress, asked)
    made = _write(case, progress, asked, None, expected, lagging)
    old = case.matter.percent
    case.matter.percent, case.matter.lagging, case.matter.reported_at = progress.percent, lagging, work.now
    if asked is not None:
        finish(work, asked, "reported")
        case.open.remove(asked)
    next_report(case)
    settle(case)
    tell(case, "reported", checkers(case), mark=made.id, percent=progress.percent)
    case.record("reported", percent=[old, progress.percent], report=made.id, lagging=lagging)
    return made.id


def report_part(work: Work, *, task_id: int, part_id: int, progress: Progress) -> int:
    """A supporting department reports on its part."""
    case = load(work, task_id, "report_part", turn=(Kind.DO, ""), part_id=part_id)
    case.need(Kind.DO, part_id=part_id)
    if case.find(Kind.SIGN, part_id=part_id) is not None:
        raise SignFirst()
    case.must_be(State.ISSUED, State.WORKING)
    progress = _clean(progress)
    part = next(one for one in case.parts if one.id == part_id)
    made = _write(case, progress, None, part_id, None, False)
    old, part.percent = part.percent, progress.percent
    settle(case)
    department = work.session.get_one(Department, part.department_id).name
    tell(case, "reported", doers(case), mark=made.id, department=department, percent=progress.percent)
    case.record("part_reported", part=department, percent=[old, progress.percent], report=made.id)
    return made.id


def hand_in_part(work: Work, *, task_id: int, part_id: int, summary: str) -> None:
    """A supporting department has finished its part."""
    case = load(work, task_id, "hand_in_part", turn=(Kind.DO, ""), part_id=part_id)
    turn = case.need(Kind.DO, part_id=part_id)
    if case.find(Kind.SIGN, part_id=part_id) is not None:
        raise SignFirst()
    summary = clean_text(summary, limit=2000, field="summary", required=True)
    part = next(one for one in case.parts if one.id == part_id)
    part.percent = 100
    finish(work, turn, "done", reason=summary)
    settle(case)
    department = work.session.get_one(Department, part.department_id).name
    tell(case, "part_done", doers(case), mark=turn.id, department=department)
    case.record("part_done", part=department, summary=summary)


def finish_node(work: Work, *, task_id: int, node_id: int, note: str = "") -> None:
    """A step is reached."""
    turn_id = work.session.scalar(
        select(Turn.id).where(Turn.matter_id == task_id, Turn.node_id == node_id, Turn.done_at.is_(None))
    )
    case = load(work, task_id, "finish_node", turn=(Kind.DO, ""))
    case.must_be(State.WORKING)
    turn = next((one for one in case.open if one.id == turn_id), None)
    if turn is None:
        raise TurnGone()
    finish(work, turn, "done", reason=clean_text(note, limit=1000, field="note"))
    settle(case)
    case.record("node_done", node=work.session.get_one(Node, node_id).name)


def expected_now(case: Case) -> int | None:
    """The progress that the calendar expects today; None while there is no due day."""
    matter, work = case.matter, case.work
    if matter.issued_at is None or matter.due_day is None:
        return None
    nodes = work.session.scalars(select(Node).where(Node.matter_id == case.id))
    return expected_percent(
        work.today,
        start=matter.issued_at.astimezone(work.zone).date(),
        due=matter.due_day,
        milestones=[Milestone(node.due_day, node.percent) for node in nodes if node.percent],
    )


def _clean(progress: Progress) -> Progress:
    return Progress(
        percent=clean_percent(progress.percent),
        text=clean_text(progress.text, field="text", required=True),
        difficulty=clean_text(progress.difficulty, limit=2000, field="difficulty"),
        next_step=clean_text(progress.next_step, limit=2000, field="next_step"),
        quantity=clean_quantity(progress.quantity),
    )


def _judge(case: Case, progress: Progress, asked: Turn | None) -> tuple[int | None, bool]:
    """Expected progress, and whether it lags: judged only when a report was due, else the mark stays
    until progress catches up."""
    expected = expected_now(case)
    if expected is None:
        return None, False
    tolerance = office.profile(case.work.session).lag_tolerance
    behind = is_lagging(progress.percent, expected, tolerance=tolerance)
    due = asked is not None and asked.due_day is not None and asked.due_day <= case.work.today
    return expected, behind and (due or case.matter.lagging)


def _write(
    case: Case,
    progress: Progress,
    asked: Turn | None,
    part_id: int | None,
    expected: int | None,
    lagging: bool,
) -> Report:
    work = case.work
    made = Report(
        matter_id=case.id,
        part_id=part_id,
        turn_id=asked.id if asked else None,
        round=case.matter.round,
        person_id=work.actor.number,
        at=work.now,
        day=work.today,
        percent=progress.percent,
        quantity=progress.quantity,
        text=progress.text,
        difficulty=progress.difficulty,
        next_step=progress.next_step,
        expected=expected,
        lagging=lagging,
    )
    work.session.add(made)
    work.session.flush()
    return made
