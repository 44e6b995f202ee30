"""Who stands how to a task, who sees it, and loading it for a command: the real object decides, never
what the form says."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Integer, and_, bindparam, exists, false, or_, select

from core import office, turns
from core.actor import Actor, Role
from core.i18n import Text
from core.policy import NotYours, Relation, may
from core.tasks.refusals import TaskGone, TurnGone, WrongState
from core.tasks.rules import STATE_NAMES, State
from core.turns import Kind
from core.work import Work
from db.models import Matter, Part, Pause, Task, Turn

Relations = frozenset[Relation]

# Every command opens its task with these: built once.
TASK_ID = bindparam("task_id", type_=Integer)
FOUND = select(Matter, Task).join(Task).where(Matter.id == TASK_ID, Matter.kind == "task")
LOCKED = FOUND.with_for_update()
PARTS = select(Part).where(Part.matter_id == TASK_ID).order_by(Part.id)
OPEN_TURNS = select(Turn).where(Turn.matter_id == TASK_ID, Turn.done_at.is_(None)).order_by(Turn.id)
PAUSE = select(Pause).where(Pause.matter_id == TASK_ID, Pause.resumed_at.is_(None))


@dataclass(slots=True)
class Case:
    """A task opened for one command."""

    work: Work
    matter: Matter
    task: Task
    parts: list[Part]
    open: list[Turn]
    relations: Relations = frozenset()
    pause: Pause | None = None
    seen: list[Turn] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.matter.id

    def find(self, kind: Kind, purpose: str = "", *, part_id: int | None = None) -> Turn | None:
        for turn in self.open:
            if (turn.kind, turn.purpose, turn.part_id) == (kind, purpose, part_id) and turn.node_id is None:
                return turn
        return None

    def need(self, kind: Kind, purpose: str = "", *, part_id: int | None = None) -> Turn:
        turn = self.find(kind, purpose, part_id=part_id)
        if turn is None:
            raise TurnGone()
        return turn

    def must_be(self, *states: State) -> None:
        if self.matter.state not in states:
            raise WrongState(state=Text(STATE_NAMES[self.matter.state]))

    def record(
        self, action: str, *, reason: str = "", for_person_id: int | None = None, **facts: object
    ) -> None:
        self.work.record(
            f"task.{action}",
            self.id,
            matter_id=self.id,
            reason=reason,
            for_person_id=for_person_id,
            **facts,
        )


def load(
    work: Work,
    task_id: int,
    function: str,
    *,
    turn: tuple[Kind, str] | None = None,
    part_id: int | None = None,
    turn_id: int | None = None,
) -> Case:
    """The task, locked for change, if this person may call `function` on it: a command of core.tasks, or
    of another package by its full name.

    OWN is judged on the turn that the function takes (`turn`, `turn_id`), else on the named handler.
    Raises TaskGone where the task cannot even be seen, NotYours where it can.
    """
    case = _case(work, task_id, lock=True)
    subject = _turn(case, turn, part_id, turn_id)
    case.relations = relations(work.actor, case, subject, part_id)
    if turn_id is not None and subject is not None:
        # What is asked of a part is not the lead's to answer, nor the other way round.
        stranger = Relation.SUPPORTING if subject.part_id is None else Relation.LEAD
        own_part = subject.part_id is None or subject.holder_department_id in work.actor.departments
        case.relations -= {stranger} if own_part else {stranger, Relation.SUPPORTING}
    if not may(work.actor, _row(function), case.relations):
        raise NotYours() if sees(work, case.matter) else TaskGone()
    return case


def _row(function: str) -> str:
    return function if "." in function else f"tasks.{function}"


def locked(work: Work, task_id: int) -> Case:
    """The task, locked for what the house does by itself: nobody is asked."""
    return _case(work, task_id, lock=True)


def look_at(work: Work, task_id: int, function: str) -> Case:
    """The task for reading."""
    case = _case(work, task_id, lock=False)
    case.relations = relations(work.actor, case, None, None)
    if not sees(work, case.matter):
        raise TaskGone()
    work.must(f"tasks.{function}", *case.relations)
    return case


def _case(work: Work, task_id: int, *, lock: bool) -> Case:
    row = work.session.execute(LOCKED if lock else FOUND, {"task_id": task_id}).one_or_none()
    if row is None:
        raise TaskGone()
    paused = row.Matter.state == State.PAUSED
    return Case(
        work,
        row.Matter,
        row.Task,
        list(work.session.scalars(PARTS, {"task_id": task_id})),
        list(work.session.scalars(OPEN_TURNS, {"task_id": task_id})),
        pause=work.session.scalars(PAUSE, {"task_id": task_id}).first() if paused else None,
    )


def _turn(case: Case, turn: tuple[Kind, str] | None, part_id: int | None, turn_id: int | None) -> Turn | None:
    if turn_id is not None:
        return next((one for one in case.open if one.id == turn_id), None)
    if turn is None:
        return None
    if turn[0] == Kind.READ:
        return next(
            (one for one in case.open if one.kind == Kind.READ and turns.mine(case.work.actor, one)), None
        )
    return case.find(turn[0], turn[1], part_id=part_id)


def relations(actor: Actor, case: Case, turn: Turn | None, part_id: int | None) -> Relations:
    """How this person stands to the task."""
    matter, found = case.matter, set[Relation]()
    if actor.role == Role.SCREEN:
        return frozenset({Relation.OTHER})
    if turns.mine(actor, turn) if turn is not None else _takes_part(actor, case):
        found.add(Relation.OWN)
    if matter.created_by == actor.id:
        found.add(Relation.AUTHOR)
    if matter.lead_department_id in actor.departments:
        found.add(Relation.LEAD)
    if any(p.department_id in actor.departments for p in case.parts if part_id in (None, p.id)):
        found.add(Relation.SUPPORTING)
    if matter.supervising_department_id in actor.departments:
        found.add(Relation.SUPERVISING)
    if matter.lead_department_id in actor.lines or case.task.given_by in actor.selves:
        found.add(Relation.LINE)
    return frozenset(found) or frozenset({Relation.OTHER})


def _takes_part(actor: Actor, case: Case) -> bool:
    """Handles it, or has to decide something about it in person."""
    people = actor.selves | actor.records_for
    asked = (turn.holder_person_id in people for turn in case.open if turn.kind != Kind.READ)
    return case.matter.handler_id in actor.selves or any(asked)


def unseen(work: Work, case: Case) -> list[Turn]:
    """Open turns of this person or department that nobody there has opened yet."""
    return [
        turn
        for turn in case.open
        if turn.seen_at is None
        and (turns.mine(work.actor, turn) or turn.holder_department_id in work.actor.departments)
    ]


def sees(work: Work, matter: Matter) -> bool:
    """May this person know that the task exists?"""
    return bool(work.session.scalar(select(Matter.id).where(Matter.id == matter.id, visible(work.actor))))


def visible(actor: Actor) -> ColumnElement[bool]:
    """In SQL: issued and not internal, or with something to do with it."""
    # A draft that was dropped ends as cancelled, and stays as unseen as it was.
    public = and_(Matter.internal.is_(False), Matter.issued_at.is_not(None))
    return or_(public, party(actor))


def party(actor: Actor) -> ColumnElement[bool]:
    """In SQL: the parties, the supervising side, the line leader, and whoever has or had a turn there."""
    if actor.role == Role.SCREEN:
        return false()
    departments, lines = actor.departments or {0}, actor.lines or {0}
    issued = Matter.issued_at.is_not(None)
    people = actor.selves | actor.records_for
    return or_(
        Matter.created_by == (actor.id or 0),
        Matter.supervising_department_id.in_(departments),
        and_(issued, Matter.lead_department_id.in_(departments | lines)),
        and_(
            issued,
            exists().where(Part.matter_id == Matter.id, Part.department_id.in_(departments)),
        ),
        exists().where(Turn.matter_id == Matter.id, Turn.holder_person_id.in_(people)),
        exists().where(Task.matter_id == Matter.id, Task.given_by.in_(people)),
    )


def may_read_papers(work: Work, matter_id: int) -> None:
    """Raises TaskGone or NotYours unless this person may read the reports and papers of the task."""
    look_at_papers(work, matter_id)


def add_paper(work: Work, task_id: int) -> int:
    """The matter that a file added to this task belongs to; only its parties may add."""
    case = look_at(work, task_id, "add_paper")
    return case.id


def look_at_papers(work: Work, task_id: int, function: str = "papers") -> Case:
    case = _case(work, task_id, lock=False)
    case.relations = relations(work.actor, case, None, None)
    if not sees(work, case.matter):
        raise TaskGone()
    must_read(case, function)
    return case


def must_read(case: Case, function: str = "papers") -> None:
    """Raises NotYours where this person may see the task but not its papers."""
    work = case.work
    if may(work.actor, _row(function), case.relations):
        return
    if not may(work.actor, _row(function), (Relation.OWN,)):
        raise NotYours()  # a screen reads no papers, wherever it stands
    if not work.session.scalar(select(Matter.id).where(Matter.id == case.id, party(work.actor))):
        _for_all(work, case)


def _for_all(work: Work, case: Case) -> None:
    """The office may open the papers of what is not internal to all of its people."""
    if case.matter.internal or not office.profile(work.session).papers_for_all:
        raise NotYours()
