"""Open items that sound alike, and one line of quick add as its reader sees it."""

import pytest

from core import intake, tasks
from core.policy import NotYours
from core.work import begin, look
from tests import make


@pytest.fixture
def items(house) -> dict[str, int]:
    titles = ("修订财务管理制度", "修订财务制度细则", "更换办公楼电梯", "更换2号楼电梯")
    return {title: make.task(house, title=title) for title in titles}


def alike(who, title: str, **but: int) -> list[tuple[str, str]]:
    with look(who, now=make.at()) as work:
        return [(one.title, one.lead) for one in intake.similar(work, title=title, **but)]


def test_open_items_that_sound_alike(house, items):
    assert alike(house.clerk, "修订财务制度") == [
        ("修订财务制度细则", "财务部"),
        ("修订财务管理制度", "财务部"),
    ]
    assert alike(house.clerk, "办公楼电梯更换") == [("更换办公楼电梯", "财务部")]
    assert alike(house.clerk, "修订财务管理制度", but=items["修订财务管理制度"]) == []
    assert alike(house.clerk, " ") == []


def test_what_has_ended_is_not_offered(house, items):
    with begin(house.director, now=make.at()) as work:
        tasks.cancel(work, task_id=items["更换办公楼电梯"], reason="不再需要")

    assert alike(house.clerk, "办公楼电梯更换") == []


def test_what_one_may_not_see_is_not_told(house):
    make.task(house, title="机密代号天山", internal=True)

    assert alike(house.clerk, "机密代号天山") == [("机密代号天山", "财务部")]
    assert alike(house.other_head, "机密代号天山") == []


def test_a_line_is_read_for_whoever_may_draft(house, items):
    line = "@财务 @后勤 @赵局长 9月30日前 修订财务制度 #年度 !重点 !急 @没有处"
    with look(house.clerk, now=make.at()) as work:
        found = intake.read_line(work, text=line)

    assert (found.lead, found.supporting, found.giver) == ("财务部", ("后勤部",), "赵局长")
    assert (found.importance, found.urgency, found.facts.source) == ("重点", "急件", "年度目标")
    assert found.facts.title == "修订财务制度 @没有处"
    assert [note.said for note in found.order.notes] == ["没有处"]
    with pytest.raises(NotYours), look(house.staff, now=make.at()) as work:
        intake.read_line(work, text=line)


def test_a_wished_handler_is_written_into_the_background(house):
    with look(house.clerk, now=make.at()) as work:
        found = intake.read_line(work, text="@张敏 整理档案")

    assert (found.lead, found.handler) == ("财务部", "张敏")
    assert "张敏" in found.facts.background
