"""The bulletin (通报) as Word and as Excel: from what is stored of it, never counted again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from core import bulletins, office
from core.bulletins import FIGURE_NAMES, LATE, STANDING_NAMES, BulletinSheet
from core.bulletins import rates as counted
from core.documents import own
from core.documents.cells import DAY, Heading, Value, empty_book, line, saved, sheet
from core.documents.fields import shown
from core.documents.rendering import rendered
from core.documents.vocabulary import BULLETIN_LISTS as LISTS
from core.documents.vocabulary import WORDING
from core.i18n import _, day, speaking
from core.work import Work

COUNTED = ("handled", "closed", "open", "overdue")


def bulletin(work: Work, *, bulletin_id: int) -> bytes:
    """As Word, from the office's template."""
    work.must("documents.bulletin")
    one = bulletins.sheet(work, bulletin_id=bulletin_id)
    return rendered(own.template(work, "bulletin"), _fields(work, one), "bulletin")


def bulletin_sheet(work: Work, *, bulletin_id: int) -> bytes:
    """As Excel: the figures, the departments, every item, the slips."""
    work.must("documents.bulletin_sheet")
    one = bulletins.sheet(work, bulletin_id=bulletin_id)
    book = empty_book()
    with speaking("zh_CN"):
        _figures(book, one)
        _departments(book, one)
        _items(book, one)
        _slips(book, one)
    return saved(book)


def _fields(work: Work, one: BulletinSheet) -> dict[str, Any]:
    row = one.row
    published = row.published_at.astimezone(work.zone).date() if row.published_at else None
    values: dict[str, object] = {
        "机关名称": office.profile(work.session).name,
        "通报编号": row.number or "（草稿）",
        "印发日期": published or work.today,
        "审核人": row.reviewed_by,
        "起始日期": row.first_day,
        "截止日期": row.last_day,
        "更正说明": one.correction,
    }
    values |= {field: one.wording.get(section, "") for field, section in WORDING.items()}
    context: dict[str, Any] = {name: shown(value) for name, value in values.items()}
    with speaking("zh_CN"):
        for name, rows in (
            ("部门情况", _department_rows(one)),
            ("事项", _item_rows(one)),
            ("督办单", _slip_rows(one)),
        ):
            context[name] = [
                {part: shown(value) for part, value in zip(LISTS[name], said, strict=True)} for said in rows
            ]
    return context


def _department_rows(one: BulletinSheet) -> list[tuple[object, ...]]:
    rows = [
        (row["name"], *_counts(row["figures"]), *_rates(row["figures"]), len(row["supporting"]))
        for row in one.figures["departments"]
    ]
    supporting = sum(len(row["supporting"]) for row in one.figures["departments"])
    total = one.figures["office"]
    return [*rows, ("合计", *_counts(total), *_rates(total), supporting)]


def _counts(figures: Mapping[str, Sequence[int]]) -> list[int]:
    return [len(figures[name]) for name in COUNTED]


def _rates(figures: dict[str, list[int]]) -> list[str]:
    return [counted.said(counted.closure_rate(figures)), counted.said(counted.on_time_rate(figures))]


def _item_rows(one: BulletinSheet) -> list[tuple[object, ...]]:
    return [
        (
            place,
            item["number"],
            item["title"],
            item["lead"],
            item["supporting"],
            item["due_day"],
            item["closed_on"],
            standing(item),
            item["days_late"] or "",
        )
        for place, item in enumerate(one.figures["items"], start=1)
    ]


def _slip_rows(one: BulletinSheet) -> list[tuple[object, ...]]:
    return [
        (
            slip["number"],
            slip["department"],
            slip["item"],
            slip["issued_on"],
            _("Replied") if slip["answered"] else _("Not replied"),
        )
        for slip in one.figures["slips"]
    ]


def standing(item: Mapping[str, Any]) -> str:
    """办结、在办、逾期…天 in words."""
    said = _(STANDING_NAMES[item["standing"]])
    late = item["days_late"] and item["standing"] in LATE
    return _("{said}, {days} days", said=said, days=item["days_late"]) if late else said


def _figures(book: Workbook, one: BulletinSheet) -> None:
    headings = [Heading("指标", 40, text=True), Heading("数值", 16)]
    made = sheet(book, "总体情况", one.wording["title"], _note(one), headings, landscape=False)
    total = one.figures["office"]
    rows: list[list[Value]] = [[_(name), len(total[code])] for code, name in FIGURE_NAMES.items()]
    closure, on_time = _rates(total)
    rows += [["办结率", closure], ["按期办结率", on_time]]
    rows += [["逾期未办结事项", len(one.figures["laggards"])], ["表扬事项", len(one.figures["good"])]]
    rows += [["下发督办单", len(one.figures["slips"])]]
    for number, values in enumerate(rows, start=4):
        line(made, number, headings, values)


def _departments(book: Workbook, one: BulletinSheet) -> None:
    headings = [Heading(name, 22 if name == "部门" else 11) for name in LISTS["部门情况"]]
    made = sheet(book, "部门情况", one.wording["title"], _note(one), headings)
    for number, values in enumerate(_department_rows(one), start=4):
        line(made, number, headings, list(values))  # type: ignore[arg-type]


def _items(book: Workbook, one: BulletinSheet) -> None:
    widths = (6, 20, 46, 16, 18, 12, 12, 18, 9)
    names = LISTS["事项"]
    headings = [
        Heading(name, width, name == "事项名称", DAY if name.endswith(("时限", "日期")) else "")
        for name, width in zip(names, widths, strict=True)
    ]
    made = sheet(book, "事项", "督办事项办理情况表", _note(one), headings)
    for number, (values, item) in enumerate(zip(_item_rows(one), one.figures["items"], strict=True), start=4):
        cells: list[Any] = list(values)
        cells[5], cells[6] = _as_day(item["due_day"]), _as_day(item["closed_on"])
        line(made, number, headings, cells)


def _slips(book: Workbook, one: BulletinSheet) -> None:
    widths = (26, 18, 50, 14, 12)
    headings = [
        Heading(name, width, name == "事项名称") for name, width in zip(LISTS["督办单"], widths, strict=True)
    ]
    made = sheet(book, "督办单", "督办单下发情况表", _note(one), headings)
    for number, values in enumerate(_slip_rows(one), start=4):
        line(made, number, headings, list(values))  # type: ignore[arg-type]


def _note(one: BulletinSheet) -> str:
    first, last = day(one.row.first_day, year=True), day(one.row.last_day, year=True)
    return f"{one.row.number or '草稿'}    {first} — {last}"


def _as_day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
