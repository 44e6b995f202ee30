"""When a turn is due to be reminded of, and whom it reaches by then. Knows no database.

A turn has three ladders: those whose turn it is, the head of their department, the leader of the line. Only
the newest step that has been reached counts, so that after a standstill one message comes instead of several.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol


class Ladder(StrEnum):
    OWN = "own"
    HEAD = "head"
    LEADER = "leader"


class Days(Protocol):
    """The office's calendar."""

    def on_or_before(self, day: date) -> date: ...
    def add(self, day: date, n: int) -> date: ...
    def between(self, a: date, b: date) -> int: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """`before` in days; `every`, `head_after` and `leader_after` in workdays past the due day, 0 for never.

    `version` is 0 while the office has not changed the default.
    """

    kind: str
    importance: str
    urgency: str
    before: tuple[int, ...] = ()
    on_day: bool = True
    every: int = 0
    head_after: int = 0
    leader_after: int = 0
    off: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Days before the due day as a negative number, workdays past it as a positive one."""

    ladder: Ladder
    number: int
    day: date


@dataclass(slots=True)
class Clock:
    """The calendar, asked once for each day."""

    days: Days
    by: date
    _late: dict[date, int] = field(default_factory=dict)
    _moved: dict[date, date] = field(default_factory=dict)

    def late(self, due: date) -> int:
        """Workdays past the due day."""
        if due not in self._late:
            self._late[due] = self.days.between(due, self.by) if due < self.by else 0
        return self._late[due]

    def moved(self, day: date) -> date:
        """The last workday on or before."""
        if day not in self._moved:
            self._moved[day] = self.days.on_or_before(day)
        return self._moved[day]


def reached(rule: Rule, *, due: date, opened: date, clock: Clock) -> list[Step]:
    """The newest step of each ladder that has been reached, none before the day after it was opened."""
    if rule.off or opened >= clock.by:
        return []
    late = clock.late(due)
    found = [step for step in (_own(rule, due, opened, clock, late),) if step is not None]
    grace = ((Ladder.HEAD, rule.head_after), (Ladder.LEADER, rule.leader_after))
    for ladder, after in grace:
        if after and late >= after:
            found.append(Step(ladder, after, clock.by))
    return found


def _own(rule: Rule, due: date, opened: date, clock: Clock, late: int) -> Step | None:
    if rule.every and late >= rule.every:
        return Step(Ladder.OWN, late // rule.every * rule.every, clock.by)
    steps = [Step(Ladder.OWN, number, day) for number, day in _until_due(rule, due, clock)]
    return max(
        (step for step in steps if opened < step.day <= clock.by),
        key=lambda step: step.number,
        default=None,
    )


def _until_due(rule: Rule, due: date, clock: Clock) -> Iterator[tuple[int, date]]:
    for days in rule.before:
        yield -days, clock.moved(due - timedelta(days=days))
    if rule.on_day:
        yield 0, clock.moved(due)


@dataclass(frozen=True, slots=True)
class Rules:
    """All of the office; a kind that has none follows OTHER."""

    by_kind: Mapping[tuple[str, str, str], Rule]

    def of(self, kind: str, importance: str, urgency: str) -> Rule:
        found = self.by_kind.get((kind, importance, urgency))
        return found or self.by_kind[OTHER, importance, urgency]

    @property
    def farthest(self) -> int:
        return max(
            (days for rule in self.by_kind.values() if not rule.off for days in rule.before), default=0
        )


OTHER = "other"
