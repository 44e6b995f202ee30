"""The office's usual words about the figures of a period: a start that people edit. Knows no database.

Bulletins are Chinese papers, whoever drafts them; these sentences are theirs, like those of a template.
"""

from collections import Counter
from datetime import date
from typing import Any

from core.bulletins.rates import closure_rate, on_time_rate
from core.bulletins.rates import said as rate
from core.counting import Period
from core.i18n import N_, Text

SECTION_NAMES: dict[str, Text] = {
    "title": N_("Heading"),
    "to": N_("Addressees"),
    "opening": N_("Opening"),
    "overall": N_("Overall"),
    "departments": N_("By department"),
    "laggards": N_("What lags"),
    "good": N_("Good examples"),
    "slips": N_("Slips issued"),
    "demands": N_("What is asked for"),
}
NAMED = 10


def worded(figures: dict[str, Any], period: Period) -> dict[str, str]:
    """Each section as the office would begin it."""
    return {
        "title": f"关于{said(period)}督办事项办理情况的通报",
        "to": "各部门：",
        "opening": f"现将{said(period)}（{chinese(period.first)}至{chinese(period.last)}）"
        "督办事项办理情况通报如下：",
        "overall": _overall(figures["office"]),
        "departments": _departments(figures["departments"]),
        "laggards": _laggards(figures),
        "good": _good(figures),
        "slips": _slips(figures["slips"]),
        "demands": "各部门要提高认识、压实责任，对逾期未办结事项逐项明确责任人和完成时间；"
        "对临近时限事项提前谋划、加快推进，按时反馈进展，确保事事有回复、件件有落实。",
    }


def said(period: Period) -> str:
    """2026年3月, 2026年上半年, 2026年, else from day to day."""
    first, last = period.first, period.last
    whole = first.day == 1 and (last.toordinal() + 1 == _month_after(last).toordinal())
    same = first.year == last.year
    if whole and same and first.month == last.month:
        return f"{first.year}年{first.month}月"
    named = {(1, 12): "", (1, 6): "上半年", (7, 12): "下半年"}
    quarters = {(3 * n - 2, 3 * n): f"第{'一二三四'[n - 1]}季度" for n in range(1, 5)}
    span = {**named, **quarters}.get((first.month, last.month))
    if whole and same and span is not None:
        return f"{first.year}年{span}度" if not span else f"{first.year}年{span}"
    return f"{chinese(first)}至{chinese(last)}"


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _overall(office: dict[str, list[int]]) -> str:
    count = {name: len(numbers) for name, numbers in office.items()}
    sentence = (
        f"本期共承办督办事项{count['handled']}项，其中办结{count['closed']}项、在办{count['open']}项，"
        f"超时{count['overdue']}项，办结率{rate(closure_rate(office))}。"
    )
    sentence += f"本期到期{count['due']}项，按期{count['on_time']}项，按期办结率{rate(on_time_rate(office))}"
    if count["extended"]:
        sentence += f"；到期事项中经批准延期的{count['extended']}项，其中按期{count['extended_on_time']}项"
    return sentence + "。"


def _departments(rows: list[dict[str, Any]]) -> str:
    """Those that did all they had to are named; the rest stands in the table."""
    full = [row["name"] for row in rows if on_time_rate(row["figures"]) == 100]
    if not full:
        return "各部门办理情况见下表。"
    return f"{'、'.join(full)}到期事项全部按期办结。各部门办理情况见下表。"


def _laggards(figures: dict[str, Any]) -> str:
    items = {one["id"]: one for one in figures["items"]}
    found = [items[number] for number in figures["laggards"]]
    if not found:
        return "本期末无逾期未办结事项。"
    by_department = Counter(one["lead"] for one in found)
    heads = "、".join(f"{name}{count}项" for name, count in by_department.most_common())
    worst = sorted(found, key=lambda one: (-one["days_late"], one["id"]))[:NAMED]
    named = "；".join(
        f"{one['lead']}主责的《{one['title']}》（{one['number']}）逾期{one['days_late']}天" for one in worst
    )
    rest = f"；其余{len(found) - NAMED}项见附件" if len(found) > NAMED else ""
    call = "现对上述部门予以通报，请抓紧办理。"
    return f"截至期末，逾期未办结事项共{len(found)}项（{heads}）：{named}{rest}。{call}"


def _good(figures: dict[str, Any]) -> str:
    items = {one["id"]: one for one in figures["items"]}
    found = [items[number] for number in figures["good"]]
    if not found:
        return "本期无符合条件的表扬事项。"
    named = "；".join(f"{one['lead']}《{one['title']}》（{one['number']}）" for one in found[:NAMED])
    rest = f"等{len(found)}项" if len(found) > NAMED else ""
    return f"下列事项组织得力、按期优质办结，予以通报表扬：{named}{rest}。"


def _slips(slips: list[dict[str, Any]]) -> str:
    if not slips:
        return "本期未下发督办单。"
    by_name = Counter(one["name"] for one in slips)
    heads = "、".join(f"{name}{count}张" for name, count in by_name.items())
    waiting = sum(1 for one in slips if not one["answered"])
    tail = f"，其中{waiting}张尚未回复" if waiting else "，均已回复"
    return f"本期共下发督办单{len(slips)}张（{heads}）{tail}。"
