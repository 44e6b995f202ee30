"""What is kept, for those who may see it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from core.files import places
from core.files.rules import IMAGES, FileGone
from core.files.store import store
from core.work import Work
from db.models import File, Person


@dataclass(frozen=True, slots=True)
class FileFact:
    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    subject: str
    subject_id: int | None
    matter_id: int | None
    uploaded_by: int
    uploader: str
    uploaded_at: datetime
    width: int | None
    height: int | None

    @property
    def is_image(self) -> bool:
        return self.media_type in IMAGES

    @property
    def address(self) -> str:
        """Where a browser finds it, behind the check."""
        return f"/files/{self.id}"


def of(work: Work, subject: str, subject_id: int | None) -> list[FileFact]:
    """The files of a subject, oldest first; none for those who may not read them is a refusal."""
    work.must("files.of")
    files = _of_subject(work, subject, subject_id)
    for matter_id in {file.matter_id for file in files}:
        places.refuse_strangers(work, next(file for file in files if file.matter_id == matter_id))
    return _facts(work, _listed().where(File.id.in_([file.id for file in files])))


def of_matter(work: Work, matter_id: int) -> list[FileFact]:
    """All files of a matter, whatever they belong to within it, oldest first."""
    work.must("files.of_matter")
    first = work.session.scalars(select(File).where(File.matter_id == matter_id).limit(1)).one_or_none()
    if first is None:
        return []
    places.refuse_strangers(work, first)
    return _facts(work, _listed().where(File.matter_id == matter_id))


def read(work: Work, file_id: int) -> tuple[FileFact, bytes]:
    """A file and its bytes, checked against their hash."""
    work.must("files.read")
    file = work.session.get(File, file_id)
    if file is None or file.removed_at is not None:
        raise FileGone()
    places.refuse_strangers(work, file)
    [fact] = _facts(work, _listed().where(File.id == file_id))
    return fact, store().get(fact.sha256, name=fact.name)


def may_add(work: Work, subject: str, subject_id: int) -> int | None:
    """The matter that a file for this subject would belong to; raises where the actor may not add."""
    work.must("files.may_add")
    return places.may_add(work, subject, subject_id)


def _of_subject(work: Work, subject: str, subject_id: int | None) -> list[File]:
    chosen = select(File).where(
        File.subject == subject, File.subject_id == subject_id, File.removed_at.is_(None)
    )
    return list(work.session.scalars(chosen))


def _listed() -> Select[File, str]:
    return (
        select(File, Person.name)
        .join(Person, Person.id == File.uploaded_by)
        .where(File.removed_at.is_(None))
        .order_by(File.id)
    )


def _facts(work: Work, chosen: Select[File, str]) -> list[FileFact]:
    return [
        FileFact(
            id=file.id,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            subject=file.subject,
            subject_id=file.subject_id,
            matter_id=file.matter_id,
            uploaded_by=file.uploaded_by,
            uploader=name,
            uploaded_at=file.uploaded_at,
            width=file.width,
            height=file.height,
        )
        for file, name in work.session.execute(chosen)
    ]
