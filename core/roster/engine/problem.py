"""What is asked of the engine: days, roles, people and rules. Knows no database and no solver."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

CLASSES = ("W", "R", "H")
TOTAL = "tot"
SPECIAL = "special:"


@dataclass(frozen=True, slots=True)
class Role:
    """`need` is per class of day. `long` is a 24 h duty: no short one on the day and `rest` days after it.

    Two duties of a person in the role are at least `gap` days apart; with `yields` that may become less.
    With `together` the rest days of a weekend, or of a holiday block's weekend, go to the same person.
    """

    name: str
    people: tuple[str, ...]
    need: Mapping[str, int]
    gap: int = 1
    long: bool = False
    rest: int = 1
    yields: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    kind: str
    special: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """`weight` is above 0 for a wanted day, below for one to avoid; an empty role means any."""

    person: str
    on: date
    weight: int
    role: str = ""


Cell = tuple[str, date, str]  # role, day, person


@dataclass(frozen=True)
class Problem:
    """`away` and `out` say why somebody cannot: on leave that day; not in the role's pool (yet, any more).

    Leave is made up for later, being out of the pool is not: there the person's share counts as done.
    """

    name: str
    days: tuple[Day, ...]
    roles: tuple[Role, ...]
    away: Mapping[tuple[str, date], str] = field(default_factory=dict)
    out: Mapping[tuple[str, str], tuple[tuple[date | None, date | None, str], ...]] = field(
        default_factory=dict
    )
    carried: Mapping[tuple[str, str, str], int] = field(default_factory=dict)  # role, class, person
    past: tuple[Cell, ...] = ()
    pins: tuple[Cell, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    wishes: tuple[Wish, ...] = ()
    rest_for_all: bool = False
    credited: bool = False

    def role(self, name: str) -> Role:
        return next(role for role in self.roles if role.name == name)

    @cached_property
    def on(self) -> dict[date, Day]:
        return {day.on: day for day in self.days}

    def need(self, role: Role, day: Day) -> int:
        return role.need.get(day.kind, 0)

    def classes(self, role: Role) -> list[str]:
        """Of which days the spread counts: each class that the role has, special days, and all of them."""
        kinds = [kind for kind in CLASSES if any(d.kind == kind and self.need(role, d) for d in self.days)]
        named = sorted({d.special for d in self.days if d.special and self.need(role, d)})
        return [*(SPECIAL + name for name in named), *kinds, *([TOTAL] if kinds else [])]

    def days_of(self, role: Role, kind: str) -> list[Day]:
        return [day for day in self.days if self.need(role, day) and counts(day, kind)]

    def why_out(self, role: str, person: str, on: date) -> str:
        """Not in the pool on this day: the reason; empty where the person is in it."""
        for first, last, why in self.out.get((role, person), ()):
            if (first is None or first <= on) and (last is None or on <= last):
                return why or "out"
        return ""

    def part(self, days: Iterable[Day], **changes: object) -> "Problem":
        """The same rules for fewer days."""
        kept = tuple(days)
        inside = {day.on for day in kept}
        pins = tuple(pin for pin in self.pins if pin[1] in inside)
        made: dict[str, object] = {"days": kept, "pins": pins, **changes}
        return replace(self, **made)  # type: ignore[arg-type]


def counts(day: Day, kind: str) -> bool:
    """Whether the day is of this class, of all days, or of this special name."""
    if kind.startswith(SPECIAL):
        return day.special == kind.removeprefix(SPECIAL)
    return kind in (TOTAL, day.kind)


def kinds_of(day: Day) -> list[str]:
    return [day.kind, TOTAL, *([SPECIAL + day.special] if day.special else [])]


def blocks(problem: Problem) -> list[list[date]]:
    """Rest days side by side (Saturday with Sunday): who keeps the same leader over a weekend."""
    found: list[list[date]] = []
    for day in problem.days:
        if day.kind != "R":
            continue
        if found and (day.on - found[-1][-1]).days == 1:
            found[-1].append(day.on)
        else:
            found.append([day.on])
    return [block for block in found if len(block) > 1]


def floor(role: Role) -> int:
    """Nobody has a 24 h duty on two days in a row, whatever gives way."""
    return min(role.gap, 2 if role.long else 1) if role.yields else role.gap


def floors(problem: Problem) -> dict[str, int]:
    return {role.name: floor(role) for role in problem.roles}
