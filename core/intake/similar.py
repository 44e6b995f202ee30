"""Open items that are called much the same: one bounded query, however large the archive."""

from collections.abc import Iterator

from sqlalchemy import select

from core.i18n import Text
from core.intake.likeness import ALIKE, FOUND, Index
from core.intake.lines import Alike
from core.tasks import STATE_NAMES, visible
from core.text import clean_line
from core.work import Work
from db.models import Department, Matter

# More open items than any office has; the newest count.
COMPARED = 5000


def similar(work: Work, *, title: str, but: int | None = None, most: int = FOUND) -> list[Alike]:
    """Open items and drafts whose titles are much like this one, the most alike first; `but` not this."""
    work.must("intake.similar")
    wanted = clean_line(title[:400], limit=400)
    if not wanted:
        return []
    known = {one.task_id or 0: one for one in open_items(work) if one.task_id != but}
    found = Index((number, one.title) for number, one in known.items()).like(wanted, most=most, least=ALIKE)
    return [with_share(known[number], share) for number, share in found]


def open_items(work: Work) -> Iterator[Alike]:
    """What this person sees of what has not ended. The index of open items holds nothing else."""
    statement = (
        select(Matter.id, Matter.title, Matter.number, Matter.state, Department.name)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(Matter.kind == "task", Matter.closed_at.is_(None), visible(work.actor))
        .order_by(Matter.id.desc())
        .limit(COMPARED)
    )
    for number, title, official, state, lead in work.session.execute(statement):
        yield Alike(title, 1.0, number, official or "", lead=lead or "", state=Text(STATE_NAMES[state]))


def with_share(one: Alike, share: float) -> Alike:
    return Alike(one.title, share, one.task_id, one.number, one.row, one.lead, one.state)
