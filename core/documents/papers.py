"""The notice of assignment (交办事项通知书) and the one-page sheet (督办事项单) as Word."""

from core.documents import own
from core.documents.fields import Subject, fields, subject
from core.documents.rendering import rendered
from core.errors import Conflict
from core.i18n import N_
from core.work import Work

NAMES = {
    "notice": "交办事项通知书",
    "one_page": "督办事项单",
    "slip": "督办单",
    "bulletin": "通报",
    "minutes": "会议纪要",
}


class NotIssued(Conflict):
    message = N_("This item has not been issued yet: there is no notice to print.")


def notice(work: Work, *, task_id: int) -> bytes:
    """What goes out with the item. Raises NotYours, NotIssued."""
    work.must("documents.notice")
    about = subject(work, task_id)
    if about.face.row.issued_at is None:
        raise NotIssued()
    return written(about, "notice")


def one_page(work: Work, *, task_id: int) -> bytes:
    """All of an item on one page."""
    work.must("documents.one_page")
    return written(subject(work, task_id), "one_page")


def written(about: Subject, kind: str) -> bytes:
    return rendered(own.template(about.work, kind), fields(about), kind)


def file_name(kind: str, number: str, title: str) -> str:
    """督办〔2026〕15号 交办事项通知书.docx"""
    return f"{number or title[:30]} {NAMES[kind]}.docx".strip()
