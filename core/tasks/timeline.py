"""The timeline of a task: its history as sentences in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.i18n import N_, Text, _, day
from core.tasks.sight import look_at_papers
from core.work import Work
from db.models import Event, Person

NEWEST = 300

SENTENCES: dict[str, Text] = {
    "task.drafted": N_("drafted the item"),
    "task.draft_edited": N_("edited the draft"),
    "task.draft_dropped": N_("dropped the draft"),
    "task.sign_off_asked": N_("laid it before {leader} to sign off"),
    "task.signed_off": N_("signed it off"),
    "task.sign_off_refused": N_("did not sign it off"),
    "task.issued": N_("issued it as {number}, due {due_day}"),
    "task.recalled": N_("recalled it"),
    "task.handed_on": N_("handed it on: {lead}"),
    "task.copied": N_("sent copies to {people}"),
    "task.merged": N_("merged it into {into}"),
    "task.took_in": N_("merged {other} into it"),
    "task.signed_for": N_("signed for it; handler: {handler}"),
    "task.part_signed_for": N_("signed for the part of {part}; handler: {handler}"),
    "task.handler_named": N_("changed the handler: {handler}"),
    "task.reassignment_asked": N_("asked for reassignment"),
    "task.reassignment_refused": N_("confirmed the department"),
    "task.reported": N_("reported progress: {percent} %"),
    "task.part_reported": N_("reported on the part of {part}: {percent} %"),
    "task.part_done": N_("finished the part of {part}"),
    "task.node_done": N_("reached the step “{node}”"),
    "task.extension_asked": N_("asked for another day: {due_day}"),
    "task.extended": N_("granted another day: {due_day}"),
    "task.extension_refused": N_("refused the extension"),
    "task.applied_to_close": N_("applied to close it (round {round})"),
    "task.application_taken_back": N_("took the application back"),
    "task.accepted": N_("accepted it; it awaits approval"),
    "task.closed": N_("closed it (round {round})"),
    "task.approved": N_("approved the closure"),
    "task.returned": N_("returned it: round {round}"),
    "task.evaluated": N_("evaluated it"),
    "task.archived": N_("archived it"),
    "task.urged": N_("urged the department ({form})"),
    "task.urge_answered": N_("answered the urge: {answer}"),
    "task.marked_difficult": N_("set or lifted the mark “difficult”"),
    "task.fast_track_opened": N_("opened the fast track: {ground}; owed: {owed}"),
    "task.owed_handed_in": N_("handed in the owed paper: {paper}"),
    "task.paused": N_("paused it"),
    "task.resumed": N_("let it go on"),
    "task.cancelled": N_("cancelled it"),
    "task.reopened": N_("opened it again, due {due_day}"),
    "task.edited": N_("changed the facts: {fields}"),
    "task.commented": N_("wrote in the conversation"),
    "task.seen": N_("opened it for the first time"),
    "task.copy_read": N_("read the copy"),
    "slip.issued": N_("issued the slip {number} to {department}: {found}"),
    "slip.answered": N_("replied to the slip {number}: {answer}"),
    "slip.raised": N_("laid the unanswered slip {number} before {people}"),
    "slip.cancelled": N_("cancelled the slip {number}"),
    "export.slip": N_("printed the slip {number}"),
    "export.notice": N_("printed the notice of assignment"),
    "export.one_page": N_("printed the one-page sheet"),
    "export.case_file": N_("took out the case file"),
    "meeting.decided": N_("decided in a meeting: {decision}"),
    "meeting.resolved": N_("decided in a meeting, item “{item}”"),
    "turn.handed_over": N_("handed an open turn over"),
    "file.kept": N_("added the file {name}"),
    "file.removed": N_("removed the file {name}"),
}
FIELD_NAMES: dict[str, Text] = {
    "title": N_("Title"),
    "source": N_("Source"),
    "source_reference": N_("Reference"),
    "importance": N_("Importance"),
    "urgency": N_("Urgency"),
    "internal": N_("Internal, not on the screen"),
    "lead_department_id": N_("Lead department"),
    "supervising_department_id": N_("Supervising department"),
    "due_day": N_("Due day"),
    "parent_id": N_("Belongs to"),
    "background": N_("Background"),
    "standard": N_("Standard of completion"),
    "form": N_("Form of completion"),
    "quantity": N_("Target quantity"),
    "unit": N_("Unit"),
    "given_by": N_("Given by"),
    "needs_sign_off": N_("Needs a sign-off"),
    "needs_approval": N_("Needs approval to close"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: when, who (and for whom), what, why."""

    id: int
    at: datetime
    person: str
    for_person: str
    action: str
    sentence: str
    reason: str


def timeline(work: Work, *, task_id: int) -> list[Line]:
    """The newest NEWEST lines of the history of a task, newest first."""
    look_at_papers(work, task_id, "timeline")
    other = aliased(Person)
    statement = (
        select(Event, Person.name, other.name)
        .outerjoin(Person, Person.id == Event.person_id)
        .outerjoin(other, other.id == Event.for_person_id)
        .where(Event.matter_id == task_id)
        .order_by(Event.id.desc())
        .limit(NEWEST)
    )
    return [
        Line(
            event.id,
            event.at,
            who or "",
            whom or "",
            event.action,
            sentence(event.action, event.particulars),
            event.reason,
        )
        for event, who, whom in work.session.execute(statement)
    ]


def sentence(action: str, particulars: Mapping[str, Any]) -> str:
    """What an event says; changed values read old → new."""
    text = SENTENCES.get(action)
    if text is None:
        return action
    values = {name: _said(value) for name, value in particulars.items()}
    changed = particulars.get("facts") or {}
    fields = [_(FIELD_NAMES[name]) for name in changed if name in FIELD_NAMES]
    known = _Blank(values | {"fields": _(", ").join(fields)})
    return _(text).format_map(known)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _said(value: Any) -> str:
    if isinstance(value, list) and len(value) == 2:
        old, new = _said(value[0]), _said(value[1])
        return f"{old} → {new}" if old else new
    if isinstance(value, list):
        return _(", ").join(_said(one) for one in value)
    if isinstance(value, str) and len(value) == 10 and value[4:5] == value[7:8] == "-":
        return day(date.fromisoformat(value), year=True)
    return "" if value is None else str(value)
