"""The page of one task: its face for everybody who may see it, its papers for those who may read them."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import select

from core.errors import NotPermitted
from core.tasks.actions import moves
from core.tasks.drafting import stored
from core.tasks.listing import read, rows
from core.tasks.reporting import expected_now
from core.tasks.shapes import (
    ClosureSheet,
    ExtensionSheet,
    Face,
    Papers,
    PartSheet,
    ReassignmentSheet,
    Remark,
    ReportSheet,
    StepSheet,
    TurnSheet,
    UrgeSheet,
)
from core.tasks.sight import Case, look_at, look_at_papers, must_read, unseen
from core.work import Work
from db.models import (
    Closure,
    Comment,
    Department,
    Extension,
    FastTrack,
    Matter,
    Node,
    Pause,
    Person,
    Reassignment,
    Report,
    Turn,
    Urge,
)

NEWEST = 200
Names = Mapping[int | None, str]
Kept = TypeVar("Kept", Turn, Report, Urge, Extension, Reassignment, Closure, Pause)


def face(work: Work, *, task_id: int) -> Face:
    """The head of the task page. Raises TaskGone where it is not this person's to see."""
    case = look_at(work, task_id, "face")
    [row] = read(work, rows().where(Matter.id == task_id))
    into = case.matter.merged_into_id
    numbers = [one for one in (into, case.matter.parent_id) if one]
    titles = (
        {one.id: one.title for one in read(work, rows().where(Matter.id.in_(numbers)))} if numbers else {}
    )
    below = read(
        work, rows().where(Matter.parent_id == task_id).order_by(Matter.due_day, Matter.id).limit(NEWEST)
    )
    supervising = work.session.get_one(Department, case.matter.supervising_department_id).name
    return Face(
        row=row,
        version=case.matter.version,
        supervising=supervising,
        may_read=_may_read(case),
        may_write=work.may("tasks.add_paper", *case.relations),
        unseen=bool(unseen(work, case)),
        difficult=case.task.difficult_at is not None,
        moves=moves(work, case),
        merged_into=(into, titles.get(into, "")) if into else None,
        above=(case.matter.parent_id, titles.get(case.matter.parent_id, ""))
        if case.matter.parent_id
        else None,
        below=tuple((one.id, one.title, one.lamp) for one in below),
    )


def _may_read(case: Case) -> bool:
    try:
        must_read(case)
    except NotPermitted:
        return False
    return True


def papers(work: Work, *, task_id: int) -> Papers:
    """Facts, parts, reports, receipts, decisions: newest first where it grows. Raises NotYours."""
    case = look_at_papers(work, task_id)
    turns, reports = _of(work, Turn, task_id), _of(work, Report, task_id)
    extensions, closures, urges = (
        _of(work, Extension, task_id),
        _of(work, Closure, task_id),
        _of(work, Urge, task_id),
    )
    moved = _of(work, Reassignment, task_id)
    names = _names(work, case, [turns, reports, extensions, closures, urges, moved])
    departments = _departments(work)
    fast = work.session.scalars(select(FastTrack).where(FastTrack.matter_id == task_id)).one_or_none()
    return Papers(
        facts=stored(case),
        given_by=names.get(case.task.given_by, ""),
        created_by=names.get(case.matter.created_by, ""),
        issued_by=names.get(case.matter.issued_by, ""),
        expected=expected_now(case),
        difficult_reason=case.task.difficult_reason if case.task.difficult_at else "",
        fast_ground=fast.ground if fast else "",
        fast_reason=fast.reason if fast else "",
        parts=_parts(case, turns, names, departments),
        steps=_steps(work, task_id, turns),
        reports=tuple(_report(one, names) for one in reversed(reports)),
        turns=tuple(_turn(one, names, departments) for one in turns),
        urges=_urges(urges, turns, names, departments),
        extensions=tuple(_extension(one, names) for one in extensions),
        reassignments=tuple(_reassignment(one, names, departments) for one in moved),
        closures=tuple(_closure(one, names) for one in closures),
        pauses=tuple((one.paused_at, one.reason, one.resumed_at) for one in _of(work, Pause, task_id)),
    )


def conversation(work: Work, *, task_id: int) -> list[Remark]:
    """What was said about the task, oldest first, the newest NEWEST."""
    look_at_papers(work, task_id, "conversation")
    statement = (
        select(Comment, Person.name)
        .join(Person, Person.id == Comment.person_id)
        .where(Comment.matter_id == task_id)
        .order_by(Comment.id.desc())
        .limit(NEWEST)
    )
    found = [
        Remark(one.id, one.at, one.person_id, name, one.text) for one, name in work.session.execute(statement)
    ]
    return found[::-1]


def _of(work: Work, kind: type[Kept], task_id: int) -> list[Kept]:
    newest = select(kind).where(kind.matter_id == task_id).order_by(kind.id.desc()).limit(NEWEST)
    return list(work.session.scalars(newest))[::-1]


def _names(work: Work, case: Case, kept: Sequence[Sequence[Any]]) -> dict[int | None, str]:
    """Everybody who appears in the papers, in one query."""
    columns = (
        "person_id",
        "asked_by",
        "decided_by",
        "applied_by",
        "checked_by",
        "approved_by",
        "evaluated_by",
    )
    numbers = {getattr(one, name, None) for rows_ in kept for one in rows_ for name in columns}
    numbers |= {one for turn in kept[0] for one in (turn.holder_person_id, turn.handler_id, turn.done_by)}
    numbers |= {case.task.given_by, case.matter.created_by, case.matter.issued_by}
    wanted = select(Person.id, Person.name).where(Person.id.in_(one for one in numbers if one))
    return {number: name for number, name in work.session.execute(wanted)}


def _departments(work: Work) -> Names:
    return {number: name for number, name in work.session.execute(select(Department.id, Department.name))}


def _parts(case: Case, turns: list[Turn], names: Names, departments: Names) -> tuple[PartSheet, ...]:
    doing = {turn.part_id: turn for turn in turns if turn.kind == "do" and turn.part_id}
    return tuple(
        PartSheet(
            id=part.id,
            department_id=part.department_id,
            department=departments.get(part.department_id, ""),
            what=part.what,
            due_day=turn.due_day if (turn := doing.get(part.id)) else part.due_day,
            percent=part.percent,
            signed_at=turn.signed_at if turn else None,
            done_at=turn.done_at if turn else None,
            handler=names.get(turn.handler_id, "") if turn else "",
        )
        for part in case.parts
    )


def _steps(work: Work, task_id: int, turns: list[Turn]) -> tuple[StepSheet, ...]:
    done = {turn.node_id: turn.done_at for turn in turns if turn.node_id and turn.outcome == "done"}
    nodes = work.session.scalars(select(Node).where(Node.matter_id == task_id).order_by(Node.position))
    return tuple(StepSheet(one.id, one.name, one.due_day, one.percent, done.get(one.id)) for one in nodes)


def _report(one: Report, names: Names) -> ReportSheet:
    return ReportSheet(
        id=one.id,
        at=one.at,
        day=one.day,
        person=names.get(one.person_id, ""),
        part_id=one.part_id,
        round=one.round,
        percent=one.percent,
        quantity=one.quantity,
        text=one.text,
        difficulty=one.difficulty,
        next_step=one.next_step,
        expected=one.expected,
        lagging=one.lagging,
    )


def _turn(one: Turn, names: Names, departments: Names) -> TurnSheet:
    return TurnSheet(
        id=one.id,
        part_id=one.part_id,
        node_id=one.node_id,
        kind=one.kind,
        purpose=one.purpose,
        holder=names.get(one.holder_person_id) or departments.get(one.holder_department_id, ""),
        task=one.task,
        due_day=one.due_day,
        opened_at=one.opened_at,
        seen_at=one.seen_at,
        signed_at=one.signed_at,
        done_at=one.done_at,
        outcome=one.outcome,
        reason=one.reason,
        round=one.round,
    )


def _urges(urges: list[Urge], turns: list[Turn], names: Names, departments: Names) -> tuple[UrgeSheet, ...]:
    answers = {turn.id: turn for turn in turns if turn.kind == "answer"}
    return tuple(
        UrgeSheet(
            at=one.at,
            person=names.get(one.person_id, ""),
            department=departments.get(one.department_id, ""),
            form=one.form,
            found=one.found,
            turn_id=one.turn_id,
            answer=answer.reason if (answer := answers.get(one.turn_id)) else "",
            answered_at=answer.done_at if answer else None,
        )
        for one in urges
    )


def _extension(one: Extension, names: Names) -> ExtensionSheet:
    return ExtensionSheet(
        from_day=one.from_day,
        to_day=one.to_day,
        reason=one.reason,
        asked_by=names.get(one.asked_by, ""),
        asked_at=one.asked_at,
        granted_day=one.granted_day,
        decided_by=names.get(one.decided_by, ""),
        decided_at=one.decided_at,
        note=one.note,
    )


def _reassignment(one: Reassignment, names: Names, departments: Names) -> ReassignmentSheet:
    return ReassignmentSheet(
        from_department=departments.get(one.from_department_id, ""),
        to_department_id=one.to_department_id,
        to_department=departments.get(one.to_department_id, ""),
        reason=one.reason,
        asked_by=names.get(one.asked_by, ""),
        asked_at=one.asked_at,
        decided_by=names.get(one.decided_by, ""),
        decided_at=one.decided_at,
        note=one.note,
    )


def _closure(one: Closure, names: Names) -> ClosureSheet:
    return ClosureSheet(
        round=one.round,
        outcome=one.outcome,
        summary=one.summary,
        open_parts_reason=one.open_parts_reason,
        applied_by=names.get(one.applied_by, ""),
        applied_at=one.applied_at,
        checked_by=names.get(one.checked_by, ""),
        checked_at=one.checked_at,
        reason=one.reason,
        approved_by=names.get(one.approved_by, ""),
        approved_at=one.approved_at,
        grade=one.grade,
        praise=one.praise,
        evaluated_by=names.get(one.evaluated_by, ""),
    )
