"""Do two who looked say the same? Counted over items that both looked at; pure.

Where nearly everything passes, kappa falls although the two agree: it is shown with its warning only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LOPSIDED = 0.85  # so much of one answer, and kappa misleads


@dataclass(frozen=True, slots=True)
class Agreement:
    """Items that both passed, that both failed, and that only one of them failed."""

    both_pass: int = 0
    both_fail: int = 0
    only_first: int = 0
    only_second: int = 0

    @property
    def items(self) -> int:
        return self.both_pass + self.both_fail + self.differ

    @property
    def differ(self) -> int:
        return self.only_first + self.only_second

    @property
    def percent(self) -> float | None:
        return 100 * (self.items - self.differ) / self.items if self.items else None

    @property
    def ac1(self) -> float | None:
        """Gwet's AC1: chance agreement from how often the two pass on average."""
        if not self.items:
            return None
        chance = 2 * self._passed * (1 - self._passed)
        return (self._same - chance) / (1 - chance)

    @property
    def kappa(self) -> float | None:
        """Cohen's; None where both always say the same one thing."""
        if not self.items:
            return None
        first = (self.both_pass + self.only_second) / self.items
        second = (self.both_pass + self.only_first) / self.items
        chance = first * second + (1 - first) * (1 - second)
        return (self._same - chance) / (1 - chance) if chance < 1 else None

    @property
    def on_failures(self) -> float | None:
        """Of what one of them failed, how often did the other as well: in percent, both ways together."""
        said = 2 * self.both_fail + self.differ
        return 100 * 2 * self.both_fail / said if said else None

    @property
    def kappa_misleads(self) -> bool:
        return self.items > 0 and not 1 - LOPSIDED <= self._passed <= LOPSIDED

    @property
    def _same(self) -> float:
        return (self.items - self.differ) / self.items

    @property
    def _passed(self) -> float:
        return (2 * self.both_pass + self.differ) / (2 * self.items)

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(
            self.both_pass + other.both_pass,
            self.both_fail + other.both_fail,
            self.only_first + other.only_first,
            self.only_second + other.only_second,
        )


def compared(asked: int, first: set[str], second: set[str]) -> Agreement:
    """Two visits of one area on one day: what each failed, of so many items."""
    both, either = len(first & second), len(first | second)
    return Agreement(max(asked - either, 0), both, len(first - second), len(second - first))


def summed(pairs: Iterable[Agreement]) -> Agreement:
    return sum(pairs, Agreement())
