"""The results of a half-year as Excel and Word: the same lines as on the screen, frozen once it is closed."""

from datetime import date
from io import BytesIO

from docx.document import Document as Paper

from core import appraisal, office
from core.appraisal import KIND_NAMES, Half, Line, Results
from core.documents import official
from core.documents.cells import DAY, Heading, Value, empty_book, line, saved, sheet
from core.documents.grid import grid
from core.i18n import _, day
from core.work import Work


def appraisal_sheet(work: Work, *, half: Half) -> bytes:
    """Results, and on a second sheet every point with its event."""
    work.must("documents.appraisal_sheet")
    found = appraisal.results(work, half=half)
    title = f"{office.profile(work.session).name}{appraisal_title(half)}"
    book = empty_book()
    headings = [
        Heading(name, 22 if place == 1 else 11) for place, (name, _share) in enumerate(_columns(found))
    ]
    made = sheet(book, _("Results"), title, _note(work, found), headings)
    for number, one in enumerate(found.lines, start=1):
        line(made, number + 3, headings, _cells(number, one, found))
    columns = [
        Heading(_("Department"), 18),
        Heading(_("Day"), 12, number_format=DAY),
        Heading(_("Ground for points"), 18),
        Heading(_("Points"), 11),
        Heading(_("Item"), 24),
        Heading(_("Note"), 40, text=True),
    ]
    events = sheet(book, _("Points"), title, _note(work, found), columns)
    for place, row in enumerate(_points(work, found), start=4):
        line(events, place, columns, row)
    return saved(book)


def appraisal_paper(work: Work, *, half: Half) -> bytes:
    """The results as an official paper."""
    work.must("documents.appraisal_paper")
    found = appraisal.results(work, half=half)
    made = official.paper(margins=(30, 28, 26, 24))
    head(made, office.profile(work.session).name, appraisal_title(half), _note(work, found))
    grid(made, _columns(found), [_cells(n, one, found) for n, one in enumerate(found.lines, 1)], left=(1,))
    apart = [one.department for one in found.lines if not one.placed]
    if apart:
        words = _(
            "Not placed, with fewer than {count} items: {departments}.",
            count=found.rules.few,
            departments=_(", ").join(apart),
        )
        official.text(made, words, size=official.SIZE_4)
    official.text(made, _("Points"), font=official.HEADING, size=official.SIZE_4, indent=0)
    columns = [(_("Department"), 18), (_("Day"), 18), (_("Ground for points"), 20), (_("Points"), 11)]
    columns += [(_("Item"), 28), (_("Note"), 22)]
    grid(made, columns, _points(work, found), left=(0, 5))
    official.page_numbers(made)
    return written(made)


def appraisal_title(half: Half) -> str:
    if half.half == 1:
        return _("Appraisal, first half of {year}", year=half.year)
    return _("Appraisal, second half of {year}", year=half.year)


def head(made: Paper, name: str, title: str, note: str) -> None:
    official.text(made, name, font=official.TITLE, size=official.SIZE_2, align=official.CENTER, indent=0)
    official.text(made, title, font=official.TITLE, size=official.SIZE_2, align=official.CENTER, indent=0)
    official.text(made, note, font=official.KAI, size=official.SIZE_4, align=official.CENTER, indent=0)


def written(made: Paper) -> bytes:
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _columns(found: Results) -> list[tuple[str, int]]:
    ranked = [(_("Rank"), 8)] if found.ranked else []
    return [
        (_("No."), 8),
        (_("Department"), 24),
        (_("Count of items"), 9),
        (_("Deducted"), 10),
        (_("Bonus"), 10),
        *((_("{name} ({weight} %)", name=one.name, weight=one.weight), 14) for one in found.indicators),
        (_("Total"), 11),
        (_("On-time rate"), 13),
        (_("Target"), 10),
        *ranked,
    ]


def _cells(number: int, one: Line, found: Results) -> list[Value]:
    rate = one.rate.percent
    cells: list[Value] = [number, one.department, one.items, one.deducted, one.bonus]
    cells += [score if score is not None else "—" for score in one.scores]
    cells += [one.total if one.total is not None else "—", f"{rate:g}%" if rate is not None else "—"]
    cells.append(f"{one.target}%" if one.target is not None else "—")
    return [*cells, one.rank or "—"] if found.ranked else cells


def _points(work: Work, found: Results) -> list[list[Value]]:
    """Of a closed half-year those that were frozen, of an open one those approved by now."""
    names = {one.department_id: one.department for one in found.lines}
    if found.closed_on is not None:
        return [
            [
                names.get(one.department_id, ""),
                date.fromisoformat(one.day),
                _(KIND_NAMES[one.kind]),
                one.points,
                one.item,
                one.note,
            ]
            for one in found.points
        ]
    return [
        [one.department, one.day, _(KIND_NAMES[one.kind]), float(one.points), one.number, one.note]
        for one in appraisal.points(work, half=found.half)
        if one.state == "approved"
    ]


def _note(work: Work, found: Results) -> str:
    if found.closed_on is not None:
        return _("Closed on {day} by {name}", day=day(found.closed_on, year=True), name=found.closed_by)
    return _("Not closed yet, as of {day}", day=day(work.today, year=True))
