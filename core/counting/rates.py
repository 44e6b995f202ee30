"""Shares of a count, and how sure one can be of them: no database."""

from dataclasses import dataclass
from math import sqrt

CERTAINTY = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many; without anything to count there is no rate."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def percent(self) -> float | None:
        """Rounded half up to one place, as the office writes it."""
        return (self.part * 2000 + self.whole) // (2 * self.whole) / 10 if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval: where the true share lies with a certainty of 95 %."""
        return wilson(self.part, self.whole)


def wilson(part: int, whole: int) -> tuple[float, float] | None:
    if whole <= 0:
        return None
    share, square = part / whole, CERTAINTY**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = CERTAINTY * sqrt(share * (1 - share) / whole + square / (4 * whole**2)) / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)
