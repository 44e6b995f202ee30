"""Photos of areas, findings, repairs and red tags: who adds, who sees; where one was used before."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from core.policy import Relation
from core.seven_s.refusals import AreaGone, FindingGone, PhotoForbidden, TagGone
from core.seven_s.sight import is_member, keeps, load_area, may_enter, owns, related, visible
from core.work import Work
from db.models import Area, CheckItem, File, Finding, RedTag, Visit

ALIKE = 4  # of 64 bits
BACK = timedelta(days=180)
LOOKED_THROUGH = 3000


@dataclass(frozen=True, slots=True)
class Reuse:
    """A photo that stands with another finding already."""

    file_id: int
    other_file_id: int
    finding_id: int
    same: bool  # the very same picture, not only one that looks alike


def add_photo(work: Work, finding_id: int) -> None:
    """Whoever walks, owns or fixes adds photos; nobody of what is classified."""
    row = _finding(work, finding_id)
    mine = row is not None and (
        row[0].found_by in work.actor.selves or owns(work.actor, row[0]) or is_member(work, row[2])
    )
    work.must("seven_s.add_photo", related(mine))
    if row is None:
        raise FindingGone()
    if row[1].photo_forbidden:
        raise PhotoForbidden()


def read_of_finding(work: Work, finding_id: int) -> None:
    work.must("seven_s.findings")
    wanted = select(Finding.id).join(Area, Area.id == Finding.area_id)
    if work.session.scalar(wanted.where(Finding.id == finding_id, visible(work.actor))) is None:
        raise FindingGone()


def add_to_area(work: Work, area_id: int) -> None:
    work.must("seven_s.set_reference")
    load_area(work, area_id)


def read_of_area(work: Work, area_id: int) -> None:
    work.must("seven_s.areas")
    if not may_enter(work, load_area(work, area_id)):
        raise AreaGone()


def add_to_tag(work: Work, tag_id: int) -> None:
    tag = work.session.get(RedTag, tag_id)
    mine = tag is not None and (tag.hung_by == work.actor.id or owns_tag(work, tag) or keeps(work.actor))
    work.must("seven_s.add_photo", Relation.OWN if mine else Relation.OTHER)
    if tag is None:
        raise TagGone()


def read_of_tag(work: Work, tag_id: int) -> None:
    work.must("seven_s.red_tags")
    tag = work.session.get(RedTag, tag_id)
    if tag is None or not may_enter(work, load_area(work, tag.area_id)):
        raise TagGone()


def owns_tag(work: Work, tag: RedTag) -> bool:
    actor = work.actor
    return tag.owner_person_id in actor.selves or tag.owner_department_id in actor.departments


def reused(work: Work, finding_id: int) -> list[Reuse]:
    """Photos of this finding that another finding of the last months shows as well, or nearly."""
    own = _photos(work, File.subject_id == finding_id)
    if not own:
        return []
    others = _photos(work, File.subject_id != finding_id, File.uploaded_at >= work.now - BACK)
    found = []
    for photo in own:
        for other in others:
            same = other.sha256 == photo.sha256
            if same or _alike(photo.likeness, other.likeness):
                found.append(Reuse(photo.id, other.id, other.subject_id or 0, same))
    return found[:20]


def _photos(work: Work, *which: object) -> list[File]:
    wanted = select(File).where(File.subject.in_(("finding", "fix")), File.removed_at.is_(None), *which)  # type: ignore[arg-type]
    return list(work.session.scalars(wanted.order_by(File.id.desc()).limit(LOOKED_THROUGH)))


def _alike(one: str | None, other: str | None) -> bool:
    return bool(one and other) and (int(one or "0", 16) ^ int(other or "0", 16)).bit_count() <= ALIKE


def _finding(work: Work, finding_id: int) -> tuple[Finding, CheckItem, int] | None:
    row = work.session.execute(
        select(Finding, CheckItem, Visit.round_id)
        .join(CheckItem, CheckItem.id == Finding.item_id)
        .join(Visit, Visit.id == Finding.visit_id)
        .where(Finding.id == finding_id)
    ).one_or_none()
    return (row[0], row[1], row[2]) if row is not None else None
