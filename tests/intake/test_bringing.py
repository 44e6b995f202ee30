"""A list of tasks brought in: every wrong cell is named first, then all of it is drafted or nothing."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event, select

from core import tasks
from core.i18n import _
from core.intake import COLUMN_NAMES, FOR_NEW, Column, Given
from core.intake.bringing import HasFaults, NotAsSeen, NothingToDo, RowRefused
from core.intake.lines import MOST
from core.policy import NotYours
from core.tasks import Filter
from core.work import begin, look
from db.models import Matter, Part, Task
from db.session import database
from tests import make
from tests.intake.conftest import BLANK, HEADINGS, commit, excel, faults, given, preview

RULES = (
    "修订财务制度",
    "财务部",
    "后勤部、办公室",
    date(2026, 9, 30),
    "印发执行",
    "正式文件",
    "会议议定",
    "急",
    3,
)
LIFT = ("更换电梯", "后勤", *BLANK)


def rows() -> dict[str, Matter]:
    with database().reading() as session:
        found = session.scalars(select(Matter).order_by(Matter.id))
        return {one.title: one for one in found}


def test_a_sheet_becomes_drafts(house):
    commit(house.clerk, excel(RULES, LIFT))

    found = rows()
    assert set(found) == {"修订财务制度", "更换电梯"}
    rule = found["修订财务制度"]
    assert (rule.state, rule.created_by, rule.lead_department_id) == ("draft", house.clerk.id, house.finance)
    assert (rule.due_day, rule.source, rule.urgency) == (date(2026, 9, 30), "会议议定", "urgent")
    with database().reading() as session:
        task = session.get_one(Task, rule.id)
        assert (task.standard, task.form, task.quantity) == ("印发执行", "正式文件", Decimal(3))
        parts = session.scalars(select(Part.department_id).where(Part.matter_id == rule.id).order_by(Part.id))
        assert list(parts) == [house.works, house.bureau]
    assert found["更换电梯"].lead_department_id == house.works


@pytest.mark.parametrize(
    "headings",
    [
        [
            *("Item", "Lead department", "Supporting departments", "Due day", "Standard of completion"),
            *("Form of completion", "Source", "Urgency", "Target quantity"),
        ],
        tuple(f" {one}* " for one in HEADINGS),
    ],
)
def test_headings_are_known_in_both_languages(house, headings):
    seen = preview(house.clerk, excel(RULES, headings=headings))

    assert (len(seen.additions), seen.sheet.unknown, seen.faults) == (1, (), [])


def test_a_title_above_the_table_and_a_sheet_before_it_do_no_harm(house):
    above = [("2026年督办台账",), (), ("截至3月",)]
    assert preview(house.clerk, excel(RULES, above=above)).additions[0].row == 5


def test_every_wrong_cell_is_named_with_its_row_and_what_to_do(house):
    wrong = ("甲事项", "财务步", "火星部", "尽快", "", "口头", "听说", "不急", "很多")

    found = preview(house.clerk, excel(RULES, wrong, ("", "财务部", *BLANK)))

    assert [(row, column) for row, column, _said in faults(found)] == [
        (3, "lead"),
        (3, "supporting"),
        (3, "due_day"),
        (3, "form"),
        (3, "source"),
        (3, "urgency"),
        (3, "quantity"),
        (4, "title"),
    ]
    said = {column: text for row, column, text in faults(found) if row == 3}
    assert said["lead"] == "There is no open department called “财务步”. Is 财务部 meant?"
    assert said["due_day"] == "“尽快” is not a day; write it like 2026-09-30."
    with pytest.raises(HasFaults):
        commit(house.clerk, excel(RULES, wrong))
    assert rows() == {}, "nothing of it was drafted"


def test_a_cell_is_corrected_on_the_screen(house):
    content = excel(("甲事项", "财务步", *BLANK), LIFT)
    assert len(preview(house.clerk, content).faults) == 1

    commit(house.clerk, given(content, fixes={"2:lead": "财务"}))

    assert rows()["甲事项"].lead_department_id == house.finance


def test_a_row_is_left_out(house):
    commit(house.clerk, given(excel(RULES, ("甲", "没有的", *BLANK)), left_out=[3]))

    assert set(rows()) == {"修订财务制度"}


def test_what_is_like_an_open_item_or_a_row_above_is_pointed_out(house):
    standing = make.task(house, title="修订财务管理制度")
    with begin(house.director, now=make.at()) as work:
        old = tasks.draft(work, facts=tasks.Facts(title="更换电梯"))
        tasks.drop_draft(work, task_id=old, version=1)

    found = preview(house.clerk, excel(RULES, LIFT, ("电梯更换", "后勤部", *BLANK)))

    [rule, lift] = found.suspected
    assert [one.task_id for one in rule.alike] == [standing]
    assert (lift.row, [one.row for one in lift.alike]) == (4, [3]), "what has ended does not count"
    assert found.faults == [], "a suspicion is no error"


def test_how_many_rows_there_are_costs_no_query_more(house):
    def asked(count: int) -> int:
        statements: list[str] = []
        engine = database().reads

        def note(_connection, _cursor, statement, *_rest):
            statements.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            preview(house.clerk, excel(*[(f"事项{number}", "财务部", *BLANK) for number in range(count)]))
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(statements)

    make.task(house, title="修订财务管理制度")
    asked(1)  # the calendar is read once in a process
    assert asked(2) == asked(60)


def test_the_preview_writes_nothing_and_a_file_that_changed_is_refused(house):
    first, other = excel(RULES), excel(RULES, LIFT)
    seen = preview(house.clerk, first)
    assert rows() == {}

    with pytest.raises(NotAsSeen):
        commit(house.clerk, other, digest=seen.digest)
    with pytest.raises(NotAsSeen):
        commit(house.clerk, given(first, left_out=[2]), digest=seen.digest)
    commit(house.clerk, first, digest=seen.digest, editions=seen.editions)


def test_one_row_that_the_rules_refuse_refuses_all(house, monkeypatch):
    """Whatever a cell's check lets through, the draft itself judges again."""
    monkeypatch.setattr("core.intake.comparing._sound", lambda facts: facts)

    with pytest.raises(RowRefused, match="Row 3"):
        commit(house.clerk, excel(LIFT, ("甲事项", "财务部", "财务部", *BLANK[1:])))
    assert rows() == {}


def test_a_list_is_pasted_one_item_a_line(house):
    lines = ["一、@财务部 9月30日前 修订财务制度 #会议议定 !急", "", "2. @后勤 更换电梯"]
    lines += ["（3）@张敏 整理档案", "• 3.5吨电梯检修"]

    commit(house.clerk, "\n".join(lines))

    found = rows()
    assert set(found) == {"修订财务制度", "更换电梯", "整理档案", "3.5吨电梯检修"}
    assert found["修订财务制度"].due_day == date(2026, 9, 30)
    assert found["整理档案"].lead_department_id == house.finance
    with database().reading() as session:
        assert "张敏" in session.get_one(Task, found["整理档案"].id).background


def test_what_a_pasted_line_does_not_say_clearly_is_a_wrong_cell(house):
    text = "@财务步 2月30日前 修订财务制度 #听说\n@后勤 更换电梯"
    found = preview(house.clerk, text)
    assert [(row, column) for row, column, _said in faults(found)] == [
        (1, "lead"),
        (1, "due_day"),
        (1, "source"),
    ]

    fixes = {"1:lead": "财务部", "1:due_day": "2026-09-30", "1:source": ""}
    commit(house.clerk, given(text, fixes=fixes))

    rule = rows()["修订财务制度"]
    assert (rule.lead_department_id, rule.due_day, rule.source) == (house.finance, date(2026, 9, 30), "")


def test_cells_are_pasted_from_excel_with_headings(house):
    text = '序号\t督办事项\t主责部门\t完成时限\n1\t修订\t财务部\t2026/9/30\n2\t"更换\n电梯"\t后勤部\t\n'

    commit(house.clerk, text)

    assert {title: one.lead_department_id for title, one in rows().items()} == {
        "修订": house.finance,
        "更换 电梯": house.works,
    }


def test_cells_without_headings_say_themselves_what_they_are(house):
    text = "1\t修订财务制度\t财务部\t后勤部、办公室\t2026-09-30\t急\t印发执行\n2\t更换电梯\t后勤部\n"

    seen = preview(house.clerk, text)

    [rule, lift] = [one.facts for one in seen.additions]
    assert (rule.title, rule.standard, rule.urgency) == ("修订财务制度", "印发执行", "urgent")
    assert [one.department_id for one in rule.supporting] == [house.works, house.bureau]
    assert (lift.title, lift.lead_department_id) == ("更换电梯", house.works)


def test_nothing_and_too_much_are_said(house):
    with pytest.raises(NothingToDo):
        commit(house.clerk, given(excel(RULES), left_out=[2]))
    for text in (" \n ", "x\n" * (MOST + 1), "长" * 140_000):
        with pytest.raises(Exception, match=r"nothing to read|At most|too much"):
            preview(house.clerk, text)


def test_only_those_who_may_draft_bring_in(house):
    for who in (house.staff, house.liaison, house.admin, house.screen):
        with pytest.raises(NotYours):
            preview(who, excel(RULES))
        with pytest.raises(NotYours):
            commit(who, excel(RULES))


def test_the_history_says_what_came_in(house):
    commit(house.clerk, excel(RULES, LIFT))

    with look(house.clerk, now=make.at()) as work:
        drafts = tasks.listed(work, wanted=Filter(scope="drafts"))
    assert drafts.found == 2


def test_a_column_for_everything_that_a_draft_may_say(house):
    row = {
        "title": "办好培训", "lead": "财务部", "supporting": "后勤部", "due_day": "20260930",
        "standard": "五场", "form": "其他", "source": "上级文件", "source_reference": "府办〔2026〕3号",
        "importance": "重点", "urgency": "特急", "given_by": "赵局长", "quantity": "1,200.5", "unit": "人次",
        "background": "去年未办", "supervising": "办公室",
    }  # fmt: skip
    assert set(row) == {column.value for column in FOR_NEW}

    [entry] = preview(
        house.clerk, Given("a.xlsx", excel(tuple(row.values()), headings=_headings(row)))
    ).additions

    facts = entry.facts
    assert (facts.importance, facts.urgency, facts.given_by) == ("key", "express", house.leader.id)
    assert (facts.quantity, facts.unit) == (Decimal("1200.50"), "人次")
    assert (facts.source_reference, facts.background) == ("府办〔2026〕3号", "去年未办")
    assert facts.supervising_department_id == house.bureau


def _headings(row):
    return tuple(_(COLUMN_NAMES[Column(name)]) for name in row)
