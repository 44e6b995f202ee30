"""The state of a task is what its open turns say. Written here and nowhere else."""

from sqlalchemy import and_, or_, select

from core import notices
from core.tasks.rules import State
from core.tasks.sight import Case
from core.turns import Kind, PaperNeeded, Purpose, claim
from core.work import Work
from db.models import Department, File, Matter, Person, Turn

SPOKESMEN = ("head", "liaison", "director", "office")


def settle(case: Case, *, ended: State | None = None) -> None:
    """Derive state and due day from the open turns; `ended` names how a task without any ended."""
    case.work.session.flush()
    case.open = [turn for turn in case.open if turn.done_at is None]
    matter = case.matter
    matter.state = ended or _state(case)
    if ended in (State.CLOSED, State.CANCELLED, State.MERGED):
        matter.closed_at = case.work.now
    doing = case.find(Kind.DO)
    if doing is not None:
        matter.due_day = doing.due_day
    case.work.session.flush()


def _state(case: Case) -> State:
    if case.matter.issued_at is None:
        waiting = case.find(Kind.DECIDE, Purpose.SIGN_OFF)
        return State.SIGNING_OFF if waiting else State.DRAFT
    if case.pause is not None:
        return State.PAUSED
    for kind, purpose, state in (
        (Kind.DECIDE, Purpose.APPROVAL, State.APPROVING),
        (Kind.CHECK, "", State.CHECKING),
        (Kind.SIGN, "", State.ISSUED),
        (Kind.DO, "", State.WORKING),
    ):
        if case.find(kind, purpose):
            return state
    return State(case.matter.state)


def on_behalf(case: Case, turn: Turn, paper_id: int | None) -> int | None:
    """For whom a decision is made; a recorder's paper must lie with this very task."""
    if paper_id is not None:
        paper = case.work.session.get(File, paper_id)
        if paper is None or paper.matter_id != case.id or paper.removed_at is not None:
            raise PaperNeeded()
    return claim(case.work.actor, turn, paper_id=paper_id)


def opened(case: Case, turn: Turn) -> Turn:
    """Remember a turn that this command opened."""
    case.open.append(turn)
    return turn


def spokesmen(work: Work, department_id: int | None) -> list[int]:
    """Who hears what concerns a department: its head, its liaison, in the office its staff."""
    if department_id is None:
        return []
    named = select(Department.liaison_id).where(Department.id == department_id).scalar_subquery()
    theirs = and_(Person.department_id == department_id, Person.role.in_(SPOKESMEN))
    people = select(Person.id).where(Person.disabled_at.is_(None), or_(theirs, Person.id == named))
    return sorted(work.session.scalars(people))


def tell(case: Case, kind: str, people: list[int], *, mark: object, **values: object) -> None:
    """A notice about this task, once per `mark`; nobody is told what they did themselves."""
    matter: Matter = case.matter
    others = [person for person in dict.fromkeys(people) if person != case.work.actor.id]
    lead = case.work.session.get(Department, matter.lead_department_id) if matter.lead_department_id else None
    facts: dict[str, object] = {
        "title": matter.title,
        "number": matter.number or "",
        "person": case.work.actor.name,
        "department": lead.name if lead else "",
        "day": matter.due_day,
    }
    key = f"{kind}:{matter.id}:{mark}"
    notices.tell(case.work, others, kind, matter.id, key, **facts | values)


def doers(case: Case) -> list[int]:
    """The handler and those who speak for the lead department."""
    handler = [case.matter.handler_id] if case.matter.handler_id else []
    return handler + spokesmen(case.work, case.matter.lead_department_id)


def checkers(case: Case) -> list[int]:
    return spokesmen(case.work, case.matter.supervising_department_id)
