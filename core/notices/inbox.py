"""The reader's own inbox. Reading leaves no trace in the history: it is nobody else's business."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from core import places
from core.notices.texts import sentence
from core.work import Work
from db.models import Matter, Notice

PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    kind: str
    values: dict[str, Any]
    matter_id: int | None
    at: datetime
    read_at: datetime | None
    matter_kind: str | None

    @property
    def text(self) -> str:
        """The sentence in the reader's language; it quotes people's text."""
        return sentence(self.kind, self.values)

    @property
    def address(self) -> str:
        """The screen of what it is about; empty where there is none."""
        return places.of_notice(self.kind, self.values, self.matter_id, self.matter_kind)


def inbox(work: Work, *, page: int = 1, size: int = PAGE, only_unread: bool = False) -> list[Line]:
    """The newest notices first, those not yet read before all others."""
    work.must("notices.inbox")
    size = min(size, 100)
    before = (max(page, 1) - 1) * size
    found = _newest(work, Notice.read_at.is_(None), size, before)
    if only_unread or len(found) == size:
        return found
    fresh = before + len(found) if found else unread(work)
    return found + _newest(work, Notice.read_at.is_not(None), size - len(found), max(0, before - fresh))


def _newest(work: Work, which: ColumnElement[bool], limit: int, offset: int) -> list[Line]:
    """Each half by an index of its own: a long past costs nothing."""
    columns = (Notice.id, Notice.kind, Notice.values, Notice.matter_id, Notice.at, Notice.read_at)
    query = (
        select(*columns, Matter.kind)
        .outerjoin(Matter, Matter.id == Notice.matter_id)
        .where(Notice.person_id == work.actor.id, which)
        .order_by(Notice.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Line(*row) for row in work.session.execute(query)]


def unread(work: Work) -> int:
    work.must("notices.unread")
    mine = select(func.count()).where(Notice.person_id == work.actor.id, Notice.read_at.is_(None))
    return work.session.scalar(mine) or 0


def mark_read(work: Work, *, notice_ids: Iterable[int]) -> None:
    work.must("notices.mark_read")
    _read(work, Notice.id.in_(list(notice_ids)))


def mark_all_read(work: Work) -> None:
    work.must("notices.mark_all_read")
    _read(work)


def mark_matter_read(work: Work, *, matter_id: int) -> None:
    """Whoever opens a matter has seen what the inbox says about it."""
    work.must("notices.mark_matter_read")
    _read(work, Notice.matter_id == matter_id)


def _read(work: Work, *which: Any) -> None:
    mine = (Notice.person_id == work.actor.id, Notice.read_at.is_(None))
    work.session.execute(update(Notice).where(*mine, *which).values(read_at=work.now))
