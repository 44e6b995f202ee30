"""Issuing a task, taking it back, handing it on, merging one given twice, copies to read."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from sqlalchemy import select

from core import calendar, office
from core.i18n import N_, Text, _
from core.office import levels
from core.tasks.drafting import unchanged
from core.tasks.facts import active_person
from core.tasks.refusals import (
    DayPassed,
    DepartmentClosed,
    LeadAlsoSupports,
    NotReadyToIssue,
    SameTask,
    SignOffFirst,
)
from core.tasks.rules import OPEN_STATES, State
from core.tasks.settling import doers, opened, settle, spokesmen, tell
from core.tasks.sight import Case, load
from core.text import clean_text
from core.turns import Kind, Purpose, open_turn, withdraw
from core.work import Work
from db.models import Department, Head, Node, Reassignment, Turn

WANTED: dict[str, Text] = {
    "title": N_("a title"),
    "lead_department_id": N_("a lead department"),
    "due_day": N_("a due day"),
    "standard": N_("a standard of completion"),
    "form": N_("a form of completion"),
}


def issue(work: Work, *, task_id: int, version: int) -> str:
    """Give it out: numbered, with turns for the lead and every supporting department. Returns the number."""
    case = load(work, task_id, "issue")
    case.must_be(State.DRAFT)
    unchanged(case, version)
    _ready(case)
    matter = case.matter
    if matter.number is None:
        matter.year, matter.sequence = work.today.year, _next_number(work, work.today.year)
        pattern = office.profile(work.session).number_format
        matter.number = pattern.format(year=matter.year, sequence=matter.sequence)
    matter.issued_at, matter.issued_by = work.now, work.actor.id
    matter.original_due_day = matter.original_due_day or matter.due_day
    open_lead_turns(case)
    _open_part_turns(case)
    settle(case)
    tell(case, "assigned", doers(case), mark=matter.number, day=case.need(Kind.SIGN).due_day)
    case.record("issued", number=matter.number, due_day=matter.due_day)
    return matter.number


def recall(work: Work, *, task_id: int, reason: str) -> None:
    """Take it back before anybody signed for it: it is a draft again and keeps its number."""
    case = load(work, task_id, "recall")
    case.must_be(State.ISSUED)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    withdraw(work, case.open, reason=reason)
    case.matter.issued_at = case.matter.issued_by = None
    tell(case, "recalled", doers(case), mark=work.now.isoformat(), reason=reason)
    settle(case)
    case.record("recalled", reason=reason)


def hand_on(work: Work, *, task_id: int, to_department_id: int, reason: str) -> None:
    """Another department leads from now on (转办); the day stays."""
    case = load(work, task_id, "hand_on")
    case.must_be(State.ISSUED, State.WORKING)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    matter = case.matter
    work.session.add(
        Reassignment(
            matter_id=task_id,
            from_department_id=matter.lead_department_id,
            to_department_id=to_department_id,
            reason=reason,
            asked_by=work.actor.number,
            asked_at=work.now,
            decided_by=work.actor.number,
            decided_at=work.now,
        )
    )
    change_lead(case, to_department_id, reason)


def change_lead(case: Case, to_department_id: int, reason: str) -> None:
    """Close the old lead's turns and open the new one's, with a new signing limit."""
    work, matter = case.work, case.matter
    if to_department_id in (matter.lead_department_id, *(part.department_id for part in case.parts)):
        raise LeadAlsoSupports(field="to_department_id")
    new = work.session.get(Department, to_department_id)
    if new is None or new.closed_at is not None:
        raise DepartmentClosed(field="to_department_id")
    old = work.session.get_one(Department, matter.lead_department_id)
    withdraw(work, [turn for turn in case.open if _of_lead(turn)], reason=reason)
    matter.lead_department_id, matter.handler_id = to_department_id, None
    open_lead_turns(case)
    settle(case)
    mark = f"{matter.number}:{work.now.isoformat()}"
    tell(case, "assigned", doers(case), mark=mark, day=case.need(Kind.SIGN).due_day)
    case.record("handed_on", reason=reason, lead=[old.name, new.name])


def copy_to(work: Work, *, task_id: int, person_ids: Sequence[int]) -> None:
    """Copies to read (知会): each person has a turn to read; nobody twice."""
    case = load(work, task_id, "copy_to")
    case.must_be(*OPEN_STATES, State.CLOSED)
    had = set(
        work.session.scalars(
            select(Turn.holder_person_id).where(Turn.matter_id == task_id, Turn.kind == Kind.READ)
        )
    )
    people = [
        active_person(work, one, field="person_ids") for one in dict.fromkeys(person_ids) if one not in had
    ]
    for person in people:
        open_turn(work, task_id, Kind.READ, person_id=person.id)
    tell(case, "copied", [person.id for person in people], mark=work.now.isoformat())
    if people:
        case.record("copied", people=[person.name for person in people])


def merge(work: Work, *, task_id: int, into_id: int, reason: str) -> None:
    """One matter given twice (并案): this one ends and points to the other."""
    if task_id == into_id:
        raise SameTask()
    into = load(work, into_id, "merge")
    case = load(work, task_id, "merge")
    into.must_be(*OPEN_STATES)
    case.must_be(*OPEN_STATES, State.DRAFT)
    reason = clean_text(reason, limit=1000, field="reason", required=True)
    people = doers(case)
    withdraw(work, case.open, reason=reason)
    case.matter.merged_into_id = into_id
    settle(case, ended=State.MERGED)
    tell(case, "merged", people, mark=into_id, other=into.matter.number or into.matter.title)
    case.record("merged", reason=reason, into=into.matter.number)
    into.record("took_in", reason=reason, other=case.matter.number or case.matter.title)


def open_lead_turns(case: Case) -> None:
    """To sign for, to carry out, and the steps with their days."""
    work, matter = case.work, case.matter
    limit = levels.of(work.session, matter.importance, matter.urgency).sign_within
    sign_by = min(calendar.add_workdays(work, work.today, limit), matter.due_day or date.max)
    ask = partial(open_turn, work, case.id, department_id=matter.lead_department_id, round=matter.round)
    opened(case, ask(Kind.SIGN, due_day=max(sign_by, work.today)))
    opened(case, ask(Kind.DO, due_day=matter.due_day))
    for node in work.session.scalars(select(Node).where(Node.matter_id == case.id).order_by(Node.position)):
        if not _step_done(work, node.id):
            opened(case, ask(Kind.DO, due_day=node.due_day, node_id=node.id))


def missing(case: Case) -> list[Text]:
    """What a draft still needs before it can be issued."""
    values = {name: getattr(case.matter, name, None) or getattr(case.task, name, None) for name in WANTED}
    return [WANTED[name] for name, value in values.items() if not value]


def _ready(case: Case) -> None:
    lacking = missing(case)
    if lacking:
        first = next(name for name, text in WANTED.items() if text == lacking[0])
        raise NotReadyToIssue(missing=_Listed(lacking), field=first)
    due = case.matter.due_day
    if due is not None and due < case.work.today:
        raise DayPassed(day=due)
    if case.task.needs_sign_off and not _signed_off(case):
        raise SignOffFirst()


class _Listed(list[Text]):
    """Texts of ours in a row, said in the reader's language."""

    def __str__(self) -> str:
        return _(", ").join(_(text) for text in self)


def _signed_off(case: Case) -> bool:
    """Agreed to, and not handed back or edited since the agreement."""
    last = case.work.session.scalars(
        select(Turn)
        .where(Turn.matter_id == case.id, Turn.kind == Kind.DECIDE, Turn.purpose == Purpose.SIGN_OFF)
        .order_by(Turn.id.desc())
    ).first()
    return last is not None and last.outcome == "agreed"


def _open_part_turns(case: Case) -> None:
    """Supporting departments work in parallel, each with its own day."""
    work, matter = case.work, case.matter
    limit = levels.of(work.session, matter.importance, matter.urgency).sign_within
    for part in case.parts:
        day = part.due_day or matter.due_day
        ask = partial(
            open_turn, work, case.id, department_id=part.department_id, part_id=part.id, round=matter.round
        )
        sign_by = calendar.add_workdays(work, work.today, limit)
        opened(case, ask(Kind.SIGN, due_day=sign_by))
        opened(case, ask(Kind.DO, due_day=day, task=part.what[:200]))
        tell(
            case,
            "part_assigned",
            spokesmen(work, part.department_id),
            mark=f"{matter.number}:{part.id}",
            day=day,
        )


def _next_number(work: Work, year: int) -> int:
    """The next number of the year; the locked counter keeps two issues apart."""
    name = f"task-{year}"
    counter = work.session.scalars(select(Head).where(Head.name == name).with_for_update()).one_or_none()
    if counter is None:
        counter = Head(name=name, count=0, hash="")
        work.session.add(counter)
    counter.count += 1
    work.session.flush()
    return counter.count


def _of_lead(turn: Turn) -> bool:
    return (turn.part_id is None and turn.kind in (Kind.SIGN, Kind.DO, Kind.REPORT, Kind.ANSWER)) or (
        turn.kind == Kind.DECIDE and turn.purpose in (Purpose.REASSIGNMENT, Purpose.EXTENSION)
    )


def _step_done(work: Work, node_id: int) -> bool:
    done = select(Turn.id).where(Turn.node_id == node_id, Turn.outcome == "done")
    return work.session.scalar(done) is not None
