"""Telling people: in the same transaction as its reason, once for each key and person."""

from collections.abc import Iterable

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite

from core.history import plain
from core.notices.texts import TEXTS
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
    rows = [
        {
            "person_id": person_id,
            "kind": kind,
            "matter_id": matter_id,
            "values": plain(values),
            "key": f"{key}:{person_id}",
            "at": work.now,
        }
        for person_id in _readers(work, set(person_ids))
    ]
    return len(work.session.execute(_once(work).values(rows).returning(Notice.id)).all()) if rows else 0


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
    wanted |= set(work.session.scalars(stand_ins)) - {work.actor.id}
    here = select(Person.id).where(Person.id.in_(wanted), Person.disabled_at.is_(None)).order_by(Person.id)
    return list(work.session.scalars(here))


def _once(work: Work) -> Insert:
    if work.session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(Notice).on_conflict_do_nothing(index_elements=["key"])
    return postgresql.insert(Notice).on_conflict_do_nothing(index_elements=["key"])
