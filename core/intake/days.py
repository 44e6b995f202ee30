"""The day by which something is wanted, found in a line or read from a cell: no database.

found = find("请于9月30日前完成调研报告", clock)
found.day, found.kept      2026-09-30, "完成调研报告"
"""

import re
from dataclasses import dataclass
from datetime import date

from core.errors import DomainError
from core.intake.clock import Clock
from core.intake.spoken import BEFORE, RULES, WITHIN, Rule

_BEFORE = (
    r"(?:(?:请|务必|须|应|最迟|力争|确保|不晚于|截止到?|截至|限期?)\s*(?:于|在|到)?\s*|(?<![关对由位])于\s*|(?<![现正存])在\s*"
    r"|\b(?:due by|due on|due|by|before|until|on)\s+)?"
)
_AFTER = rf"(?P<after>\s*(?:(?:下班)?{BEFORE}|{WITHIN}|为止|止|到期))?"
_PATTERNS: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(f"{_BEFORE}(?P<core>{rule.pattern}){_AFTER}", re.IGNORECASE), rule) for rule in RULES
)
_STOPS = frozenset(" \t\u3000,，、。；;:：@#!＠＃！()（）")
# What may follow a day that belongs to the order and not to the matter.
_VERBS = ("完成", "办结", "上报", "报送", "报", "提交", "落实", "交", "印发", "反馈", "答复")
# Not a deadline: every Monday, from the 1st on, the 3rd of a row.
_NOT_AFTER = frozenset("每逐自从第月")
_NOT_BEFORE = ("至", "到", "-", "—", "~", "～", "起", "开始", "以来", "后")


@dataclass(frozen=True, slots=True)
class Found:
    """`said` is the part of the line that says the day; `kept` the line without it, or all of it where
    the day may belong to the matter itself."""

    day: date
    said: str
    kept: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    match: re.Match[str]
    day: date | None
    weak: bool
    ends: bool  # something stops behind it

    @property
    def order(self) -> tuple[bool, bool, int, int]:
        """A deadline in so many words first, then what is certain, then what stands first, the longest."""
        start, end = self.match.span()
        return self.match["after"] is None, self.weak, start, -end


def find(line: str, clock: Clock) -> Found | None:
    """The day of a line; None where it names none."""
    best = min(
        (one for one in _candidates(line, clock) if one.day is not None),
        key=lambda one: one.order,
        default=None,
    )
    if best is None or best.day is None:
        return None
    start, end = best.match.span()
    removed = best.ends or best.match["after"] is not None
    return Found(best.day, best.match.group().strip(), _without(line, start, end) if removed else line)


def _without(line: str, start: int, end: int) -> str:
    latin = line[start - 1 : start].isascii() and line[end : end + 1].isascii()
    return f"{line[:start]}{' ' if latin else ''}{line[end:]}"


def impossible(line: str, clock: Clock) -> str:
    """A day that no calendar has, as it was said: 2月30日."""
    wrong = [one for one in _candidates(line, clock) if one.day is None]
    return min(wrong, key=lambda one: one.order).match.group().strip() if wrong else ""


def read(cell: str, clock: Clock, *, relative: bool = False) -> date | None:
    """A cell that holds a day and nothing else. A sheet is kept: “tomorrow” says nothing in it."""
    for pattern, rule in _PATTERNS:
        match = pattern.fullmatch(cell.strip())
        if match is not None and (relative or not rule.relative):
            return _meaning(rule, match, clock)
    return None


def _candidates(line: str, clock: Clock) -> list[_Candidate]:
    found = []
    for pattern, rule in _PATTERNS:
        for match in pattern.finditer(line):
            start, end = match.span("core")[0], match.end()
            behind = line[end:]
            ends = not behind or behind[0] in _STOPS or behind.startswith(_VERBS)
            alone = ends and (match.start() == 0 or line[match.start() - 1] in _STOPS)
            if _means_something_else(line, start, behind, match):
                continue
            if match["after"] is not None or alone or not rule.weak:
                found.append(_Candidate(match, _meaning(rule, match, clock), rule.weak, ends))
    cores = [one.match.span("core") for one in found]
    return [one for one in found if not any(_inside(one.match.span("core"), core) for core in cores)]


def _inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """30日 within 2月30日 is no day of its own."""
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _means_something_else(line: str, start: int, behind: str, match: re.Match[str]) -> bool:
    before = line[start - 1] if start else ""
    ahead = behind.startswith(_NOT_BEFORE) and match["after"] is None
    return before in _NOT_AFTER or ahead


def _meaning(rule: Rule, match: re.Match[str], clock: Clock) -> date | None:
    try:
        return rule.meaning(match, clock)
    except DomainError:  # beyond the calendar
        return None
