"""Charts show what an independent reckoning finds, and papers carry them with Chinese letters."""

import json
from datetime import date
from io import BytesIO

from docx import Document
from openpyxl import load_workbook
from PIL import Image

from core import analysis, appraisal, charts, documents, tasks
from core.analysis import Bar
from core.appraisal import Half
from core.counting import Period, Rate
from core.i18n import speaking
from core.work import begin, look
from tests import make

SPRING = Period(make.day(0), make.day(60))
HOSTILE = "a.b[0]'; datum.x'] <script>"


def lived(house):
    """One closed after 12 days and in time, one overdue, one of works that waits to be signed for."""
    done, late = make.task(house, source="会议议定"), make.task(house, due_day=make.day(7), source="领导批示")
    with begin(house.staff, now=make.at(10)) as work:
        tasks.apply_to_close(work, task_id=done, summary="已办结")
    with begin(house.director, now=make.at(12)) as work:
        tasks.accept(work, task_id=done)
    number = make.draft(house, lead_department_id=house.works, source="会议议定")
    with begin(house.director, now=make.at(12)) as work:
        tasks.issue(work, task_id=number, version=1)
    return done, late


def test_every_chart_says_what_happened(office):
    house = make.office()
    lived(house)
    with look(house.director, now=make.at(20)) as work:
        found = analysis.analysis(work, period=SPRING)
    march = found.months[0]
    assert (march.first, march.rate) == (date(2026, 3, 1), Rate(1, 2))
    assert [(one.count, one.late) for one in found.lead_times if one.count] == [(1, 0)]
    assert (found.lead_times[2].count, found.middle) == (1, 12)
    assert {one.name: (one.lead, one.supporting, one.late) for one in found.departments} == {
        "财务部": (1, 0, 1),
        "后勤部": (1, 0, 0),
    }
    assert [(one.name, one.lead, one.late) for one in found.people] == [("张敏", 1, 1)]
    assert [one.count for one in found.ageing] == [0, 0, 1, 1, 0, 0]
    waits = {one.name: one for one in found.waits}
    assert (waits["To check"].ended, waits["To check"].mean) == (1, 2.0)
    assert (waits["To sign for"].ended, waits["To sign for"].open) == (2, 1)
    assert {one.name: one.count for one in found.sources} == {"会议议定": 2, "领导批示": 1}
    _papers(house)


def _papers(house):
    with speaking("zh_CN"), look(house.director, now=make.at(20)) as work:
        word = Document(BytesIO(documents.analysis_paper(work, period=SPRING)))
        paper = Document(BytesIO(documents.appraisal_paper(work, half=Half(2026, 1))))
        book = load_workbook(BytesIO(documents.appraisal_sheet(work, half=Half(2026, 1))))
        shown = {one.department: one for one in appraisal.results(work, half=Half(2026, 1)).lines}
    assert (len(word.inline_shapes), len(word.tables)) == (7, 7)
    assert "2026-03" in word.tables[0].rows[1].cells[0].text
    excel = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    papers = [[cell.text for cell in row.cells] for row in paper.tables[0].rows[1:]]
    assert [str(value) for value in excel[0]] == papers[0]
    assert [row[1] for row in excel] == [*shown]
    assert [row[2] for row in excel] == [one.items for one in shown.values()]


def test_what_people_typed_is_a_value_and_never_part_of_a_drawing():
    drawn = charts.bars([Bar(HOSTILE, 3, 1)], "x").to_dict()
    values = drawn.pop("data", None) or drawn.pop("datasets")
    assert "script" in json.dumps(values)
    assert "script" not in json.dumps({key: value for key, value in drawn.items() if key != "encoding"})
    encoding = drawn["encoding"]
    encoding["y"].pop("sort")  # an order of values
    assert "script" not in json.dumps(encoding)


def test_a_picture_has_chinese_letters_and_not_empty_boxes():
    """Two characters look different; boxes would look the same."""
    pictures = [_drawn("督"), _drawn("办"), _drawn("督")]
    assert pictures[0] == pictures[2] != pictures[1]


def _drawn(name):
    return Image.open(BytesIO(charts.png(charts.bars([Bar(name, 1)], "x")))).convert("L").tobytes()
