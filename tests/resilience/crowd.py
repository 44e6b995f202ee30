"""Fifty people at one task at the same moment."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from threading import Barrier
from typing import Any

from sqlalchemy import func, select

from core import tasks
from core.actor import Actor
from core.errors import DomainError
from core.work import begin, look
from db.models import Comment, Event, Matter, Task
from tests import make


@dataclass(slots=True)
class Tally:
    """What happened to the edits: kept, or refused under which name."""

    kept: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def tried(self) -> int:
        return self.kept + self.refused.total()


def together(people: int, edits: int, edit: Callable[[int, int], None]) -> Tally:
    """`edit(person, number)` by so many people at once; anything but a refusal comes out as a bug."""
    start, tally = Barrier(people), Tally()

    def one(person: int) -> list[str]:
        start.wait()
        return [_answer(edit, person, number) for number in range(edits)]

    with ThreadPoolExecutor(people) as crowd:
        answers = [answer for given in crowd.map(one, range(people)) for answer in given]
    tally.kept = answers.count("")
    tally.refused.update(answer for answer in answers if answer)
    return tally


def _answer(edit: Callable[[int, int], None], person: int, number: int) -> str:
    try:
        edit(person, number)
    except DomainError as refusal:
        return type(refusal).__name__
    return ""


def raise_target(actor: Actor, task_id: int) -> None:
    """Read the task, add one to its target, save: the classic way to lose somebody else's edit."""
    with look(actor) as work:
        matter, task = _both(work.session, task_id)
        version, quantity = matter.version, task.quantity or Decimal(0)
        facts = tasks.Facts(
            title=matter.title,
            lead_department_id=matter.lead_department_id,
            supervising_department_id=matter.supervising_department_id,
            due_day=matter.due_day,
            standard=task.standard,
            form=task.form,
            quantity=quantity + 1,
            unit="份",
        )
    with begin(actor, now=make.at(1)) as work:
        tasks.edit(work, task_id=task_id, facts=facts, version=version)


def target(actor: Actor, task_id: int) -> int:
    with look(actor) as work:
        return int(work.session.get_one(Task, task_id).quantity or 0)


def count(actor: Actor, table: type[Any], *conditions: Any) -> int:
    with look(actor) as work:
        return work.session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def remarks(actor: Actor) -> int:
    return count(actor, Comment)


def traces(actor: Actor, action: str) -> int:
    return count(actor, Event, Event.action == action)


def _both(session: Any, task_id: int) -> tuple[Matter, Task]:
    return session.get_one(Matter, task_id), session.get_one(Task, task_id)
