"""Taking back what was done to many at once, where the rules allow it for each of them."""

from collections.abc import Sequence
from datetime import date

from core import tasks
from core.actor import Actor
from core.bulk.choosing import Chosen, Verb
from core.bulk.running import Outcome, Result, each, move_day
from core.i18n import _
from core.tasks import State
from core.work import Work


def can_be_undone(verb: Verb, outcome: Outcome) -> bool:
    """An urge was heard, a request was read: only what leads back to the state before can be undone."""
    return outcome.done and bool(outcome.was)


def undo(actor: Actor, *, verb: Verb, outcomes: Sequence[Outcome], key: str) -> list[Outcome]:
    """Recalled before anybody signed, handed back, the old day again; refusals are said row by row."""
    before = {outcome.id: outcome.was for outcome in outcomes if can_be_undone(verb, outcome)}
    rows = [_row(outcome) for outcome in outcomes if outcome.id in before]

    def back(work: Work, row: Chosen) -> Result:
        return _back(work, verb, row.id, before[row.id])

    return each(actor, rows, back, key=key)


def _back(work: Work, verb: Verb, task_id: int, was: str) -> Result:
    reason = _("Done together with others by mistake: taken back.")
    if verb == Verb.ISSUE:
        tasks.recall(work, task_id=task_id, reason=reason)
        return Result(_("Recalled: a draft again"))
    if verb == Verb.HAND_ON:
        tasks.hand_on(work, task_id=task_id, to_department_id=int(was), reason=reason)
        return Result(_("Handed back"))
    move_day(work, task_id, date.fromisoformat(was), reason)
    return Result(_("Moved back to {day}", day=date.fromisoformat(was)))


def _row(outcome: Outcome) -> Chosen:
    return Chosen(outcome.id, outcome.number, outcome.title, "", None, State.DRAFT, 0, True)
