"""One search over everything: what is found, in which order, and what stays unseen."""

import pytest

from core import people, search, tasks
from core.tasks import Filter
from core.work import begin, look
from db.models import Department, Matter
from tests import make


@pytest.fixture
def house(office):
    return make.office()


def find(actor, text, **limits):
    with look(actor, now=make.at(1)) as work:
        return search.found(work, text=text, **limits)


def titles(actor, text):
    return [hit.title for hit in find(actor, text).tasks]


def listed(actor, text, scope="open"):
    with look(actor, now=make.at(1)) as work:
        return [row.title for row in tasks.listed(work, wanted=Filter(scope=scope, text=text)).rows]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("值班", "完善值班制度"),
        ("值", "完善值班制度"),
        ("wszb", "完善值班制度"),
        ("WSZB", "完善值班制度"),
        ("完善 制度", "完善值班制度"),
        ("100%", "整改率达到100%"),
        ("%", "整改率达到100%"),
        ("_", "归档 a_b 文件"),
        ("A_B", "归档 a_b 文件"),
        ("ａ＿ｂ", "归档 a_b 文件"),
        ("🙂", "窗口服务🙂笑脸行动"),
        ("\\", "盘点 C:\\共享 目录"),
        ("/", "统计 2025/2026 年度"),
    ],
)
def test_what_is_typed_is_text_and_never_a_pattern(house, typed, title):
    for one in (
        "完善值班制度",
        "整改率达到100%",
        "归档 a_b 文件",
        "窗口服务🙂笑脸行动",
        "盘点 C:\\共享 目录",
        "统计 2025/2026 年度",
    ):
        make.task(house, title=one)

    assert titles(house.clerk, typed) == [title]
    for scope in ("open", "all"):
        assert listed(house.clerk, typed, scope) == [title]


def test_nothing_is_found_for_nothing(house):
    make.task(house)

    for typed in ("", "   ", "\u200b", "\x00", "不存在的事", "'; drop table matters; --"):
        assert find(house.clerk, typed) == search.Found()


def test_a_very_long_text_is_cut_and_finds_nothing(house):
    make.task(house)

    assert find(house.clerk, "值" * 100_000) == search.Found()
    assert find(house.clerk, "\ufdfa" * 5000) == search.Found()


def test_the_number_comes_first(house):
    for _ in range(12):
        make.task(house, title="第3季度安全检查")

    hits = find(house.clerk, "3").tasks

    assert hits[0].number == "督办〔2026〕3号"
    assert find(house.clerk, "督办〔2026〕12号").tasks[0].number == "督办〔2026〕12号"
    assert find(house.clerk, "9" * 30) == search.Found()


def test_what_is_open_comes_before_what_has_ended(house):
    old, new = make.task(house, title="安全检查（老）"), make.task(house, title="安全检查（新）")
    with begin(house.director, now=make.at(2)) as work:
        tasks.cancel(work, task_id=new, reason="上级取消")

    hits = find(house.clerk, "安全检查").tasks

    assert [hit.id for hit in hits] == [old, new]
    assert [hit.state for hit in hits] == ["working", "cancelled"]


def test_more_than_the_box_shows_is_said(house):
    for _ in range(4):
        make.task(house)

    found = find(house.clerk, "值班", limit=3)

    assert (len(found.tasks), found.more) == (3, True)
    assert not find(house.clerk, "值班", limit=4).more


def test_a_changed_title_is_found_and_the_old_one_is_not(house):
    number = make.draft(house)
    with begin(house.director, now=make.at(1)) as work:
        version = work.session.get_one(Matter, number).version
        facts = tasks.Facts(title="更换空调滤网", lead_department_id=house.finance)
        tasks.edit_draft(work, task_id=number, facts=facts, version=version)

    assert titles(house.director, "ghkt") == titles(house.director, "滤网") == ["更换空调滤网"]
    assert titles(house.director, "值班") == []


def test_what_one_may_not_see_is_not_found(house):
    make.task(house, title="内部人事调整", internal=True)
    make.draft(house, title="尚未下达的内部人事调整")

    assert titles(house.director, "人事") == ["内部人事调整", "尚未下达的内部人事调整"]
    assert titles(house.head, "人事") == ["内部人事调整"]
    assert titles(house.other_staff, "人事") == titles(house.screen, "nbrs") == []


def test_people_and_departments_are_found_by_characters_and_pinyin(house):
    assert [hit.name for hit in find(house.staff, "王芳").people] == ["王芳"]
    assert [hit.department for hit in find(house.staff, "wf").people] == ["财务部"]
    assert [hit.name for hit in find(house.staff, "财务").departments] == ["财务部"]
    assert [hit.name for hit in find(house.staff, "cwb").departments] == ["财务部"]
    assert [hit.name for hit in find(house.staff, "caiwu").departments] == ["财务部"]


def test_a_screen_finds_no_people(house):
    assert find(house.screen, "王芳").people == ()


def test_a_dissolved_department_says_so(house):
    number = make.department("临时专班")
    with begin(house.admin, now=make.at()) as work:
        version = work.session.get_one(Department, number).version
        people.close_department(work, department_id=number, version=version)

    assert [(hit.name, hit.closed) for hit in find(house.staff, "专班").departments] == [("临时专班", True)]


def test_a_common_word_and_a_rare_one_find_the_same_as_the_list(house, monkeypatch):
    monkeypatch.setattr("core.tasks.matching.RARE", 2)
    for number in range(5):
        make.task(house, title=f"安全检查第{number}批")

    assert len(listed(house.clerk, "安全", "all")) == len(titles(house.clerk, "安全")) == 5
    assert listed(house.clerk, "安全 第4批", "all") == ["安全检查第4批"]
