"""Drafting a task, and having it signed off by a leader."""

from datetime import date
from typing import Any

from pypinyin import Style, lazy_pinyin
from sqlalchemy import delete, select, true
from sqlalchemy.orm.attributes import flag_modified

from core.actor import Role
from core.errors import InvalidInput
from core.i18n import N_
from core.office import levels
from core.tasks.facts import ON_MATTER, ON_TASK, Facts, Step, Support, active_person, changes, clean_facts
from core.tasks.refusals import ChangedMeanwhile, UnknownChoice, WouldCircle
from core.tasks.rules import State
from core.tasks.settling import on_behalf, opened, settle, tell
from core.tasks.sight import Case, load, visible
from core.text import clean_text
from core.turns import Kind, Purpose, finish, open_turn, withdraw
from core.work import Work
from db.models import Matter, Node, Part, Task


class NobodyToSignOff(InvalidInput):
    message = N_("Choose the leader who signs it off.")
    field = "leader_id"


def draft(work: Work, *, facts: Facts, template_id: int | None = None) -> int:
    """Begin a task; only the title is needed. Returns its number in the database."""
    work.must("tasks.draft")
    return write_draft(work, facts, created_by=work.actor.number, template_id=template_id)


def write_draft(work: Work, facts: Facts, *, created_by: int, template_id: int | None = None) -> int:
    facts = clean_facts(work, facts)
    _check_parent(work, facts.parent_id, None)
    matter = Matter(
        kind="task",
        created_by=created_by,
        created_at=work.now,
        initials=initials(facts.title),
        state=State.DRAFT,
        **_on_matter(facts),
    )
    work.session.add(matter)
    work.session.flush()
    rule = levels.of(work.session, facts.importance, facts.urgency)
    task = Task(matter_id=matter.id, template_id=template_id, report_every=rule.report_every)
    for name in ON_TASK:
        setattr(task, name, getattr(facts, name))
    task.needs_sign_off = rule.sign_off if facts.needs_sign_off is None else facts.needs_sign_off
    task.needs_approval = rule.approval if facts.needs_approval is None else facts.needs_approval
    work.session.add(task)
    work.session.flush()
    _write_parts(work, matter.id, facts)
    work.record("task.drafted", matter.id, matter_id=matter.id, title=matter.title)
    return matter.id


def edit_draft(work: Work, *, task_id: int, facts: Facts, version: int) -> None:
    """Change anything of a draft. Raises ChangedMeanwhile where somebody else did since `version`."""
    case = load(work, task_id, "edit_draft")
    case.must_be(State.DRAFT)
    unchanged(case, version)
    facts = clean_facts(work, facts)
    _check_parent(work, facts.parent_id, task_id)
    old = stored(case)
    apply(case, facts)
    _clear_parts(work, task_id)
    _write_parts(work, task_id, facts)
    case.record("draft_edited", facts=changes(old, stored(case)))


def drop_draft(work: Work, *, task_id: int, version: int) -> None:
    """Throw a draft away: it stays in the history as cancelled before issue."""
    case = load(work, task_id, "drop_draft")
    case.must_be(State.DRAFT, State.SIGNING_OFF)
    unchanged(case, version)
    withdraw(work, case.open)
    settle(case, ended=State.CANCELLED)
    case.record("draft_dropped", title=case.matter.title)


def ask_sign_off(work: Work, *, task_id: int, leader_id: int, due_day: date | None = None) -> None:
    """Lay a draft before a leader."""
    case = load(work, task_id, "ask_sign_off")
    case.must_be(State.DRAFT)
    leader = active_person(work, leader_id, field="leader_id")
    if leader.role not in (Role.LEADER, Role.DIRECTOR):
        raise NobodyToSignOff()
    turn = open_turn(
        work,
        task_id,
        Kind.DECIDE,
        purpose=Purpose.SIGN_OFF,
        person_id=leader_id,
        due_day=due_day or work.today,
    )
    opened(case, turn)
    settle(case)
    tell(case, "sign_off_asked", [leader_id], mark=turn.id)
    case.record("sign_off_asked", leader=leader.name)


def sign_off(
    work: Work, *, task_id: int, agreed: bool, remark: str = "", paper_id: int | None = None
) -> None:
    """The leader agrees, or gives the draft back with a remark."""
    case = load(work, task_id, "sign_off", turn=(Kind.DECIDE, Purpose.SIGN_OFF))
    turn = case.need(Kind.DECIDE, Purpose.SIGN_OFF)
    remark = clean_text(remark, limit=1000, field="remark", required=not agreed)
    behalf = on_behalf(case, turn, paper_id)
    finish(work, turn, "agreed" if agreed else "refused", reason=remark, for_person_id=behalf)
    if agreed and case.task.given_by is None:
        case.task.given_by = turn.holder_person_id
    settle(case)
    kind = "signed_off" if agreed else "sign_off_refused"
    tell(case, kind, [case.matter.created_by], mark=turn.id, reason=remark)
    case.record(
        "signed_off" if agreed else "sign_off_refused", reason=remark, for_person_id=behalf, paper=paper_id
    )


def unchanged(case: Case, version: int) -> None:
    if case.matter.version != version:
        raise ChangedMeanwhile()


def stored(case: Case) -> dict[str, Any]:
    """The facts of a task as they stand, field by field."""
    matter = {name: getattr(case.matter, name) for name in ON_MATTER}
    return matter | {name: getattr(case.task, name) for name in ON_TASK}


def apply(case: Case, facts: Facts) -> None:
    """Put the facts in place. The version moves also where only the task's own row or its parts change."""
    flag_modified(case.matter, "title")
    for name, value in _on_matter(facts).items():
        setattr(case.matter, name, value)
    case.matter.initials = initials(facts.title)
    for name in ON_TASK:
        value = getattr(facts, name)
        if value is not None or name in ("quantity", "given_by"):
            setattr(case.task, name, value)


def initials(title: str) -> str:
    """The first letters of the pinyin of a title, to search by."""
    return "".join(lazy_pinyin(title, style=Style.FIRST_LETTER)).lower()[:200]


def _on_matter(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in ON_MATTER}


def _write_parts(work: Work, task_id: int, facts: Facts) -> None:
    for support in facts.supporting:
        work.session.add(_part(task_id, support))
    for position, step in enumerate(facts.steps, start=1):
        work.session.add(_node(task_id, position, step))
    work.session.flush()


def _part(task_id: int, support: Support) -> Part:
    return Part(
        matter_id=task_id, department_id=support.department_id, what=support.what, due_day=support.due_day
    )


def _node(task_id: int, position: int, step: Step) -> Node:
    return Node(
        matter_id=task_id, position=position, name=step.name, due_day=step.due_day, percent=step.percent
    )


def _clear_parts(work: Work, task_id: int) -> None:
    work.session.execute(delete(Part).where(Part.matter_id == task_id))
    work.session.execute(delete(Node).where(Node.matter_id == task_id))


def _check_parent(work: Work, parent_id: int | None, task_id: int | None) -> None:
    """The item above must be there and not stand below this one; at most 10 levels."""
    at, steps = parent_id, 0
    while at is not None:
        if at == task_id or steps > 10:
            raise WouldCircle()
        shown = visible(work.actor) if steps == 0 else true()
        row = work.session.execute(select(Matter.parent_id).where(Matter.id == at, shown)).one_or_none()
        if row is None:
            raise UnknownChoice(field="parent_id")
        at, steps = row.parent_id, steps + 1
