"""Which few items make up most of the findings: counts, shares added up, the 80 % line; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

LINE = 80.0


@dataclass(frozen=True, slots=True)
class Share:
    """`vital`: among the few with which the line is reached."""

    key: str
    count: int
    percent: float
    together: float
    vital: bool


def pareto(counts: Mapping[str, int]) -> tuple[Share, ...]:
    """The most frequent first; equals by key."""
    whole = sum(counts.values())
    found, added = [], 0
    for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if count:
            before, added = added, added + count
            vital = 100 * before < LINE * whole
            found.append(Share(key, count, 100 * count / whole, 100 * added / whole, vital))
    return tuple(found)
