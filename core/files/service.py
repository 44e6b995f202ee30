"""Keeping, reading and removing files. Bytes are never deleted: the history may speak of them."""

from typing import Any

from sqlalchemy import func, select

from core.files import places
from core.files.content import checked
from core.files.rules import (
    KEY,
    PER_SUBJECT,
    Checked,
    FileGone,
    KeyTaken,
    PapersClosed,
    TooManyFiles,
)
from core.files.store import store
from core.policy import Relation
from core.work import Work
from db.models import File, Matter


def keep(
    work: Work,
    *,
    content: bytes | Checked,
    name: str = "",
    subject: str,
    subject_id: int | None,
    matter_id: int | None,
    key: str,
) -> int:
    """Keep a file for a subject and return its number; the same key again returns the same number.

    Whether the actor may add to this subject is for the caller to have asked (`files.may_add`).
    Checking a photo takes a while: pass what `files.checked` returned to keep that out of the transaction.
    """
    work.must("files.keep")
    if not KEY.fullmatch(key):
        raise KeyTaken()
    known = _handed_in_before(work, key, subject, subject_id)
    if known is not None:
        return known
    ready = content if isinstance(content, Checked) else checked(content, name)
    _refuse_archived(work, matter_id)
    _refuse_too_many(work, subject, subject_id)
    file = _row(work, ready, key=key, subject=subject, subject_id=subject_id, matter_id=matter_id)
    work.session.add(file)
    work.session.flush()
    work.record(
        "file.kept",
        file.id,
        matter_id=matter_id,
        name=file.name,
        sha256=file.sha256,
        belongs_to=[subject, subject_id],
    )
    return file.id


def remove(work: Work, *, file_id: int) -> None:
    """Take a file out of sight; its row, its bytes and its history stay."""
    file = work.session.get(File, file_id, with_for_update=True)
    if file is None or file.removed_at is not None:
        raise FileGone()
    places.refuse_strangers(work, file)
    work.must("files.remove", Relation.OWN if file.uploaded_by == work.actor.id else Relation.OTHER)
    if file.matter_id is not None and work.session.get_one(Matter, file.matter_id).closed_at is not None:
        raise PapersClosed()
    file.removed_at, file.removed_by = work.now, work.actor.id
    work.record("file.removed", file.id, matter_id=file.matter_id, name=file.name, sha256=file.sha256)


def _row(work: Work, ready: Checked, **belongs: Any) -> File:
    return File(
        sha256=store().put(ready.content),
        size=len(ready.content),
        media_type=ready.media_type,
        name=ready.name,
        uploaded_by=work.actor.number,
        uploaded_at=work.now,
        width=ready.width,
        height=ready.height,
        likeness=ready.likeness,
        **belongs,
    )


def _handed_in_before(work: Work, key: str, subject: str, subject_id: int | None) -> int | None:
    file = work.session.scalars(select(File).where(File.key == key)).one_or_none()
    if file is None:
        return None
    if (file.uploaded_by, file.subject, file.subject_id) != (work.actor.id, subject, subject_id):
        raise KeyTaken()
    return file.id


def _refuse_archived(work: Work, matter_id: int | None) -> None:
    if matter_id is None:
        return
    matter = work.session.get(Matter, matter_id)
    if matter is None or matter.archived_at is not None:
        raise PapersClosed()


def _refuse_too_many(work: Work, subject: str, subject_id: int | None) -> None:
    here = select(func.count()).select_from(File)
    here = here.where(File.subject == subject, File.subject_id == subject_id, File.removed_at.is_(None))
    if (work.session.scalar(here) or 0) >= PER_SUBJECT:
        raise TooManyFiles(limit=PER_SUBJECT)
