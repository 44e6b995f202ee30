"""What one department had to do of one item, and whether it did it in time: no database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    ON_TIME = "on_time"
    LATE = "late"
    UNDECIDED = "undecided"  # filed in time, and the office has not decided yet
    UPCOMING = "upcoming"  # its day has not come
    REST = "rest"  # paused, without a day, or no longer wanted by the time it was due


@dataclass(frozen=True, slots=True)
class Piece:
    """The whole of an item for the department that leads it, one part of it for a supporting one.

    `filed_on` is the day of the application that stands: accepted, or not decided yet. A return takes it
    away. `ended_on` is the day since when nothing is left to do; `relieved_on` the one since when a part
    that was never handed in was no longer waited for.
    """

    matter_id: int
    part_id: int | None
    department_id: int
    issued_on: date
    due_day: date | None
    filed_on: date | None = None
    accepted: bool = False
    ended_on: date | None = None
    relieved_on: date | None = None
    paused: bool = False
    extended: bool = False
    source: str = ""

    @property
    def leads(self) -> bool:
        return self.part_id is None


def verdict(piece: Piece, today: date) -> Verdict:
    """By the day of filing: how long the office takes to check never makes a department late."""
    due = piece.due_day
    if piece.paused or due is None:
        return Verdict.REST
    if piece.filed_on is not None:
        if piece.filed_on > due:
            return Verdict.LATE
        return Verdict.ON_TIME if piece.accepted else Verdict.UNDECIDED
    if piece.relieved_on is not None:
        return Verdict.LATE if piece.relieved_on > due else Verdict.REST
    return Verdict.LATE if today > due else Verdict.UPCOMING
