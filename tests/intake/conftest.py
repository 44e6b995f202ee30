"""An office with its calendar, sheets to hand in, and the two steps of an import as its clerk makes them."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from core import calendar, intake
from core.actor import Actor
from core.intake import Given, Preview
from core.work import begin, look
from tests import make

HEADINGS = (
    "督办事项",
    "主责部门",
    "协办部门",
    "完成时限",
    "完成标准",
    "完成形式",
    "来源",
    "紧急程度",
    "数量",
)
BLANK = (None,) * (len(HEADINGS) - 2)


@pytest.fixture
def house(office) -> make.Office:
    made = make.office()
    with begin(made.admin, now=make.at()) as work:
        calendar.ensure(work.session)
    return made


def excel(*rows: Any, headings: Any = HEADINGS, above: Any = ()) -> bytes:
    """A workbook whose first sheet has these headings and rows."""
    book = Workbook()
    assert book.active is not None
    for row in (*above, headings, *rows):
        book.active.append(row)
    return kept(book)


def kept(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def given(content: bytes | str, **corrected: Any) -> Given:
    if isinstance(content, str):
        return Given(text=content, **corrected)
    return Given("台账.xlsx", content, **corrected)


def preview(who: Actor, handed: Given | bytes | str) -> Preview:
    with look(who, now=make.at()) as work:
        return intake.preview(work, given=handed if isinstance(handed, Given) else given(handed))


def commit(who: Actor, handed: Given | bytes | str, **confirmed: Any) -> int:
    with begin(who, now=make.at()) as work:
        return intake.commit(work, given=handed if isinstance(handed, Given) else given(handed), **confirmed)


def undo(who: Actor, batch_id: int) -> None:
    with begin(who, now=make.at()) as work:
        intake.undo(work, batch_id=batch_id)


def faults(found: Preview) -> list[tuple[int, str, str]]:
    """Row, column, and the sentence that is said there."""
    return [(one.row, one.column.value, str(one.error)) for one in found.faults]
