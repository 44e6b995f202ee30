"""Into the outbox: in the transaction of what is told, once for each notice and channel.

A reminder always comes in the digest of the day, of which there is one for each person and channel.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite

from core.channels import ROBOTS, Way
from core.i18n import speaking
from core.messages.hours import awake, next_digest
from core.messages.readers import Reader, channels, readers
from core.settings import settings
from core.work import Work
from db.models import Channel, Matter, Message, MessageLine

LONGEST = 600
Said = Callable[[str, Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice that was just written. With a turn it is a reminder, and falls silent with it."""

    notice_id: int
    person_id: int
    kind: str
    values: Mapping[str, Any]
    matter_id: int | None
    turn_id: int | None = None
    due_revision: int | None = None
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Envelope:
    channel_id: int
    person_id: int | None
    day: date
    due_at: datetime

    @property
    def key(self) -> str:
        return f"{self.channel_id}:{self.person_id or 'group'}:{self.day.isoformat()}"


@dataclass(slots=True)
class Sorted:
    """Which letter goes by itself, and which into whose digest."""

    single: list[tuple[Letter, Channel, Reader]] = field(default_factory=list)
    gathered: list[tuple[Letter, Channel, Reader | None]] = field(default_factory=list)


def post(work: Work, letters: Sequence[Letter], said: Said) -> None:
    """`said` is the sentence of a kind with its values, in the language that is spoken."""
    ways = channels(work.session) if letters else []
    if not ways:
        return
    people = readers(work.session, {one.person_id for one in letters})
    piles = _sorted(letters, ways, people, _internal(work, letters))
    _post_singly(work, piles.single, said)
    _post_gathered(work, piles.gathered, said)


def _internal(work: Work, letters: Sequence[Letter]) -> set[int]:
    """The notices about internal matters, of whatever kind."""
    about = sorted({one.matter_id for one in letters if one.matter_id is not None})
    known = select(Matter.id).where(Matter.id.in_(about), Matter.internal)
    matters = set(work.session.scalars(known)) if about else set()
    return {one.notice_id for one in letters if one.internal or one.matter_id in matters}


def _sorted(
    letters: Sequence[Letter], ways: list[Channel], people: dict[int, Reader], internal: set[int]
) -> Sorted:
    """A robot writes into its group even when it speaks to one: what is internal never goes there."""
    piles = Sorted()
    turns: set[int] = set()
    for letter in letters:
        reader = people.get(letter.person_id)
        new = letter.turn_id is not None and letter.turn_id not in turns
        turns |= {letter.turn_id} if letter.turn_id is not None else set()
        for channel in ways:
            if letter.notice_id in internal and (channel.group or channel.kind in ROBOTS):
                continue
            if channel.group:
                if new:
                    piles.gathered.append((letter, channel, None))
            elif reader is not None:
                _sort_one(piles, letter, channel, reader)
    return piles


def _sort_one(piles: Sorted, letter: Letter, channel: Channel, reader: Reader) -> None:
    way = reader.way(channel)
    if way is Way.NOW and letter.turn_id is None:
        piles.single.append((letter, channel, reader))
    elif way is not Way.OFF:
        piles.gathered.append((letter, channel, reader))


def _post_singly(work: Work, pile: list[tuple[Letter, Channel, Reader]], said: Said) -> None:
    messages = [
        Message(
            channel_id=channel.id,
            person_id=reader.id,
            made_at=work.now,
            due_at=awake(reader.hours, work.now, work.zone),
        )
        for _letter, channel, reader in pile
    ]
    work.session.add_all(messages)
    work.session.flush()
    rows = [
        _line(letter, channel, message.id, reader.language, said)
        for (letter, channel, reader), message in zip(pile, messages, strict=True)
    ]
    _insert(work, MessageLine, rows, "notice_id", "channel_id")


def _post_gathered(work: Work, pile: list[tuple[Letter, Channel, Reader | None]], said: Said) -> None:
    """Into today's digest; where that has gone out already, into tomorrow's."""
    for later in (False, True):
        wanted = [_envelope(work, letter, channel, reader, later=later) for letter, channel, reader in pile]
        open_ones = _envelopes(work, wanted)
        rows, rest = [], []
        for (letter, channel, reader), envelope in zip(pile, wanted, strict=True):
            if envelope.key in open_ones:
                language = reader.language if reader else settings().language
                rows.append(_line(letter, channel, open_ones[envelope.key], language, said))
            else:
                rest.append((letter, channel, reader))
        _insert(work, MessageLine, rows, "notice_id", "channel_id")
        pile = rest
        if not pile:
            return


def _envelope(
    work: Work, letter: Letter, channel: Channel, reader: Reader | None, *, later: bool
) -> Envelope:
    if reader is None:
        day = date.fromordinal(work.today.toordinal() + later)
        return Envelope(channel.id, None, day, work.now)
    hours = reader.hours
    if later:
        midnight = datetime.combine(work.today, datetime.max.time(), work.zone)
        day, due_at = next_digest(hours, midnight, work.zone, today=False)
    else:
        day, due_at = next_digest(hours, work.now, work.zone, today=letter.turn_id is not None)
    return Envelope(channel.id, reader.id, day, due_at)


def _envelopes(work: Work, wanted: Iterable[Envelope]) -> dict[str, int]:
    """The messages with these keys that have not gone out, made where there were none; locked."""
    by_key = {one.key: one for one in wanted}
    keys = sorted(by_key)  # always in the same order: two who do this at once wait for each other
    rows = [
        {
            "channel_id": by_key[key].channel_id,
            "person_id": by_key[key].person_id,
            "digest": key,
            "day": by_key[key].day,
            "made_at": work.now,
            "due_at": by_key[key].due_at,
            "state": "waiting",
        }
        for key in keys
    ]
    _insert(work, Message, rows, "digest")
    found = select(Message.digest, Message.id).where(Message.digest.in_(keys), Message.state == "waiting")
    locked = found.order_by(Message.digest).with_for_update()
    return {str(key): number for key, number in work.session.execute(locked)} if keys else {}


def _line(letter: Letter, channel: Channel, message_id: int, language: str, said: Said) -> dict[str, Any]:
    with speaking(language):
        text = said(letter.kind, letter.values)
    return {
        "message_id": message_id,
        "notice_id": letter.notice_id,
        "channel_id": channel.id,
        "matter_id": letter.matter_id,
        "turn_id": letter.turn_id,
        "due_revision": letter.due_revision,
        "text": text[:LONGEST],
    }


def _insert(work: Work, table: Any, rows: list[dict[str, Any]], *unique: str) -> None:
    if not rows:
        return
    dialect = sqlite if work.session.get_bind().dialect.name == "sqlite" else postgresql
    once: Insert = dialect.insert(table).on_conflict_do_nothing(index_elements=list(unique))
    work.session.execute(once, rows)
