"""What a day of an area comes to: pure functions, in points.

Points are multiples of a quarter, so that sums of floats are exact. Rules: docs/decisions and the help page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar import Workdays
from core.seven_s.rules import POINTS, Pillar, Severity

FULL = 100.0
REFUND = 0.5
MULTIPLIERS = (1.0, 1.5, 2.0)
LATE_POINT, LATE_MOST = 1.0, 5
WEIGHTS: Mapping[str, int] = {
    Pillar.SORT: 15,
    Pillar.ORDER: 20,
    Pillar.SHINE: 15,
    Pillar.STANDARDISE: 15,
    Pillar.SUSTAIN: 10,
    Pillar.SAFETY: 20,
    Pillar.SAVE: 5,
}
NA_FLAG = 0.2


@dataclass(frozen=True, slots=True)
class Fault:
    """A saved finding that stands, as the score sees it. `repeats`: earlier ones within 30 days."""

    item_key: str
    pillar: str
    severity: str
    repeats: int = 0
    refunded: bool = False  # fixed on the spot, with a photo of it


@dataclass(frozen=True, slots=True)
class Delay:
    """A finding that was to be fixed by a day; `fixed_on` is None while it is not."""

    due_day: date
    fixed_on: date | None


def deduction(fault: Fault) -> float:
    """A veto is never given back."""
    points = POINTS[fault.severity] * MULTIPLIERS[min(fault.repeats, 2)]
    return points * REFUND if fault.refunded and fault.severity != Severity.VETO else points


def late_points(delay: Delay, day: date, calendar: Workdays) -> float:
    """Posted on the day it happens: one for each workday after the due day, up to the fifth, until fixed."""
    if day <= delay.due_day or not calendar.is_workday(day):
        return 0.0
    if delay.fixed_on is not None and day > delay.fixed_on:
        return 0.0
    return LATE_POINT if calendar.between(delay.due_day, day) <= LATE_MOST else 0.0


def day_score(faults: Iterable[Fault], late: float = 0.0) -> float:
    """100 less what each failed item costs, once for each item: its dearest finding; never below 0."""
    dearest: dict[str, float] = {}
    for fault in faults:
        dearest[fault.item_key] = max(dearest.get(fault.item_key, 0.0), deduction(fault))
    return max(0.0, FULL - sum(dearest.values()) - late)


def has_veto(faults: Iterable[Fault]) -> bool:
    return any(fault.severity == Severity.VETO for fault in faults)


def pillar_shares(
    asked: Mapping[str, str], not_applicable: Iterable[str], faults: Sequence[Fault]
) -> dict[str, float]:
    """Per pillar the share of items without a finding, in percent; `asked` is item key → pillar.

    What does not apply leaves the denominator; a pillar with nothing left is left out; a veto makes safety 0.
    """
    without = set(not_applicable)
    failed = {fault.item_key for fault in faults}
    shares: dict[str, float] = {}
    for pillar in Pillar:
        keys = [key for key, its in asked.items() if its == pillar and key not in without]
        if keys:
            shares[pillar] = FULL * sum(key not in failed for key in keys) / len(keys)
    if has_veto(faults):
        shares[Pillar.SAFETY] = 0.0
    return shares


def index(shares: Mapping[str, float]) -> float | None:
    """The seven pillars in one figure, by weight; None where nothing was asked."""
    weight = sum(WEIGHTS[pillar] for pillar in shares)
    return sum(WEIGHTS[pillar] * share for pillar, share in shares.items()) / weight if weight else None


def too_much_left_out(asked: int, not_applicable: int) -> bool:
    """More than a fifth said not to apply: worth a look."""
    return asked > 0 and not_applicable / asked > NA_FLAG
