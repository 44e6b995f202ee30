"""What offices really hand in: each answer is one clear sentence, and nothing is written."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from core.errors import DomainError
from core.files.sheets import ROWS
from core.intake import Given
from tests.intake.conftest import BLANK, HEADINGS, excel, faults, given, kept, preview

# What the file says is read without a database, but for names: one backend is enough.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

ROW = ("修订财务制度", "财务部", *BLANK)


def book(*rows):
    made = Workbook()
    for row in (HEADINGS, *rows):
        made.active.append(row)
    return made


def refused(house, content: bytes, name: str = "台账.xlsx") -> str:
    with pytest.raises(DomainError) as refusal:
        preview(house.clerk, Given(name, content))
    return str(refusal.value)


def test_one_department_merged_over_three_items_counts_for_each(house):
    made = book(ROW, ("更换电梯",), ("检修水泵",))
    made.active.merge_cells("B2:B4")

    found = preview(house.clerk, kept(made))

    assert [one.facts.lead_department_id for one in found.additions] == [house.finance] * 3
    assert found.sheet.spread == ("B2:B4",)


def test_merged_titles_and_areas_are_wrong_cells(house):
    made = book(ROW, ("", "后勤部"), ("一、重点工作",), ("更换电梯", "后勤部"))
    made.active.merge_cells("A2:A3")
    made.active.merge_cells("A4:I4")

    found = preview(house.clerk, kept(made))

    said = "The cells {} are merged: undo that, each row needs a value of its own."
    assert faults(found) == [
        (2, "title", said.format("A2:A3")),
        (3, "title", said.format("A2:A3")),
        (4, "title", said.format("A4:I4")),
    ]
    assert (
        len(preview(house.clerk, given(kept(made), left_out=[3, 4], fixes={"2:title": "甲"})).additions) == 2
    )


def test_a_merged_heading_is_no_obstacle(house):
    made = Workbook()
    for row in (("督办台账",), HEADINGS, ROW):
        made.active.append(row)
    made.active.merge_cells("A1:I1")

    assert len(preview(house.clerk, kept(made)).additions) == 1


def test_the_right_sheet_of_a_book_is_found(house):
    made = book(ROW)
    front = made.create_sheet("说明", 0)
    front.append(("填表说明",))

    assert preview(house.clerk, kept(made)).sheet.lines[0].row == 2


def test_a_book_without_such_a_sheet_says_what_it_looked_for(house):
    made = Workbook()
    made.active.title = "人员"
    made.active.append(("姓名", "部门"))
    made.create_sheet("说明")

    assert refused(house, kept(made)) == (
        "There is no heading for the item, for example “督办事项”, in the first rows of “人员”、“说明”."
    )


def test_headings_without_rows_and_headings_twice(house):
    assert refused(house, excel()) == "There is nothing below the headings of “台账.xlsx”."
    twice = excel(headings=("督办事项", "主责部门", "主责部门"))
    assert refused(house, twice) == "The heading “主责部门” stands there twice."


def test_columns_that_nobody_knows_and_those_only_shown_are_named(house):
    found = preview(house.clerk, excel(("甲", "绿", "x", "y"), headings=("事项", "亮灯", "颜色", "标题")))

    assert (found.sheet.shown, found.sheet.unknown) == (("亮灯",), ("颜色", "标题"))


DAYS = [
    (date(2026, 9, 30), date(2026, 9, 30)),
    (datetime(2026, 9, 30, 17, 0), date(2026, 9, 30)),
    ("2026-09-30 00:00:00", date(2026, 9, 30)),
    ("2026.9.30", date(2026, 9, 30)),
    ("2026年9月30日", date(2026, 9, 30)),
    ("9月30日前", date(2026, 9, 30)),
    ("9月底", None),
    ("20260930", date(2026, 9, 30)),
    (20260930, date(2026, 9, 30)),
    (46295, date(2026, 9, 30)),
    ("30/9/2026", date(2026, 9, 30)),
    ("9/30/2026", date(2026, 9, 30)),
    ("3/4/2026", "“3/4/2026” could be 2026-04-03 or 2026-03-04; write it like 2026-09-30."),
    ("4/4/2026", date(2026, 4, 4)),
    ("明天", None),
    ("长期", None),
    ("2026-02-30", None),
    (1.5, None),
]


@pytest.mark.parametrize(("cell", "expected"), DAYS, ids=[str(cell) for cell, _expected in DAYS])
def test_days_as_text_and_as_numbers(house, cell, expected):
    found = preview(house.clerk, excel(("甲", "财务部", None, cell)))

    if isinstance(expected, date):
        assert found.additions[0].facts.due_day == expected
    else:
        [(row, column, said)] = faults(found)
        assert (row, column) == (2, "due_day")
        assert said == (expected or f"“{cell}” is not a day; write it like 2026-09-30.")


def test_a_formula_without_a_value_and_an_error_of_excel_are_wrong_cells(house):
    found = preview(house.clerk, excel(("=A1", "=VLOOKUP(1,A:B,2)", None, "#REF!"), ROW))

    assert [(row, column) for row, column, _said in faults(found)] == [
        (2, "title"),
        (2, "lead"),
        (2, "due_day"),
    ]
    assert faults(found)[2][2] == "Excel itself found an error in this cell: #REF!."


def test_text_that_begins_like_a_formula_is_text(house):
    made = book(ROW)
    cell = made.active["A2"]
    cell.value, cell.data_type = '=HYPERLINK("http://127.0.0.1")', "s"

    [entry] = preview(house.clerk, kept(made)).additions

    assert entry.facts.title == '=HYPERLINK("http://127.0.0.1")'


def test_the_same_number_twice(house):
    content = excel(("督办〔2026〕1号", "甲"), ("督办[2026] 1号", "乙"), headings=("编号", "事项"))

    assert [(row, said) for row, _column, said in faults(preview(house.clerk, content))] == [
        (2, "There is no item “督办〔2026〕1号” that you may see. Leave this empty for a new item."),
        (3, "Row 2 has the same number."),
    ]


def test_a_sheet_that_is_too_long(house):
    assert refused(house, excel(*[ROW] * 2001)) == "“台账.xlsx” has more than 2000 rows. Please split it."
    plain = ("事项\n" + "甲\n" * (ROWS + 1)).encode()
    assert refused(house, plain, "台账.csv") == f"“台账.csv” has more than {ROWS} rows. Please split it."


def test_twenty_thousand_and_one_rows(house):
    made = Workbook(write_only=True)
    sheet = made.create_sheet("台账")
    for row in (("事项", "主责部门"), *[("甲", "财务部")] * (ROWS + 1)):
        sheet.append(row)

    assert refused(house, kept(made)) == f"“台账.xlsx” has more than {ROWS} rows. Please split it."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_csv_in_every_encoding_of_an_office(house, encoding, comma):
    text = comma.join(HEADINGS[:4]) + f"\r\n修订财务制度{comma}财务部{comma}{comma}2026/9/30\r\n"

    [entry] = preview(house.clerk, Given("台账.csv", text.encode(encoding))).additions

    assert (entry.facts.title, entry.facts.due_day) == ("修订财务制度", date(2026, 9, 30))


def test_a_bomb_is_not_unpacked(house):
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    assert refused(house, content.getvalue()) == (
        "“台账.xlsx” would unpack to far too much. Please hand in a smaller file."
    )


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>"""


def test_entities_and_broken_books_are_refused(house):
    content, made = BytesIO(), excel(ROW)
    with ZipFile(BytesIO(made)) as before, ZipFile(content, "w") as after:
        for one in before.namelist():
            after.writestr(one, ENTITIES if one.endswith("sheet1.xml") else before.read(one))
    broken = "“台账.xlsx” is damaged or protected by a password. Please save it again and try once more."
    assert refused(house, content.getvalue()) == broken
    assert refused(house, made[: len(made) // 2]) == broken


OTHERS = [
    (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old .xls or is protected by a password"),
    (b"%PDF-1.7\n\x00\xff\xfe\x80", "cannot be read as text"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "cannot be read as text"),
    (b"\xff\xfe\x00", "cannot be read as text"),
    (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    (b"<html><table>", "no heading for the item"),
    (b"a,b\n1,2\n", "no heading for the item"),
]


@pytest.mark.parametrize(("content", "said"), OTHERS, ids=[said for _content, said in OTHERS])
def test_what_is_no_sheet_at_all(house, content, said):
    assert said in refused(house, content)


def test_hostile_text_stays_text(house):
    title = "<script>alert(1)</script> %_ \u202e\u0000\ud800 😀"
    [entry] = preview(house.clerk, Given(text=title)).additions

    assert entry.facts.title == "<script>alert(1)</script> %_ 😀"


def test_cells_that_are_too_long_are_wrong_cells(house):
    long = excel(("长" * 201, "财务部", None, None, "长" * 2001, None, None, None, 10**12))

    assert [(column) for _row, column, _said in faults(preview(house.clerk, long))] == [
        "title",
        "standard",
        "quantity",
    ]
