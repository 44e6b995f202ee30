"""Templates of the office's own instead of those that the house brings."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from core import files
from core.documents import originals
from core.documents.rendering import check
from core.errors import InvalidInput, NotFound
from core.files import Checked
from core.i18n import N_
from core.work import Work
from db.models import File, Person

SUBJECT = "office-template"
KINDS = tuple(originals.ORIGINALS)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class NotWord(InvalidInput):
    message = N_("A template is a Word file (.docx).")
    field = "content"


class NoSuchPaper(NotFound):
    message = N_("There is no such paper.")


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """`file_id` is None where the paper still uses what the house brings."""

    kind: str
    file_id: int | None
    name: str = ""
    by: str = ""
    at: datetime | None = None
    content: bytes = b""


def own_template(work: Work, *, kind: str) -> OwnTemplate:
    """What this paper is printed with now, for looking at and as a start for one's own."""
    work.must("documents.own_template")
    number = _number(kind)
    row = work.session.execute(_newest(number)).first()
    if row is None:
        return OwnTemplate(kind, None, content=originals.ORIGINALS[kind]())
    file, who = row
    return OwnTemplate(kind, file.id, file.name, who, file.uploaded_at, _stored(file))


def keep_template(work: Work, *, kind: str, content: bytes, name: str, key: str) -> int:
    """Print this paper with the office's own template from now on; it is tried first."""
    work.must("documents.keep_template")
    number = _number(kind)
    ready: Checked = files.checked(content, name)
    if ready.media_type != WORD:
        raise NotWord()
    check(ready.content, kind)
    _set_aside(work, number)
    file_id = files.keep(work, content=ready, subject=SUBJECT, subject_id=number, matter_id=None, key=key)
    work.record("template.replaced", file_id, paper=kind, name=ready.name)
    return file_id


def drop_template(work: Work, *, kind: str) -> None:
    """Back to what the house brings."""
    work.must("documents.drop_template")
    if _set_aside(work, _number(kind)):
        work.record("template.reset", _number(kind), paper=kind)


def template(work: Work, kind: str) -> bytes:
    """The template to print with, whoever prints."""
    row = work.session.execute(_newest(_number(kind))).first()
    return originals.ORIGINALS[kind]() if row is None else _stored(row[0])


def _set_aside(work: Work, number: int) -> bool:
    """The file and its bytes stay, as everything that was ever kept."""
    present = select(File).where(
        File.subject == SUBJECT, File.subject_id == number, File.removed_at.is_(None)
    )
    found = list(work.session.scalars(present.with_for_update()))
    for file in found:
        file.removed_at, file.removed_by = work.now, work.actor.id
    work.session.flush()
    return bool(found)


def _newest(number: int) -> Select[File, str]:
    return (
        select(File, Person.name)
        .join(Person, Person.id == File.uploaded_by)
        .where(File.subject == SUBJECT, File.subject_id == number, File.removed_at.is_(None))
        .order_by(File.id.desc())
        .limit(1)
    )


def _stored(file: File) -> bytes:
    return files.store().get(file.sha256, name=file.name)


def _number(kind: str) -> int:
    if kind not in KINDS:
        raise NoSuchPaper()
    return KINDS.index(kind) + 1
