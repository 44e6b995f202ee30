"""What a paper can say about a task: fields by the names that the office writes in its Word templates."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from core import office, tasks
from core.i18n import _, speaking
from core.office import levels
from core.tasks import Face, Papers
from core.work import Work

ROOM = {"title": 90, "text": 150, "side": 90, "cell": 40}  # characters that fit on the one page
SINGLE = (
    "机关名称",
    "编号",
    "事项名称",
    "事项摘要",
    "背景",
    "来源",
    "来源文号",
    "来源摘要",
    "交办领导",
    "重要程度",
    "紧急程度",
    "主责部门",
    "协办部门",
    "协办摘要",
    "督办部门",
    "承办人",
    "下达日期",
    "签收时限",
    "完成时限",
    "原定时限",
    "延期次数",
    "完成标准",
    "完成标准摘要",
    "完成形式",
    "目标数量",
    "反馈要求",
    "状态",
    "进度",
    "反馈日期",
    "最新进展",
    "进展摘要",
    "存在困难",
    "困难摘要",
    "下一步措施",
    "办结意见",
    "打印日期",
)
LISTS: dict[str, tuple[str, ...]] = {
    "协办": ("部门", "任务", "时限"),
    "节点": ("名称", "时限", "比例"),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A task as its papers show it to this person."""

    face: Face
    papers: Papers
    work: Work


def subject(work: Work, task_id: int) -> Subject:
    """Raises what core.tasks raises where this person may not read the papers."""
    papers = tasks.papers(work, task_id=task_id)
    return Subject(tasks.face(work, task_id=task_id), papers, work)


def fields(about: Subject) -> dict[str, Any]:
    """Every field, filled; papers are Chinese whoever prints them."""
    with speaking("zh_CN"):
        values: dict[str, object] = {**dict.fromkeys(SINGLE, ""), **_facts(about), **_progress(about)}
        context: dict[str, Any] = {name: shown(value) for name, value in values.items()}
        context["协办"] = [
            {"部门": shown(one.department), "任务": shown(one.what or "配合办理"), "时限": shown(one.due_day)}
            for one in about.papers.parts
        ]
        context["节点"] = [
            {"名称": shown(one.name), "时限": shown(one.due_day), "比例": shown(f"{one.percent}%")}
            for one in about.papers.steps
        ]
        return context


def shown(value: object) -> Markup:
    """A value as a paper shows it. Nothing in it is markup, nor braces for the template engine;
    a line break begins a new paragraph."""
    if isinstance(value, datetime | date):
        text = day(value)
    elif isinstance(value, Decimal):
        text = f"{value.normalize():f}"
    else:
        text = "" if value is None else str(value)
    safe = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(safe.replace("\n", "\a"))


def day(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def short(words: str, room: str = "text") -> str:
    """What fits on one page; the rest is read in the case file."""
    flat, limit = " ".join(words.split()), ROOM[room]
    return flat if len(flat) <= limit else f"{flat[: limit - 6]}……（余略）"


def _facts(about: Subject) -> dict[str, object]:
    row, papers, facts = about.face.row, about.papers, about.papers.facts
    work = about.work
    issued = row.issued_at.astimezone(work.zone).date() if row.issued_at else None
    signing = [turn.due_day for turn in papers.turns if turn.kind == "sign" and turn.due_day]
    quantity = facts["quantity"]
    return {
        "机关名称": office.profile(work.session).name,
        "编号": row.number,
        "事项名称": row.title,
        "事项摘要": short(row.title, "title"),
        "背景": facts["background"],
        "来源": facts["source"],
        "来源文号": facts["source_reference"],
        "来源摘要": short(" ".join((facts["source"], facts["source_reference"])), "cell"),
        "交办领导": papers.given_by,
        "重要程度": _(tasks.IMPORTANCE_NAMES[row.importance]),
        "紧急程度": _(tasks.URGENCY_NAMES[row.urgency]),
        "主责部门": row.lead,
        "协办部门": "、".join(one.department for one in papers.parts),
        "协办摘要": short("、".join(one.department for one in papers.parts), "cell"),
        "督办部门": about.face.supervising,
        "承办人": row.handler,
        "下达日期": issued,
        "签收时限": max(signing, default=issued),
        "完成时限": row.due_day,
        "原定时限": row.original_due_day,
        "延期次数": row.extensions or "",
        "完成标准": facts["standard"],
        "完成标准摘要": short(facts["standard"]),
        "完成形式": facts["form"],
        "目标数量": f"{quantity.normalize():f}{facts['unit']}" if quantity is not None else "",
        "反馈要求": _rhythm(work, row.importance, row.urgency),
        "打印日期": work.today,
    }


def _progress(about: Subject) -> dict[str, object]:
    row, papers = about.face.row, about.papers
    values: dict[str, object] = {"状态": _(tasks.STATE_NAMES[row.state]), "进度": f"{row.percent}%"}
    latest = next((one for one in papers.reports if one.part_id is None), None)
    if latest is not None:
        values |= {
            "反馈日期": latest.day,
            "最新进展": latest.text,
            "进展摘要": short(latest.text),
            "存在困难": latest.difficulty,
            "困难摘要": short(latest.difficulty, "side"),
            "下一步措施": latest.next_step,
        }
    if papers.closures:
        values["办结意见"] = _closing(about)
    return values


def _closing(about: Subject) -> str:
    closure = about.papers.closures[-1]
    said = {"closed": "同意办结", "returned": "退回补办", "taken_back": "申请已收回"}.get(
        closure.outcome, "审核中"
    )
    who = closure.approved_by or closure.checked_by
    at = closure.approved_at or closure.checked_at
    when = day(at.astimezone(about.work.zone).date()) if at else ""
    reason = f"：{short(closure.reason, 'side')}" if closure.reason else ""
    return f"{said}{reason}" + (f"（{who}，{when}）" if who else "")


def _rhythm(work: Work, importance: str, urgency: str) -> str:
    every = levels.of(work.session, importance, urgency).report_every
    if not every:
        return "办理过程中的重要进展请及时反馈。"
    return f"请每{every}个工作日反馈一次进展情况，重要进展及时反馈。"
