"""Taking one message out of the outbox for a while, and saying afterwards what became of it.

A claim carries a word of its own. Whoever comes back after the lease is over finds the row "unknown": it may
have been sent, so a person decides whether it goes out again.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Update, or_, select, update

from core import channels, places
from core.channels import NotDelivered, Parcel
from core.i18n import speaking
from core.messages import links, wording
from core.messages.readers import Reader, readers
from core.messages.wording import Said
from core.settings import settings
from core.work import Work
from db.models import Channel, Matter, Message, MessageLine, Notice, Turn

LEASE = timedelta(minutes=2)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))


@dataclass(frozen=True, slots=True)
class Claimed:
    message_id: int
    channel_id: int
    claim: str
    tries: int
    parcel: Parcel


def waiting_channels(work: Work) -> list[int]:
    """Channels that are switched on, do not rest, and have something to send now."""
    due = select(Message.channel_id).where(Message.state == "waiting", Message.due_at <= work.now)
    rested = or_(Channel.rests_until.is_(None), Channel.rests_until <= work.now)
    wanted = select(Channel.id).where(Channel.enabled, rested, Channel.id.in_(due)).order_by(Channel.id)
    return list(work.session.scalars(wanted))


def give_up_dead(work: Work) -> int:
    """Claims whose sender never came back: nobody knows whether they were sent."""
    dead = update(Message).where(Message.state == "sending", Message.claimed_until < work.now)
    told = dead.values(state="unknown", failure="died", ended_at=work.now)
    return int(work.session.execute(told).rowcount)  # type: ignore[attr-defined]


def claim(work: Work, channel_id: int) -> Claimed | None:
    """The next message that has something to say; those that have nothing left are dropped.

    One at a time for each channel: else two senders would take the digests of two days of one person.
    """
    alone = select(Channel).where(Channel.id == channel_id).with_for_update(key_share=True)
    channel = work.session.scalars(alone).one()
    while (message := _next(work, channel_id)) is not None:
        _gather(work, message)
        lines = _living(work, message)
        people = readers(work.session, [message.person_id] if message.person_id else [])
        reader = people.get(message.person_id or 0)
        if not lines or (message.person_id is not None and reader is None):
            message.state, message.ended_at = "dropped", work.now
            work.session.flush()
            continue
        return _taken(work, message, channel, reader, lines)
    return None


def sent(work: Work, claimed: Claimed) -> None:
    """Also where the lease was over meanwhile: now it is known."""
    work.session.execute(
        _mine(claimed).values(state="sent", ended_at=work.now, failure="", claimed_until=None)
    )
    channels.went_well(work, claimed.channel_id)


def failed(work: Work, claimed: Claimed, failure: NotDelivered) -> None:
    """Tried again after a while that grows; after the last one a person has to look."""
    last = claimed.tries > len(PAUSES)
    again = work.now + PAUSES[min(claimed.tries, len(PAUSES)) - 1]
    told: dict[str, object] = {"failure": failure.code, "claimed_until": None}
    told |= {"state": "failed", "ended_at": work.now} if last else {"state": "waiting", "due_at": again}
    work.session.execute(_mine(claimed).values(**told))
    if failure.of_the_channel:
        channels.went_wrong(work, claimed.channel_id, work.now + _rest(work, claimed.channel_id))


def _rest(work: Work, channel_id: int) -> timedelta:
    """A channel rests an hour at most, so that it is tried again soon after it was repaired."""
    failures = work.session.scalar(select(Channel.failures).where(Channel.id == channel_id)) or 0
    return PAUSES[min(failures, 3)]


def _next(work: Work, channel_id: int) -> Message | None:
    ready = (Message.channel_id == channel_id, Message.state == "waiting", Message.due_at <= work.now)
    first = select(Message).where(*ready).order_by(Message.due_at, Message.id).limit(1)
    return work.session.scalars(first.with_for_update(skip_locked=True)).one_or_none()


def _gather(work: Work, message: Message) -> None:
    """After a standstill the digests of several days go out as one."""
    if message.digest is None:
        return
    same = (Message.channel_id == message.channel_id, Message.person_id == message.person_id)
    others = select(Message).where(*same, Message.id != message.id, Message.digest.is_not(None))
    due = others.where(Message.state == "waiting", Message.due_at <= work.now).order_by(Message.id)
    for other in work.session.scalars(due.with_for_update(skip_locked=True)):
        moved = update(MessageLine).where(MessageLine.message_id == other.id)
        work.session.execute(moved.values(message_id=message.id))
        other.state, other.ended_at = "dropped", work.now
    work.session.flush()


def _living(work: Work, message: Message) -> list[MessageLine]:
    """Reminders of turns that ended, rest, or have another day are silent; of one turn the last counts."""
    statement = (
        select(MessageLine, Turn.done_at, Turn.due_revision, Matter.state)
        .outerjoin(Turn, Turn.id == MessageLine.turn_id)
        .outerjoin(Matter, Matter.id == Turn.matter_id)
        .where(MessageLine.message_id == message.id, MessageLine.dropped_at.is_(None))
        .order_by(MessageLine.id)
    )
    rows = list(work.session.execute(statement))
    last = {line.turn_id: line.id for line, *_ in rows}
    living = []
    for line, done_at, revision, state in rows:
        over = done_at is not None or revision != line.due_revision or state == "paused"
        if line.turn_id is not None and (over or line.id != last[line.turn_id]):
            line.dropped_at = work.now
        else:
            living.append(line)
    return living


def _taken(
    work: Work, message: Message, channel: Channel, reader: Reader | None, lines: list[MessageLine]
) -> Claimed:
    message.state, message.claim = "sending", secrets.token_hex(8)
    message.claimed_until, message.tries = work.now + LEASE, message.tries + 1
    leads = _places(work, lines)
    said = [Said(line.text, line.matter_id, leads[line.notice_id]) for line in lines]
    with speaking(reader.language if reader else settings().language):
        parcel = Parcel(
            to=reader.address(channel) if reader else "",
            subject=wording.subject(said),
            text=wording.body(channel.kind, said, links.of(work, channel, reader, said)),
            at=work.now,
            key=f"luoshi-{message.id}-{message.made_at:%Y%m%d%H%M%S}",
        )
    work.session.flush()
    return Claimed(message.id, channel.id, message.claim, message.tries, parcel)


def _places(work: Work, lines: list[MessageLine]) -> dict[int, str]:
    """The screen that each of these notices leads to."""
    told = (
        select(Notice.id, Notice.kind, Notice.values, Notice.matter_id, Matter.kind)
        .outerjoin(Matter, Matter.id == Notice.matter_id)
        .where(Notice.id.in_([line.notice_id for line in lines]))
    )
    return {number: places.of_notice(*facts) for number, *facts in work.session.execute(told)}


def _mine(claimed: Claimed) -> Update:
    held = Message.claim == claimed.claim, Message.state.in_(("sending", "unknown"))
    return update(Message).where(Message.id == claimed.message_id, *held)
