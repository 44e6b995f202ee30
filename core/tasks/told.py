"""Who was told what about a task, when, and by which channel."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core import notices
from core.tasks.sight import look_at
from core.work import Work
from db.models import Channel, Message, MessageLine, Notice, Person, Reminder

NEWEST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """`channel` is empty for the inbox, where a notice is at once. `at` is None where it has not gone out."""

    id: str
    person: str
    text: str
    channel: str
    state: str
    at: datetime | None
    turn_id: int | None


def told(work: Work, *, task_id: int) -> list[Told]:
    """For those who may read its papers; the newest NEWEST of each, newest first."""
    look_at(work, task_id, "told")
    found = [*_inboxes(work, task_id), *_outbox(work, task_id)]
    return sorted(found, key=lambda one: (one.at is None, one.at or work.now, one.id), reverse=True)


def _inboxes(work: Work, task_id: int) -> list[Told]:
    statement = (
        select(Notice, Person.name, Reminder.turn_id)
        .join(Person, Person.id == Notice.person_id)
        .outerjoin(Reminder, Reminder.notice_id == Notice.id)
        .where(Notice.matter_id == task_id)
        .order_by(Notice.id.desc())
        .limit(NEWEST)
    )
    return [
        Told(f"n{one.id}", name, notices.sentence(one.kind, one.values), "", "sent", one.at, turn_id)
        for one, name, turn_id in work.session.execute(statement)
    ]


def _outbox(work: Work, task_id: int) -> list[Told]:
    statement = (
        select(MessageLine, Message, Channel.name, Person.name)
        .join(Message, Message.id == MessageLine.message_id)
        .join(Channel, Channel.id == MessageLine.channel_id)
        .outerjoin(Person, Person.id == Message.person_id)
        .where(MessageLine.matter_id == task_id)
        .order_by(MessageLine.id.desc())
        .limit(NEWEST)
    )
    found = []
    for line, message, channel, name in work.session.execute(statement):
        state = "dropped" if line.dropped_at else message.state
        at = message.ended_at if state == "sent" else None
        found.append(Told(f"m{line.id}", name or "", line.text, channel, state, at, line.turn_id))
    return found
