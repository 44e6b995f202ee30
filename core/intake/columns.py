"""The columns of a sheet of tasks under their usual headings, in either language: no database."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from core.errors import InvalidInput
from core.i18n import N_, Text
from core.text import clean_line

LONGEST_HEADING = 40


class Column(StrEnum):
    NUMBER = "number"
    TITLE = "title"
    LEAD = "lead"
    SUPPORTING = "supporting"
    DUE_DAY = "due_day"
    STANDARD = "standard"
    FORM = "form"
    SOURCE = "source"
    REFERENCE = "source_reference"
    IMPORTANCE = "importance"
    URGENCY = "urgency"
    GIVEN_BY = "given_by"
    QUANTITY = "quantity"
    UNIT = "unit"
    BACKGROUND = "background"
    SUPERVISING = "supervising"
    REASON = "reason"
    LEVEL = "level"
    SEEN = "seen"


COLUMN_NAMES: dict[Column, Text] = {
    Column.NUMBER: N_("Number"),
    Column.TITLE: N_("Item"),
    Column.LEAD: N_("Lead department"),
    Column.SUPPORTING: N_("Supporting departments"),
    Column.DUE_DAY: N_("Due day"),
    Column.STANDARD: N_("Standard of completion"),
    Column.FORM: N_("Form of completion"),
    Column.SOURCE: N_("Source"),
    Column.REFERENCE: N_("Reference"),
    Column.IMPORTANCE: N_("Importance"),
    Column.URGENCY: N_("Urgency"),
    Column.GIVEN_BY: N_("Given by"),
    Column.QUANTITY: N_("Target quantity"),
    Column.UNIT: N_("Unit"),
    Column.BACKGROUND: N_("Background"),
    Column.SUPERVISING: N_("Supervising department"),
    Column.REASON: N_("Reason for the change"),
    Column.LEVEL: N_("Level"),
    Column.SEEN: N_("Edition (do not change)"),
}
# Facts that are kept under another name than their column.
_OF_FACTS = {"lead_department_id": Column.LEAD, "supervising_department_id": Column.SUPERVISING}
# What a new item may say; the others belong to items that there are already.
FOR_NEW = tuple(one for one in Column if one not in (Column.NUMBER, Column.REASON, Column.LEVEL, Column.SEEN))
FOR_CHANGES = (Column.NUMBER, *FOR_NEW, Column.REASON, Column.SEEN)

HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.NUMBER: ("编号", "督办编号", "事项编号", "number"),
    Column.TITLE: (
        "督办事项", "事项", "事项名称", "标题", "工作任务", "任务名称", "工作事项", "item", "title", "task",
    ),
    Column.LEAD: (
        "主责部门", "牵头部门", "责任部门", "主办部门", "责任单位", "牵头单位", "lead department", "lead",
    ),
    Column.SUPPORTING: (
        "协办部门", "配合部门", "协同部门", "配合单位", "协办单位", "supporting departments", "supporting",
    ),
    Column.DUE_DAY: ("完成时限", "办结时限", "截止日期", "时限", "完成时间", "完成日期", "due day", "due"),
    Column.STANDARD: ("完成标准", "工作要求", "目标要求", "standard of completion", "standard"),
    Column.FORM: ("完成形式", "成果形式", "form of completion", "form"),
    Column.SOURCE: ("来源", "任务来源", "事项来源", "source"),
    Column.REFERENCE: ("来源文号", "依据", "文号", "来源依据", "reference"),
    Column.IMPORTANCE: ("重要程度", "重要性", "importance"),
    Column.URGENCY: ("紧急程度", "缓急", "urgency"),
    Column.GIVEN_BY: ("交办领导", "批示领导", "given by"),
    Column.QUANTITY: ("目标数量", "数量", "target quantity", "quantity"),
    Column.UNIT: ("单位", "计量单位", "unit"),
    Column.BACKGROUND: ("事项背景", "背景", "备注", "说明", "background", "remark"),
    Column.SUPERVISING: ("督办部门", "supervising department", "supervising"),
    Column.REASON: ("变更理由", "变更原因", "reason for the change"),
    Column.LEVEL: ("级别", "level"),
    Column.SEEN: ("版本（勿改）", "edition (do not change)"),
}  # fmt: skip
# What our own lists show beside these: read, never written.
ONLY_SHOWN = frozenset(
    {"序号", "承办人", "下达日期", "进度", "进展情况", "状态", "亮灯", "督办单"}
    | {"no.", "handler", "issued on", "progress", "how it stands", "state", "lamp", "slips"}
)
_WORDS = {word: column for column, words in HEADINGS.items() for word in words}


class HeadingTwice(InvalidInput):
    message = N_("The heading “{heading}” stands there twice.")
    field = "content"


class HeadingMissing(InvalidInput):
    message = N_("There is no heading for the item, for example “{example}”, in the first rows of {sheets}.")
    field = "content"


def column_of(heading: object) -> Column | None:
    return _WORDS.get(_word(heading))


def column_of_fact(name: str) -> Column:
    """The column that a field of core.tasks.Facts stands in."""
    return _OF_FACTS.get(name) or Column(name)


def is_heading(cells: Sequence[object]) -> bool:
    """A row of headings names the item and one thing more; a title above the table does not."""
    known = [column_of(cell) or _word(cell) for cell in cells if cell not in (None, "")]
    others = {one for one in known if isinstance(one, Column) or one in ONLY_SHOWN} - {Column.TITLE}
    return Column.TITLE in known and bool(others or len(known) == 1)


def columns_of(headings: Sequence[object]) -> tuple[dict[int, Column], tuple[str, ...], tuple[str, ...]]:
    """Which column stands where; the headings that only show something; those that nobody knows."""
    columns: dict[int, Column] = {}
    shown: list[str] = []
    unknown: list[str] = []
    for place, heading in enumerate(headings):
        column, word = column_of(heading), _said(heading)
        before = only(columns, column) if column is not None else None
        if before is not None and _word(headings[before]) == _word(heading):
            raise HeadingTwice(heading=word)
        if column is not None and before is None:
            columns[place] = column
        elif word:
            (shown if _word(heading) in ONLY_SHOWN else unknown).append(word)
    return columns, tuple(shown), tuple(unknown)


def only(columns: Mapping[int, Column], wanted: Column) -> int | None:
    """Where a column stands, if anywhere."""
    return next((place for place, column in columns.items() if column is wanted), None)


def _said(heading: object) -> str:
    return clean_line(str(heading or "")[:LONGEST_HEADING])


def _word(heading: object) -> str:
    return re.sub(r"\s+", " ", _said(heading)).rstrip("*＊ :：").casefold()
