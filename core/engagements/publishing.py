"""A period as it was published: an edition that never changes; every leader is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core import notices
from core.actor import Role
from core.engagements.calendar import Period, calendar
from core.engagements.rules import EditionGone, NothingNew, State
from core.work import Work
from db.models import EngagementEdition, Person


@dataclass(frozen=True, slots=True)
class Edition:
    """`contents`: leader, day, from, to, title, place, important of each entry, in order of time."""

    id: int
    period: Period
    edition: int
    published_at: datetime
    published_by: str
    contents: list[dict[str, Any]]


def publish(work: Work, *, period: Period) -> int:
    """What is settled in the period, as the next edition. Returns its number within the period."""
    work.must("engagements.publish")
    contents = _contents(work, period)
    same = (
        EngagementEdition.first_day == period.first,
        EngagementEdition.last_day == period.last,
    )
    last = work.session.scalars(
        select(EngagementEdition).where(*same).order_by(EngagementEdition.edition.desc()).limit(1)
    ).one_or_none()
    if last is not None and last.contents == contents:
        raise NothingNew()
    row = EngagementEdition(
        first_day=period.first,
        last_day=period.last,
        edition=last.edition + 1 if last else 1,
        contents=contents,
        published_at=work.now,
        published_by=work.actor.number,
    )
    work.session.add(row)
    work.session.flush()
    work.record("engagements.published", row.id, first=period.first.isoformat(), edition=row.edition)
    leaders = select(Person.id).where(Person.role == Role.LEADER, Person.disabled_at.is_(None))
    facts = {"first": period.first, "last": period.last, "edition": row.edition}
    mark = f"engagements:{row.id}"
    notices.tell(work, work.session.scalars(leaders), "engagements_published", None, mark, **facts)
    return row.edition


def editions(work: Work, *, period: Period) -> list[Edition]:
    """Those of this very period, the newest first."""
    work.must("engagements.editions")
    wanted = select(EngagementEdition, Person.name).join(Person, Person.id == EngagementEdition.published_by)
    wanted = wanted.where(
        EngagementEdition.first_day == period.first, EngagementEdition.last_day == period.last
    )
    rows = work.session.execute(wanted.order_by(EngagementEdition.edition.desc()))
    return [_edition(row, name) for row, name in rows]


def edition(work: Work, *, edition_id: int) -> Edition:
    work.must("engagements.edition")
    row = work.session.get(EngagementEdition, edition_id)
    if row is None:
        raise EditionGone()
    return _edition(row, work.session.get_one(Person, row.published_by).name)


def _edition(row: EngagementEdition, name: str) -> Edition:
    period = Period(row.first_day, row.last_day)
    return Edition(row.id, period, row.edition, row.published_at, name, row.contents)


def _contents(work: Work, period: Period) -> list[dict[str, Any]]:
    found = []
    for one in calendar(work, period=period):
        starts, ends = one.starts_at.astimezone(work.zone), one.ends_at.astimezone(work.zone)
        if one.state == State.AGREED:
            found.append(
                {
                    "leader_id": one.leader_id,
                    "leader": one.leader,
                    "day": starts.date().isoformat(),
                    "from": f"{starts:%H:%M}",
                    "to": f"{ends:%H:%M}",
                    "title": one.title,
                    "place": one.place,
                    "important": one.important,
                }
            )
    return found
