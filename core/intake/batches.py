"""What came in together, and taking it back while nothing has moved on."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from core import tasks
from core.errors import Conflict, DomainError, NotFound
from core.i18n import N_, _
from core.intake import known
from core.intake.known import Known, plain_facts
from core.policy import Relation
from core.tasks import Facts, State, facts_of
from core.work import Work
from db.models import Batch, BatchItem

SHOWN = 20
NAMED = 8


class BatchGone(NotFound):
    message = N_("This import does not exist.")


class UndoneAlready(Conflict):
    message = N_("This import was undone already.")


class MovedOn(Conflict):
    message = N_("It cannot be undone any more: {items} moved on since. Nothing was changed.")


class UndoRefused(Conflict):
    message = N_("“{item}”: {said} Nothing was changed.")


@dataclass(frozen=True, slots=True)
class BatchRow:
    id: int
    at: datetime
    name: str
    added: int
    changed: int
    undone_at: datetime | None


def batches(work: Work) -> list[BatchRow]:
    """What this person brought in last, the newest first."""
    work.must("intake.batches")
    mine = select(Batch).where(Batch.person_id == work.actor.id).order_by(Batch.id.desc()).limit(SHOWN)
    return [
        BatchRow(one.id, one.at, one.name, one.added, one.changed, one.undone_at)
        for one in work.session.scalars(mine)
    ]


def undo(work: Work, *, batch_id: int) -> None:
    """Drop the drafts that it made and put back what it changed: all of it, or nothing.

    Raises MovedOn with the names of what was issued, edited or ended since.
    """
    batch = work.session.scalars(select(Batch).where(Batch.id == batch_id).with_for_update()).one_or_none()
    mine = batch is not None and batch.person_id == work.actor.id
    work.must("intake.undo", Relation.OWN if mine else Relation.OTHER)
    if batch is None:
        raise BatchGone()
    if batch.undone_at is not None:
        raise UndoneAlready()
    pairs = _items(work, batch_id)
    moved = [_name(one, item) for item, one in pairs if _moved_on(item, one, work.today)]
    if moved:
        raise MovedOn(items=_(", ").join(moved[:NAMED]) + (" …" if len(moved) > NAMED else ""))
    for item, one in pairs:
        assert one is not None
        _take_back(work, item, one, batch.name)
    batch.undone_at, batch.undone_by = work.now, work.actor.id
    work.record("batch.undone", batch.id, name=batch.name, added=batch.added, changed=batch.changed)


def _items(work: Work, batch_id: int) -> list[tuple[BatchItem, Known | None]]:
    wanted = select(BatchItem).where(BatchItem.batch_id == batch_id).order_by(BatchItem.row)
    items = list(work.session.scalars(wanted))
    standing: dict[int, Known] = {}
    for start in range(0, len(items), known.CHUNK):
        numbers = [item.matter_id for item in items[start : start + known.CHUNK]]
        standing |= {one.id: one for one in known.load(work, ids=numbers)}
    return [(item, standing.get(item.matter_id)) for item in items]


def _moved_on(item: BatchItem, one: Known | None, today: date) -> bool:
    """A draft counts as moved when anything of it was, a changed item when the changed fields were."""
    if one is None or not one.changes or not one.may_change:
        return True
    if item.changes is None:
        return one.state is not State.DRAFT or one.version != item.matter_version
    now = plain_facts(one.facts)
    if any(now[name] != new for name, (_old, new) in item.changes.items()):
        return True
    day = item.changes.get("due_day")
    return one.issued and day is not None and (day[0] or "") < today.isoformat()


def _take_back(work: Work, item: BatchItem, one: Known, name: str) -> None:
    try:
        if item.changes is None:
            tasks.drop_draft(work, task_id=one.id, version=one.version)
        elif one.issued:
            reason = _("The import “{name}” was undone", name=name)
            tasks.edit(
                work, task_id=one.id, facts=_before(one, item.changes), version=one.version, reason=reason
            )
        else:
            tasks.edit_draft(work, task_id=one.id, facts=_before(one, item.changes), version=one.version)
    except DomainError as error:
        raise UndoRefused(item=_name(one, item), said=error.for_user) from error


def _before(one: Known, changes: dict[str, Any]) -> Facts:
    """What the import changed goes back; what others changed beside it stays."""
    old = facts_of({**plain_facts(one.facts), **{name: values[0] for name, values in changes.items()}})
    return replace(one.facts, **{name: getattr(old, name) for name in changes})


def _name(one: Known | None, item: BatchItem) -> str:
    if one is None:
        return f"#{item.matter_id}"
    return one.number or one.facts.title
