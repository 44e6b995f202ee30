"""The invented office: its departments, its eighty people, who answers for what."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from core.actor import Charge, Role

OFFICE = "办公室"
DEPARTMENTS = (
    "局领导",
    OFFICE,
    "组织人事科",
    "财务科",
    "政策研究室",
    "规划发展科",
    "综合业务科",
    "信息中心",
    "后勤服务中心",
    "监督检查科",
    "宣传教育科",
    "行政审批科",
)
SIZES = (4, 9, 6, 6, 6, 7, 7, 6, 14, 5, 5, 5)
LINES = {
    0: (OFFICE, "组织人事科"),
    1: ("财务科", "规划发展科", "后勤服务中心"),
    2: ("政策研究室", "综合业务科", "行政审批科"),
    3: ("信息中心", "监督检查科", "宣传教育科"),
}
LEADERS = (("局长", "梁国栋"), ("副局长", "沈玉兰"), ("副局长", "韩志远"), ("纪检组长", "陆文清"))
FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑谢唐许冯宋邓彭曾田董袁潘于蒋蔡余杜叶程苏魏吕丁任卢姚钟姜崔谭廖范汪陆金石戴贾韦"
    "夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严"
)
GIVEN = [
    "伟",
    "芳",
    "娜",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "军",
    "洋",
    "勇",
    "艳",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "霞",
    "平",
    "刚",
    "建国",
    "建华",
    "志强",
    "志明",
    "秀英",
    "秀兰",
    "桂芳",
    "玉珍",
    "晓燕",
    "晓东",
    "海燕",
    "海涛",
    "文静",
    "文博",
    "思远",
    "思雨",
    "子涵",
    "雨欣",
    "佳怡",
    "浩然",
    "嘉伟",
    "俊杰",
    "宏伟",
    "春梅",
    "冬梅",
    "国庆",
    "立新",
    "永红",
    "少华",
    "振宇",
    "一鸣",
    "若曦",
    "书瑶",
    "景行",
    "清扬",
    "致远",
]


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    department: str
    role: Role
    post: str
    rank: str
    charges: tuple[Charge, ...] = ()


def members(luck: random.Random) -> list[Member]:
    """Eighty people in official order; the same for the same luck."""
    names = _names(luck)
    found = [Member(name, "局领导", Role.LEADER, post, "leader") for post, name in LEADERS]
    for department, size in zip(DEPARTMENTS[1:], SIZES[1:], strict=True):
        found += [_member(department, place, next(names)) for place in range(size)]
    return found


def _member(department: str, place: int, name: str) -> Member:
    if department == OFFICE:
        return _of_office(place, name)
    if place == 0:
        return Member(name, department, Role.HEAD, f"{department}负责人", "middle")
    if place == 1:
        return Member(name, department, Role.LIAISON, "科员", "staff")
    driver = department == "后勤服务中心" and place >= 4
    return Member(
        name, department, Role.STAFF, "驾驶员" if driver else "科员", "driver" if driver else "staff"
    )


def _of_office(place: int, name: str) -> Member:
    if place == 0:
        return Member(name, OFFICE, Role.DIRECTOR, "办公室主任", "middle")
    if place == 1:
        return Member(name, OFFICE, Role.OFFICE, "督查专员", "staff", (Charge.SUPERVISION, Charge.BULLETINS))
    if place == 2:
        return Member(name, OFFICE, Role.OFFICE, "文秘", "staff", (Charge.MEETINGS, Charge.SURVEYS))
    if place == 3:
        return Member(name, OFFICE, Role.OFFICE, "行政专员", "staff", (Charge.ROSTER, Charge.SEVEN_S))
    if place == 4:
        return Member(name, OFFICE, Role.ADMINISTRATOR, "系统管理员", "staff")
    if place == 5:
        return Member("大厅屏幕", OFFICE, Role.SCREEN, "", "staff")
    return Member(name, OFFICE, Role.STAFF, "科员", "staff")


def _names(luck: random.Random) -> Iterator[str]:
    used = {name for _post, name in LEADERS}
    while True:
        name = luck.choice(FAMILY) + luck.choice(GIVEN)
        if name not in used:
            used.add(name)
            yield name
