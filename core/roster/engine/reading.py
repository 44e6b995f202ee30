"""A problem as JSON: what run.py roster solve reads, and what the solving process is handed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.errors import InvalidInput
from core.i18n import N_
from core.roster.engine.problem import CLASSES, Cell, Day, Problem, Role, Wish

MOST_DAYS, MOST_PEOPLE = 800, 2000


class Unreadable(InvalidInput):
    message = N_("The problem cannot be read: {where}: {said}")


class NoDays(InvalidInput):
    message = N_("The problem has no days.")


class NoRoles(InvalidInput):
    message = N_("The problem has no roles.")


def read(given: Any) -> Problem:
    """Raises Unreadable with the place that is wrong. See docs/roster-format.md for the fields."""
    if not isinstance(given, dict):
        raise Unreadable(where="/", said=str(given)[:40])
    days = _days(_of(given, "days", dict), _of(given, "special", dict, {}))
    pools = {name: _pool(name, pool) for name, pool in _of(given, "pools", dict).items()}
    roles = tuple(_role(given, one, pools) for one in _of(given, "roles", list))
    if not days:
        raise NoDays()
    if not roles:
        raise NoRoles()
    if len(days) > MOST_DAYS or sum(len(pool) for pool in pools.values()) > MOST_PEOPLE:
        raise Unreadable(where="days", said=f"> {MOST_DAYS} / {MOST_PEOPLE}")
    names = {role.name for role in roles}
    if len(names) < len(roles):
        raise Unreadable(where="roles", said="role twice")
    return Problem(
        name=str(given.get("name", "")),
        days=days,
        roles=roles,
        away=_leave(given),
        out=_out(given),
        carried=_carried(given),
        past=_cells(given, "past", names),
        pins=_cells(given, "pins", names),
        pairs=tuple((str(a), str(b)) for a, b in _rows(given, "pairs", 2)),
        wishes=tuple(_wishes(given)),
        rest_for_all=bool(given.get("rest_for_all", False)),
    )


def write(problem: Problem) -> dict[str, Any]:
    """The same as `read` takes; each role has a pool of its own name."""
    iso = date.isoformat
    special: dict[str, list[str]] = {}
    for day in problem.days:
        if day.special:
            special.setdefault(day.special, []).append(iso(day.on))
    return {
        "name": problem.name,
        "days": {iso(day.on): day.kind for day in problem.days},
        "special": special,
        "pools": {role.name: list(role.people) for role in problem.roles},
        "roles": [_written(role) for role in problem.roles],
        "gap": {role.name: role.gap for role in problem.roles},
        "leave": [[person, iso(on), why] for (person, on), why in problem.away.items()],
        "out": [
            [role, person, iso(first) if first else None, iso(last) if last else None, why]
            for (role, person), spans in problem.out.items()
            for first, last, why in spans
        ],
        "carried": [[*key, number] for key, number in problem.carried.items()],
        "past": [[role, iso(on), person] for role, on, person in problem.past],
        "pins": [[role, iso(on), person] for role, on, person in problem.pins],
        "pairs": [list(pair) for pair in problem.pairs],
        "wishes": [[one.person, iso(one.on), one.weight, one.role] for one in problem.wishes],
        "rest_for_all": problem.rest_for_all,
    }


def _written(role: Role) -> dict[str, Any]:
    return {
        "role": role.name,
        "pool": role.name,
        "need": dict(role.need),
        "long": role.long,
        "rest": role.rest,
        "yields": role.yields,
        "together": role.together,
    }


def _days(given: Mapping[str, Any], special: Mapping[str, Any]) -> tuple[Day, ...]:
    named = {_day("special", on): name for name, days in special.items() for on in days}
    found = []
    for on, kind in given.items():
        if kind not in CLASSES:
            raise Unreadable(where=f"days.{on}", said=str(kind)[:40])
        day = _day("days", on)
        found.append(Day(day, kind, named.get(day, "")))
    return tuple(sorted(found, key=lambda day: day.on))


def _pool(name: str, pool: Any) -> tuple[str, ...]:
    if type(pool) is int and 0 <= pool <= MOST_PEOPLE:
        return tuple(f"{name}{number}" for number in range(pool))
    if isinstance(pool, list) and len(set(map(str, pool))) == len(pool):
        return tuple(map(str, pool))
    raise Unreadable(where=f"pools.{name}", said=str(pool)[:40])


def _role(given: Mapping[str, Any], one: Any, pools: Mapping[str, tuple[str, ...]]) -> Role:
    if not isinstance(one, dict) or not one.get("role") or one.get("pool") not in pools:
        raise Unreadable(where="roles", said=str(one)[:80])
    name, on = str(one["role"]), one.get("days", "all")
    need = one.get("need", 1)
    if not isinstance(need, dict):
        need = {kind: need for kind in CLASSES if on == "all" or kind in str(on)}
    gap = _of(given, "gap", dict, {}).get(name, 1)
    if any(type(number) is not int or number < 0 for number in (*need.values(), gap, one.get("rest", 1))):
        raise Unreadable(where=f"roles.{name}", said=str(one)[:80])
    return Role(
        name=name,
        people=pools[one["pool"]],
        need={kind: need.get(kind, 0) for kind in CLASSES},
        gap=max(1, gap),
        long=bool(one.get("long", on == "all")),
        rest=one.get("rest", 1),
        yields=bool(one.get("yields", "gap" in given.get("relax", ()))),
        together=bool(one.get("together", False)),
    )


def _leave(given: Mapping[str, Any]) -> dict[tuple[str, date], str]:
    return {
        (str(row[0]), _day("leave", row[1])): str(row[2]) if len(row) > 2 else "leave"
        for row in _rows(given, "leave", 2)
    }


def _out(given: Mapping[str, Any]) -> dict[tuple[str, str], tuple[tuple[date | None, date | None, str], ...]]:
    found: dict[tuple[str, str], tuple[tuple[date | None, date | None, str], ...]] = {}
    for role, person, first, last, why in _rows(given, "out", 5):
        span = (_day("out", first) if first else None, _day("out", last) if last else None, str(why))
        found[(str(role), str(person))] = (*found.get((str(role), str(person)), ()), span)
    return found


def _carried(given: Mapping[str, Any]) -> dict[tuple[str, str, str], int]:
    return {
        (str(role), str(kind), str(person)): int(n) for role, kind, person, n in _rows(given, "carried", 4)
    }


def _cells(given: Mapping[str, Any], name: str, roles: set[str]) -> tuple[Cell, ...]:
    found = []
    for role, on, person in _rows(given, name, 3):
        if role not in roles:
            raise Unreadable(where=name, said=str(role)[:40])
        found.append((str(role), _day(name, on), str(person)))
    return tuple(found)


def _wishes(given: Mapping[str, Any]) -> list[Wish]:
    return [
        Wish(str(row[0]), _day("wishes", row[1]), int(row[2]), str(row[3]) if len(row) > 3 else "")
        for row in _rows(given, "wishes", 3)
    ]


def _rows(given: Mapping[str, Any], name: str, least: int) -> list[Any]:
    rows: list[Any] = _of(given, name, list, [])
    for row in rows:
        if not isinstance(row, list | tuple) or len(row) < least:
            raise Unreadable(where=name, said=str(row)[:80])
    return rows


def _of(given: Mapping[str, Any], name: str, kind: type, default: Any = None) -> Any:
    value = given.get(name, default)
    if not isinstance(value, kind):
        raise Unreadable(where=name, said=str(value)[:40])
    return value


def _day(where: str, value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise Unreadable(where=where, said=str(value)[:40]) from error
