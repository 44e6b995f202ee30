"""Which tasks the history moved between two numbers, and whether that can be told card by card."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Event

MOST_EVENTS, MOST_TASKS = 200, 40

# Steps that take nobody's sight of a task away and touch no other: tests/board/test_changes.py walks them.
STEPS = frozenset(
    f"task.{step}"
    for step in (
        "accepted",
        "application_taken_back",
        "applied_to_close",
        "approved",
        "archived",
        "cancelled",
        "closed",
        "commented",
        "copy_read",
        "draft_dropped",
        "draft_edited",
        "drafted",
        "evaluated",
        "extended",
        "extension_asked",
        "extension_refused",
        "handler_named",
        "issued",
        "marked_difficult",
        "node_done",
        "part_done",
        "part_reported",
        "part_signed_for",
        "paused",
        "reassignment_asked",
        "reassignment_refused",
        "reopened",
        "reported",
        "resumed",
        "returned",
        "seen",
        "sign_off_asked",
        "sign_off_refused",
        "signed_for",
        "signed_off",
        "urge_answered",
        "urged",
    )
) | {"file.removed"}
# These may take it away where the task is internal.
WARY = frozenset({"task.edited", "task.handed_on"})
# What changes neither a card nor who may see it.
ELSEWHERE = frozenset(
    {"area", "bulletin", "edition", "finding", "meeting", "roster", "round", "session", "view"}
)


def stirred(session: Session, since: int, number: int) -> dict[int, bool] | None:
    """The tasks that moved, and whether that may have taken one out of sight; None where more happened than
    is told here, or too much of it."""
    asked = select(Event.action, Event.subject, Event.matter_id)
    found = session.execute(asked.where(Event.id > since, Event.id <= number).limit(MOST_EVENTS + 1)).all()
    tasks: dict[int, bool] = {}
    for action, subject, task in found:
        if subject in ELSEWHERE:
            continue
        if task is None or action not in STEPS | WARY:
            return None
        tasks[task] = tasks.get(task, False) or action in WARY
    return tasks if len(found) <= MOST_EVENTS and len(tasks) <= MOST_TASKS else None
