"""The case file (案卷): everything about a task in one ZIP, sent while it is made."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, RawIOBase

from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from core import files, tasks
from core.documents import cells, official, papers
from core.documents.cells import Heading, Value
from core.documents.fields import Subject, subject
from core.documents.story import Table, tables
from core.files import FileDamaged, FileFact, StoreUnreachable
from core.i18n import _
from core.work import Work

STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Its name, and its bytes piece by piece; rights were asked before this was made."""

    name: str
    chunks: Iterator[bytes]
    members: tuple[str, ...]


def case_file(work: Work, *, task_id: int) -> CaseFile:
    """Notice, one-page sheet, what happened, and all files. Raises NotYours, TaskGone."""
    work.must("documents.case_file")
    about = subject(work, task_id)
    story = tables(
        about,
        conversation=tasks.conversation(work, task_id=task_id),
        history=tasks.timeline(work, task_id=task_id),
    )
    own: list[tuple[str, bytes]] = []
    if about.face.row.issued_at is not None:
        own.append(("交办事项通知书.docx", papers.written(about, "notice")))
    own.append(("督办事项单.docx", papers.written(about, "one_page")))
    own.append((_("What happened") + ".docx", _told(about, story)))
    own.append((_("What happened") + ".xlsx", _tabled(about, story)))
    numbered = [(f"{place:02d} {name}", content) for place, (name, content) in enumerate(own, start=1)]
    attached = [
        (f"{_('Files')}/{place:02d} {one.name}", one) for place, one in enumerate(_files(work, task_id), 1)
    ]
    title = f"{about.face.row.number} {about.face.row.title}"[:60].strip()
    names = tuple(name for name, _content in numbered) + tuple(name for name, _fact in attached)
    stamp = work.now.astimezone(work.zone).timetuple()[:6]
    return CaseFile(f"{title}.zip", _packed(numbered, attached, stamp), names)


def _files(work: Work, task_id: int) -> list[FileFact]:
    return files.of_matter(work, task_id)


class _Pipe(RawIOBase):
    """Takes what the archive writes and gives it on at once."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: object, /) -> int:
        taken = bytes(content)  # type: ignore[call-overload]
        self.waiting.append(taken)
        return len(taken)

    def taken(self) -> bytes:
        content, self.waiting = b"".join(self.waiting), []
        return content


def _packed(
    own: Sequence[tuple[str, bytes]], attached: Sequence[tuple[str, FileFact]], stamp: tuple[int, ...]
) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in own:
            _put(archive, name, content, stamp)
            yield pipe.taken()
        for name, fact in attached:
            _put(archive, *_kept(name, fact), stamp)
            yield pipe.taken()
    yield pipe.taken()


def _kept(name: str, fact: FileFact) -> tuple[str, bytes]:
    """A file that cannot be read any more leaves its sentence in its place: the rest is not lost with it."""
    try:
        return name, files.store().get(fact.sha256, name=fact.name)
    except (FileDamaged, StoreUnreachable) as error:
        return f"{name}.txt", error.for_user.encode()


def _put(archive: zipfile.ZipFile, name: str, content: bytes, stamp: tuple[int, ...]) -> None:
    entry = zipfile.ZipInfo(name, max(tuple(stamp), STAMP))  # type: ignore[arg-type]
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _tabled(about: Subject, story: Sequence[Table]) -> bytes:
    book = cells.empty_book()
    for one in story:
        made = cells.sheet(book, one.name, one.name, _named(about), one.headings)
        for place, row in enumerate(one.rows, start=4):
            cells.line(made, place, one.headings, row)
    return cells.saved(book)


def _told(about: Subject, story: Sequence[Table]) -> bytes:
    made = official.paper(margins=(25, 20, 20, 20))
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    official.text(
        made,
        _("What happened"),
        font=official.TITLE,
        size=official.SIZE_2,
        align=official.CENTER,
        indent=0,
        exactly=Pt(35),
    )
    official.text(
        made, _named(about), size=official.SIZE_SMALL_4, align=official.CENTER, indent=0, exactly=Pt(24)
    )
    for one in story:
        heading = official.text(made, one.name, font=official.HEADING, size=official.SIZE_4, indent=0)
        heading.paragraph_format.keep_with_next = True
        _table(made, one)
    official.page_numbers(made)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _table(made: Paper, one: Table) -> None:
    table = made.add_table(rows=1, cols=len(one.headings))
    table.style, table.autofit = "Table Grid", False
    whole = sum(heading.width for heading in one.headings)
    widths = [Mm(257 * heading.width / whole) for heading in one.headings]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _repeat(table.rows[0]._tr)
    contents: list[list[Value]] = [[heading.label for heading in one.headings], *one.rows]
    for place, values in enumerate(contents):
        row = table.rows[0] if place == 0 else table.add_row()
        for cell, value, width, heading in zip(row.cells, values, widths, one.headings, strict=True):
            cell.width = width
            line = cell.paragraphs[0]
            official.shape(line, align=official.CENTER if place == 0 else official.LEFT, exactly=Pt(15))
            font = official.HEADING if place == 0 else official.BODY
            official.run(line, _plain(value, heading), font=font, size=Pt(10))
    official.text(made, indent=0, exactly=Pt(12))


def _repeat(row: object) -> None:
    """The headings again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]


def _plain(value: Value, heading: Heading) -> str:
    if heading.number_format == cells.SHARE and isinstance(value, int):
        return f"{value}%"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _named(about: Subject) -> str:
    return f"{about.face.row.number} {about.face.row.title}".strip()
