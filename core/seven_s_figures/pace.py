"""How long visits take, and which rounds look ticked off rather than walked (走过场): pure.

A flag is a reason to ask, never a proof.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp
from statistics import median

from core.i18n import N_, Text

QUICK = 15  # seconds: too few to walk through a room and answer three items
QUICK_SHARE, FEWEST = 0.3, 10
UNLIKELY = 0.01


class Flag(StrEnum):
    QUICK = "quick"
    NOTHING_FOUND = "nothing_found"


FLAG_NAMES: dict[str, Text] = {
    Flag.QUICK: N_("many visits of less than 15 seconds"),
    Flag.NOTHING_FOUND: N_("no finding where others would have had some"),
}


@dataclass(frozen=True, slots=True)
class Stay:
    """A finished visit: where, by whom, how long, how much was found."""

    area_id: int
    inspector_id: int | None
    seconds: float
    findings: int


@dataclass(frozen=True, slots=True)
class Pace:
    visits: int
    median_seconds: float
    quick: int
    findings: int
    flags: tuple[str, ...] = ()


def by_area(stays: Iterable[Stay]) -> dict[int, Pace]:
    grouped: dict[int, list[Stay]] = {}
    for one in stays:
        grouped.setdefault(one.area_id, []).append(one)
    return {number: _pace(found) for number, found in grouped.items()}


def by_inspector(stays: Iterable[Stay]) -> dict[int, Pace]:
    """With flags: each beside what all the others found."""
    grouped: dict[int, list[Stay]] = {}
    for one in stays:
        if one.inspector_id is not None:
            grouped.setdefault(one.inspector_id, []).append(one)
    visits = sum(map(len, grouped.values()))
    findings = sum(one.findings for found in grouped.values() for one in found)
    return {
        number: _pace(found, others=(visits - len(found), findings - _found(found)))
        for number, found in grouped.items()
    }


def _pace(stays: Sequence[Stay], others: tuple[int, int] = (0, 0)) -> Pace:
    quick = sum(1 for one in stays if one.seconds < QUICK and not one.findings)
    flags = []
    if len(stays) >= FEWEST and quick / len(stays) >= QUICK_SHARE:
        flags.append(Flag.QUICK)
    if not _found(stays) and others[0] and exp(-len(stays) * others[1] / others[0]) < UNLIKELY:
        flags.append(Flag.NOTHING_FOUND)
    return Pace(len(stays), median(one.seconds for one in stays), quick, _found(stays), tuple(flags))


def _found(stays: Sequence[Stay]) -> int:
    return sum(one.findings for one in stays)
