"""The Excel sheet of people: its columns under Chinese or English headers, and the empty one to fill in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core import files
from core.actor import ROLE_NAMES, Role
from core.errors import InvalidInput
from core.i18n import LANGUAGES, N_, Text, _, speaking
from core.people import queries
from core.people.rules import RANK_NAMES, Rank
from core.text import clean_line
from core.work import Work

MOST = 2000
LONGEST_CELL = 500


class Column(StrEnum):
    NAME = "name"
    USER_NAME = "user_name"
    DEPARTMENT = "department"
    POST = "post"
    ROLE = "role"
    RANK = "rank"
    PHONE = "phone"
    EMAIL = "email"


COLUMN_NAMES: dict[Column, Text] = {
    Column.NAME: N_("Name"),
    Column.USER_NAME: N_("User name"),
    Column.DEPARTMENT: N_("Department"),
    Column.POST: N_("Post"),
    Column.ROLE: N_("Role"),
    Column.RANK: N_("Rank"),
    Column.PHONE: N_("Mobile"),
    Column.EMAIL: N_("E-mail"),
}

HEADERS: dict[Column, tuple[str, ...]] = {
    Column.NAME: ("姓名", "名字", "name", "full name"),
    Column.USER_NAME: ("用户名", "账号", "登录名", "user name", "username", "login", "account"),
    Column.DEPARTMENT: ("部门", "所在部门", "科室", "处室", "department"),
    Column.POST: ("职务", "岗位", "职位", "post", "position", "job title"),
    Column.ROLE: ("角色", "role"),
    Column.RANK: ("职级", "人员类别", "rank", "level"),
    Column.PHONE: ("手机", "手机号", "手机号码", "电话", "联系电话", "mobile", "phone", "telephone"),
    Column.EMAIL: ("邮箱", "电子邮箱", "电子邮件", "email", "e-mail", "mail"),
}
# What offices write beside the names that stand on our screens.
ROLE_WORDS: dict[Role, tuple[str, ...]] = {
    Role.ADMINISTRATOR: ("系统管理员", "admin"),
    Role.LEADER: ("单位领导", "局领导"),
    Role.OFFICE: ("办公室工作人员", "办公室职工"),
    Role.HEAD: ("部门主任", "科长", "处长", "部门领导"),
    Role.LIAISON: ("联络员", "联络人"),
    Role.STAFF: ("职工", "职员", "员工", "一般人员"),
}
RANK_WORDS: dict[Rank, tuple[str, ...]] = {
    Rank.LEADER: ("领导班子", "局领导", "单位领导"),
    Rank.MIDDLE: ("中层", "中层领导"),
    Rank.STAFF: ("职员", "员工", "工作人员", "科员", "一般职工"),
    Rank.DRIVER: ("驾驶员",),
}
WORDS = {word: column for column, words in HEADERS.items() for word in words}


class HeadersMissing(InvalidInput):
    message = N_("The first row needs at least the headers {name} and {department}.")
    field = "content"


class HeaderTwice(InvalidInput):
    message = N_("The header “{header}” stands there twice.")
    field = "content"


class NobodyInIt(InvalidInput):
    message = N_("There is nobody in this sheet.")
    field = "content"


class TooManyPeople(InvalidInput):
    message = N_("At most {limit} people at a time. Please split the sheet.")
    field = "content"


@dataclass(frozen=True, slots=True)
class Line:
    """A row with something in it; `row` is its number in Excel."""

    row: int
    cells: Mapping[Column, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    lines: tuple[Line, ...]
    unknown_headers: tuple[str, ...]


def read(content: bytes, *, name: str) -> Sheet:
    """Raises what files.rows raises, and what is wrong with the headers."""
    heading, *rows = files.rows(content, name=name) or [()]
    columns, unknown = _columns(heading)
    lines = tuple(_lines(rows, columns))
    if not lines:
        raise NobodyInIt()
    if len(lines) > MOST:
        raise TooManyPeople(limit=MOST)
    return Sheet(lines, unknown)


def import_template(work: Work) -> bytes:
    """An empty sheet with the headers, an example of nothing, and lists to choose from."""
    work.must("people.import_template")
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title, sheet.freeze_panes = _("People"), "A2"
    _head(sheet, [_(COLUMN_NAMES[column]) for column in Column])
    choices = book.create_sheet(_("Choices"))
    lists: dict[Column, list[str]] = {
        Column.DEPARTMENT: list(queries.departments(work).values()),
        Column.ROLE: [_(ROLE_NAMES[role]) for role in Role],
        Column.RANK: [_(RANK_NAMES[rank]) for rank in Rank],
    }
    _head(choices, [_(COLUMN_NAMES[column]) for column in lists])
    for place, (column, words) in enumerate(lists.items(), start=1):
        _offer(sheet, choices, column, place, words)
    for row in range(2, MOST + 2):
        sheet.cell(row, _place(Column.PHONE)).number_format = "@"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def role_of(word: str) -> Role | None:
    """A role by its name in any of our languages, or by its code."""
    return _roles().get(word.casefold())


def rank_of(word: str) -> Rank | None:
    return _ranks().get(word.casefold())


def _columns(heading: Iterable[object]) -> tuple[dict[int, Column], tuple[str, ...]]:
    columns: dict[int, Column] = {}
    unknown: list[str] = []
    for place, cell in enumerate(heading):
        header = _text(cell)
        column = WORDS.get(header.casefold().rstrip("*＊ "))
        if column in columns.values():
            raise HeaderTwice(header=header)
        if column is not None:
            columns[place] = column
        elif header:
            unknown.append(header)
    if not {Column.NAME, Column.DEPARTMENT} <= set(columns.values()):
        raise HeadersMissing(name=COLUMN_NAMES[Column.NAME], department=COLUMN_NAMES[Column.DEPARTMENT])
    return columns, tuple(unknown)


def _lines(rows: list[tuple[object, ...]], columns: Mapping[int, Column]) -> Iterable[Line]:
    for number, row in enumerate(rows, start=2):
        cells = {column: _text(row[place]) for place, column in columns.items() if place < len(row)}
        if any(cells.values()):
            yield Line(number, cells)


def _text(cell: object) -> str:
    """A cell as text: Excel keeps a telephone number as 13800138000.0."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return clean_line(str(cell)[:LONGEST_CELL], limit=LONGEST_CELL)


@cache
def _roles() -> dict[str, Role]:
    return {
        word: role for role in Role for word in (*_spoken(role, ROLE_NAMES[role]), *ROLE_WORDS.get(role, ()))
    }


@cache
def _ranks() -> dict[str, Rank]:
    return {word: rank for rank in Rank for word in (*_spoken(rank, RANK_NAMES[rank]), *RANK_WORDS[rank])}


def _spoken(code: str, name: Text) -> list[str]:
    words = [code]
    for language in LANGUAGES:
        with speaking(language):
            words.append(_(name).casefold())
    return words


def _head(sheet: Worksheet, headers: list[str]) -> None:
    for place, header in enumerate(headers, start=1):
        cell = sheet.cell(1, place, header)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF7")
        sheet.column_dimensions[get_column_letter(place)].width = 18


def _offer(sheet: Worksheet, choices: Worksheet, column: Column, place: int, words: list[str]) -> None:
    """Write the words on the sheet of choices, and let the column choose from them."""
    for row, word in enumerate(words, start=2):
        # As a text whatever it begins with: a name is never a formula.
        choices.cell(row, place, word).data_type = "s"
    source = get_column_letter(place)
    title = choices.title.replace("'", "''")
    area = f"='{title}'!${source}$2:${source}${max(len(words) + 1, 2)}"
    offered = DataValidation(type="list", formula1=area, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(_place(column))
    offered.add(f"{letter}2:{letter}{MOST + 1}")
    sheet.add_data_validation(offered)


def _place(column: Column) -> int:
    return list(Column).index(column) + 1
