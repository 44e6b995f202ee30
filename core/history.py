"""The history: append-only, each row carrying the hash of the one before.

Rows are written when the transaction ends, behind the locked head, so the chain never forks.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.models import Event, Head

NAME = "history"
START = "0" * 64
CHANNEL = "luoshi_pulse"


@dataclass(frozen=True, slots=True)
class Trace:
    """What one command did, until the transaction ends."""

    at: datetime
    person_id: int | None
    for_person_id: int | None
    action: str
    subject: str
    subject_id: int
    matter_id: int | None
    reason: str
    particulars: dict[str, Any]


def write(session: Session, traces: list[Trace]) -> None:
    """Append the traces, in order, and move the pulse."""
    if not traces:
        return
    head = _head(session)
    for trace in traces:
        event = _event(trace, number=head.count + 1, previous=head.hash)
        session.add(event)
        head.count, head.hash, head.moved_at = event.id, event.hash, trace.at
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(CHANNEL, str(head.count))))


def _head(session: Session) -> Head:
    """The last link, locked. Two who begin the history at once agree on one."""
    locked = select(Head).where(Head.name == NAME).with_for_update()
    head = session.scalars(locked).one_or_none()
    if head is None:
        dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
        first = {"name": NAME, "count": 0, "hash": START}
        session.execute(dialect.insert(Head).values(first).on_conflict_do_nothing(index_elements=["name"]))
        head = session.scalars(locked).one()
    return head


def pulse(session: Session) -> int:
    """The number of the last row of the history: it moves when anything does."""
    return session.scalar(select(Head.count).where(Head.name == NAME)) or 0


def digest(event: Event) -> str:
    """The hash of a row: of all it says and of the hash before it."""
    content = [
        event.id,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.person_id,
        event.for_person_id,
        event.action,
        event.subject,
        event.subject_id,
        event.matter_id,
        event.reason,
        event.particulars,
        event.previous_hash,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _event(trace: Trace, *, number: int, previous: str) -> Event:
    event = Event(
        id=number,
        at=trace.at,
        person_id=trace.person_id,
        for_person_id=trace.for_person_id,
        action=trace.action,
        subject=trace.subject,
        subject_id=trace.subject_id,
        matter_id=trace.matter_id,
        reason=trace.reason,
        particulars=plain(trace.particulars),
        previous_hash=previous,
    )
    event.hash = digest(event)
    return event
