"""The rows of the sheet compared with the office: what each would write, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.errors import InvalidInput
from core.i18n import N_
from core.people import rules
from core.people.roll import details_of
from core.people.rules import Details, UnknownChoice
from core.people.sheet import Column, Line, rank_of, role_of
from core.text import clean_line, name_key
from db.models import Person


class NoSuchDepartmentHere(InvalidInput):
    message = N_("There is no open department called “{name}”.")


class TwiceInTheSheet(InvalidInput):
    message = N_("Row {row} has the same user name.")


class OwnRow(InvalidInput):
    message = N_("Another administrator has to change your own role.")


class DisabledAlready(InvalidInput):
    message = N_("{name} is disabled. Enable this account before updating it.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell, ready to be said in the reader's language."""

    row: int
    column: Column
    error: InvalidInput


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it would be written. `person_id` and `version` are those of the person it updates."""

    row: int
    cells: Mapping[Column, str]
    details: Details | None = None
    faults: tuple[Fault, ...] = ()
    person_id: int | None = None
    version: int | None = None
    changed: tuple[Column, ...] = ()


@dataclass(slots=True)
class Comparison:
    """The office as the rows are compared with it; `rows` are the user names met so far."""

    departments: Mapping[str, int]
    people: Mapping[str, Person]
    own_id: int | None
    given: frozenset[str]
    rows: dict[str, int] = field(default_factory=dict)

    def entry(self, line: Line) -> Entry:
        """The row read cell by cell: every fault is found, not only the first."""
        values, faults = self._values(line)
        person = None
        try:
            values["user_name"], person = self._whose(line)
        except InvalidInput as error:
            faults.append(Fault(line.row, Column.USER_NAME, error))
        if person is None and not line.cells.get(Column.DEPARTMENT):
            faults.append(Fault(line.row, Column.DEPARTMENT, rules.DepartmentMissing()))
        if faults:
            places = list(Column)
            faults.sort(key=lambda fault: places.index(fault.column))
            return Entry(line.row, line.cells, faults=tuple(faults))
        return self._compared(line, values, person)

    def _values(self, line: Line) -> tuple[dict[str, Any], list[Fault]]:
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for column in Column:
            text = line.cells.get(column, "")
            try:
                if column is not Column.USER_NAME and (text or column is Column.NAME):
                    values |= self._value(column, text)
            except InvalidInput as error:
                faults.append(Fault(line.row, column, error))
        return values, faults

    def _value(self, column: Column, text: str) -> dict[str, Any]:
        match column:
            case Column.DEPARTMENT:
                return {"department_id": self._department(text)}
            case Column.ROLE:
                return {"role": _chosen(role_of(text), text)}
            case Column.RANK:
                return {"rank": _chosen(rank_of(text), text)}
            case Column.PHONE:
                return {"phone": rules.clean_phone(text)}
            case Column.EMAIL:
                return {"email": rules.clean_email(text)}
        required = column is Column.NAME
        return {column.value: clean_line(text, limit=rules.NAME_LIMIT, required=required)}

    def _department(self, name: str) -> int:
        if name not in self.departments:
            raise NoSuchDepartmentHere(name=name)
        return self.departments[name]

    def _whose(self, line: Line) -> tuple[str, Person | None]:
        """The row's user name and the person who has it; a spelled one where the cell is empty."""
        given = line.cells.get(Column.USER_NAME, "")
        user_name = rules.clean_user_name(given or self._spelled(line.cells.get(Column.NAME, "")))
        key = name_key(user_name)
        if key in self.rows:
            raise TwiceInTheSheet(row=self.rows[key])
        self.rows[key] = line.row
        person = self.people.get(key)
        if person is not None and person.disabled_at is not None:
            raise DisabledAlready(name=person.name)
        return user_name, person

    def _spelled(self, name: str) -> str:
        """zhangsan; zhangsan2 for the next one. Somebody of exactly this name who has it is meant."""
        wanted = rules.user_name_from(name)
        key = name_key(wanted)
        owner = self.people.get(key)
        meant = owner is not None and owner.name == name and owner.disabled_at is None
        if meant and key not in self.rows and key not in self.given:
            return wanted
        return rules.first_free(wanted, self.people.keys() | self.rows.keys() | self.given)

    def _compared(self, line: Line, values: dict[str, Any], person: Person | None) -> Entry:
        if person is None:
            return Entry(line.row, line.cells, rules.clean(Details(**values)))
        before = details_of(person)
        after = rules.clean(replace(before, **values))
        changed = tuple(one for one in Column if getattr(before, _field(one)) != getattr(after, _field(one)))
        if Column.ROLE in changed and person.id == self.own_id:
            return Entry(line.row, line.cells, faults=(Fault(line.row, Column.ROLE, OwnRow()),))
        return Entry(line.row, line.cells, after, (), person.id, person.version, changed)


def _chosen(found: object, text: str) -> object:
    if found is None:
        raise UnknownChoice(value=text)
    return found


def _field(column: Column) -> str:
    return "department_id" if column is Column.DEPARTMENT else column.value
