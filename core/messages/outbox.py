"""The outbox as an administrator sees it: how each channel does, what did not arrive, sending it again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.channels import Kind
from core.errors import Conflict
from core.i18n import N_, Text
from core.text import clean_line
from core.work import Work
from db.models import Channel, Message, MessageLine, Person

PAGE = 50
TROUBLE = ("failed", "unknown")
STATE_NAMES: dict[str, Text] = {
    "waiting": N_("Waiting"),
    "retried": N_("Tried again later"),
    "sending": N_("Being sent"),
    "sent": N_("Went out"),
    "failed": N_("Failed"),
    "unknown": N_("Unknown"),
    "dropped": N_("No longer needed"),
}


class NothingToResend(Conflict):
    message = N_("This message is not waiting for a decision any more.")


@dataclass(frozen=True, slots=True)
class MessageRow:
    """`failure` is a code: core.channels.why says it in words."""

    id: int
    channel: str
    kind: Kind
    person: str
    state: str
    lines: int
    tries: int
    failure: str
    made_at: datetime
    due_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Outbox:
    counts: dict[str, int]
    rows: tuple[MessageRow, ...]


def outbox(work: Work, *, state: str = "trouble", page: int = 1) -> Outbox:
    """`trouble`: failed, unknown, and those that are tried again; else all of one state, newest first."""
    work.must("messages.outbox")
    state = clean_line(state, field="state")
    counted = select(Message.state, func.count()).group_by(Message.state)
    counts = {name: number for name, number in work.session.execute(counted)}
    retried = (Message.state == "waiting") & (Message.tries > 0)
    counts["retried"] = work.session.scalar(select(func.count()).where(retried)) or 0
    which = Message.state.in_(TROUBLE) | retried if state == "trouble" else Message.state == state
    said = select(func.count()).where(MessageLine.message_id == Message.id).scalar_subquery()
    statement = (
        select(Message, Channel.name, Channel.kind, Person.name, said)
        .join(Channel, Channel.id == Message.channel_id)
        .outerjoin(Person, Person.id == Message.person_id)
        .where(which)
        .order_by(Message.id.desc())
        .limit(PAGE)
        .offset((max(page, 1) - 1) * PAGE)
    )
    return Outbox(counts, tuple(_row(*found) for found in work.session.execute(statement)))


def resend(work: Work, *, message_id: int) -> None:
    """A person decided: it goes out again, though it may have arrived."""
    work.must("messages.resend")
    message = _stuck(work, message_id)
    before = message.state
    message.state, message.tries, message.failure = "waiting", 0, ""
    message.due_at, message.ended_at, message.claimed_until = work.now, None, None
    message.claim, message.resent_by = "", work.actor.id
    work.record("message.resent", message.id, state=[before, "waiting"])


def set_aside(work: Work, *, message_id: int) -> None:
    """A person decided: it is not sent again."""
    work.must("messages.set_aside")
    message = _stuck(work, message_id)
    before = message.state
    message.state, message.ended_at = "dropped", work.now
    work.record("message.set_aside", message.id, state=[before, "dropped"])


def _stuck(work: Work, message_id: int) -> Message:
    message = work.session.get(Message, message_id, with_for_update=True)
    if message is None or message.state not in TROUBLE:
        raise NothingToResend()
    return message


def _row(message: Message, channel: str, kind: str, person: str | None, lines: int) -> MessageRow:
    state = "retried" if message.state == "waiting" and message.tries else message.state
    return MessageRow(
        message.id,
        channel,
        Kind(kind),
        person or "",
        state,
        lines,
        message.tries,
        message.failure,
        message.made_at,
        message.due_at,
        message.ended_at,
    )
