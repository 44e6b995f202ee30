"""An independent reading of the rules: what is wrong with a roster. Shares nothing with the engine."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

Roster = list[list[str]]  # role, day, person


def pool(problem: dict[str, Any], name: str) -> list[str]:
    said = problem["pools"][name]
    return [f"{name}{number}" for number in range(said)] if isinstance(said, int) else list(said)


def wanted(role: dict[str, Any], kind: str) -> int:
    on = role.get("days", "all")
    need = role.get("need", 1)
    if isinstance(need, dict):
        return need.get(kind, 0)
    return need if on == "all" or kind in on else 0


def faults(problem: dict[str, Any], roster: Roster) -> list[str]:
    roles = {role["role"]: role for role in problem["roles"]}
    long = {name for name, role in roles.items() if role.get("days", "all") == "all"}
    leave = {(row[0], row[1]) for row in problem.get("leave", [])}
    found, given = [], Counter((role, day) for role, day, _ in roster)
    for name, role in roles.items():
        members = pool(problem, role["pool"])
        for day, kind in problem["days"].items():
            if given[(name, day)] != wanted(role, kind):
                found.append(f"{day} {name}: {given[(name, day)]} people")
        found += [
            f"{name} {day} {who}: not in the pool"
            for r, day, who in roster
            if r == name and who not in members
        ]
    found += [f"{day} {who}: on leave" for _, day, who in roster if (who, day) in leave]
    found += [f"{one}: twice" for one, times in Counter(map(tuple, roster)).items() if times > 1]
    by_person: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for role, day, person in roster:
        by_person[person].append((date.fromisoformat(day), role))
    for person, duties in by_person.items():
        found += [f"{person} {said}" for said in tired(duties, long, problem.get("gap", {}))]
    return found


def tired(duties: list[tuple[date, str]], long: set[str], gaps: dict[str, int]) -> Iterator[str]:
    """What one person's duties do wrong to each other."""
    jobs: dict[date, set[str]] = defaultdict(set)
    for on, role in duties:
        jobs[on].add(role)
    for on, names in jobs.items():
        if len(names) > 1:
            yield f"{on}: {names}"
        if names & long and jobs.get(on + timedelta(1), set()) - long:
            yield f"{on}: inspects on the day after"
    for name in {role for _, role in duties}:
        served = sorted(on for on, role in duties if role == name)
        yield from (f"{name} {b}: too soon" for a, b in pairwise(served) if (b - a).days < gaps.get(name, 1))


def spreads(problem: dict[str, Any], roster: Roster) -> dict[str, int]:
    found = {}
    for role in problem["roles"]:
        kinds = [k for k in "WRH" if wanted(role, k) and k in problem["days"].values()]
        for kind in [*kinds, *(["tot"] if kinds else [])]:
            served = Counter(
                who
                for name, day, who in roster
                if name == role["role"] and kind in ("tot", problem["days"][day])
            )
            numbers = [served[who] for who in pool(problem, role["pool"])]
            found[f"{role['role']}|{kind}"] = max(numbers) - min(numbers)
    return found
