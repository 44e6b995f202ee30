"""The case file: everything about a task in one ZIP, for those who may read its papers."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from core import documents, tasks
from core.errors import NotPermitted
from core.work import begin, look
from db.models import File
from db.session import database
from tests import make
from tests.documents.conftest import BRACES, FORMULAS, words
from tests.tasks import scenes


def packed(actor, task_id: int) -> ZipFile:
    with look(actor, now=make.at(6)) as work:
        made = documents.case_file(work, task_id=task_id)
    return ZipFile(BytesIO(b"".join(made.chunks)))


def test_it_holds_papers_records_and_files(house, task_id):
    archive = packed(house.clerk, task_id)

    assert archive.testzip() is None
    assert archive.namelist() == [
        "01 交办事项通知书.docx",
        "02 督办事项单.docx",
        "03 办理过程.docx",
        "04 办理过程.xlsx",
        "附件/01 证明材料.pdf",
    ]
    assert archive.read("附件/01 证明材料.pdf").startswith(b"%PDF-1.4")


def test_what_happened_can_be_read(house, task_id):
    said = words(packed(house.clerk, task_id).read("03 办理过程.docx"))

    for expected in (
        "签收回执",
        "进展反馈",
        "催办记录",
        "交流记录",
        "历史记录",
        BRACES,
        FORMULAS[5],
        "2026-03-03 09:00",
    ):
        assert expected in said, expected


def test_the_tables_hold_no_formula(house, task_id):
    book = load_workbook(BytesIO(packed(house.clerk, task_id).read("04 办理过程.xlsx")))

    assert book.sheetnames == ["签收回执", "进展反馈", "催办记录", "交流记录", "历史记录"]
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in every} <= {"s", "n", "d"}
    receipts = [[cell.value for cell in row] for row in book["签收回执"].iter_rows(min_row=4)]
    signed = next(row for row in receipts if row[0] == "待签收" and row[1] == "财务部")
    assert [f"{moment:%m-%d %H:%M}" if moment else "" for moment in signed[3:7]] == [
        "03-02 09:00",
        "03-03 09:00",
        "",
        "03-03 09:00",
    ]


def test_the_whole_life_is_in_it(house):
    number = scenes.closed(house)
    with begin(house.director, now=make.at(6)) as work:
        tasks.evaluate(work, task_id=number, grade="good", words="按期完成")
        tasks.archive(work, task_id=number)

    said = words(packed(house.clerk, number).read("03 办理过程.docx"))

    assert "办结审核" in said
    assert "按期完成" in said
    assert "报告已审定印发" in said


def test_strangers_get_nothing(stranger, task_id):
    with pytest.raises(NotPermitted):
        packed(stranger, task_id)


def test_a_damaged_file_leaves_its_sentence_and_the_rest_is_there(house, task_id):
    with database().writing() as session:
        for file in session.query(File).all():
            file.sha256 = "0" * 64

    archive = packed(house.clerk, task_id)

    assert "附件/01 证明材料.pdf.txt" in archive.namelist()
    assert "证明材料.pdf" in archive.read("附件/01 证明材料.pdf.txt").decode()
    assert words(archive.read("02 督办事项单.docx"))


def test_it_is_made_while_it_is_sent(house, task_id):
    with look(house.clerk, now=make.at(6)) as work:
        made = documents.case_file(work, task_id=task_id)
    pieces = list(made.chunks)

    assert len(pieces) == len(made.members) + 1


def test_a_draft_has_a_case_file_without_notice(house):
    names = packed(house.clerk, scenes.drafted(house)).namelist()
    assert names[0] == "01 督办事项单.docx"
