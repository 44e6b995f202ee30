"""The week of 7S as Word: good, to be reminded, to be assessed, before and after, who walked, places.

Counted by core/seven_s_figures/week.py, the same as on the screen. Photos are at most 800 px wide.
"""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO

from docx.document import Document as Paper
from docx.shared import Mm, Pt
from docx.table import _Cell
from PIL import Image

from core import files, office, seven_s
from core.documents import official
from core.documents.appraised import head, written
from core.documents.grid import grid
from core.i18n import N_, Text, _, day
from core.seven_s import AreaRow
from core.seven_s_figures import Found, Week, week
from core.work import Work

EDGE, QUALITY = 800, 82
PHOTO, TALL = Mm(68), Mm(80)
Progress = Callable[[int, int], None]


def week_paper(work: Work, *, first: date, progress: Progress | None = None) -> bytes:
    """`progress` is told how many photos are in, and how many there are."""
    work.must("documents.week_paper")
    found = week(work, first=first)
    made = official.paper(margins=(28, 26, 26, 24))
    span = f"{day(found.first, year=True)} — {day(found.last, year=True)}"
    head(made, office.profile(work.session).name, _("7S bulletin of the week"), span)
    parts = [one for one in PARTS if one[1] is not _ranking or found.ranking]
    for number, (title, draw) in enumerate(parts):
        _headed(made, number, _(title))
        draw(made, found)
    if found.pairs:
        _headed(made, len(parts), _("Before and after"))
        _pairs(work, made, found.pairs, progress or _silent)
    official.page_numbers(made)
    return written(made)


def summary(found: Week) -> str:
    """The one sentence on top, on the screen as on paper."""
    mean = f"{found.mean:.1f}" if found.mean is not None else "—"
    return _(
        "{done} of {planned} planned visits were made; mean score {mean}. "
        "{findings} findings, {settled} of them settled; {good} areas without any.",
        done=found.done,
        planned=found.planned,
        mean=mean,
        findings=len(found.findings),
        settled=found.settled,
        good=len(found.good),
    )


def good_rows(found: Week) -> list[list[object]]:
    return [[one.area.name, _owner(one.area), one.visits, f"{one.mean:.1f}"] for one in found.good]


def finding_rows(listed: Sequence[Found]) -> list[list[object]]:
    return [
        [
            one.area.name,
            one.what + (_(" (again)") if one.repeats else ""),
            _(seven_s.SEVERITY_NAMES[one.severity]),
            _owner(one.area),
            _("Settled") if one.settled else _("Overdue") if one.overdue else _("To be fixed"),
        ]
        for one in listed
    ]


def walker_rows(found: Week) -> list[list[object]]:
    return [[one.name, _(seven_s.PART_NAMES[one.part]), one.rounds, one.handed_in] for one in found.walkers]


def ranking_rows(found: Week) -> list[list[object]]:
    return [
        [
            _(seven_s.GROUP_NAMES[group]),
            place.rank,
            area.name,
            f"{place.mean:.1f}",
            f"{place.low:.1f} – {min(place.high, 100):.1f}",
        ]
        for group, area, place in found.ranking
    ]


def _summary(made: Paper, found: Week) -> None:
    official.text(made, summary(found), size=official.SIZE_4)
    if found.missed:
        names = _(", ").join(
            _("{area} ({count})", area=area.name, count=count) for area, count in found.missed
        )
        official.text(
            made, _("Not looked at on every planned day: {areas}.", areas=names), size=official.SIZE_4
        )


def _good(made: Paper, found: Week) -> None:
    columns = [(_("Area"), 30), (_("Owner"), 30), (_("Visits"), 12), (_("Mean score"), 14)]
    _table(made, columns, good_rows(found), left=(0, 1))


def _reminded(made: Paper, found: Week) -> None:
    _table(made, _finding_columns(), finding_rows(found.reminded), left=(0, 1))


def _assessed(made: Paper, found: Week) -> None:
    _table(made, _finding_columns(), finding_rows(found.assessed), left=(0, 1))


def _walked(made: Paper, found: Week) -> None:
    columns = [(_("Name"), 20), (_("Part"), 20), (_("Rounds"), 14), (_("Handed in"), 14)]
    _table(made, columns, walker_rows(found))


def _ranking(made: Paper, found: Week) -> None:
    columns = [(_("Group"), 18), (_("Place"), 10), (_("Area"), 28), (_("Mean score"), 14)]
    _table(made, [*columns, (_("95 % interval"), 20)], ranking_rows(found), left=(0, 2))


PARTS: tuple[tuple[Text, Callable[[Paper, Week], None]], ...] = (
    (N_("The week"), _summary),
    (N_("Good"), _good),
    (N_("To be reminded"), _reminded),
    (N_("To be assessed"), _assessed),
    (N_("Who walked"), _walked),
    (N_("Places"), _ranking),
)
NUMERALS = "一二三四五六七"


def _headed(made: Paper, number: int, title: str) -> None:
    line = official.text(
        made, f"{NUMERALS[number]}、{title}", font=official.HEADING, size=official.SIZE_3, indent=0
    )
    line.paragraph_format.keep_with_next = True


def _pairs(work: Work, made: Paper, listed: Sequence[Found], progress: Progress) -> None:
    """Two photos side by side, what it is below them; a pair is not torn apart."""
    whole, done = sum(bool(one.before) + bool(one.after) for one in listed), 0
    table = made.add_table(rows=0, cols=2)
    table.style, table.autofit = "Table Grid", False
    for one in listed:
        pictures, words = table.add_row(), table.add_row()
        for place, number in enumerate((one.before, one.after)):
            pictures.cells[place].width = words.cells[place].width = Mm(78)
            if number:
                done += 1
                _picture(pictures.cells[place], files.read(work, number)[1])
                progress(done, whole)
            else:
                _say(pictures.cells[place], _("no photo yet") if place else _("no photo"))
        said = f"{day(one.day)} {one.area.name}：{one.what}"
        _say(words.cells[0].merge(words.cells[1]), said)


def _picture(cell: _Cell, content: bytes) -> None:
    """Written anew at 800 px: eighty of them stay below 20 MB."""
    with Image.open(BytesIO(content)) as opened:
        opened.draft("RGB", (EDGE, EDGE))
        picture = opened.convert("RGB")
    picture.thumbnail((EDGE, EDGE))
    small = BytesIO()
    picture.save(small, "JPEG", quality=QUALITY)
    line = cell.paragraphs[0]
    official.shape(line, align=official.CENTER, exactly=None)
    line.paragraph_format.keep_with_next = True
    upright = picture.height > picture.width
    made = line.add_run()
    made.add_picture(small, height=TALL) if upright else made.add_picture(small, width=PHOTO)


def _say(cell: _Cell, words: str) -> None:
    line = cell.paragraphs[0]
    official.shape(line, align=official.CENTER, exactly=Pt(18))
    official.run(line, words, size=official.SIZE_5)


def _owner(area: AreaRow) -> str:
    return area.owner_person or area.owner_department or _("nobody: the office")


def _silent(_done: int, _whole: int) -> None:
    """Nobody watches."""


def _finding_columns() -> list[tuple[str, int]]:
    return [(_("Area"), 22), (_("Finding"), 40), (_("Severity"), 12), (_("Owner"), 22), (_("State"), 14)]


def _table(
    made: Paper, columns: list[tuple[str, int]], rows: list[list[object]], left: Sequence[int] = (0,)
) -> None:
    if rows:
        grid(made, columns, rows, left=left)
    else:
        official.text(made, _("None."), size=official.SIZE_4)
