"""States, lamps and expected progress of a supervised task: no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.i18n import N_, Text


class State(StrEnum):
    DRAFT = "draft"
    SIGNING_OFF = "signing_off"
    ISSUED = "issued"
    WORKING = "working"
    CHECKING = "checking"
    APPROVING = "approving"
    CLOSED = "closed"
    ARCHIVED = "archived"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    MERGED = "merged"


OPEN_STATES = (State.ISSUED, State.WORKING, State.CHECKING, State.APPROVING, State.PAUSED)
RUNNING = (State.ISSUED, State.WORKING, State.CHECKING, State.APPROVING)
ENDED = (State.CLOSED, State.ARCHIVED, State.CANCELLED, State.MERGED)
UNISSUED = (State.DRAFT, State.SIGNING_OFF)


class Lamp(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"


class Importance(StrEnum):
    ORDINARY = "ordinary"
    KEY = "key"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"
    EXPRESS = "express"


class Grade(StrEnum):
    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


STATE_NAMES: dict[str, Text] = {
    State.DRAFT: N_("Draft"),
    State.SIGNING_OFF: N_("Being signed off"),
    State.ISSUED: N_("Not signed for"),
    State.WORKING: N_("In work"),
    State.CHECKING: N_("Being checked"),
    State.APPROVING: N_("Awaiting approval"),
    State.CLOSED: N_("Closed"),
    State.ARCHIVED: N_("Archived"),
    State.PAUSED: N_("Paused"),
    State.CANCELLED: N_("Cancelled"),
    State.MERGED: N_("Merged"),
}
LAMP_NAMES: dict[str, Text] = {
    Lamp.RED: N_("Overdue"),
    Lamp.YELLOW: N_("Attention"),
    Lamp.GREEN: N_("On track"),
    Lamp.GREY: N_("At rest"),
}
IMPORTANCE_NAMES: dict[str, Text] = {Importance.ORDINARY: N_("Ordinary"), Importance.KEY: N_("Key")}
URGENCY_NAMES: dict[str, Text] = {
    Urgency.NORMAL: N_("Normal"),
    Urgency.URGENT: N_("Urgent"),
    Urgency.EXPRESS: N_("Express"),
}
GRADE_NAMES: dict[str, Text] = {
    Grade.EXCELLENT: N_("Excellent"),
    Grade.GOOD: N_("Good"),
    Grade.FAIR: N_("Fair"),
    Grade.POOR: N_("Poor"),
}


def lamp(
    state: str, due_day: date | None, *, today: date, near_days: int, lagging: bool, applied_on: date | None
) -> Lamp:
    """Red overdue, yellow near due or lagging, green, grey at rest.

    While it is checked the day of the application counts: slow checking never makes a department late.
    """
    if state not in RUNNING or due_day is None:
        return Lamp.GREY
    waiting = state in (State.CHECKING, State.APPROVING)
    reached = applied_on if waiting and applied_on else today
    if reached > due_day:
        return Lamp.RED
    if waiting:
        return Lamp.GREEN
    return Lamp.YELLOW if lagging or (due_day - today).days <= near_days else Lamp.GREEN


@dataclass(frozen=True, slots=True)
class Milestone:
    day: date
    percent: int


def expected_percent(today: date, *, start: date, due: date, milestones: Sequence[Milestone] = ()) -> int:
    """The progress that the calendar expects (序时进度): by the last node reached, else straight from
    the issue to the due day."""
    if milestones:
        reached = [node.percent for node in milestones if node.day <= today]
        return max(reached, default=0)
    if today >= due:
        return 100
    span = (due - start).days
    return max(0, min(100, round(100 * (today - start).days / span))) if span > 0 else 0


def is_lagging(percent: int, expected: int, *, tolerance: int) -> bool:
    """Lagging only when behind by more than the tolerance, in points."""
    return percent < expected - tolerance
