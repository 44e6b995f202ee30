"""Control charts: u for findings per visit, p for the share of spot items that failed; pure.

Limits follow the size of each day. A signal says that chance alone would hardly do this.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import sqrt

from core.i18n import N_, Text

FEWEST = 8  # days below which limits say nothing
SIDE, TREND = 9, 6


class Signal(StrEnum):
    BEYOND = "beyond"
    SIDE = "side"
    TREND = "trend"
    NEAR = "near"


SIGNAL_NAMES: dict[str, Text] = {
    Signal.BEYOND: N_("beyond the limits"),
    Signal.SIDE: N_("nine in a row on one side"),
    Signal.TREND: N_("six in a row rising or falling"),
    Signal.NEAR: N_("two of three near the limit"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """So many were counted among so many looked at, on a day or in a week."""

    label: str
    count: int
    size: int


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    count: int
    size: int
    value: float
    centre: float
    low: float
    high: float
    sigmas: float
    signals: tuple[str, ...] = ()


def u_chart(samples: Sequence[Sample]) -> tuple[Point, ...]:
    """Counts per visit: spread √(ū / n)."""
    return _chart(samples, lambda mean, size: sqrt(mean / size), most=None)


def p_chart(samples: Sequence[Sample]) -> tuple[Point, ...]:
    """Shares: spread √(p̄ (1 − p̄) / n)."""
    return _chart(samples, lambda mean, size: sqrt(mean * (1 - mean) / size), most=1.0)


def signals(sigmas: Sequence[float], values: Sequence[float]) -> list[tuple[str, ...]]:
    """The run rules at each point; each is said at the point that completes it."""
    return [
        tuple(name for name, holds in RULES.items() if holds(sigmas, values, place))
        for place in range(len(values))
    ]


def _beyond(sigmas: Sequence[float], _values: Sequence[float], place: int) -> bool:
    return abs(sigmas[place]) > 3


def _side(sigmas: Sequence[float], _values: Sequence[float], place: int) -> bool:
    last = sigmas[max(place - SIDE + 1, 0) : place + 1]
    return len(last) == SIDE and (all(one > 0 for one in last) or all(one < 0 for one in last))


def _trend(_sigmas: Sequence[float], values: Sequence[float], place: int) -> bool:
    last = values[max(place - TREND + 1, 0) : place + 1]
    steps = [after - before for before, after in pairwise(last)]
    return len(last) == TREND and (all(one > 0 for one in steps) or all(one < 0 for one in steps))


def _near(sigmas: Sequence[float], _values: Sequence[float], place: int) -> bool:
    last = sigmas[max(place - 2, 0) : place + 1]
    high, low = sum(one > 2 for one in last), sum(one < -2 for one in last)
    return (high >= 2 and sigmas[place] > 2) or (low >= 2 and sigmas[place] < -2)


RULES: dict[str, Callable[[Sequence[float], Sequence[float], int], bool]] = {
    Signal.BEYOND: _beyond,
    Signal.SIDE: _side,
    Signal.TREND: _trend,
    Signal.NEAR: _near,
}


def _chart(
    samples: Sequence[Sample], spread: Callable[[float, int], float], *, most: float | None
) -> tuple[Point, ...]:
    counted = [one for one in samples if one.size]
    if not counted:
        return ()
    mean = sum(one.count for one in counted) / sum(one.size for one in counted)
    values = [one.count / one.size for one in counted]
    spreads = [spread(mean, one.size) for one in counted]
    sigmas = [(value - mean) / wide if wide else 0.0 for value, wide in zip(values, spreads, strict=True)]
    said = signals(sigmas, values) if len(counted) >= FEWEST else [()] * len(counted)
    return tuple(
        Point(
            one.label,
            one.count,
            one.size,
            value,
            mean,
            max(0.0, mean - 3 * wide),
            mean + 3 * wide if most is None else min(most, mean + 3 * wide),
            far,
            marks,
        )
        for one, value, wide, far, marks in zip(counted, values, spreads, sigmas, said, strict=True)
    )
