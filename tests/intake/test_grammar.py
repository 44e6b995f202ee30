"""One line of quick add: what it says, for every way that people say it. Today is Wednesday 4 March 2026."""

from datetime import date
from typing import Any

import pytest

from core import i18n
from core.calendar import Workdays
from core.intake import days, grammar
from core.intake.clock import Clock, numeral
from core.intake.words import Person, Words

TODAY = date(2026, 3, 4)
# Sunday 28 February and Saturday 28 March are worked instead of Monday 30 March.
TURNED = {2026: frozenset({date(2026, 3, 28), date(2026, 3, 30), date(2026, 10, 1), date(2026, 10, 2)})}
OFFICE, FINANCE, WORKS, RESEARCH, NETWORK, PETITIONS, CHECKS = range(1, 8)
WANG, ZHAO = 11, 12
WORDS = Words.of(
    {
        OFFICE: "办公室",
        FINANCE: "财务部",
        WORKS: "后勤部",
        RESEARCH: "研究室",
        NETWORK: "信息中心",
        PETITIONS: "信访处",
        CHECKS: "督查考核处",
    },
    [
        Person(WANG, "王芳", FINANCE),
        Person(ZHAO, "赵局长", OFFICE, gives=True),
        Person(13, "李伟", FINANCE),
        Person(14, "李伟", WORKS),
    ],
    ("会议议定", "领导批示", "现场交办", "年度目标", "上级文件", "7S问题"),
)


def read(line: str, today: date = TODAY, workdays: Workdays | None = None) -> grammar.Order:
    return grammar.read(line, WORDS, Clock(today, workdays or Workdays()))


def order(title: str, **said: Any) -> dict[str, Any]:
    return {"title": title, **said}


def day(month: int, of_month: int, year: int = 2026) -> date:
    return date(year, month, of_month)


SAID: list[tuple[str, dict[str, Any]]] = [
    # the whole of it
    (
        "@研究室 9月30日前 完成调研报告 #年度目标 !急",
        order("完成调研报告", lead_id=RESEARCH, due_day=day(9, 30), source="年度目标", urgency="urgent"),
    ),
    (
        "@研究室9月30日前完成调研报告#年度目标!急",
        order("完成调研报告", lead_id=RESEARCH, due_day=day(9, 30), source="年度目标", urgency="urgent"),
    ),
    (
        "＠财务 月底 报送预算 ＃批示 ！特急",
        order("报送预算", lead_id=FINANCE, due_day=day(3, 31), source="领导批示", urgency="express"),
    ),
    # departments
    ("@财务部 编制预算", order("编制预算", lead_id=FINANCE)),
    ("@财务 编制预算", order("编制预算", lead_id=FINANCE)),
    ("@cwb 编制预算", order("编制预算", lead_id=FINANCE)),
    ("@CW 编制预算", order("编制预算", lead_id=FINANCE)),
    ("@caiwubu 编制预算", order("编制预算", lead_id=FINANCE)),
    ("@督查 通报进度", order("通报进度", lead_id=CHECKS)),
    ("编制预算@财务部", order("编制预算", lead_id=FINANCE)),
    ("编制@财务部预算", order("编制预算", lead_id=FINANCE)),
    ("@财务部、后勤部 编制预算", order("编制预算", lead_id=FINANCE, supporting_ids=(WORKS,))),
    ("@财务部 @后勤部 @研究室 定预算", order("定预算", lead_id=FINANCE, supporting_ids=(WORKS, RESEARCH))),
    ("@后勤部配合 @财务部牵头 编制预算", order("编制预算", lead_id=FINANCE, supporting_ids=(WORKS,))),
    ("@财务部负责编制预算", order("编制预算", lead_id=FINANCE)),
    ("@财务部，@财务部 编制预算", order("编制预算", lead_id=FINANCE)),
    # people
    ("@王芳 交材料", order("交材料", lead_id=FINANCE, handler_id=WANG)),
    ("@后勤部 @王芳 交材料", order("交材料", lead_id=WORKS, handler_id=WANG)),
    ("@赵局长 @后勤部 检查消防", order("检查消防", lead_id=WORKS, given_by=ZHAO)),
    # sources and levels
    ("整改标识 #7S问题", order("整改标识", source="7S问题")),
    ("整改标识 #7S", order("整改标识", source="7S问题")),
    ("#ndmb 整改标识", order("整改标识", source="年度目标")),
    ("整改标识 !重点 !特急", order("整改标识", importance="key", urgency="express")),
    ("!! 整改标识", order("整改标识", urgency="urgent")),
    ("整改标识 !!!", order("整改标识", urgency="express")),
    ("整改标识 !平件", order("整改标识", urgency="normal")),
    ("fix the signs !urgent !key", order("fix the signs", urgency="urgent", importance="key")),
    # days with a number
    ("2026-09-30 报送", order("报送", due_day=day(9, 30))),
    ("报送 2026/9/3", order("报送", due_day=day(9, 3))),
    ("2026.9.30前报送", order("报送", due_day=day(9, 30))),
    ("2026年9月30日前报送", order("报送", due_day=day(9, 30))),
    ("二〇二六年九月三十日前报送", order("报送", due_day=day(9, 30))),
    ("9月30号之前报送", order("报送", due_day=day(9, 30))),
    ("9月30前报送", order("报送", due_day=day(9, 30))),
    ("请于9月30日前报送", order("报送", due_day=day(9, 30))),
    ("务必在9月30日下班前报送", order("报送", due_day=day(9, 30))),
    ("截至2026年9月30日 报送", order("报送", due_day=day(9, 30))),
    ("9.30前报送", order("报送", due_day=day(9, 30))),
    ("9/30 报送", order("报送", due_day=day(9, 30))),
    ("1月15日前报送", order("报送", due_day=day(1, 15, 2027))),
    ("明年1月15日前报送", order("报送", due_day=day(1, 15, 2027))),
    ("30日前报送", order("报送", due_day=day(3, 30))),
    ("下月5号前报送", order("报送", due_day=day(4, 5))),
    ("3号前报送", order("报送", due_day=day(4, 3))),
    # days by name
    ("今天报送", order("报送", due_day=TODAY)),
    ("明天交", order("交", due_day=day(3, 5))),
    ("后天 报送", order("报送", due_day=day(3, 6))),
    ("周五前报送", order("报送", due_day=day(3, 6))),
    ("周二 报送", order("报送", due_day=day(3, 10))),
    ("本周五报送", order("报送", due_day=day(3, 6))),
    ("下周五报送", order("报送", due_day=day(3, 13))),
    ("下星期三报送", order("报送", due_day=day(3, 11))),
    ("下下周一报送", order("报送", due_day=day(3, 16))),
    ("本周内报送", order("报送", due_day=day(3, 6))),
    ("下周内报送", order("报送", due_day=day(3, 13))),
    # months, quarters, years, holidays: on the last workday
    ("月底前报送", order("报送", due_day=day(3, 31))),
    ("本月内报送", order("报送", due_day=day(3, 31))),
    ("下月底报送", order("报送", due_day=day(4, 30))),
    ("5月底报送", order("报送", due_day=day(5, 29))),
    ("明年2月底报送", order("报送", due_day=day(2, 26, 2027))),
    ("9月中旬报送", order("报送", due_day=day(9, 20))),
    ("9月前报送", order("报送", due_day=day(8, 31))),
    ("季度末报送", order("报送", due_day=day(3, 31))),
    ("三季度末报送", order("报送", due_day=day(9, 30))),
    ("上半年内报送", order("报送", due_day=day(6, 30))),
    ("年底前报送", order("报送", due_day=day(12, 31))),
    ("国庆节前报送", order("报送", due_day=day(9, 30))),
    # so many from today
    ("3个工作日内报送", order("报送", due_day=day(3, 9))),
    ("三个工作日内报送", order("报送", due_day=day(3, 9))),
    ("报送 5个工作日", order("报送", due_day=day(3, 11))),
    ("10日内报送", order("报送", due_day=day(3, 14))),
    ("两周内报送", order("报送", due_day=day(3, 18))),
    ("一个月内报送", order("报送", due_day=day(4, 4))),
    ("半个月内报送", order("报送", due_day=day(3, 19))),
    ("48小时内报送", order("报送", due_day=day(3, 6))),
    # the same in English
    ("report tomorrow", order("report", due_day=day(3, 5))),
    ("report by 30 Sep", order("report", due_day=day(9, 30))),
    ("report by Sep 30, 2027", order("report", due_day=day(9, 30, 2027))),
    ("report by next Friday", order("report", due_day=day(3, 13))),
    ("report in 3 working days", order("report", due_day=day(3, 9))),
    ("report by end of the month", order("report", due_day=day(3, 31))),
    # of several days, the deadline
    ("落实3月2日会议精神，9月30日前报送", order("落实3月2日会议精神，报送", due_day=day(9, 30))),
    ("9月1日至9月30日开展检查", order("9月1日至9月30日开展检查", due_day=day(9, 30))),
    # a day that belongs to the matter stays in its title
    ("关于9月30日会议的落实", order("关于9月30日会议的落实", due_day=day(9, 30))),
    ("年底考核方案 @督查考核处", order("年底考核方案", lead_id=CHECKS, due_day=day(12, 31))),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), SAID, ids=[line for line, _expected in SAID])
def test_a_line_says(line, expected):
    found = read(line)

    empty = grammar.Order()
    names = ("title", "lead_id", "supporting_ids", "handler_id", "given_by")
    names += ("due_day", "source", "importance", "urgency")
    assert {name: getattr(found, name) for name in names} == {
        name: expected.get(name, getattr(empty, name)) for name in names
    }
    assert found.notes == ()


# What looks like a mark or a day and is none: nothing is taken out, nothing is said about it.
PLAIN = [
    "写信给 wang@example.cn 询问3#楼",
    "抓紧落实！",
    "抓紧落实！！",
    "!急救演练",
    "15号楼改造",
    "3月内部审计",
    "每周五报送周报",
    "周一例会材料",
    "3天培训",
    "投资3.5 亿元",
    "上半年工作总结",
    "自3月1日起执行",
    "9月30日后补交",
    "第3日汇报",
    "100%完成",
    "",
]


@pytest.mark.parametrize("line", PLAIN)
def test_what_is_no_mark_stays_in_the_title(line):
    found = read(line)

    assert found == grammar.Order(title=line.strip("。"))


LEFT = [
    ("@没有处 修灯", "没有处", ()),
    ("@财务步 修灯", "财务步", ()),
    ("修灯 #没有", "没有", ()),
    ("修灯 !foo", "!foo", ()),
    ("2月30日前修灯", "2月30日前", ()),
    ("@李伟 修灯", "李伟", ("李伟·财务部", "李伟·后勤部")),
    ("@信 修灯", "信", ()),
]


@pytest.mark.parametrize(("line", "said", "choices"), LEFT)
def test_what_is_not_understood_is_said_and_not_lost(line, said, choices):
    found = read(line)

    [note] = found.notes
    assert (note.said, note.choices) == (said, choices)
    assert said in found.title
    assert "修灯" in found.title
    assert said in note.for_user
    with i18n.speaking("en"):
        assert said in note.for_user


def test_everything_typed_stands_somewhere():
    line = "@没有处 @cwb 明天 #没有 !foo 修灯 !急 （三楼）"
    found = read(line)

    assert found.title == "@没有处 #没有 !foo 修灯 （三楼）"
    assert (found.lead_id, found.due_day, found.urgency) == (FINANCE, day(3, 5), "urgent")


def test_a_very_long_line_is_kept_whole():
    line = "修灯" * 400 + " @财务部"
    assert read(line).title == line


def test_days_follow_the_calendar_of_the_office():
    """The last days of March 2026 are turned around, and so is the National Day."""
    workdays = Workdays(TURNED)
    assert read("下月底报送", date(2026, 2, 20), workdays).due_day == day(3, 31)
    assert read("3个工作日内报送", date(2026, 3, 26), workdays).due_day == day(3, 31)
    assert read("本周内报送", date(2026, 3, 26), workdays).due_day == day(3, 28)
    assert read("国庆前报送", date(2026, 9, 1), workdays).due_day == day(9, 30)


@pytest.mark.parametrize(
    ("said", "number"),
    [("三", 3), ("十", 10), ("十五", 15), ("三十", 30), ("二十一", 21), ("二〇二六", 2026), ("０９", 9)],
)
def test_numerals(said, number):
    assert numeral(said) == number


@pytest.mark.parametrize("far", ["9999个工作日内", "5000天内", "999个月内", "99年内"])
def test_a_day_beyond_every_plan_is_no_day(far):
    assert read(f"{far}报送").due_day is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-9-30", day(9, 30)),
        ("2026年9月30日", day(9, 30)),
        ("9月30日前", day(9, 30)),
        ("30 Sep 2026", day(9, 30)),
        ("明天", None),
        ("尽快", None),
        ("9月30日 报送", None),
        ("2月30日", None),
    ],
)
def test_a_cell_holds_a_day_and_nothing_else(cell, expected):
    assert days.read(cell, Clock(TODAY, Workdays())) == expected
