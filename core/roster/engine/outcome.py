"""What the engine answers: a roster with its proof, or why there is none. Plain values, also as JSON."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from core.roster.engine.problem import Cell, Problem, kinds_of


class Status(StrEnum):
    SOLVED = "solved"  # every spread at its bound: the fairest there can be, proven
    ABOVE = "above"  # proven: the bound cannot be kept, this is the least above it
    TIME = "time"  # time ran out; `cells` are the best so far, if any
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Fairness:
    """One role and class of day: least and most duties of a person, what was carried included."""

    role: str
    kind: str
    least: int
    most: int
    bound: int

    @property
    def spread(self) -> int:
        return self.most - self.least


@dataclass(frozen=True, slots=True)
class Spacing:
    """Days between two duties of a person: asked for, at least reached, at most possible by numbers."""

    role: str
    wanted: int
    kept: int
    reached: int | None
    widest: int


@dataclass(frozen=True, slots=True)
class Unable:
    """Why somebody cannot: leave, out of the pool, rest after a duty, too soon, or pinned elsewhere."""

    person: str
    why: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no roster: `code` says of which kind, the rest who, when and by which rules."""

    code: str  # day, window, pins, rules
    first: date
    last: date
    roles: tuple[str, ...] = ()
    needed: int = 0
    able: tuple[str, ...] = ()
    unable: tuple[Unable, ...] = ()
    rules: tuple[tuple[str, str, int], ...] = ()  # rule, role or people, number
    pins: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    status: Status
    cells: tuple[Cell, ...] = ()
    fairness: tuple[Fairness, ...] = ()
    spacing: tuple[Spacing, ...] = ()
    reasons: tuple[Reason, ...] = ()
    wishes: tuple[int, int] = (0, 0)
    seconds: float = 0.0

    @property
    def spread(self) -> int:
        return sum(one.spread for one in self.fairness)

    @property
    def bound(self) -> int:
        return sum(one.bound for one in self.fairness)

    @property
    def missed(self) -> list[Fairness]:
        return [one for one in self.fairness if one.spread > one.bound]

    @property
    def tightened(self) -> list[Spacing]:
        return [one for one in self.spacing if one.kept < one.wanted]


def numbers(problem: Problem, cells: Iterable[Cell]) -> Mapping[tuple[str, str], Counter[str]]:
    """Duties per role and class, and in them per person."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for role, on, person in cells:
        for kind in kinds_of(problem.on[on]):
            found[(role, kind)][person] += 1
    return found


def nearest(problem: Problem, cells: Iterable[Cell], role: str) -> int | None:
    """The fewest days between two duties of one person in the role; a weekend together is one duty."""
    days: dict[str, list[date]] = defaultdict(list)
    for name, on, person in sorted([*problem.past, *cells], key=lambda cell: cell[1]):
        if name == role:
            days[person].append(on)
    together = problem.role(role).together
    apart = [
        (later - on).days
        for served in days.values()
        for on, later in pairwise(served)
        if not (together and _one_block(problem, on, later))
    ]
    return min(apart, default=None)


def _one_block(problem: Problem, on: date, later: date) -> bool:
    return (later - on).days == 1 and later in problem.on and problem.on[later].kind == "R"


def as_json(outcome: Outcome) -> dict[str, Any]:
    found = asdict(outcome)
    found["cells"] = [[role, on.isoformat(), person] for role, on, person in outcome.cells]
    for reason, made in zip(outcome.reasons, found["reasons"], strict=True):
        made["first"], made["last"] = reason.first.isoformat(), reason.last.isoformat()
        made["pins"] = [[role, on.isoformat(), person] for role, on, person in reason.pins]
    return found


def from_json(given: Mapping[str, Any]) -> Outcome:
    return Outcome(
        status=Status(given["status"]),
        cells=tuple(_cell(one) for one in given["cells"]),
        fairness=tuple(Fairness(**one) for one in given["fairness"]),
        spacing=tuple(Spacing(**one) for one in given["spacing"]),
        reasons=tuple(_reason(one) for one in given["reasons"]),
        wishes=(given["wishes"][0], given["wishes"][1]),
        seconds=given["seconds"],
    )


def _reason(given: Mapping[str, Any]) -> Reason:
    return Reason(
        code=given["code"],
        first=date.fromisoformat(given["first"]),
        last=date.fromisoformat(given["last"]),
        roles=tuple(given["roles"]),
        needed=given["needed"],
        able=tuple(given["able"]),
        unable=tuple(Unable(**one) for one in given["unable"]),
        rules=tuple((rule, who, number) for rule, who, number in given["rules"]),
        pins=tuple(_cell(one) for one in given["pins"]),
    )


def _cell(given: Any) -> Cell:
    role, on, person = given
    return role, date.fromisoformat(on), person
