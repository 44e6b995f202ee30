"""Days as people say them in Chinese and English: one rule a form, each a pattern and what it means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.intake.clock import Clock, numeral, real

N = "(?:[0-9０-９]{1,4}|[零〇一二两三四五六七八九十]{1,3})"
YEAR = "(?:(?P<y>20[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2})\\s*年\\s*|(?P<yw>今年|本年|明年|后年)\\s*)?"
# “Before” and “within”, but not 前期, 内部 …
BEFORE = "(?:[之以]?前(?![后期往提置瞻沿景]))"
WITHIN = "(?:[之以]?内(?![部容控网外存审]))"
THIS_OR_NEXT = "(?P<w>本|这|当|下下|下)个?"
LATER = {"本": 0, "这": 0, "当": 0, "": 0, "下": 1, "下下": 2}
YEARS = {"今": 0, "本": 0, "": 0, "明": 1, "后": 2}
DAY_WORDS = {"今天": 0, "今日": 0, "当天": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
WEEKDAYS = {sign: place for place, sign in enumerate("一二三四五六日")} | {"天": 6}
LAST_DAY_OF_THIRD = {"初": 5, "上旬": 10, "中旬": 20}
HOLIDAYS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1), "十一": (10, 1)}
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: place for place, name in enumerate(MONTH_NAMES, start=1)}
ENGLISH_WEEKDAYS = {
    name: place for place, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
A_WEEKDAY = "(?P<d>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?"
A_UNIT = "working day|business day|workday|day|week|month|hour"
A_YEAR = "(?:,? (?P<y>20[0-9]{2}))?"
A_MONTH = "(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"

Meaning = Callable[[re.Match[str], Clock], date | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`weak`: only where it stands alone or “before” follows. `relative`: means another day tomorrow."""

    pattern: str
    meaning: Meaning
    weak: bool = False
    relative: bool = True


def part(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def _exact(match: re.Match[str], clock: Clock) -> date | None:
    year, word = part(match, "y"), part(match, "yw")
    month, day = numeral(match["m"]), numeral(match["d"])
    if year:
        return real(numeral(year), month, day)
    if word:
        return real(clock.today.year + YEARS[word[0]], month, day)
    return clock.coming(month, day)


def _part_of_month(match: re.Match[str], clock: Clock) -> date | None:
    year, month = clock.month_on(LATER[part(match, "w")])
    if part(match, "m"):
        month = numeral(match["m"])
        year = _year_of_month(match, clock, month)
    if not 1 <= month <= 12:
        return None
    last = LAST_DAY_OF_THIRD.get(match["p"])
    return clock.month_end(year, month) if last is None else real(year, month, last)


def _year_of_month(match: re.Match[str], clock: Clock, month: int) -> int:
    if part(match, "y"):
        return numeral(match["y"])
    if part(match, "yw"):
        return clock.today.year + YEARS[match["yw"][0]]
    return clock.today.year + (month < clock.today.month)


def _month(match: re.Match[str], clock: Clock) -> date | None:
    """9月前: before it begins; 9月内: until it ends."""
    month = numeral(match["m"])
    if not 1 <= month <= 12:
        return None
    year = _year_of_month(match, clock, month)
    return clock.month_end(year, month) if "内" in match["p"] else clock.before(date(year, month, 1))


def _year_end(match: re.Match[str], clock: Clock) -> date | None:
    return clock.month_end(clock.today.year + YEARS[part(match, "yw")], 12)


def _quarter_end(match: re.Match[str], clock: Clock) -> date | None:
    if part(match, "q"):
        month = 3 * numeral(match["q"])
        return clock.month_end(clock.today.year + (month < clock.today.month), month)
    quarter = (clock.today.month - 1) // 3 + LATER[part(match, "w")]
    return clock.month_end(clock.today.year + quarter // 4, 3 * (quarter % 4) + 3)


def _half_year_end(match: re.Match[str], clock: Clock) -> date | None:
    month = 6 if match["h"] == "上" else 12
    return clock.month_end(clock.today.year + (month < clock.today.month), month)


def _weekday(match: re.Match[str], clock: Clock) -> date | None:
    if part(match, "w"):
        return clock.weekday(LATER[match["w"]], WEEKDAYS[match["d"]])
    return clock.coming_weekday(WEEKDAYS[match["d"]])


def _week_end(match: re.Match[str], clock: Clock) -> date | None:
    return clock.week_end(LATER[match["w"]])


def _span(match: re.Match[str], clock: Clock) -> date | None:
    unit = match["u"].lower()
    if match["n"] == "半":
        return clock.in_months(6) if unit == "年" else clock.in_days(15)
    count = numeral(match["n"])
    if unit in ("工作日", "workday", "working day", "business day"):
        return clock.in_workdays(count)
    if unit in ("月", "month"):
        return clock.in_months(count)
    if unit in ("年", "year"):
        return clock.in_months(12 * count)
    if unit in ("小时", "hour"):
        return clock.in_days(-(-count // 24))
    return clock.in_days(count * (7 if unit in ("周", "星期", "礼拜", "week") else 1))


def _holiday(match: re.Match[str], clock: Clock) -> date | None:
    day = clock.coming(*HOLIDAYS[match["h"]])
    return clock.before(day) if day else None


def _day_of_month(match: re.Match[str], clock: Clock) -> date | None:
    """15号: of this month, of the next one once it has passed."""
    day = numeral(match["d"])
    found = real(clock.today.year, clock.today.month, day)
    return found if found and found >= clock.today else real(*clock.month_on(1), day)


def _day_of_named_month(match: re.Match[str], clock: Clock) -> date | None:
    return real(*clock.month_on(LATER[match["w"]]), numeral(match["d"]))


def _english_day(match: re.Match[str], clock: Clock) -> date | None:
    month, day = MONTHS[match["m"].lower()], int(match["d"])
    return real(int(match["y"]), month, day) if match["y"] else clock.coming(month, day)


def _english_weekday(match: re.Match[str], clock: Clock) -> date | None:
    weekday = ENGLISH_WEEKDAYS[match["d"].lower()]
    return clock.weekday(1, weekday) if part(match, "w") else clock.coming_weekday(weekday)


RULES: tuple[Rule, ...] = (
    # days with a number
    Rule(
        "(?<![0-9])(?P<y>20[0-9]{2})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])",
        _exact,
        relative=False,
    ),
    Rule(f"{YEAR}(?P<m>{N})\\s*月份?\\s*(?P<d>{N})\\s*(?:[日号]|(?=\\s|$|{BEFORE}))", _exact, relative=False),
    Rule("(?<![0-9/])(?P<m>[0-9]{1,2})[-/](?P<d>[0-9]{1,2})(?![0-9/])", _exact, weak=True),
    Rule(f"(?<![0-9.])(?P<m>[0-9]{{1,2}})\\.(?P<d>[0-9]{{1,2}})(?={BEFORE})", _exact),
    Rule(f"(?P<d>{N})[日号]", _day_of_month, weak=True),
    Rule(f"{THIS_OR_NEXT}月(?P<d>{N})[日号]", _day_of_named_month),
    # months, quarters, years
    Rule(
        f"(?:{YEAR}(?P<m>{N})月份?|{THIS_OR_NEXT}月|(?<![0-9个])月)(?P<p>底|末|初|上旬|中旬|下旬)",
        _part_of_month,
    ),
    Rule(f"(?:{THIS_OR_NEXT}月|(?<![0-9个])月)(?P<p>(?={WITHIN}))", _part_of_month),
    Rule(f"{YEAR}(?P<m>{N})月份?(?P<p>{BEFORE}|{WITHIN})", _month),
    Rule(f"(?:(?P<yw>今|本|明|后)年|(?<![0-9个])年)(?:底|末|(?={WITHIN}))", _year_end),
    Rule(f"(?:第?(?P<q>[一二三四1-4])季度?|{THIS_OR_NEXT}季度?|季度?)(?:底|末|(?={WITHIN}))", _quarter_end),
    Rule(f"(?P<h>上|下)半年(?:底|末)?(?={BEFORE}|{WITHIN})", _half_year_end),
    # days and weeks by name
    Rule("大后天|后天|今[天日]|明[天日]|当天", lambda match, clock: clock.in_days(DAY_WORDS[match["core"]])),
    Rule(f"{THIS_OR_NEXT}(?:周|星期|礼拜)(?P<d>[一二三四五六日天])", _weekday),
    Rule("(?:周|星期|礼拜)(?P<d>[一二三四五六日天])", _weekday, weak=True),
    Rule(f"{THIS_OR_NEXT}(?:周|星期|礼拜)(?:末|底|(?={WITHIN}|{BEFORE}))", _week_end),
    Rule(f"(?P<h>元旦|五一|劳动节|国庆|十一)节?(?:假期)?(?={BEFORE})", _holiday),
    # so many from today
    Rule(
        f"(?P<n>{N}|半)个?(?P<u>工作日|天|日|周|星期|礼拜|小时|年|(?<=[个半])月)(?:之后|{WITHIN}|后)", _span
    ),
    Rule(f"(?P<n>{N})个?(?P<u>工作日)", _span, weak=True),
    # the same in English
    Rule("\\btoday\\b", lambda match, clock: clock.today),
    Rule("\\btomorrow\\b", lambda match, clock: clock.in_days(1)),
    Rule("\\bend of (?:the |this )?month\\b", lambda match, clock: clock.month_end(*clock.month_on(0))),
    Rule("\\bend of (?:the |this )?year\\b", lambda match, clock: clock.month_end(clock.today.year, 12)),
    Rule(f"\\b(?:in|within) (?P<n>[0-9]{{1,3}}) (?P<u>{A_UNIT})s?\\b", _span),
    Rule(f"\\b(?P<w>next ){A_WEEKDAY}\\b", _english_weekday),
    Rule(f"\\b{A_WEEKDAY}\\b", _english_weekday, weak=True),
    Rule(f"\\b(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)? {A_MONTH}{A_YEAR}\\b", _english_day, relative=False),
    Rule(f"\\b{A_MONTH} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?{A_YEAR}\\b", _english_day, relative=False),
)
