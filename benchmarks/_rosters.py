"""Roster problems to measure with, and how offices plan by hand: cycle, longest idle, cursors, greedy."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

SEED = 20260101
YEAR = Path(__file__).parent / "duty2026.json"
Roster = list[tuple[str, str, str]]  # role, day, person

# name, people, days, gap: two hundred people; the last four share their people with the first four
LARGE = (
    ("lead", "A", 14, "all", 5),
    ("staff", "B", 60, "all", 12),
    ("driver", "C", 26, "all", 6),
    ("hotline", "D", 40, "all", 10),
    ("walk-middle", "E", 30, "W", 6),
    ("walk-staff", "B", 60, "W", 6),
    ("walk-driver", "C", 26, "W", 3),
    ("gate", "F", 30, "W", 8),
)


def year() -> dict[str, Any]:
    return dict(json.loads(YEAR.read_text("utf-8")))


def large(seed: int = SEED) -> dict[str, Any]:
    """200 people in 8 roles, a year, five days of leave twice for everybody."""
    luck = random.Random(seed)
    days = year()["days"]
    dates = sorted(days)
    pools = {pool: number for _, pool, number, _, _ in LARGE}
    leave = set()
    for pool, number in pools.items():
        for who in range(number):
            for _ in range(2):
                first = luck.randrange(len(dates) - 5)
                leave |= {(f"{pool}{who}", dates[first + step]) for step in range(5)}
    return {
        "name": f"large-{seed}",
        "days": days,
        "pools": pools,
        "roles": [{"role": name, "pool": pool, "days": on} for name, pool, _, on, _ in LARGE],
        "gap": {name: gap for name, _, _, _, gap in LARGE},
        "leave": sorted(map(list, leave)),
    }


def small() -> dict[str, Any]:
    """A real small office: three mid-level cadres, four staff, thirteen drivers; spacing may yield."""
    whole = year()
    roles = [
        {"role": role, "pool": pool, "days": on}
        for role, pool, on in (
            ("lead", "M", "all"),
            ("staff", "S", "all"),
            ("drv", "V", "all"),
            ("s7_lead", "M", "W"),
            ("s7_staff", "S", "W"),
            ("s7_drv", "V", "W"),
        )
    ]
    return {
        "name": "small office",
        "days": {day: kind for day, kind in whole["days"].items() if day < "2026-02-01"},
        "pools": {"M": 3, "S": 4, "V": 13},
        "roles": roles,
        "gap": {"lead": 3, "staff": 3, "drv": 4, "s7_lead": 5, "s7_staff": 5, "s7_drv": 5},
        "leave": [["M0", "2026-01-12"], ["S1", "2026-01-20"]],
        "relax": ["gap"],
    }


Choose = Callable[["Hand", dict[str, Any], str, list[str]], str]


class Hand:
    """A roster made day by day, never against leave, one job a day, the day after a duty free of walks."""

    def __init__(
        self, problem: dict[str, Any], choose: Callable[["Hand", dict[str, Any], str, list[str]], str]
    ):
        self.problem, self.choose = problem, choose
        self.leave = {(person, day) for person, day in problem["leave"]}
        self.long = {role["role"] for role in problem["roles"] if role["days"] == "all"}
        self.busy: dict[tuple[str, str], str] = {}
        self.last: dict[tuple[str, str], str] = {}
        self.count: Counter[tuple[str, str, str]] = Counter()
        self.cursor: Counter[tuple[str, str]] = Counter()
        self.roster: Roster = []
        self.empty = 0

    def made(self) -> Roster:
        for day, kind in self.problem["days"].items():
            for role in self.problem["roles"]:
                if role["days"] == "all" or kind in role["days"]:
                    self._fill(role, day, kind)
        return self.roster

    def pool(self, role: dict[str, Any]) -> list[str]:
        return [f"{role['pool']}{number}" for number in range(self.problem["pools"][role["pool"]])]

    def _fill(self, role: dict[str, Any], day: str, kind: str) -> None:
        able = [person for person in self.pool(role) if self._free(role["role"], person, day)]
        if not able:
            self.empty += 1
            return
        person = self.choose(self, role, kind, able)
        self.busy[(person, day)] = role["role"]
        self.last[(role["role"], person)] = day
        self.count[(role["role"], kind, person)] += 1
        self.count[(role["role"], "tot", person)] += 1
        self.roster.append((role["role"], day, person))

    def _free(self, role: str, person: str, day: str) -> bool:
        before = (date.fromisoformat(day) - timedelta(1)).isoformat()
        tired = role not in self.long and self.busy.get((person, before)) in self.long
        return (person, day) not in self.leave and (person, day) not in self.busy and not tired


def cycle(hand: Hand, role: dict[str, Any], _kind: str, able: list[str]) -> str:
    return _after(hand, role, "", able)


def cursors(hand: Hand, role: dict[str, Any], kind: str, able: list[str]) -> str:
    return _after(hand, role, kind, able)


def _after(hand: Hand, role: dict[str, Any], kind: str, able: list[str]) -> str:
    """The next in the list who can; whoever cannot is passed over."""
    pool = hand.pool(role)
    at = hand.cursor[(role["role"], kind)]
    order = [pool[(at + step) % len(pool)] for step in range(len(pool))]
    chosen = next(person for person in order if person in able)
    hand.cursor[(role["role"], kind)] = pool.index(chosen) + 1
    return chosen


def idle(hand: Hand, role: dict[str, Any], _kind: str, able: list[str]) -> str:
    return min(able, key=lambda person: hand.last.get((role["role"], person), ""))


def greedy(hand: Hand, role: dict[str, Any], kind: str, able: list[str]) -> str:
    """Whoever has the fewest of this class, then in all, then rested longest."""
    name = role["role"]
    return min(
        able,
        key=lambda who: (
            hand.count[(name, kind, who)],
            hand.count[(name, "tot", who)],
            hand.last.get((name, who), ""),
        ),
    )


def spreads(problem: dict[str, Any], roster: Roster) -> dict[str, int]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for role, day, person in roster:
        counted[f"{role}|{problem['days'][day]}"][person] += 1
        counted[f"{role}|tot"][person] += 1
    found = {}
    for one in problem["roles"]:
        people = [f"{one['pool']}{number}" for number in range(problem["pools"][one["pool"]])]
        for kind in ("W", "R", "H", "tot"):
            numbers = counted.get(f"{one['role']}|{kind}")
            if numbers:
                found[f"{one['role']}|{kind}"] = max(numbers[p] for p in people) - min(
                    numbers[p] for p in people
                )
    return found


def nearest(roster: Roster) -> dict[str, int]:
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for role, day, person in sorted(roster, key=lambda cell: cell[1]):
        days[(role, person)].append(date.fromisoformat(day))
    found: dict[str, int] = {}
    for (role, _), served in days.items():
        for one, other in pairwise(served):
            found[role] = min(found.get(role, 999), (other - one).days)
    return found
