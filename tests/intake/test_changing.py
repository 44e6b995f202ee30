"""Taken out, changed in Excel, brought in again: what was changed meanwhile is never overwritten unseen."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from core import documents, i18n, intake, tasks
from core.intake.bringing import ChangedSinceSeen, ReasonMissing, UpdatesUnconfirmed
from core.intake.known import load
from core.policy import NotYours
from core.tasks import Facts, Filter, Progress, Step, Support
from core.work import begin, look
from db.models import Matter
from db.session import database
from tests import make
from tests.intake.conftest import commit, excel, faults, given, preview

ALL = Filter(scope="all")


def taken_out(who, wanted=ALL) -> bytes:
    with look(who, now=make.at()) as work:
        return intake.changes_sheet(work, wanted=wanted).content


def changed(content: bytes, *changes: tuple[int, str, object]) -> bytes:
    """The same sheet with other values: (row, heading, value)."""
    book = load_workbook(BytesIO(content))
    sheet = book.active
    headings = {cell.value: cell.column for cell in sheet[1]}
    for row, heading, value in changes:
        sheet.cell(row, headings[heading]).value = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def facts(task_id: int, who) -> Facts:
    with look(who, now=make.at()) as work:
        [known] = load(work, ids=[task_id])
        return known.facts


@pytest.fixture
def items(house) -> list[int]:
    """An issued item with everything, and a draft, as the sheet lists them: by due day."""
    first = make.task(
        house,
        title="=修订财务制度",
        source="会议议定",
        source_reference="纪要3号",
        quantity=Decimal("3.5"),
        unit="场",
        importance="key",
        given_by=house.leader.id,
        background="背景\n两行",
        supporting=[Support(house.works, "提供数据", make.day(20))],
        steps=[Step("初稿", make.day(10), 40)],
    )
    return [first, make.draft(house, title="更换电梯", due_day=make.day(30))]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_is_taken_out_and_brought_in_changes_nothing(house, items, language):
    with i18n.speaking(language):
        found = preview(house.director, taken_out(house.director))

        assert (found.faults, found.additions, found.updates) == ([], [], [])
        assert found.unchanged == 2


def test_what_was_changed_in_excel_is_changed_in_the_office(house, items):
    content = changed(
        taken_out(house.director),
        (2, "完成标准", "印发并培训"),
        (2, "紧急程度", "特急"),
        (3, "主责部门", "后勤部"),
        (3, "完成时限", date(2026, 5, 29)),
        (3, "事项", "更换三部电梯"),
        (4, "事项", "新增事项"),
    )
    seen = preview(house.director, content)
    assert [one.changed for one in seen.updates] == [
        ("urgency", "standard"),
        ("title", "lead_department_id", "due_day"),
    ]
    before = facts(items[0], house.director)

    commit(house.director, content, update=True, digest=seen.digest, editions=seen.editions)

    after = facts(items[0], house.director)
    assert (after.standard, after.urgency) == ("印发并培训", "express")
    assert (after.title, after.supporting, after.steps) == (before.title, before.supporting, before.steps)
    draft = facts(items[1], house.director)
    assert (draft.title, draft.lead_department_id, draft.due_day) == (
        "更换三部电梯",
        house.works,
        date(2026, 5, 29),
    )
    with database().reading() as session:
        assert session.scalar(select(Matter.state).where(Matter.title == "新增事项")) == "draft"


def test_an_empty_cell_changes_nothing(house, items):
    content = changed(
        taken_out(house.director), (2, "完成标准", None), (2, "来源", None), (3, "完成时限", None)
    )

    assert preview(house.director, content).updates == []


def test_known_items_change_only_when_that_was_confirmed(house, items):
    content = changed(taken_out(house.director), (2, "完成标准", "印发并培训"))

    with pytest.raises(UpdatesUnconfirmed):
        commit(house.director, content)


def test_a_moved_day_of_an_issued_item_needs_its_reason(house, items):
    content = changed(taken_out(house.director), (2, "完成时限", make.day(40)))
    assert preview(house.director, content).wants_reason
    with pytest.raises(ReasonMissing):
        commit(house.director, content, update=True)

    commit(house.director, content, update=True, reason="上级推迟")

    assert facts(items[0], house.director).due_day == make.day(40)
    with_reason = changed(taken_out(house.director), (3, "完成时限", make.day(45)), (3, "变更理由", "再推迟"))
    assert not preview(house.director, with_reason).wants_reason
    commit(house.director, with_reason, update=True)
    with look(house.director, now=make.at()) as work:
        reasons = [line.reason for line in tasks.timeline(work, task_id=items[0])]
    assert {"上级推迟", "再推迟"} <= set(reasons)


def test_what_is_fixed_once_issued_is_a_wrong_cell(house, items):
    content = changed(
        taken_out(house.director),
        (2, "主责部门", "后勤部"),
        (2, "协办部门", "办公室"),
        (3, "主责部门", "后勤部"),
    )
    assert [(row, column) for row, column, _said in faults(preview(house.director, content))] == [(2, "lead")]
    content = changed(taken_out(house.director), (2, "协办部门", "办公室"))
    assert faults(preview(house.director, content))[0][1] == "supporting"
    content = changed(taken_out(house.director), (2, "完成时限", make.day(-1)))
    assert faults(preview(house.director, content))[0][1] == "due_day"


def test_what_somebody_changed_after_the_sheet_was_taken_out_is_not_overwritten(house, items):
    content = changed(taken_out(house.director), (2, "完成标准", "印发并培训"))
    with begin(house.clerk, now=make.at()) as work:
        [known] = load(work, ids=[items[0]])
        newer = Facts(**{**_plain(known.facts), "standard": "只印发"})
        tasks.edit(work, task_id=items[0], facts=newer, version=known.version)

    found = preview(house.director, content)

    [(row, column, said)] = faults(found)
    assert (row, column) == (2, "seen")
    assert "Somebody changed" in said
    # To overwrite it all the same is a decision: the edition is emptied.
    over = given(content, fixes={"2:seen": ""})
    commit(house.director, over, update=True)
    assert facts(items[0], house.director).standard == "印发并培训"


def test_a_report_meanwhile_is_no_change_of_the_facts(house, items):
    content = changed(taken_out(house.director), (2, "完成标准", "印发并培训"))
    with begin(house.staff, now=make.at(1)) as work:
        tasks.report(work, task_id=items[0], progress=Progress(percent=30, text="已起草"))

    commit(house.director, content, update=True)

    assert facts(items[0], house.director).standard == "印发并培训"


def test_what_changes_between_preview_and_commit_is_named(house, items):
    content = changed(taken_out(house.director), (3, "完成标准", "三部都换"), (3, "版本（勿改）", None))
    seen = preview(house.director, content)
    with begin(house.clerk, now=make.at()) as work:
        [known] = load(work, ids=[items[1]])
        newer = Facts(**{**_plain(known.facts), "title": "更换两部电梯"})
        tasks.edit_draft(work, task_id=items[1], facts=newer, version=known.version)

    with pytest.raises(ChangedSinceSeen, match=f"#{items[1]}"):
        commit(house.director, content, update=True, digest=seen.digest, editions=seen.editions)
    assert facts(items[1], house.director).standard != "三部都换"


def test_what_has_ended_or_lies_before_a_leader_is_named_with_its_state(house, items):
    content = changed(taken_out(house.director), (2, "完成标准", "甲"), (3, "完成标准", "乙"))
    with begin(house.director, now=make.at()) as work:
        tasks.cancel(work, task_id=items[0], reason="不再需要")
        tasks.ask_sign_off(work, task_id=items[1], leader_id=house.leader.number)

    with i18n.speaking("en"):
        said = [one.error.for_user for one in preview(house.director, content).faults]
    assert ["“Cancelled”" in said[0], "“Being signed off”" in said[1]] == [True, True]


def test_others_neither_get_the_sheet_nor_may_change_by_it(house, items):
    content = changed(taken_out(house.director), (2, "完成标准", "甲"), (3, "完成标准", "乙"))

    with look(house.head, now=make.at()) as work:
        assert intake.changes_sheet(work, wanted=ALL).rows == 0
    found = preview(house.head, content)
    assert [type(one.error).__name__ for one in found.faults] == ["NotYoursToChange", "NumberUnknown"]
    with pytest.raises(NotYours), look(house.staff, now=make.at()) as work:
        intake.changes_sheet(work, wanted=ALL)


def test_an_internal_item_of_others_is_not_there(house):
    number = make.task(house, title="内部事项", internal=True, source="会议议定")
    with database().reading() as session:
        official = session.get_one(Matter, number).number
    content = excel((official, "改名"), headings=("编号", "事项"))

    [(_row, column, said)] = faults(preview(house.other_head, content))

    assert (column, "no item" in said) == ("number", True)
    assert preview(house.director, content).updates


@pytest.mark.parametrize("kind", [documents.ledger_sheet, documents.list_sheet])
def test_the_lists_of_the_house_come_back_unchanged(house, items, kind):
    with look(house.director, now=make.at()) as work:
        content = kind(work, wanted=Filter()).content

    found = preview(house.director, content)

    assert (found.faults, found.updates, found.unchanged) == ([], [], 1)
    assert found.sheet.unknown == ()


def test_a_ledger_whose_day_was_extended_comes_back(house, items):
    with begin(house.staff, now=make.at(1)) as work:
        tasks.ask_extension(work, task_id=items[0], to_day=make.day(50), reason="数据未齐")
    with begin(house.director, now=make.at(1)) as work:
        tasks.decide_extension(work, task_id=items[0], agreed=True)
    with look(house.director, now=make.at(1)) as work:
        content = documents.ledger_sheet(work, wanted=Filter()).content

    assert preview(house.director, content).unchanged == 1


def test_the_empty_sheet_can_be_filled_in(house):
    with look(house.clerk, now=make.at()) as work:
        content = intake.template(work)

    filled = changed(content, (2, "事项", "更换电梯"), (2, "主责部门", "后勤部"))

    [entry] = preview(house.clerk, filled).additions
    assert entry.facts.lead_department_id == house.works


def _plain(known: Facts) -> dict:
    return {name: getattr(known, name) for name in known.__slots__}
