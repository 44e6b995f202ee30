"""Could this person take this duty? Pool, exemption, leave, one job a day, rest, gap, pairs: read at once.

Used before a swap is asked, for proposals and after a repair; the engine has the same rules for searching.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select

from core.i18n import N_, _, day
from core.roster.engine import Problem
from core.roster.engine.problem import floor
from core.roster.gathering import Trial, gathered
from core.work import Work
from db.models import Duty, Roster

NOT_IN_POOL, ABSENT = N_("{name} is not in the pool: {why}"), N_("{name} is away: {why}")
BUSY = N_("{name} is on duty that day already")
RESTING = N_("{name} rests after the duty of {day}")
TOO_SOON = N_("{name} is on duty on {day}, closer than {gap} days")
KEPT_APART = N_("{name} is not on duty together with {other}")

Served = Mapping[str, frozenset[tuple[str, date]]]  # by person: role, day


@dataclass(frozen=True, slots=True)
class Verdict:
    """`refusals` forbid it; `warnings` are what gives way where the office allows it."""

    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return not self.refusals


@dataclass(frozen=True, slots=True)
class Ground:
    """The rules and who is where around some days, as they stand now."""

    problem: Problem
    served: Served
    names: Mapping[str, str] = field(default_factory=dict)

    def without(self, *taken: tuple[str, str, date]) -> "Ground":
        """As if these duties (person, role, day) were free."""
        served = dict(self.served)
        for person, role, on in taken:
            served[person] = served.get(person, frozenset()) - {(role, on)}
        return Ground(self.problem, served, self.names)

    def with_(self, person: str, role: str, on: date) -> "Ground":
        return Ground(
            self.problem,
            {**self.served, person: self.served.get(person, frozenset()) | {(role, on)}},
            self.names,
        )


def ground(work: Work, roster: Roster, names: Mapping[str, str]) -> Ground:
    """One query per kind of fact, for the days of a roster and those around it."""
    problem = gathered(work, roster, Trial(wishes=False))
    reach = max([role.gap for role in problem.roles] + [role.rest for role in problem.roles], default=1) + 1
    first, last = roster.first_day - timedelta(reach), roster.last_day + timedelta(reach)
    who = func.coalesce(Duty.actual_person_id, Duty.person_id)
    near = (
        select(who, Duty.role_id, Duty.day)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(Duty.day.between(first, last), Roster.published_at.is_not(None))
    )
    served: dict[str, set[tuple[str, date]]] = defaultdict(set)
    for person, role, on in work.session.execute(near):
        served[str(person)].add((str(role), on))
    return Ground(problem, {person: frozenset(cells) for person, cells in served.items()}, names)


def fits(here: Ground, person: str, role_name: str, on: date) -> Verdict:
    """Why this person could not have the duty, in the reader's words."""
    problem = here.problem
    role = next((one for one in problem.roles if one.name == role_name), None)
    name = here.names.get(person, person)
    if role is None or person not in role.people:
        return Verdict((_(NOT_IN_POOL, name=name, why=_("no entry")),))
    refusals = []
    if why := problem.why_out(role_name, person, on):
        refusals.append(_(NOT_IN_POOL, name=name, why=why))
    if why := problem.away.get((person, on), ""):
        refusals.append(_(ABSENT, name=name, why=why))
    refusals += _rested(here, person, role_name, on, name)
    refusals += _apart(here, person, on, name)
    close = [when for other, when in here.served.get(person, ()) if other == role_name]
    near = min((abs((when - on).days), when) for when in close) if close else None
    warnings: tuple[str, ...] = ()
    if near is not None and 0 < near[0] < role.gap and not _one_weekend(problem, role.together, on, near[1]):
        said = _(TOO_SOON, name=name, day=day(near[1]), gap=role.gap)
        if near[0] < floor(role):
            refusals.append(said)
        else:
            warnings = (said,)
    return Verdict(tuple(refusals), warnings)


def _rested(here: Ground, person: str, role_name: str, on: date, name: str) -> list[str]:
    roles = {role.name: role for role in here.problem.roles}
    mine = roles[role_name]
    for other, when in sorted(here.served.get(person, ()), key=lambda cell: cell[1]):
        apart = (on - when).days
        if apart == 0:
            return [_(BUSY, name=name)]
        rests = roles[other].rest if other in roles and roles[other].long else 0
        if other != role_name and (0 < apart <= rests or (mine.long and 0 < -apart <= mine.rest)):
            return [_(RESTING, name=name, day=day(min(on, when)))]
    return []


def _apart(here: Ground, person: str, on: date, name: str) -> list[str]:
    for pair in here.problem.pairs:
        if person in pair:
            other = pair[0] if pair[1] == person else pair[1]
            if any(when == on for _role, when in here.served.get(other, ())):
                return [_(KEPT_APART, name=name, other=here.names.get(other, other))]
    return []


def _one_weekend(problem: Problem, together: bool, on: date, when: date) -> bool:
    rest = {one.on for one in problem.days if one.kind == "R"}
    return together and abs((on - when).days) == 1 and {on, when} <= rest
