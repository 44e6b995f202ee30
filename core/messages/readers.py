"""Who is to be written to, by which channels, where, and when: read for many people at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import office
from core.channels import Kind, Way
from core.messages.hours import Hours
from db.models import Channel, ChannelChoice, Habit, Person


@dataclass(frozen=True, slots=True)
class Reader:
    id: int
    language: str
    role: str
    user_name: str
    phone: str
    email: str
    hours: Hours
    choices: Mapping[int, tuple[Way, str]]

    def way(self, channel: Channel) -> Way:
        """Somebody who cannot be found there hears nothing."""
        chosen = self.choices.get(channel.id)
        return (chosen[0] if chosen else Way(channel.usual)) if self.address(channel) else Way.OFF

    def address(self, channel: Channel) -> str:
        chosen = self.choices.get(channel.id)
        return (chosen[1] if chosen else "") or self.usual_address(Kind(channel.kind))

    def usual_address(self, kind: Kind) -> str:
        if kind is Kind.MAIL:
            return self.email
        return self.user_name if kind in (Kind.WECOM, Kind.FEISHU, Kind.FEISHU_ROBOT) else self.phone


def channels(session: Session) -> list[Channel]:
    """Those that are switched on, read once in a transaction."""
    kept = session.info.get("channels")
    if kept is None:
        with session.no_autoflush:
            kept = list(session.scalars(select(Channel).where(Channel.enabled).order_by(Channel.id)))
        session.info["channels"] = kept
    return kept


def readers(session: Session, person_ids: Collection[int]) -> dict[int, Reader]:
    """Enabled people by number."""
    wanted = sorted(set(person_ids))
    chosen: dict[int, dict[int, tuple[Way, str]]] = {}
    for choice in session.scalars(select(ChannelChoice).where(ChannelChoice.person_id.in_(wanted))):
        chosen.setdefault(choice.person_id, {})[choice.channel_id] = (Way(choice.way), choice.address)
    habits = {one.person_id: one for one in session.scalars(select(Habit).where(Habit.person_id.in_(wanted)))}
    columns = (Person.id, Person.language, Person.role, Person.user_name, Person.phone, Person.email)
    rows = session.execute(select(*columns).where(Person.id.in_(wanted), Person.disabled_at.is_(None)))
    return {
        row.id: Reader(*row, hours=hours(session, habits.get(row.id)), choices=chosen.get(row.id, {}))
        for row in rows
    }


def hours(session: Session, habit: Habit | None) -> Hours:
    """One's own, else the office's."""
    profile = office.profile(session)
    return Hours(
        (habit and habit.quiet_from) or profile.quiet_from,
        (habit and habit.quiet_until) or profile.quiet_until,
        (habit and habit.digest_at) or profile.digest_at,
    )
