"""The roles of the roster, or shifts of one: how many on which class of day, when, and how far apart."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_, _
from core.people import Rank
from core.text import clean_line
from core.work import SomebodyWasFaster, Work
from db.models import DutyMember, DutyRole, Person

NAME, MOST, WIDEST = 30, 20, 120
DUTY, INSPECTION = "duty", "inspection"
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class RoleGone(NotFound):
    message = N_("This duty role is not there any more.")


class RoleTaken(InvalidInput):
    message = N_("There is a duty role “{name}” already.")
    field = "name"


class NotATime(InvalidInput):
    message = N_("Please give the start as hours and minutes, 08:00 for instance.")
    field = "starts"


class OutOfRange(InvalidInput):
    message = N_("Please give a number from {least} to {most}.")


class NobodyNeeded(InvalidInput):
    message = N_("On some days at least one person is needed.")
    field = "on_workdays"


class TooManyRoles(Conflict):
    message = N_("At most {most} duty roles.")


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """What the office decides about a role. `hours` 24 is a day and a night: a rest day follows."""

    name: str
    kind: str = DUTY
    on_workdays: int = 1
    on_rest_days: int = 1
    on_holidays: int = 1
    starts: str = "08:00"
    hours: int = 24
    gap: int = 2
    rest: int = 1
    yields: bool = True
    together: bool = False
    of_leaders: bool = False


@dataclass(frozen=True, slots=True)
class RoleRow:
    id: int
    version: int
    facts: RoleFacts
    people: int

    @property
    def name(self) -> str:
        return self.facts.name


FIELDS = tuple(RoleFacts.__dataclass_fields__)
RANGES = {
    "on_workdays": (0, 20),
    "on_rest_days": (0, 20),
    "on_holidays": (0, 20),
    "hours": (1, 24),
    "gap": (1, WIDEST),
    "rest": (0, 7),
}


def roles(work: Work) -> list[RoleRow]:
    """The roles in use, in their order, with how many are in the pool today."""
    work.must("roster.roles")
    now = (DutyMember.joined_on <= work.today) & (
        DutyMember.left_on.is_(None) | (DutyMember.left_on >= work.today)
    )
    people = select(DutyMember.role_id, func.count()).where(now).group_by(DutyMember.role_id)
    count = {role_id: number for role_id, number in work.session.execute(people)}
    return [
        RoleRow(row.id, row.version, facts_of(row), count.get(row.id, 0))
        for row in work.session.scalars(_open())
    ]


def save_role(work: Work, *, facts: RoleFacts, role_id: int | None = None, version: int = 0) -> int:
    """A new role, or other facts for one that is there. Rosters that stand are not touched."""
    work.must("roster.save_role")
    facts = _checked(work, facts, role_id)
    if role_id is None:
        return _added(work, facts)
    row = found(work, role_id, version=version)
    before = facts_of(row)
    changed = {name: [getattr(before, name), getattr(facts, name)] for name in FIELDS}
    for name, (old, new) in changed.items():
        if old != new:
            setattr(row, name, new)
    particulars = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    work.record("duty_role.changed", row.id, about=facts.name, changed=particulars)
    return row.id


def close_role(work: Work, *, role_id: int, version: int) -> None:
    """No longer planned; what was done in it stays."""
    work.must("roster.close_role")
    row = found(work, role_id, version=version)
    row.closed_at = work.now
    row.name = f"{row.name} ({row.id})"
    work.record("duty_role.closed", row.id, about=row.name)


def set_up(work: Work) -> list[int]:
    """The usual six roles where there are none yet, with everybody of the fitting rank in their pools."""
    work.must("roster.set_up")
    if work.session.scalar(select(func.count()).select_from(DutyRole)):
        return []
    people: dict[str, list[int]] = {}
    enabled = select(Person.rank, Person.id).where(Person.disabled_at.is_(None), Person.role != "screen")
    for rank, person_id in work.session.execute(enabled.order_by(Person.position, Person.id)):
        people.setdefault(rank, []).append(person_id)
    since = date(work.today.year, 1, 1)
    made = []
    for facts, rank in _usual():
        number = _added(work, facts)
        made.append(number)
        for person_id in people.get(rank, ()):
            work.session.add(DutyMember(role_id=number, person_id=person_id, joined_on=since))
    return made


def _usual() -> list[tuple[RoleFacts, str]]:
    walk: dict[str, Any] = {
        "kind": INSPECTION,
        "on_rest_days": 0,
        "on_holidays": 0,
        "hours": 2,
        "gap": 5,
        "rest": 0,
    }
    return [
        (RoleFacts(_("Leader on duty"), gap=4, of_leaders=True), Rank.LEADER),
        (RoleFacts(_("Staff on duty"), gap=8), Rank.STAFF),
        (RoleFacts(_("Driver on duty"), gap=2), Rank.DRIVER),
        (RoleFacts(_("7S cadre"), **walk), Rank.MIDDLE),
        (RoleFacts(_("7S staff"), **walk), Rank.STAFF),
        (RoleFacts(_("7S driver"), **walk), Rank.DRIVER),
    ]


def found(work: Work, role_id: int, *, version: int | None = None) -> DutyRole:
    row = work.session.get(DutyRole, role_id, with_for_update=True)
    if row is None or row.closed_at is not None:
        raise RoleGone()
    if version is not None and row.version != version:
        raise SomebodyWasFaster()
    return row


def names(work: Work) -> dict[int, str]:
    """What every role is called, closed ones too, in their order."""
    order = select(DutyRole.id, DutyRole.name).order_by(DutyRole.position, DutyRole.id)
    return {number: name for number, name in work.session.execute(order)}


def open_rows(work: Work) -> list[DutyRole]:
    return list(work.session.scalars(_open()))


def _open() -> Select[DutyRole]:
    return select(DutyRole).where(DutyRole.closed_at.is_(None)).order_by(DutyRole.position, DutyRole.id)


def facts_of(row: DutyRole) -> RoleFacts:
    return RoleFacts(**{name: getattr(row, name) for name in FIELDS})


def _added(work: Work, facts: RoleFacts) -> int:
    last = work.session.scalar(select(func.max(DutyRole.position))) or 0
    row = DutyRole(position=last + 1, **{name: getattr(facts, name) for name in FIELDS})
    work.session.add(row)
    work.session.flush()
    work.record("duty_role.added", row.id, about=facts.name)
    return row.id


def _checked(work: Work, facts: RoleFacts, role_id: int | None) -> RoleFacts:
    name = clean_line(facts.name, limit=NAME, field="name", required=True)
    others = select(DutyRole.id).where(DutyRole.name == name)
    if work.session.scalar(others) not in (None, role_id):
        raise RoleTaken(name=name)
    open_ones = select(func.count()).select_from(DutyRole).where(DutyRole.closed_at.is_(None))
    if role_id is None and (work.session.scalar(open_ones) or 0) >= MOST:
        raise TooManyRoles(most=MOST)
    for field, (least, most) in RANGES.items():
        if not least <= getattr(facts, field) <= most:
            raise OutOfRange(least=least, most=most, field=field)
    if not facts.on_workdays + facts.on_rest_days + facts.on_holidays:
        raise NobodyNeeded()
    if not _TIME.fullmatch(facts.starts):
        raise NotATime()
    kind = facts.kind if facts.kind in (DUTY, INSPECTION) else DUTY
    values = {field: getattr(facts, field) for field in FIELDS}
    return RoleFacts(**{**values, "name": name, "kind": kind})
