"""The minutes of a meeting (会议纪要) as Word: as approved, or as they stand now."""

from datetime import datetime
from typing import Any

from core import meetings, office
from core.documents import own
from core.documents.fields import shown
from core.documents.rendering import rendered
from core.i18n import day, speaking
from core.work import Work


def minutes(work: Work, *, meeting_id: int) -> bytes:
    """Raises what core.meetings raises where this person may not read them."""
    work.must("documents.minutes")
    kept = meetings.minutes(work, meeting_id=meeting_id)
    with speaking("zh_CN"):
        context = _fields(work, kept)
    return rendered(own.template(work, "minutes"), context, "minutes")


def _fields(work: Work, kept: dict[str, Any]) -> dict[str, Any]:
    starts, ends = (datetime.fromisoformat(kept[name]) for name in ("starts_at", "ends_at"))
    values: dict[str, object] = {
        "机关名称": office.profile(work.session).name,
        "会议名称": kept["title"],
        "纪要编号": kept["number"] or "（未审定）",
        "会议时间": f"{day(starts.date(), year=True)} {starts:%H:%M}—{ends:%H:%M}",
        "会议地点": kept["place"],
        "主持人": kept["chair"],
        "记录人": kept["secretary"],
        "出席人员": "、".join(kept["came"]),
        "请假人员": "、".join(kept["away"]),
        "开头": kept.get("opening", ""),
        "结尾": kept.get("closing", ""),
        "印发日期": work.today,
    }
    tasks = [made for item in kept["items"] for made in item["resolutions"] if made["form"] == "task"]
    lists = {
        "议题": [_item(place, item) for place, item in enumerate(kept["items"])],
        "决定事项": [_task(place, made) for place, made in enumerate(tasks, start=1)],
    }
    context: dict[str, Any] = {name: shown(value) for name, value in values.items()}
    for name, rows in lists.items():
        context[name] = [{part: shown(value) for part, value in row.items()} for row in rows]
    return context


def _item(place: int, item: dict[str, Any]) -> dict[str, object]:
    return {
        "序号": counted(place + 1),
        "名称": item["title"],
        "提出人": item["raised_by"],
        "讨论情况": item["note"],
        "决定": item["decision"],
        "答复": item["answer"],
        "结转": "本议题转下次会议继续研究。" if item["state"] == "carried" else "",
    }


def _task(place: int, made: dict[str, Any]) -> dict[str, object]:
    due = datetime.fromisoformat(made["due_day"]).date() if made["due_day"] else None
    return {
        "序号": place,
        "编号": made["number"],
        "事项名称": made["title"],
        "主责部门": made.get("lead", ""),
        "完成时限": due,
    }


def counted(number: int) -> str:
    """一, 二 … 十, 十一 … 九十九, as items of a paper are counted."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if tens == 0:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
