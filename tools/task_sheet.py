"""Tasks from an Excel sheet: a ledger of before, under its usual headers, as facts of drafts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core import files, people, tasks
from core.errors import DomainError, InvalidInput
from core.i18n import N_, _
from core.tasks import Facts, Support
from core.text import clean_line
from core.work import Work

MOST = 2000
# What offices write beside the names that stand on our screens.
ALSO = {
    **dict.fromkeys(("平", "平件", "一般", "普通"), "normal"),
    **dict.fromkeys(("急", "急件", "紧急", "加急"), "urgent"),
    **dict.fromkeys(("特急", "特急件"), "express"),
}
ALSO_IMPORTANT = {**dict.fromkeys(("一般", "普通"), "ordinary"), **dict.fromkeys(("重点", "重要"), "key")}
BETWEEN = re.compile(r"[、,，;；/\n]+")
HEADERS: dict[str, tuple[str, ...]] = {
    "title": ("督办事项", "事项", "事项名称", "标题", "工作任务", "任务名称", "item", "title", "task"),
    "source": ("来源", "任务来源", "事项来源", "source"),
    "source_reference": ("来源文号", "依据", "文号", "来源依据", "reference"),
    "importance": ("重要程度", "重要性", "importance"),
    "urgency": ("紧急程度", "缓急", "urgency"),
    "lead": ("主责部门", "牵头部门", "责任部门", "主办部门", "lead", "lead department"),
    "supporting": ("协办部门", "配合部门", "协同部门", "supporting", "supporting departments"),
    "supervising": ("督办部门", "supervising", "supervising department"),
    "due_day": ("完成时限", "办结时限", "截止日期", "时限", "完成时间", "due day", "due"),
    "standard": ("完成标准", "工作要求", "目标要求", "standard", "standard of completion"),
    "form": ("完成形式", "成果形式", "form", "form of completion"),
    "background": ("背景", "备注", "说明", "background", "remark"),
    "quantity": ("目标数量", "数量", "quantity"),
    "unit": ("单位", "计量单位", "unit"),
}
WORDS = {word: name for name, words in HEADERS.items() for word in words}
DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 00:00:00)?")


class TitleMissing(InvalidInput):
    message = N_("The first row needs a header for the item, for example {example}.")


class TooManyTasks(InvalidInput):
    message = N_("At most {limit} tasks at a time. Please split the sheet.")


class NoSuchDay(InvalidInput):
    message = N_("“{typed}” is not a day; write it like 2026-09-30.")


class DepartmentUnknown(InvalidInput):
    message = N_("There is no open department called “{name}”.")


class NotOffered(InvalidInput):
    message = N_("“{typed}” is not one of: {choices}.")


@dataclass(frozen=True, slots=True)
class Fault:
    row: int
    column: str
    error: DomainError


@dataclass(slots=True)
class Sheet:
    facts: list[Facts] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unknown_headers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """What cells are compared with."""

    departments: Mapping[str, int]

    def facts(self, cells: Mapping[str, Any], row: int, sheet: Sheet) -> Facts:
        values: dict[str, Any] = {}
        for name, value in cells.items():
            try:
                values |= self.value(name, value)
            except DomainError as error:
                sheet.faults.append(Fault(row, HEADERS[name][0], error))
        return Facts(**{"title": "", **values})

    def value(self, name: str, value: Any) -> dict[str, Any]:
        match name:
            case "due_day":
                return {"due_day": day_of(value)}
            case "lead" | "supervising":
                return {f"{name}_department_id": self.department(line(value))}
            case "supporting":
                wanted = [part.strip() for part in BETWEEN.split(str(value)) if part.strip()]
                return {"supporting": tuple(Support(self.department(one)) for one in wanted)}
            case "importance":
                return {"importance": chosen(line(value), tasks.IMPORTANCE_NAMES, ALSO_IMPORTANT)}
            case "urgency":
                return {"urgency": chosen(line(value), tasks.URGENCY_NAMES, ALSO)}
        return {name: value if name == "quantity" else str(value)}

    def department(self, name: str) -> int:
        if name not in self.departments:
            raise DepartmentUnknown(name=name)
        return self.departments[name]


def read(work: Work, content: bytes, name: str) -> Sheet:
    """Every fault is found, not only the first; the drafts themselves check the rest when they are made."""
    heading, *rows = files.rows(content, name=name) or [()]
    sheet = Sheet()
    columns = _columns(heading, sheet)
    if len(rows) > MOST:
        raise TooManyTasks(limit=MOST)
    reader = Reader({label: number for number, label in people.departments(work).items()})
    for number, row in enumerate(rows, start=2):
        cells = {column: row[place] for place, column in columns.items() if row[place] not in (None, "")}
        if cells:
            sheet.facts.append(reader.facts(cells, number, sheet))
    return sheet


def _columns(heading: Sequence[Any], sheet: Sheet) -> dict[int, str]:
    columns: dict[int, str] = {}
    for place, label in enumerate(heading):
        word = line(label).casefold()
        if word in WORDS and WORDS[word] not in columns.values():
            columns[place] = WORDS[word]
        elif word:
            sheet.unknown_headers.append(line(label))
    if "title" not in columns.values():
        raise TitleMissing(example=HEADERS["title"][0])
    return columns


def line(value: Any) -> str:
    return clean_line("" if value is None else str(value))


def day_of(value: Any) -> date:
    """A day of Excel, or one that was typed: 2026-9-30, 2026.9.30, 2026年9月30日."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = DAY.fullmatch(line(value))
    try:
        return date(*map(int, match.groups())) if match else date.fromisoformat(line(value))
    except ValueError as error:
        raise NoSuchDay(typed=line(value)) from error


def chosen(typed: str, names: Mapping[str, str], also: Mapping[str, str]) -> str:
    """The code behind a word: of the screens in either language, or of the office's habit."""
    if typed in also:
        return also[typed]
    for code, name in names.items():
        if typed.casefold() in (code, name.casefold()):
            return str(code)
    raise NotOffered(typed=typed, choices="、".join(_(name) for name in names.values()))
