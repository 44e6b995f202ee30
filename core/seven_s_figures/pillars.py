"""The seven pillars as one figure each: over visits, the mean share of items without a finding; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.seven_s import Fault, Pillar, pillar_shares


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit in which something failed or did not apply."""

    kind: str
    faults: Sequence[Fault] = ()
    not_applicable: Sequence[str] = ()


def radar(
    asked: Mapping[str, Mapping[str, str]], visits: Mapping[str, int], seen: Iterable[Seen]
) -> dict[str, float]:
    """`asked`: per kind of area, item → pillar; `visits`: how many of each kind. What is silent is fine."""
    total: dict[str, float] = {}
    count: dict[str, int] = {}
    left = dict(visits)
    for one in seen:
        left[one.kind] = left.get(one.kind, 0) - 1
        for pillar, share in pillar_shares(asked.get(one.kind, {}), one.not_applicable, one.faults).items():
            total[pillar] = total.get(pillar, 0.0) + share
            count[pillar] = count.get(pillar, 0) + 1
    for kind, number in left.items():
        for pillar in set(asked.get(kind, {}).values()):
            total[pillar] = total.get(pillar, 0.0) + 100.0 * max(number, 0)
            count[pillar] = count.get(pillar, 0) + max(number, 0)
    return {str(one): total[one] / count[one] for one in Pillar if count.get(one)}
