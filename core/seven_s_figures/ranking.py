"""Places among likes: 1 + the number that is certainly better, that is whose interval lies above; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

FEWEST = 3  # days of an area, to be placed
# 97.5 % of Student's t by degrees of freedom 1 … 30; the normal one beyond.
T = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
NORMAL = 1.960


@dataclass(frozen=True, slots=True)
class Sums:
    """Scores of an area's days, as sums that a database adds up."""

    days: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        return self.total / self.days

    @property
    def spread(self) -> float:
        """The sum of squares about the mean."""
        return max(0.0, self.squares - self.total**2 / self.days)


@dataclass(frozen=True, slots=True)
class Place:
    rank: int
    mean: float
    low: float
    high: float


def sums(scores: Sequence[float]) -> Sums:
    return Sums(len(scores), sum(scores), sum(one * one for one in scores))


def places(areas: Mapping[int, Sums]) -> dict[int, Place]:
    """Within one group; the spread is that of all its areas together, so that a run of 100s proves little."""
    placed = {number: one for number, one in areas.items() if one.days >= FEWEST}
    freedom = sum(one.days - 1 for one in placed.values())
    if not freedom:
        return {}
    spread = sqrt(sum(one.spread for one in placed.values()) / freedom)
    factor = T[freedom - 1] if freedom <= len(T) else NORMAL
    spans = {number: (one, factor * spread / sqrt(one.days)) for number, one in placed.items()}
    lows = [one.mean - half for one, half in spans.values()]
    return {
        number: Place(
            1 + sum(low > one.mean + half for low in lows), one.mean, one.mean - half, one.mean + half
        )
        for number, (one, half) in spans.items()
    }
