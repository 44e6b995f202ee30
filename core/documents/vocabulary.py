"""Which fields a template of each paper may ask for, by the names that the office writes in Word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.documents import fields
from core.documents.fields import shown

SLIP = (
    "督办单名称",
    "督办单编号",
    "被督办部门",
    "督办事由",
    "督办要求",
    "回复时限",
    "签发日期",
    "签发人",
    "部门回复",
    "回复人",
    "回复日期",
)
# A section of the wording by the name of its field.
WORDING = {
    "标题": "title",
    "主送": "to",
    "导语": "opening",
    "总体情况": "overall",
    "部门情况说明": "departments",
    "存在问题": "laggards",
    "表扬事项": "good",
    "督办单情况": "slips",
    "下一步要求": "demands",
}
BULLETIN = ("机关名称", "通报编号", *WORDING, "印发日期", "审核人", "起始日期", "截止日期", "更正说明")
BULLETIN_LISTS: dict[str, tuple[str, ...]] = {
    "部门情况": ("部门", "承办", "办结", "在办", "超时", "办结率", "按期办结率", "协办"),
    "事项": (
        "序号",
        "编号",
        "事项名称",
        "主责部门",
        "协办部门",
        "完成时限",
        "办结日期",
        "办理情况",
        "逾期天数",
    ),
    "督办单": ("编号", "部门", "事项名称", "签发日期", "回复情况"),
}
MINUTES = (
    "机关名称",
    "会议名称",
    "纪要编号",
    "会议时间",
    "会议地点",
    "主持人",
    "记录人",
    "出席人员",
    "请假人员",
    "开头",
    "结尾",
    "印发日期",
)
MINUTES_LISTS: dict[str, tuple[str, ...]] = {
    "议题": ("序号", "名称", "提出人", "讨论情况", "决定", "答复", "结转"),
    "决定事项": ("序号", "编号", "事项名称", "主责部门", "完成时限"),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Single fields, and lists with their parts."""

    single: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]

    @property
    def parts(self) -> set[str]:
        return {part for parts in self.lists.values() for part in parts} | {"index"}

    def samples(self) -> dict[str, Any]:
        """Something in every field, to try a template with."""
        single: dict[str, Any] = {name: shown(f"〔{name}〕") for name in self.single}
        lists = {name: [{part: shown(f"〔{part}〕") for part in parts}] for name, parts in self.lists.items()}
        return single | lists


TASK = Vocabulary(fields.SINGLE, fields.LISTS)
VOCABULARIES: dict[str, Vocabulary] = {
    "notice": TASK,
    "one_page": TASK,
    "slip": Vocabulary((*fields.SINGLE, *SLIP), fields.LISTS),
    "bulletin": Vocabulary(BULLETIN, BULLETIN_LISTS),
    "minutes": Vocabulary(MINUTES, MINUTES_LISTS),
}
