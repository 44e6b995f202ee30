"""The ledger and the list as Excel: what the same person sees, printable, and never a formula."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from core import documents, tasks
from core.documents import cells
from core.tasks import Filter
from core.work import begin, look
from tests import make
from tests.documents.conftest import FORMULAS, book
from tests.tasks import scenes

EVERYBODY = (
    "admin",
    "director",
    "clerk",
    "leader",
    "other_leader",
    "head",
    "staff",
    "other_head",
    "other_staff",
)


@pytest.fixture
def many(house) -> make.Office:
    for number, title in enumerate(FORMULAS):
        scenes.issued(house, title=title, internal=number % 2 == 0)
    scenes.closed(house, lead_department_id=house.finance, title="已结事项")
    scenes.reported(house, title="内部在办", internal=True)
    scenes.drafted(house, title="草稿")
    return house


def seen(actor, wanted: Filter) -> list[str]:
    with look(actor, now=make.at(5)) as work:
        return [row.title for row in tasks.listed(work, wanted=wanted).rows]


def taken_out(actor, wanted: Filter, draw=documents.list_sheet, column: int = 4) -> list[str]:
    with look(actor, now=make.at(5)) as work:
        sheet = book(draw(work, wanted=wanted).content).worksheets[0]
    return [row[column - 1].value for row in sheet.iter_rows(min_row=4)]


def test_an_export_holds_what_the_same_person_sees(many):
    for name in EVERYBODY:
        actor = getattr(many, name)
        for scope in tasks.SCOPES:
            wanted = Filter(scope=scope)
            assert taken_out(actor, wanted) == seen(actor, wanted), (name, scope)
            assert taken_out(actor, wanted, documents.ledger_sheet, 3) == seen(actor, wanted), (name, scope)


filters = some.builds(
    Filter,
    scope=some.sampled_from(list(tasks.SCOPES)),
    lamp=some.sampled_from(["", "red", "yellow", "green", "grey"]),
    state=some.sampled_from(["", "issued", "working", "closed", "draft"]),
    department_id=some.sampled_from([None, 1, 2, 3, 999]),
    part=some.sampled_from(["", "lead", "supporting"]),
    text=some.sampled_from(["", "=", "%", "_", "ybsx", "督办 1", "'; drop table matters"]),
    due_from=some.sampled_from([None, date(2026, 3, 1), date(2026, 3, 24)]),
    sort=some.sampled_from(list(tasks.SORTS)),
    descending=some.booleans(),
)


def test_an_export_follows_every_filter(many):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(wanted=filters, name=some.sampled_from(EVERYBODY))
    def follows(wanted: Filter, name: str) -> None:
        actor = getattr(many, name)
        assert taken_out(actor, wanted) == seen(actor, wanted)

    follows()


def test_words_are_never_a_formula(many):
    with look(many.director, now=make.at(5)) as work:
        made = [
            draw(work, wanted=Filter(scope="all")) for draw in (documents.ledger_sheet, documents.list_sheet)
        ]

    for one in made:
        every = [cell for row in book(one.content).worksheets[0].iter_rows() for cell in row]
        assert {cell.data_type for cell in every} <= {"s", "n", "d"}
        quoted = {cell.value for cell in every if cell.quotePrefix}
        assert set(FORMULAS) <= quoted


@given(text=some.text(max_size=200))
@settings(max_examples=300, deadline=None, database=None)
@pytest.mark.parametrize("prefix", ["", "=", "@", "\t=", "＋"])
def test_any_text_stays_text(prefix, text):
    made = cells.sheet(cells.empty_book(), "表", "表", "", [cells.Heading("列")])
    cell = cells.write(made, 4, 1, prefix + text)

    assert cell.data_type == ("s" if prefix + text else "n")


def test_the_ledger_prints_on_a4_across_one_page_wide(many):
    with look(many.director, now=make.at(5)) as work:
        made = documents.ledger_sheet(work, wanted=Filter())
    sheet = book(made.content).worksheets[0]

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (cells.A4, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$3"
    headings = [cell.value for cell in sheet[3]]
    assert headings[:8] == ["序号", "编号", "事项", "来源", "主责部门", "协办部门", "承办人", "下达日期"]
    assert sheet["A1"].value == "测试办公室督办台账"
    assert made.rows == sheet.max_row - 3


def test_days_and_shares_stay_what_they_are(many):
    with look(many.director, now=make.at(5)) as work:
        sheet = book(documents.ledger_sheet(work, wanted=Filter(text="内部在办")).content).worksheets[0]

    issued, due, percent = (sheet.cell(4, column) for column in (8, 9, 11))
    assert (issued.value.date(), due.value.date(), percent.value) == (make.day(0), make.day(21), 50)


def test_a_moved_day_shows_the_first_one(house):
    number = scenes.reported(house)
    with begin(house.staff, now=make.at(4)) as work:
        tasks.ask_extension(work, task_id=number, to_day=make.day(28), reason="材料未到")
    with begin(house.director, now=make.at(4)) as work:
        tasks.decide_extension(work, task_id=number, agreed=True)

    with look(house.director, now=make.at(5)) as work:
        sheet = book(documents.ledger_sheet(work, wanted=Filter()).content).worksheets[0]

    assert sheet["I4"].value == f"{make.day(28).isoformat()}\n（原定3月23日 周一，延期1次）"


def test_reports_stand_in_the_ledger_of_those_who_may_read_them(house, stranger):
    scenes.reported(house)

    who = {"clerk": house.clerk, "head": house.head, "leader": house.leader, "stranger": stranger}
    texts = {name: taken_out(one, Filter(), documents.ledger_sheet, 12) for name, one in who.items()}

    known = ["完成初稿"]
    assert texts == {"clerk": known, "head": known, "leader": known, "stranger": [None]}


def test_the_sheet_says_what_it_lists(many):
    wanted = Filter(department_id=many.finance, importance="ordinary", text="事项")
    with look(many.director, now=make.at(5)) as work:
        sheet = book(documents.ledger_sheet(work, wanted=wanted).content).worksheets[0]

    note = sheet["A2"].value
    assert "范围：在办" in note
    assert "部门：财务部" in note
    assert "文字：事项" in note
