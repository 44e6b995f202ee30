"""Row by row: one command, one transaction. What went well stays, what was refused says why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core import calendar, tasks
from core.actor import Actor
from core.bulk.choosing import Chosen, Verb
from core.errors import DomainError, InvalidInput
from core.i18n import N_, _
from core.tasks import Facts
from core.text import clean_text
from core.work import AlreadyDone, Work, begin
from db.models import Matter


class NoDayGiven(InvalidInput):
    message = N_("Give the new day, or by how many workdays later.")
    field = "to_day"


class NoDepartmentGiven(InvalidInput):
    message = N_("Choose the department.")
    field = "to_department_id"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the one form says, for all rows."""

    form: str = ""
    found: str = ""
    to_department_id: int | None = None
    reason: str = ""
    to_day: date | None = None
    workdays: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row; `was` is what an undo goes back to."""

    id: int
    number: str
    title: str
    done: bool
    said: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    said: str
    was: str = ""


Command = Callable[[Work, Chosen, Wanted], Result]


def run(actor: Actor, *, verb: Verb, rows: Sequence[Chosen], wanted: Wanted, key: str) -> list[Outcome]:
    """`key` is the number of the form: handed in twice, each row still counts once."""
    command = COMMANDS[verb]
    _check(verb, wanted)
    return each(actor, rows, lambda work, row: command(work, row, wanted), key=key)


def _check(verb: Verb, wanted: Wanted) -> None:
    """What is wrong with the form is wrong with every row: said once, beside its field."""
    if verb in (Verb.HAND_ON, Verb.EXTEND):
        clean_text(wanted.reason, limit=1000, field="reason", required=True)
    if verb == Verb.HAND_ON and wanted.to_department_id is None:
        raise NoDepartmentGiven()
    if verb == Verb.EXTEND and wanted.to_day is None and not wanted.workdays:
        raise NoDayGiven()


def each(
    actor: Actor, rows: Iterable[Chosen], command: Callable[[Work, Chosen], Result], *, key: str
) -> list[Outcome]:
    return [_one(actor, row, command, f"{key}:{row.id}") for row in rows]


def _one(actor: Actor, row: Chosen, command: Callable[[Work, Chosen], Result], key: str) -> Outcome:
    try:
        with begin(actor, key=key) as work:
            result = command(work, row)
            number = work.session.get_one(Matter, row.id).number or ""
    except AlreadyDone as already:
        return Outcome(row.id, row.number, row.title, True, already.for_user)
    except DomainError as refusal:
        return Outcome(row.id, row.number, row.title, False, refusal.for_user)
    return Outcome(row.id, number, row.title, True, result.said, result.was)


def _issue(work: Work, row: Chosen, wanted: Wanted) -> Result:
    number = tasks.issue(work, task_id=row.id, version=row.version)
    return Result(_("Issued as {number}", number=number), was="draft")


def _urge(work: Work, row: Chosen, wanted: Wanted) -> Result:
    tasks.urge(work, task_id=row.id, form=wanted.form, found=wanted.found)
    return Result(_("Urged"))


def _hand_on(work: Work, row: Chosen, wanted: Wanted) -> Result:
    before = work.session.get(Matter, row.id)
    lead = str(before.lead_department_id or "") if before else ""
    tasks.hand_on(work, task_id=row.id, to_department_id=wanted.to_department_id or 0, reason=wanted.reason)
    return Result(_("Handed on"), was=lead)


def _extend(work: Work, row: Chosen, wanted: Wanted) -> Result:
    """Who decides grants what was asked for or moves the day; who carries it out asks."""
    face = tasks.face(work, task_id=row.id)
    day = _later(work, face.row.due_day, wanted)
    may = {move.name for move in face.moves}
    if "decide_extension" in may:
        tasks.decide_extension(work, task_id=row.id, agreed=True, to_day=day, note=wanted.reason)
        return Result(_("Extension to {day} granted", day=day))
    if "ask_extension" in may or "edit" not in may:
        tasks.ask_extension(work, task_id=row.id, to_day=day, reason=wanted.reason)
        return Result(_("Extension to {day} asked for", day=day))
    move_day(work, row.id, day, wanted.reason)
    return Result(_("Moved to {day}", day=day), was=face.row.due_day.isoformat() if face.row.due_day else "")


def move_day(work: Work, task_id: int, day: date, reason: str) -> None:
    facts = Facts(**tasks.papers(work, task_id=task_id).facts)
    version = tasks.face(work, task_id=task_id).version
    tasks.edit(work, task_id=task_id, facts=replace(facts, due_day=day), version=version, reason=reason)


def _later(work: Work, due: date | None, wanted: Wanted) -> date:
    if wanted.to_day is not None:
        return wanted.to_day
    return calendar.add_workdays(work, max(due or work.today, work.today), wanted.workdays or 0)


COMMANDS: dict[Verb, Command] = {
    Verb.ISSUE: _issue,
    Verb.URGE: _urge,
    Verb.HAND_ON: _hand_on,
    Verb.EXTEND: _extend,
}
