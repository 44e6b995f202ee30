"""The bulletins there are, and one of them with everything that it says."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, load_only

from core import people
from core.bulletins.drafting import BulletinGone
from core.bulletins.sealing import is_sound
from core.work import Work
from db.models import Bulletin, Person

PAGE = 30


@dataclass(frozen=True, slots=True)
class BulletinRow:
    id: int
    state: str
    number: str
    title: str
    first_day: date
    last_day: date
    drafted_by: str
    reviewed_by: str
    published_at: datetime | None
    corrects: str
    corrected_by: str


@dataclass(frozen=True, slots=True)
class BulletinPage:
    rows: list[BulletinRow]
    total: int
    page: int


@dataclass(frozen=True, slots=True)
class BulletinSheet:
    """`sound`: what is stored is what was published. `moves`: what this person may do with it now."""

    row: BulletinRow
    version: int
    wording: dict[str, str]
    figures: dict[str, Any]
    counted_at: datetime
    writers: tuple[str, ...]
    returned: str
    correction: str
    seal: str
    sound: bool
    moves: frozenset[str]

    def items(self, numbers: list[int]) -> list[dict[str, Any]]:
        """The stored items of a figure, in the order of the annex."""
        wanted = set(numbers)
        return [one for one in self.figures["items"] if one["id"] in wanted]


def listed(work: Work, *, page: int = 1) -> BulletinPage:
    """Published ones for everybody, drafts for those who write or review; the newest first."""
    work.must("bulletins.listed")
    shown = _shown(work)
    total = work.session.scalar(select(func.count()).select_from(Bulletin).where(shown)) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    rows = _rows(work, shown, limit=PAGE, offset=(page - 1) * PAGE)
    return BulletinPage([row for _bulletin, row in rows], total, page)


def sheet(work: Work, *, bulletin_id: int) -> BulletinSheet:
    work.must("bulletins.sheet")
    found = _rows(work, _shown(work) & (Bulletin.id == bulletin_id), whole=True)
    if not found:
        raise BulletinGone()
    bulletin, row = found[0]
    names = people.names(work, bulletin.writers)
    return BulletinSheet(
        row,
        bulletin.version,
        dict(bulletin.wording),
        bulletin.figures,
        bulletin.counted_at,
        tuple(names[one] for one in bulletin.writers if one in names),
        bulletin.returned,
        bulletin.correction,
        bulletin.seal,
        is_sound(bulletin),
        _moves(work, bulletin),
    )


def _shown(work: Work) -> ColumnElement[bool]:
    if work.may("bulletins.edit") or work.may("bulletins.publish"):
        return Bulletin.state != "dropped"
    return Bulletin.state == "published"


def _moves(work: Work, bulletin: Bulletin) -> frozenset[str]:
    by_state = {
        "draft": ("edit", "recount", "submit", "drop"),
        "reviewing": ("send_back", "publish"),
        "published": ("correct",),
    }
    found = {one for one in by_state.get(bulletin.state, ()) if work.may(f"bulletins.{one}")}
    if work.actor.id in bulletin.writers:
        found.discard("publish")
    return frozenset(found)


def _rows(
    work: Work, *conditions: ColumnElement[bool], limit: int = 1, offset: int = 0, whole: bool = False
) -> list[tuple[Bulletin, BulletinRow]]:
    """A list reads no annexes; one bulletin is read with everything."""
    drafter, reviewer, wrong = aliased(Person), aliased(Person), aliased(Bulletin)
    corrected = aliased(Bulletin)
    newer = (
        select(func.max(corrected.number))
        .where(corrected.corrects_id == Bulletin.id, corrected.state == "published")
        .scalar_subquery()
    )
    statement = (
        select(Bulletin, drafter.name, reviewer.name, wrong.number, newer)
        .outerjoin(drafter, drafter.id == Bulletin.drafted_by)
        .outerjoin(reviewer, reviewer.id == Bulletin.reviewed_by)
        .outerjoin(wrong, wrong.id == Bulletin.corrects_id)
        .where(*conditions)
        .order_by(Bulletin.id.desc())
        .limit(limit)
        .offset(offset)
    )
    if not whole:
        columns = (Bulletin.state, Bulletin.number, Bulletin.wording, Bulletin.first_day, Bulletin.last_day)
        statement = statement.options(load_only(*columns, Bulletin.published_at, Bulletin.version))
    return [(one[0], _row(*one)) for one in work.session.execute(statement)]


def _row(
    bulletin: Bulletin, drafted: str | None, reviewed: str | None, corrects: str | None, newer: str | None
) -> BulletinRow:
    return BulletinRow(
        bulletin.id,
        bulletin.state,
        bulletin.number or "",
        bulletin.wording["title"],
        bulletin.first_day,
        bulletin.last_day,
        drafted or "",
        reviewed or "",
        bulletin.published_at,
        corrects or "",
        newer or "",
    )
