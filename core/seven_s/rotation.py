"""Whose turn it is: which items are asked by themselves today, which department checks which. No database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from core.seven_s.rules import SPOTS, Item


def spot_items(items: Sequence[Item], last: Mapping[tuple[str, int], datetime]) -> list[Item]:
    """The three that were answered longest ago, those never answered first.

    It goes by answers, not by days: after ⌈n/3⌉ visits in which they were answered each of n items was
    asked, whatever was missed between, and whatever was retired.
    """

    def waited(item: Item) -> tuple[bool, float, str]:
        seen = last.get((item.key, item.revision))
        return seen is not None, seen.timestamp() if seen else 0.0, item.key

    return sorted(items, key=waited)[:SPOTS]


def mutual_partner(own: int | None, departments: Sequence[int], day: date) -> int | None:
    """The department that checks an area of `own` in the week of `day`: each week the next, never the own."""
    others = [one for one in departments if one != own]
    if not others:
        return None
    week = day.toordinal() // 7
    start = departments.index(own) if own in departments else 0
    return others[(start + week) % len(others)]
