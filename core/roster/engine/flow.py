"""Days take from people as from a network: what caps of people still allow, and where it is too narrow.

Only the solving process imports this: the library behind it is large.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from ortools.graph.python import max_flow  # type: ignore[import-untyped]

Taker = tuple[frozenset[str], int]  # who could, how many are needed


@dataclass(frozen=True, slots=True)
class Flow:
    amount: int
    wanted: int
    narrow: frozenset[Hashable]  # the takers on the side of the cut that is not served
    people: frozenset[str]  # everybody who could serve them


def grouped(takers: Iterable[Taker]) -> Counter[Taker]:
    """Days with the same people and the same need count together."""
    return Counter(takers)


def flow(takers: Mapping[Hashable, tuple[frozenset[str], int, int]], caps: Mapping[str, int]) -> Flow:
    """`takers` are named: who could, how much in all, and at most how much of one person."""
    people = sorted({person for able, _, _ in takers.values() for person in able})
    at = {person: number for number, person in enumerate(people, start=2 + len(takers))}
    network = max_flow.SimpleMaxFlow()
    for number, (able, amount, each) in enumerate(takers.values(), start=2):
        network.add_arc_with_capacity(0, number, amount)
        for person in able:
            network.add_arc_with_capacity(number, at[person], each)
    for person in people:
        network.add_arc_with_capacity(at[person], 1, max(0, caps.get(person, 0)))
    wanted = sum(amount for _, amount, _ in takers.values())
    if network.num_arcs() == 0 or not people:
        return Flow(0, wanted, frozenset(takers), frozenset())
    network.solve(0, 1)
    reached = set(network.get_source_side_min_cut())
    narrow = [name for number, name in enumerate(takers, start=2) if number in reached]
    concerned = {person for name in narrow for person in takers[name][0]}
    return Flow(network.optimal_flow(), wanted, frozenset(narrow), frozenset(concerned))


def served(groups: Mapping[Taker, int], caps: Mapping[str, int]) -> int:
    """How many duties can be given out at most when nobody takes more than their cap."""
    named: dict[Hashable, tuple[frozenset[str], int, int]] = {
        number: (able, need * times, times) for number, ((able, need), times) in enumerate(groups.items())
    }
    return flow(named, caps).amount


def least_top(groups: Mapping[Taker, int], carried: Mapping[str, int]) -> int:
    """The lowest number that nobody need exceed."""
    wanted = sum(need * times for (_, need), times in groups.items())
    low = max([*carried.values(), -(-(wanted + sum(carried.values())) // max(1, len(carried)))])
    high = max(carried.values()) + wanted
    while low < high:
        middle = (low + high) // 2
        caps = {person: middle - done for person, done in carried.items()}
        if served(groups, caps) >= wanted:
            high = middle
        else:
            low = middle + 1
    return low


def most_bottom(groups: Mapping[Taker, int], carried: Mapping[str, int]) -> int:
    """The highest number that everybody can reach."""
    wanted = sum(need * times for (_, need), times in groups.items())
    low, high = min(carried.values()), (wanted + sum(carried.values())) // max(1, len(carried))
    while low < high:
        middle = (low + high + 1) // 2
        caps = {person: max(0, middle - done) for person, done in carried.items()}
        if served(groups, caps) >= sum(caps.values()):
            low = middle
        else:
            high = middle - 1
    return low
