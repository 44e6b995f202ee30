"""Telling people: in the same transaction as its reason, once for each key and person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from core import messages
from core.history import plain
from core.messages import Letter
from core.notices.texts import TEXTS, sentence
from core.work import Work
from db.models import Absence, Notice, Person


def tell(
    work: Work, person_ids: Iterable[int], kind: str, matter_id: int | None, key: str, **values: object
) -> int:
    """Put a line into these inboxes and those of present stand-ins; returns how many are new.

    The same key tells a person once, however often it is tried. Nobody is told what they did themselves.
    """
    work.must("notices.tell")
    assert kind in TEXTS, kind
    told = [
        Telling(person_id, kind, plain(values), matter_id, f"{key}:{person_id}")
        for person_id in _readers(work, set(person_ids))
    ]
    return len(tell_each(work, told))


@dataclass(frozen=True, slots=True)
class Telling:
    """One line for one person; with a turn it is a reminder of it. The key is the person's own."""

    person_id: int
    kind: str
    values: Mapping[str, Any]
    matter_id: int | None
    key: str
    turn_id: int | None = None
    due_revision: int | None = None
    internal: bool = False


def tell_each(work: Work, told: Sequence[Telling]) -> dict[str, int]:
    """Into inboxes and outbox; returns the numbers of the new notices by key. Who reads is decided before."""
    if not told:
        return {}
    rows = [
        {
            "person_id": one.person_id,
            "kind": one.kind,
            "matter_id": one.matter_id,
            "values": one.values,
            "key": one.key,
            "at": work.now,
        }
        for one in sorted(told, key=lambda one: one.key)
    ]
    once = _once(work).returning(Notice.key, Notice.id)
    new = {key: number for key, number in work.session.execute(once, rows)}
    messages.post(work, [_letter(one, new[one.key]) for one in told if one.key in new], sentence)
    return new


def _letter(one: Telling, notice_id: int) -> Letter:
    turn = (one.turn_id, one.due_revision, one.internal)
    return Letter(notice_id, one.person_id, one.kind, one.values, one.matter_id, *turn)


def _readers(work: Work, person_ids: set[int]) -> list[int]:
    wanted = person_ids - {work.actor.id}
    if not wanted:
        return []
    stand_ins = select(Absence.stand_in_id).where(
        Absence.person_id.in_(wanted),
        Absence.first_day <= work.today,
        Absence.last_day >= work.today,
        Absence.ended_at.is_(None),
    )
    theirs = or_(Person.id.in_(wanted), Person.id.in_(stand_ins))
    here = select(Person.id).where(theirs, Person.disabled_at.is_(None)).order_by(Person.id)
    return [number for number in work.session.scalars(here) if number != work.actor.id]


def _once(work: Work) -> Insert:
    if work.session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(Notice).on_conflict_do_nothing(index_elements=["key"])
    return postgresql.insert(Notice).on_conflict_do_nothing(index_elements=["key"])
