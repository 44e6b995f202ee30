"""The channels of the office: set up by an administrator, tried with a test. Secrets go in and never out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from core.actor import Actor
from core.channels import gateway, hosts, sealing
from core.channels.delivering import deliver
from core.channels.kinds import FACTS, KIND_NAMES, ROBOTS, Fact, Kind
from core.channels.kinds import Way as Usual
from core.channels.parcel import REASONS, NotDelivered, Parcel, Way
from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_, Text, _
from core.text import clean_line, clean_text
from core.work import SomebodyWasFaster, Work, look
from db.models import Channel


class ChannelGone(NotFound):
    message = N_("There is no such channel.")


class NameTaken(InvalidInput):
    message = N_("There is a channel of this name already.")
    field = "name"


class OnlyRobots(InvalidInput):
    message = N_("Only a robot speaks to a whole group.")
    field = "group"


class NoLinksForGroups(InvalidInput):
    message = N_("A robot speaks where everybody in its group reads: it sends no one-time links.")
    field = "one_time_links"


class ChooseOne(InvalidInput):
    message = N_("Choose one of these.")


class PortWanted(InvalidInput):
    message = N_("The port is a number up to 65535.")
    field = "port"


class NotThrough(Conflict):
    message = N_("The test did not get through: {channel} {reason}.")


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """`kept` names the secrets that are there."""

    id: int
    kind: Kind
    name: str
    enabled: bool
    group: bool
    usual: Usual
    one_time_links: bool
    settings: Mapping[str, str]
    kept: tuple[str, ...]
    failures: int
    rests_until: datetime | None
    version: int


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """What somebody typed. A secret that is left empty stays as it is."""

    kind: Kind
    name: str
    enabled: bool = True
    group: bool = False
    usual: Usual = Usual.DIGEST
    one_time_links: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)


def channels(work: Work) -> list[ChannelRow]:
    work.must("channels.channels")
    return [_row(one) for one in work.session.scalars(select(Channel).order_by(Channel.id))]


def save_channel(work: Work, *, plan: Plan, channel_id: int | None = None, version: int = 0) -> int:
    """A new channel, or other facts for one; secrets that are typed replace the old ones."""
    work.must("channels.save_channel")
    kind, name = Kind(plan.kind), clean_line(plan.name, limit=40, field="name", required=True)
    if plan.group and kind not in ROBOTS:
        raise OnlyRobots()
    if plan.one_time_links and kind in ROBOTS:
        raise NoLinksForGroups()
    channel = _loaded(work, channel_id, version, kind)
    _free(work, name, channel_id)
    known = sealing.opened(channel.sealed, channel.id) if channel_id and _opens(channel) else {}
    plain, secrets = _checked(kind, plan.facts, known)
    changes = _write(channel, plan, name, plain)
    work.session.flush()
    if secrets != known or not channel_id:
        channel.sealed = sealing.sealed(secrets, channel.id)
        changes["secrets"] = ["", ", ".join(sorted(secrets))]
    work.record("channel.saved", channel.id, kind=kind.value, name=name, **changes)
    return channel.id


def drop_channel(work: Work, *, channel_id: int, version: int) -> None:
    """Switched off, and its secrets are forgotten; what went out by it stays known."""
    work.must("channels.drop_channel")
    channel = _loaded(work, channel_id, version, None)
    channel.enabled, channel.sealed = False, ""
    work.record("channel.dropped", channel.id, name=channel.name)


def send_test(actor: Actor, *, channel_id: int, to: str) -> None:
    """At once and outside a transaction. Raises NotThrough with the reason, and nothing of the secret."""
    with look(actor) as work:
        work.must("channels.save_channel")
        channel = work.session.get(Channel, channel_id)
        if channel is None:
            raise ChannelGone()
        wanted = not (channel.group or (channel.kind in ROBOTS and not to))
        address = clean_line(to, limit=100, field="to", required=wanted)
        text = _("A test from the office: this channel works.")
        parcel = Parcel(address, text, text, work.now, f"test-{channel_id}-{work.now:%H%M%S%f}")
        kept = Channel(id=channel.id, kind=channel.kind, settings=channel.settings, sealed=channel.sealed)
        name = channel.name
    try:
        deliver(way(kept), parcel)
    except NotDelivered as failure:
        raise NotThrough(channel=name, reason=why(failure.code)) from None


def why(code: str) -> str:
    """A failure as a sentence part, in the reader's language."""
    reason, _sign, number = code.partition(":")
    return _(REASONS.get(reason, REASONS["odd"]), number=number)


def way(channel: Channel) -> Way:
    """Raises NotDelivered where the key is another one."""
    return Way(channel.kind, channel.settings, sealing.opened(channel.sealed, channel.id))


def went_wrong(work: Work, channel_id: int, until: datetime) -> None:
    """The channel rests, longer each time."""
    told = update(Channel).where(Channel.id == channel_id)
    work.session.execute(told.values(failures=Channel.failures + 1, rests_until=until))


def went_well(work: Work, channel_id: int) -> None:
    told = update(Channel).where(Channel.id == channel_id, Channel.failures > 0)
    work.session.execute(told.values(failures=0, rests_until=None))


def _loaded(work: Work, channel_id: int | None, version: int, kind: Kind | None) -> Channel:
    if channel_id is None:
        made = Channel(kind=str(kind), name="", settings={}, sealed="")
        work.session.add(made)
        return made
    channel = work.session.get(Channel, channel_id, with_for_update=True)
    if channel is None or kind not in (None, channel.kind):
        raise ChannelGone()
    if channel.version != version:
        raise SomebodyWasFaster()
    return channel


def _free(work: Work, name: str, channel_id: int | None) -> None:
    with work.session.no_autoflush:
        other = work.session.scalar(select(Channel.id).where(Channel.name == name))
    if other not in (None, channel_id):
        raise NameTaken()


def _write(channel: Channel, plan: Plan, name: str, plain: dict[str, str]) -> dict[str, Any]:
    wanted = {
        "name": name,
        "enabled": bool(plan.enabled),
        "group": bool(plan.group),
        "usual": Usual(plan.usual).value,
        "one_time_links": bool(plan.one_time_links),
        "settings": plain,
    }
    changes = {}
    for column, value in wanted.items():
        before = getattr(channel, column)
        if before != value:
            changes[column] = [before, value]
            setattr(channel, column, value)
    channel.failures, channel.rests_until = 0, None
    return {column: pair for column, pair in changes.items() if column != "name"}


def _checked(
    kind: Kind, typed: Mapping[str, str], known: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    plain, secrets = {}, dict(known)
    for fact in FACTS[kind]:
        value = _value(fact, typed.get(fact.name), known)
        if fact.secret:
            secrets[fact.name] = value
        else:
            plain[fact.name] = value
    _check_place(kind, plain)
    return plain, secrets


def _value(fact: Fact, typed: str | None, known: Mapping[str, str]) -> str:
    cleaned = clean_text if fact.long else clean_line
    kept = known.get(fact.name, "") if fact.secret else fact.default
    required = fact.needed and not kept
    value = cleaned(typed, limit=2000 if fact.long else 300, field=fact.name, required=required) or kept
    if fact.choices and value not in fact.choices:
        raise ChooseOne(field=fact.name)
    return value


def _check_place(kind: Kind, plain: dict[str, str]) -> None:
    if kind is Kind.MAIL:
        if not (plain["port"].isdecimal() and 0 < int(plain["port"]) < 65_536):
            raise PortWanted()
        hosts.check_host(plain["host"], int(plain["port"]), field="host")
        return
    name = "url" if kind is Kind.GATEWAY else "server"
    plain[name] = plain[name].rstrip("/")
    hosts.check_url(plain[name], field=name)
    if kind is Kind.GATEWAY:
        gateway.check_pattern(plain["body"])


def _opens(channel: Channel) -> bool:
    try:
        sealing.opened(channel.sealed, channel.id)
    except NotDelivered:
        return False
    return True


def _row(channel: Channel) -> ChannelRow:
    kind = Kind(channel.kind)
    kept = tuple(fact.name for fact in FACTS[kind] if fact.secret) if channel.sealed else ()
    return ChannelRow(
        channel.id,
        kind,
        channel.name,
        channel.enabled,
        channel.group,
        Usual(channel.usual),
        channel.one_time_links,
        channel.settings,
        kept,
        channel.failures,
        channel.rests_until,
        channel.version,
    )


def named(kind: str) -> Text:
    return KIND_NAMES[Kind(kind)]
