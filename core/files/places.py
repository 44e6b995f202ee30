"""What files can belong to. Each package of core says, at import, who may read and who may add.

readers["task"](work, matter_id)       raises unless the actor may read the papers of this matter
adders["task"](work, subject_id)       raises unless the actor may add there; returns the matter's number
"""

from collections.abc import Callable

from core.files.rules import FileGone, NoPlace
from core.work import Work
from db.models import File, Matter

readers: dict[str, Callable[[Work, int], None]] = {}
adders: dict[str, Callable[[Work, int], int | None]] = {}


def may_add(work: Work, subject: str, subject_id: int) -> int | None:
    """The matter that a file would belong to."""
    if subject not in adders:
        raise NoPlace()
    return adders[subject](work, subject_id)


def refuse_strangers(work: Work, file: File) -> None:
    """Who may read the papers of the matter may see its files; without a matter, who brought the file."""
    if file.matter_id is not None:
        matter = work.session.get_one(Matter, file.matter_id)
        kind, number = matter.kind, matter.id
    elif file.uploaded_by == work.actor.id:
        return
    else:
        kind, number = file.subject, file.subject_id or 0
    if kind not in readers:
        raise FileGone()
    readers[kind](work, number)
