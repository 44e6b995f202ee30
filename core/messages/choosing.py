"""What each person chooses: by which channels, at once or once a day, and when to be left alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from core.channels import Kind, Way, to_everybody
from core.errors import InvalidInput
from core.i18n import N_
from core.messages import readers
from core.messages.hours import Hours, clock
from core.text import clean_line
from core.work import Work
from db.models import Channel, ChannelChoice, Habit

TIMES = ("quiet_from", "quiet_until", "digest_at")


class OddTime(InvalidInput):
    message = N_("Please give a time of the day, 08:30 for instance.")


class OddAddress(InvalidInput):
    message = N_("This cannot be an address there.")


class EverybodysAddress(InvalidInput):
    message = N_("What is written to you goes to you alone: “all” cannot be your address.")


@dataclass(frozen=True, slots=True)
class MyWay:
    """`usual` is where one is found without having said so."""

    channel_id: int
    kind: Kind
    name: str
    way: Way
    address: str
    usual: str


@dataclass(frozen=True, slots=True)
class MyWays:
    ways: tuple[MyWay, ...]
    own: Mapping[str, str]
    office: Hours


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ways and addresses by channel; empty times are as the office has them."""

    ways: Mapping[int, Way] = field(default_factory=dict)
    addresses: Mapping[int, str] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)


def my_ways(work: Work) -> MyWays:
    work.must("messages.my_ways")
    session, me = work.session, work.actor.number
    reader = readers.readers(session, [me])[me]
    habit = session.get(Habit, me)
    ways = [_way(one, reader) for one in _personal(work)]
    own = {name: getattr(habit, name) if habit else "" for name in TIMES}
    return MyWays(tuple(ways), own, readers.hours(session, None))


def choose(work: Work, *, chosen: Chosen) -> None:
    """The reader's own; leaves a trace of the ways, not of the addresses."""
    work.must("messages.choose")
    known = {channel.id: channel for channel in _personal(work)}
    changes: dict[str, object] = {}
    for channel_id, way in chosen.ways.items():
        if channel_id in known:
            address = _address(chosen.addresses.get(channel_id, ""), f"address_{channel_id}")
            changes[known[channel_id].name] = _choose_one(work, channel_id, Way(way), address)
    times = {name: _time(chosen.times.get(name, ""), name) for name in TIMES}
    habit = work.session.get(Habit, work.actor.number)
    if habit is None:
        habit = Habit(person_id=work.actor.number)
        work.session.add(habit)
    for name, value in times.items():
        setattr(habit, name, value)
    work.record("person.ways_chosen", work.actor.number, ways=changes, times=times)


def _personal(work: Work) -> list[Channel]:
    usable = select(Channel).where(Channel.enabled, Channel.group.is_(False))
    return list(work.session.scalars(usable.order_by(Channel.id)))


def _way(channel: Channel, reader: readers.Reader) -> MyWay:
    kind = Kind(channel.kind)
    chosen = reader.choices.get(channel.id)
    way, address = chosen or (Way(channel.usual), "")
    return MyWay(channel.id, kind, channel.name, way, address, reader.usual_address(kind))


def _choose_one(work: Work, channel_id: int, way: Way, address: str) -> list[str]:
    key = (work.actor.number, channel_id)
    choice = work.session.get(ChannelChoice, key)
    before = choice.way if choice else ""
    if choice is None:
        choice = ChannelChoice(person_id=key[0], channel_id=channel_id)
        work.session.add(choice)
    choice.way, choice.address = way.value, address
    return [before, way.value]


def _address(typed: str, field: str) -> str:
    text = clean_line(typed, limit=100, field=field)
    if any(sign in text for sign in ' <>"|,;\\'):
        raise OddAddress(field=field)
    if to_everybody(text):
        raise EverybodysAddress(field=field)
    return text


def _time(typed: str, field: str) -> str:
    text = clean_line(typed, limit=5, field=field).replace("：", ":").zfill(5) if typed else ""
    try:
        if text:
            clock(text)
    except ValueError:
        raise OddTime(field=field) from None
    return text
