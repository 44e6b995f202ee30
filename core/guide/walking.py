"""Which step comes next, and whose it is: read from the history, never ticked by hand."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select

from core.actor import Role
from core.errors import NotFound
from core.i18n import N_
from core.work import Work
from db.models import Department, Event, Matter, Person, Setting

NAME = "guide"


class Step(StrEnum):
    DRAFT = "draft"
    ISSUE = "issue"
    SIGN = "sign"
    REPORT = "report"
    APPLY = "apply"
    CLOSE = "close"


DONE = {
    "task.drafted": Step.DRAFT,
    "task.issued": Step.ISSUE,
    "task.signed_for": Step.SIGN,
    "task.reported": Step.REPORT,
    "task.applied_to_close": Step.APPLY,
    "task.closed": Step.CLOSE,
    "task.approved": Step.CLOSE,
}
BY_OFFICE = (Step.DRAFT, Step.ISSUE, Step.CLOSE)


class NoGuide(NotFound):
    message = N_("There is a guide in the demo only.")


@dataclass(frozen=True, slots=True)
class Guide:
    """`step` is the next one, None once all are done; `by` the name of whoever takes it, `department` the
    one that is easiest to follow; `dropped`: sent away."""

    step: Step | None
    task_id: int | None
    by: str
    mine: bool
    department: str
    dropped: bool


def start(work: Work) -> None:
    """From here on: what is drafted later is followed."""
    work.must("guide.start")
    last = work.session.scalar(select(func.max(Event.id))) or 0
    _keep(work, {"after": last, "dropped": False})


def guide(work: Work) -> Guide | None:
    """None where no guide was started: in every real office."""
    work.must("guide.guide")
    kept = _kept(work)
    if kept is None:
        return None
    if kept.value["dropped"]:
        return Guide(None, None, "", False, "", True)
    task = _followed(work, int(kept.value["after"]))
    step = _next(work, task)
    head, department = _easiest(work)
    by = _taker(work, step, task, head)
    mine = by is not None and by.id == work.actor.id
    return Guide(step, task.id if task else None, by.name if by else "", mine, department, False)


def drop_guide(work: Work) -> None:
    work.must("guide.drop_guide")
    _turn(work, dropped=True)


def resume_guide(work: Work) -> None:
    work.must("guide.resume_guide")
    _turn(work, dropped=False)


def _followed(work: Work, after: int) -> Matter | None:
    newest = (
        select(Matter)
        .join(Event, Event.matter_id == Matter.id)
        .where(Event.action == "task.drafted", Event.id > after, Event.person_id.is_not(None))
        .order_by(Event.id.desc())
        .limit(1)
    )
    return work.session.scalar(newest)


def _next(work: Work, task: Matter | None) -> Step | None:
    """The one after the furthest: who applies without a report has not forgotten anything."""
    if task is None:
        return Step.DRAFT
    actions = select(Event.action).where(Event.matter_id == task.id, Event.action.in_(DONE)).distinct()
    steps = list(Step)
    furthest = max((steps.index(DONE[action]) for action in work.session.scalars(actions)), default=-1)
    return steps[furthest + 1] if furthest + 1 < len(steps) else None


def _easiest(work: Work) -> tuple[Person | None, str]:
    """The department whose head the sign-in page offers."""
    first = (
        select(Person, Department.name)
        .join(Department, Department.id == Person.department_id)
        .where(Person.role == Role.HEAD, Person.disabled_at.is_(None))
        .order_by(Person.id)
        .limit(1)
    )
    found = work.session.execute(first).first()
    return (found[0], found[1]) if found else (None, "")


def _taker(work: Work, step: Step | None, task: Matter | None, head: Person | None) -> Person | None:
    """Office people give and check; the department's head, or whom that one named, does the rest."""
    if step is None:
        return None
    if step in BY_OFFICE:
        if task is not None and step is Step.ISSUE:
            return work.session.get(Person, task.created_by)
        return work.session.scalar(_first(Person.role == Role.OFFICE))
    assert task is not None  # a later step has an item
    if task.handler_id is not None and step is not Step.SIGN:
        return work.session.get(Person, task.handler_id)
    own = work.session.scalar(
        _first(Person.role == Role.HEAD, Person.department_id == task.lead_department_id)
    )
    return own or head


def _first(*which: Any) -> Any:
    return select(Person).where(*which, Person.disabled_at.is_(None)).order_by(Person.id).limit(1)


def _turn(work: Work, *, dropped: bool) -> None:
    kept = _kept(work)
    if kept is None:
        raise NoGuide()
    kept.value = {**kept.value, "dropped": dropped}
    work.record("guide.dropped" if dropped else "guide.resumed", 0)


def _kept(work: Work) -> Setting | None:
    return work.session.scalar(select(Setting).where(Setting.name == NAME))


def _keep(work: Work, value: dict[str, Any]) -> None:
    kept = _kept(work)
    if kept is None:
        work.session.add(Setting(name=NAME, value=value))
    else:
        kept.value = value
    work.record("guide.started", 0)
