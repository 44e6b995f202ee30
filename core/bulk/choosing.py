"""The rows that were chosen, as they stood when the form was drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from core import tasks
from core.errors import InvalidInput
from core.i18n import N_, Text
from core.tasks import State
from core.work import Work
from db.models import Department, Matter

MOST = 200
RUNNING = (State.ISSUED, State.WORKING, State.CHECKING, State.APPROVING)


class Verb(StrEnum):
    ISSUE = "issue"
    URGE = "urge"
    HAND_ON = "hand_on"
    EXTEND = "extend"


VERBS: dict[Verb, tuple[Text, tuple[State, ...]]] = {
    Verb.ISSUE: (N_("Issue"), (State.DRAFT,)),
    Verb.URGE: (N_("Urge"), RUNNING),
    Verb.HAND_ON: (N_("Hand on"), (State.ISSUED, State.WORKING)),
    Verb.EXTEND: (N_("Extend"), RUNNING),
}


class NothingChosen(InvalidInput):
    message = N_("Choose at least one row.")


class TooManyChosen(InvalidInput):
    message = N_("At most {most} rows at a time.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """`fits`: the state allows it at all; whether the reader may is asked when it is done."""

    id: int
    number: str
    title: str
    lead: str
    due_day: date | None
    state: State
    version: int
    fits: bool


def chosen(work: Work, *, verb: Verb, task_ids: Sequence[int]) -> list[Chosen]:
    """In the order in which they were chosen; what the reader may not see is not there."""
    work.must("bulk.chosen")
    wanted = list(dict.fromkeys(task_ids))
    if not wanted:
        raise NothingChosen()
    if len(wanted) > MOST:
        raise TooManyChosen(most=MOST)
    rows = work.session.execute(
        select(Matter, Department.name)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(Matter.kind == "task", Matter.id.in_(wanted), tasks.visible(work.actor))
    )
    found = {matter.id: _row(matter, lead or "", verb) for matter, lead in rows}
    return [found[number] for number in wanted if number in found]


def _row(matter: Matter, lead: str, verb: Verb) -> Chosen:
    state = State(matter.state)
    fits = state in VERBS[verb][1]
    return Chosen(
        matter.id, matter.number or "", matter.title, lead, matter.due_day, state, matter.version, fits
    )
