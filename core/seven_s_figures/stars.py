"""Stars of an area's month, with gates; model areas and losing the plate: pure.

Nearly every mean lies above 95, so the mean alone says little: each gate caps the stars, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.i18n import N_, Text

MOST = 5
BY_MEAN = ((98.0, 5), (95.0, 4), (90.0, 3), (80.0, 2))
CALIBRATION = timedelta(weeks=4)
PLANNED_SHARE = 0.7
FEW_REPEATS, MANY_REPEATS = 0, 2
WEAK_DAY, BAD_DAY = 90.0, 80.0
GAP = 5.0
EARNED_AFTER, KEEPS_FROM, REACH = 3, 4, 6  # months of five stars; fewest stars to keep it; months looked at


class Gate(StrEnum):
    VETO = "veto"
    OVERDUE = "overdue"
    REPEATS = "repeats"
    WORST_DAY = "worst_day"
    GAP = "gap"


class Unrated(StrEnum):
    CALIBRATING = "calibrating"
    TOO_FEW = "too_few"
    FROZEN = "frozen"


GATE_NAMES: dict[str, Text] = {
    Gate.VETO: N_("a veto"),
    Gate.OVERDUE: N_("overdue findings"),
    Gate.REPEATS: N_("repeated findings"),
    Gate.WORST_DAY: N_("a bad day"),
    Gate.GAP: N_("self-checks and other checks far apart"),
}
UNRATED_NAMES: dict[str, Text] = {
    Unrated.CALIBRATING: N_("calibrating: the first four weeks"),
    Unrated.TOO_FEW: N_("fewer than 70 % of the planned visits"),
    Unrated.FROZEN: N_("frozen by a veto"),
}


class Plate(StrEnum):
    NONE = "none"
    MODEL = "model"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What a month of an area came to; `gap` is the self-checks' mean less the mutual checks'."""

    mean: float
    visits: int
    planned: int
    worst: float
    vetoes: int = 0
    late: float = 0.0
    repeats: int = 0
    gap: float | None = None
    calibrating: bool = False


@dataclass(frozen=True, slots=True)
class Rating:
    """`stars` is None where there is a reason not to rate; `gates` are those that cost stars."""

    stars: int | None
    gates: tuple[str, ...] = ()
    unrated: str = ""


def rate(month: MonthFacts) -> Rating:
    if month.calibrating:
        return Rating(None, unrated=Unrated.CALIBRATING)
    if month.vetoes:
        return Rating(None, (Gate.VETO,), Unrated.FROZEN)
    if not month.planned or month.visits < PLANNED_SHARE * month.planned:
        return Rating(None, unrated=Unrated.TOO_FEW)
    stars = next((number for least, number in BY_MEAN if month.mean >= least), 1)
    caps = _caps(month)
    hit = tuple(gate for gate, cap in caps.items() if cap < stars)
    return Rating(min([stars, *caps.values()]), hit)


def _caps(month: MonthFacts) -> dict[str, int]:
    """The most stars that each gate lets through."""
    far = month.gap is not None and abs(month.gap) > GAP
    return {
        Gate.OVERDUE: 3 if month.late else MOST,
        Gate.REPEATS: _stepped(month.repeats > FEW_REPEATS, month.repeats > MANY_REPEATS),
        Gate.WORST_DAY: _stepped(month.worst < WEAK_DAY, month.worst < BAD_DAY),
        Gate.GAP: 4 if far else MOST,
    }


def _stepped(some: bool, many: bool) -> int:
    return 3 if many else 4 if some else MOST


def is_calibrating(first_visit: date | None, month_end: date) -> bool:
    """The first four weeks set the measure: no stars before a month that ends after them."""
    return first_visit is None or month_end < first_visit + CALIBRATION


def plate(months: Sequence[Rating]) -> Plate:
    """Oldest first: five stars three months running earn the plate; a veto or fewer than four lose it.

    It is earned anew within six months. A month that is not rated for other reasons breaks the row only.
    """
    row, held = 0, Plate.NONE
    for one in months[-REACH:]:
        row = row + 1 if one.stars == MOST else 0
        if row >= EARNED_AFTER:
            held = Plate.MODEL
        elif held == Plate.MODEL and _loses(one):
            held = Plate.LOST
    return held


def _loses(month: Rating) -> bool:
    return month.unrated == Unrated.FROZEN or (month.stars is not None and month.stars < KEEPS_FROM)
