"""The figures of a bulletin against a count of its own: stored = screen = Word = Excel = pandas."""

import random
from io import BytesIO

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import delete

from core import bulletins, documents
from core.work import begin, look
from db.models import Bulletin, Closure, Matter, Notice, Task
from tests import make
from tests.bulletins import history

FIGURES = ("handled", "closed", "open", "overdue", "due", "on_time", "late")


def drafted(house) -> bulletins.BulletinSheet:
    with begin(house.director, now=make.at(history.TODAY)) as work:
        number = bulletins.draft(work, first=history.FIRST, last=history.LAST)
    with look(house.director, now=make.at(history.TODAY)) as work:
        return bulletins.sheet(work, bulletin_id=number)


def share(part: int, whole: int) -> str:
    """Rounded half up to one place, without a needless zero."""
    tenths = (part * 2000 + whole) // (2 * whole) if whole else None
    return (
        "—"
        if tenths is None
        else f"{tenths // 10}%"
        if tenths % 10 == 0
        else f"{tenths // 10}.{tenths % 10}%"
    )


def row_of(frame) -> list[str]:
    counts = [int(frame[name].sum()) for name in ("handled", "closed", "open", "overdue")]
    rate = share(int(frame["on_time"].sum()), int(frame["on_time"].sum() + frame["late"].sum()))
    return [*map(str, counts), share(counts[1], counts[0]), rate]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), count=st.integers(0, 60))
@pytest.mark.parametrize("backend", ["sqlite"])
def test_stored_word_and_excel_are_what_pandas_counts(house, office, seed, count):
    with office.writing() as session:
        for table in (Notice, Bulletin, Closure, Task, Matter):
            session.execute(delete(table))
    history.write(house, random.Random(seed), count)
    stored, frame = drafted(house), history.independent(office)

    for name in FIGURES:
        assert stored.figures["office"][name] == sorted(frame[frame[name]]["id"]), name
    assert sorted(stored.figures["laggards"]) == sorted(frame[frame["laggard"]]["id"])
    assert sorted(stored.figures["good"]) == sorted(frame[frame["good"]]["id"])

    names = {house.bureau: "办公室", house.finance: "财务部", house.works: "后勤部"}
    shown = frame[frame["handled"] | frame["due"]]
    wanted = [
        [names[number], *row_of(frame[frame["lead_department_id"] == number]), "0"]
        for number in names
        if number in set(shown["lead_department_id"])
    ]
    wanted.append(["合计", *row_of(frame), "0"])
    word, excel = from_word(house, stored), from_excel(house, stored)
    assert word["departments"] == excel["departments"] == wanted
    annex = sorted(shown["number"])
    assert sorted(word["items"]) == sorted(excel["items"]) == annex


def from_word(house, stored) -> dict[str, list]:
    with look(house.director, now=make.at(history.TODAY)) as work:
        paper = Document(BytesIO(documents.bulletin(work, bulletin_id=stored.row.id)))
    departments, items = paper.tables
    return {
        "departments": [[cell.text for cell in row.cells] for row in departments.rows[1:]],
        "items": [row.cells[1].text for row in items.rows[1:]],
    }


def from_excel(house, stored) -> dict[str, list]:
    with look(house.director, now=make.at(history.TODAY)) as work:
        book = load_workbook(BytesIO(documents.bulletin_sheet(work, bulletin_id=stored.row.id)))
    departments = [
        [str(cell) for cell in row] for row in book["部门情况"].iter_rows(min_row=4, values_only=True)
    ]
    return {
        "departments": departments,
        "items": [row[1] for row in book["事项"].iter_rows(min_row=4, values_only=True)],
    }


def test_what_is_not_for_everybody_counts_without_its_title(house, office):
    history.write(house, random.Random(3), 40)
    stored, frame = drafted(house), history.independent(office)

    hidden = set(frame[frame["internal"].astype(bool)]["title"])
    assert hidden
    assert not hidden & {one["title"] for one in stored.figures["items"]}
    assert "（内部事项）" in {one["title"] for one in stored.figures["items"]}
    assert not any(title + "》" in text for title in hidden for text in stored.wording.values())


def test_the_words_say_the_figures(house, office):
    history.write(house, random.Random(5), 60)
    stored, frame = drafted(house), history.independent(office)

    handled, closed = int(frame["handled"].sum()), int(frame["closed"].sum())
    assert stored.wording["title"] == "关于2026年3月督办事项办理情况的通报"
    assert f"共承办督办事项{handled}项，其中办结{closed}项" in stored.wording["overall"]
    assert f"逾期未办结事项共{int(frame['laggard'].sum())}项" in stored.wording["laggards"]
    assert "均已回复" in stored.wording["slips"] or "未下发" in stored.wording["slips"]
