"""A card dropped into another column: the command behind it, done at once where it needs no words."""

from collections.abc import Callable

from sqlalchemy import select

from core import tasks
from core.board.facts import facts, rows, stake
from core.board.refusals import MovedMeanwhile
from core.board.standing import Reader
from core.board.steps import FORM, sign
from core.i18n import N_, Text
from core.tasks import STATE_NAMES, State, TaskGone, visible
from core.work import Work
from db.models import Event, Matter, Person

COMMANDS: dict[str, Callable[..., None]] = {
    "accept": tasks.accept,
    "approve": tasks.approve,
    "resume": tasks.resume,
}


def move(work: Work, *, task_id: int, to: State, version: int) -> str:
    """Do what the drop means and return "", or return the name of the command whose form comes first.

    `version` is the one on the reader's card. Raises MovedMeanwhile where somebody else was faster, else
    the step that is missing, or whose step it is.
    """
    lock = select(Matter.version, Matter.state).where(Matter.id == task_id, visible(work.actor))
    now = work.session.execute(lock.with_for_update()).one_or_none()
    row = work.session.execute(rows(work.actor.departments).where(Matter.id == task_id)).first()
    if now is None or row is None:
        raise TaskGone()
    reader, known = Reader(work.actor), facts(row, stake(work))
    if now.version != version and now.state != to:
        raise MovedMeanwhile(person=_who(work, task_id), state=Text(STATE_NAMES[now.state]))
    if now.state == to:
        return ""
    meant = reader.meant(known, State(to))
    if not isinstance(meant, str):
        raise meant()
    if sign(meant, paper=reader.records(known)) == FORM:
        return meant
    COMMANDS[meant](work, task_id=task_id)
    return ""


def _who(work: Work, task_id: int) -> object:
    """Whoever left the last trace on it."""
    last = (
        select(Person.name)
        .join(Event, Event.person_id == Person.id)
        .where(Event.matter_id == task_id)
        .order_by(Event.id.desc())
        .limit(1)
    )
    return work.session.scalar(last) or N_("The system")
