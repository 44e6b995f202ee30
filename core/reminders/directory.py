"""Whom a step of a ladder reaches: read once for all turns of a sweep."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Role
from core.reminders.ladders import Ladder
from core.turns import SPOKESMEN
from db.models import Absence, Department, Line, Person

HEADS = (Role.HEAD, Role.DIRECTOR)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose turn it is: a person, or a department with its handler."""

    person_id: int | None
    department_id: int | None
    handler_id: int | None


@dataclass(slots=True)
class Directory:
    names: dict[int, str] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    homes: dict[int, int] = field(default_factory=dict)
    departments: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    liaisons: dict[int, int] = field(default_factory=dict)
    spokesmen: dict[int, list[int]] = field(default_factory=dict)
    heads: dict[int, list[int]] = field(default_factory=dict)
    leaders: dict[int, list[int]] = field(default_factory=dict)
    stand_ins: dict[int, list[int]] = field(default_factory=dict)
    _known: dict[tuple[Ladder, Holder], tuple[int, ...]] = field(default_factory=dict)

    def reached(self, ladder: Ladder, holder: Holder) -> tuple[int, ...]:
        """The people and, where somebody is away, who stands in as well."""
        key = (ladder, holder)
        if key not in self._known:
            named = dict.fromkeys(one for one in self._named(ladder, holder) if one in self.names)
            everybody = [other for one in named for other in (one, *self.stand_ins.get(one, ()))]
            self._known[key] = tuple(dict.fromkeys(one for one in everybody if one in self.names))
        return self._known[key]

    def who(self, holder: Holder) -> str:
        if holder.department_id is not None:
            return self.departments.get(holder.department_id, "")
        return self.names.get(holder.person_id or 0, "")

    def _named(self, ladder: Ladder, holder: Holder) -> Iterable[int]:
        if ladder is Ladder.OWN:
            return self._own(holder)
        home = holder.department_id or self.homes.get(holder.person_id or 0)
        held_by_leader = self.roles.get(holder.person_id or 0) is Role.LEADER
        if home is None or held_by_leader:  # nobody reminds a leader from above
            return ()
        if ladder is Ladder.HEAD:
            return (one for one in self.heads.get(home, ()) if one != holder.person_id)
        return self._line(home)

    def _own(self, holder: Holder) -> list[int]:
        """The handler and the liaison; before there is a handler, all who speak for the department."""
        if holder.person_id is not None:
            return [holder.person_id]
        department = holder.department_id or 0
        liaison = [self.liaisons[department]] if department in self.liaisons else []
        if holder.handler_id in self.names and holder.handler_id is not None:
            return [holder.handler_id, *liaison]
        return [*self.spokesmen.get(department, ()), *liaison]

    def _line(self, department: int) -> list[int]:
        """The leaders of the department, or of the nearest one above it that has any."""
        seen: set[int] = set()
        at: int | None = department
        while at is not None and at not in seen:
            if self.leaders.get(at):
                return self.leaders[at]
            seen.add(at)
            at = self.parents.get(at)
        return []


def directory(session: Session, today: date) -> Directory:
    """Four queries, however many turns there are."""
    found = Directory()
    people = select(Person.id, Person.name, Person.role, Person.department_id)
    for number, name, role, home in session.execute(people.where(Person.disabled_at.is_(None))):
        found.names[number], found.roles[number], found.homes[number] = name, Role(role), home
        if role in SPOKESMEN:
            found.spokesmen.setdefault(home, []).append(number)
        if role in HEADS:
            found.heads.setdefault(home, []).append(number)
    rows = select(Department.id, Department.name, Department.parent_id, Department.liaison_id)
    for number, name, parent, liaison in session.execute(rows):
        found.departments[number], found.parents[number] = name, parent
        if liaison is not None:
            found.liaisons[number] = liaison
    for department, leader in session.execute(select(Line.department_id, Line.leader_id).order_by(Line.id)):
        found.leaders.setdefault(department, []).append(leader)
    away = select(Absence.person_id, Absence.stand_in_id).where(
        Absence.first_day <= today, Absence.last_day >= today, Absence.ended_at.is_(None)
    )
    for person, stand_in in session.execute(away):
        found.stand_ins.setdefault(person, []).append(stand_in)
    return found
