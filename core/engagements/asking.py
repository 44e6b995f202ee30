"""Asking for a leader's time; what is agreed is held, beside whatever else the leader has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core import notices
from core.actor import Role
from core.engagements.rules import (
    AlreadySettled,
    EndsTooEarly,
    EntryChanged,
    EntryGone,
    NoLeader,
    State,
)
from core.policy import Relation
from core.text import clean_line, clean_text
from core.work import Work
from db.models import Engagement, Hold, Person

ORIGIN = "engagement"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is typed. Moments are aware."""

    leader_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    important: bool = False


def ask(work: Work, *, wanted: Wanted) -> int:
    """Returns the number of the entry; the office sees it and coordinates."""
    work.must("engagements.ask")
    values = _clean(work, wanted)
    row = Engagement(state=State.ASKED, asked_by=work.actor.number, asked_at=work.now, **values)
    work.session.add(row)
    work.session.flush()
    work.record("engagement.asked", row.id, title=row.title)
    return row.id


def change(work: Work, *, entry_id: int, wanted: Wanted, version: int) -> None:
    """Another time or place; what was agreed has to be coordinated anew."""
    row = _load(work, entry_id, "change")
    _unchanged(row, version)
    if row.state not in (State.ASKED, State.AGREED):
        raise AlreadySettled()
    values = _clean(work, wanted)
    changed: dict[str, Any] = {
        name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value
    }
    for name, value in values.items():
        setattr(row, name, value)
    row.state = State.ASKED
    _release(work, row)
    work.record("engagement.changed", row.id, **changed)


def withdraw(work: Work, *, entry_id: int, version: int) -> None:
    row = _load(work, entry_id, "withdraw")
    _unchanged(row, version)
    if row.state not in (State.ASKED, State.AGREED):
        raise AlreadySettled()
    row.state = State.WITHDRAWN
    _release(work, row)
    work.record("engagement.withdrawn", row.id, title=row.title)


def agree(work: Work, *, entry_id: int, version: int) -> None:
    """It stands: the leader is held, the leader and who asked are told."""
    row = _to_decide(work, entry_id, version, "agree")
    row.state, row.decided_by = State.AGREED, work.actor.number
    held = Hold(
        subject="person",
        subject_id=row.leader_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        exclusive=False,
        origin=ORIGIN,
        origin_id=row.id,
        made_by=work.actor.number,
        made_at=work.now,
    )
    work.session.add(held)
    work.session.flush()
    work.record("engagement.agreed", row.id, title=row.title)
    _tell(work, row, "engagement_agreed", [row.leader_id, row.asked_by])


def refuse(work: Work, *, entry_id: int, version: int, reason: str) -> None:
    row = _to_decide(work, entry_id, version, "refuse")
    row.reason = clean_text(reason, limit=500, field="reason", required=True)
    row.state, row.decided_by = State.REFUSED, work.actor.number
    work.record("engagement.refused", row.id, title=row.title, reason=row.reason)
    _tell(work, row, "engagement_refused", [row.asked_by], reason=row.reason)


def _to_decide(work: Work, entry_id: int, version: int, function: str) -> Engagement:
    work.must(f"engagements.{function}")
    row = work.session.get(Engagement, entry_id, with_for_update=True)
    if row is None:
        raise EntryGone()
    _unchanged(row, version)
    if row.state != State.ASKED:
        raise AlreadySettled()
    return row


def _load(work: Work, entry_id: int, function: str) -> Engagement:
    row = work.session.get(Engagement, entry_id, with_for_update=True)
    if row is None:
        raise EntryGone()
    own = bool(work.actor.selves & {row.asked_by, row.leader_id})
    work.must(f"engagements.{function}", Relation.OWN if own else Relation.OTHER)
    return row


def _unchanged(row: Engagement, version: int) -> None:
    if row.version != version:
        raise EntryChanged()


def _clean(work: Work, wanted: Wanted) -> dict[str, object]:
    leader = work.session.get(Person, wanted.leader_id)
    if leader is None or leader.disabled_at is not None or leader.role != Role.LEADER:
        raise NoLeader()
    first, last = wanted.starts_at.astimezone(work.zone), wanted.ends_at.astimezone(work.zone)
    if not first < last or first.date() != last.date():
        raise EndsTooEarly()
    return {
        "leader_id": leader.id,
        "title": clean_line(wanted.title, limit=120, field="title", required=True),
        "place": clean_line(wanted.place, limit=120, field="place"),
        "starts_at": wanted.starts_at,
        "ends_at": wanted.ends_at,
        "important": bool(wanted.important),
    }


def _release(work: Work, row: Engagement) -> None:
    held = select(Hold).where(Hold.origin == ORIGIN, Hold.origin_id == row.id, Hold.released_at.is_(None))
    for one in work.session.scalars(held):
        one.released_at = work.now
    work.session.flush()


def _tell(work: Work, row: Engagement, kind: str, people: list[int], **values: object) -> None:
    at = row.starts_at.astimezone(work.zone)
    facts = {"title": row.title, "day": at.date(), "time": f"{at:%H:%M}"} | values
    notices.tell(work, people, kind, None, f"{kind}:{row.id}:{row.version}", **facts)
