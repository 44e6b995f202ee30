"""Lines of the duty log: written, worded anew, closed, made a task."""

from dataclasses import replace
from enum import StrEnum

from sqlalchemy import select

from core import tasks
from core.duty_log.standing import relation
from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_, Text, day
from core.tasks import Facts
from core.text import clean_line, clean_text
from core.work import SomebodyWasFaster, Work
from db.models import DutyEntry, DutyWording

TITLE = 60


class EntryKind(StrEnum):
    INCIDENT = "incident"
    CALL = "call"
    VISITOR = "visitor"
    PATROL = "patrol"


KIND_NAMES: dict[EntryKind, Text] = {
    EntryKind.INCIDENT: N_("Incident"),
    EntryKind.CALL: N_("Call"),
    EntryKind.VISITOR: N_("Visitor"),
    EntryKind.PATROL: N_("Patrol"),
}


class EntryGone(NotFound):
    message = N_("This line of the duty log is not there any more.")


class EntryClosed(Conflict):
    message = N_("This line of the duty log is closed already.")


class TaskMade(Conflict):
    message = N_("This line of the duty log is a task already.")


class EntryKindUnknown(InvalidInput):
    message = N_("Please choose what kind of line it is.")
    field = "kind"


def note(
    work: Work, *, kind: str, text: str, who: str = "", passed_to: str = "", open_item: bool = False
) -> int:
    """What happened, now. An open item passes on at each hand-over until it is closed."""
    work.must("duty_log.note", relation(work))
    if kind not in set(EntryKind):
        raise EntryKindUnknown()
    text = clean_text(text, field="text", required=True)
    row = DutyEntry(
        day=work.today,
        kind=kind,
        at=work.now,
        who=clean_line(who, field="who"),
        passed_to=clean_line(passed_to, field="passed_to"),
        made_by=work.actor.number,
        made_at=work.now,
        closed_at=None if open_item else work.now,
        closed_by=None if open_item else work.actor.number,
    )
    work.session.add(row)
    work.session.flush()
    _word(work, row, text)
    work.record("duty_entry.noted", row.id, kind=kind)
    return row.id


def reword(work: Work, *, entry_id: int, version: int, text: str) -> None:
    """The wordings before stay readable."""
    work.must("duty_log.reword", relation(work))
    row = _found(work, entry_id, version)
    _word(work, row, clean_text(text, field="text", required=True))
    work.record("duty_entry.reworded", row.id)


def close_entry(work: Work, *, entry_id: int, version: int) -> None:
    work.must("duty_log.close_entry", relation(work))
    row = _found(work, entry_id, version)
    if row.closed_at is not None:
        raise EntryClosed()
    row.closed_at, row.closed_by = work.now, work.actor.number
    work.record("duty_entry.closed", row.id)


def make_task(work: Work, *, entry_id: int, version: int) -> int:
    """A draft for the office with what the line says; the line is linked to it."""
    work.must("duty_log.make_task", relation(work))
    row = _found(work, entry_id, version)
    if row.matter_id is not None:
        raise TaskMade()
    wordings = select(DutyWording.text).where(DutyWording.entry_id == row.id).order_by(DutyWording.id.desc())
    text = work.session.scalars(wordings.limit(1)).one()
    first = text.splitlines()[0][:TITLE]
    facts = replace(Facts(title=first), background=text, source_reference=f"{row.who} {day(row.day)}".strip())
    row.matter_id = tasks.write_draft(work, facts, created_by=work.actor.number)
    if row.closed_at is None:
        row.closed_at, row.closed_by = work.now, work.actor.number
    work.record("duty_entry.made_task", row.id, matter_id=row.matter_id)
    return row.matter_id


def _word(work: Work, row: DutyEntry, text: str) -> None:
    work.session.add(DutyWording(entry_id=row.id, text=text, made_by=work.actor.number, made_at=work.now))
    work.session.flush()


def _found(work: Work, entry_id: int, version: int) -> DutyEntry:
    row = work.session.get(DutyEntry, entry_id, with_for_update=True)
    if row is None:
        raise EntryGone()
    if row.version != version:
        raise SomebodyWasFaster()
    return row
