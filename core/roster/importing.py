"""Pools and the old roster from Excel: looked through first, all of it goes in or nothing.

Pools: 姓名, 岗位, and if wanted 加入日期, 离开日期, 工作日, 休息日, 节假日 (balances brought along).
The old roster: 日期, 岗位, 姓名 below each other; or 日期 and one column for each role, names parted by 、.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from core import files
from core.errors import Conflict, DomainError, InvalidInput
from core.i18n import N_, _
from core.roster.pools import join
from core.roster.publishing import DaysTaken
from core.roster.roles import open_rows
from core.roster.special import carry_in
from core.text import clean_line
from core.work import Work
from db.models import Duty, DutyMember, Person, Roster

HEADERS = {
    "person": ("姓名", "人员", "name", "person"),
    "role": ("岗位", "角色", "班次", "role", "duty"),
    "day": ("日期", "值班日期", "date", "day"),
    "joined": ("加入日期", "开始日期", "from", "joined"),
    "left": ("离开日期", "结束日期", "until", "left"),
    "W": ("工作日", "workdays"),
    "R": ("休息日", "rest days"),
    "H": ("节假日", "holidays"),
}
WORDS = {word: field for field, words in HEADERS.items() for word in words}
NAMES = re.compile(r"[、,，;；/\s]+")
ABOVE = 5
MOST = 20000

Row = tuple[int, dict[str, object]]


class SheetNotUnderstood(InvalidInput):
    message = N_("The first row needs the headers {headers}.")
    field = "content"


class NameUnknown(InvalidInput):
    message = N_("Nobody is called “{name}”.")


class NameTwice(InvalidInput):
    message = N_("Several people are called “{name}”.")


class RoleUnknown(InvalidInput):
    message = N_("There is no duty role “{name}”.")


class NotADay(InvalidInput):
    message = N_("“{said}” is not a day.")


class NotANumber(InvalidInput):
    message = N_("“{said}” is not a number of duties.")


class SheetWrong(Conflict):
    message = N_("{count} cells are wrong; nothing was brought in.")


class NothingInIt(InvalidInput):
    message = N_("There is nothing in this sheet.")
    field = "content"


class DutyTwice(InvalidInput):
    message = N_("{name} stands there twice on this day.")


@dataclass(frozen=True, slots=True)
class Fault:
    """`row` is its number in Excel."""

    row: int
    error: DomainError


@dataclass(frozen=True, slots=True)
class BroughtIn:
    lines: int
    faults: tuple[Fault, ...]
    roster_id: int | None = None


def import_pools(work: Work, *, content: bytes, name: str, check: bool = False) -> BroughtIn:
    """With `check` only looked through. Who is in a pool already stays; balances are replaced."""
    work.must("roster.import_pools")
    known = _Known(work)
    lines, faults = [], []
    for row, cells in _rows(content, name, ("person", "role")):
        try:
            lines.append((row, known.member(cells, work.today)))
        except InvalidInput as error:
            faults.append(Fault(row, error))
    if check or faults:
        _ensure_checked(check, faults)
        return BroughtIn(len(lines), tuple(faults))
    inside = {
        (role_id, person_id)
        for role_id, person_id in work.session.execute(select(DutyMember.role_id, DutyMember.person_id))
    }
    for _row_number, one in lines:
        if (one.role_id, one.person_id) not in inside:
            [member_id] = join(work, role_id=one.role_id, person_ids=[one.person_id], joined_on=one.joined)
            work.session.get_one(DutyMember, member_id).left_on = one.left
            inside.add((one.role_id, one.person_id))
        if one.numbers:
            carry_in(work, role_id=one.role_id, person_id=one.person_id, numbers=one.numbers)
    return BroughtIn(len(lines), ())


def import_roster(work: Work, *, content: bytes, name: str, check: bool = False) -> BroughtIn:
    """The roster as it was kept before, as a published one: its duties count, nobody is told."""
    work.must("roster.import_roster")
    known = _Known(work)
    duties: dict[tuple[int, date, int], int] = {}
    faults: list[Fault] = []
    for row, role, on, person in _cells_of_roster(content, name, known):
        try:
            key = (known.role(role), _day(on), known.person(person))
            if key in duties:
                raise DutyTwice(name=person)
            duties[key] = row
        except InvalidInput as error:
            faults.append(Fault(row, error))
    if check or faults:
        _ensure_checked(check, faults)
        return BroughtIn(len(duties), tuple(faults))
    if not duties:
        raise NothingInIt()
    return BroughtIn(len(duties), (), _kept(work, set(duties), name))


def _kept(work: Work, duties: set[tuple[int, date, int]], name: str) -> int:
    days = [on for _, on, _ in duties]
    first, last = min(days), max(days)
    meets = (Roster.first_day <= last, Roster.last_day >= first, Roster.published_at.is_not(None))
    if (taken := work.session.scalar(select(Roster).where(*meets).limit(1))) is not None:
        raise DaysTaken(first=taken.first_day, last=taken.last_day)
    title = _("Brought in: {name}", name=clean_line(name)[:60])
    row = Roster(
        name=title,
        first_day=first,
        last_day=last,
        made_by=work.actor.number,
        made_at=work.now,
        imported=True,
        published_at=work.now,
        published_by=work.actor.number,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add_all(
        Duty(roster_id=row.id, role_id=role_id, day=on, person_id=person_id)
        for role_id, on, person_id in sorted(duties)
    )
    work.record("roster.brought_in", row.id, about=title, duties=len(duties))
    return row.id


@dataclass(frozen=True, slots=True)
class _Member:
    role_id: int
    person_id: int
    joined: date
    left: date | None
    numbers: Mapping[str, int]


class _Known:
    """Names of people and roles, looked up once."""

    def __init__(self, work: Work) -> None:
        self.people: dict[str, list[int]] = defaultdict(list)
        enabled = select(Person.name, Person.id).where(Person.disabled_at.is_(None), Person.role != "screen")
        for name, number in work.session.execute(enabled):
            self.people[_key(name)].append(number)
        self.roles = {_key(row.name): row.id for row in open_rows(work)}

    def person(self, name: object) -> int:
        said = clean_line(str(name or ""))[:40]
        found = self.people.get(_key(said), [])
        if len(found) > 1:
            raise NameTwice(name=said)
        if not found:
            raise NameUnknown(name=said)
        return found[0]

    def role(self, name: object) -> int:
        said = clean_line(str(name or ""))[:40]
        if _key(said) not in self.roles:
            raise RoleUnknown(name=said)
        return self.roles[_key(said)]

    def member(self, cells: Mapping[str, object], today: date) -> _Member:
        numbers = {kind: _number(cells[kind]) for kind in "WRH" if cells.get(kind) not in (None, "")}
        return _Member(
            self.role(cells["role"]),
            self.person(cells["person"]),
            _day(cells["joined"]) if cells.get("joined") else date(today.year, 1, 1),
            _day(cells["left"]) if cells.get("left") else None,
            numbers,
        )


def _cells_of_roster(
    content: bytes, name: str, known: _Known
) -> Iterator[tuple[int, object, object, object]]:
    """Row, role, day, person; whichever of the two shapes the sheet has."""
    above, heading, rows = _headed(files.rows(content, name=name))
    fields = [WORDS.get(_key(cell), "") for cell in heading]
    if {"day", "role", "person"} <= set(fields):
        for row, cells in _below(rows, fields):
            yield row + above, cells["role"], cells["day"], cells["person"]
        return
    columns = [(at, cell) for at, cell in enumerate(heading) if _key(cell) in known.roles]
    if "day" not in fields or not columns:
        raise SheetNotUnderstood(headers="日期、岗位、姓名")
    at_day = fields.index("day")
    for row, cells_of in enumerate(rows[:MOST], start=2 + above):
        for at, role in columns:
            for person in NAMES.split(clean_line(str(cells_of[at] or ""))):
                if person:
                    yield row, role, cells_of[at_day], person


def _headed(rows: list[tuple[object, ...]]) -> tuple[int, tuple[object, ...], list[tuple[object, ...]]]:
    """How many lines stand above the heading, as in our own sheets: a title and a note; heading; the rest."""
    for above, cells in enumerate(rows[:ABOVE]):
        if "day" in {WORDS.get(_key(cell), "") for cell in cells}:
            return above, cells, rows[above + 1 :]
    return 0, rows[0] if rows else (), rows[1:]


def _rows(content: bytes, name: str, needed: tuple[str, ...]) -> Iterator[Row]:
    heading, *rows = files.rows(content, name=name) or [()]
    fields = [WORDS.get(_key(cell), "") for cell in heading]
    if not set(needed) <= set(fields):
        raise SheetNotUnderstood(headers="、".join(HEADERS[one][0] for one in needed))
    yield from _below(rows, fields)


def _below(rows: list[tuple[object, ...]], fields: list[str]) -> Iterator[Row]:
    for row, cells in enumerate(rows[:MOST], start=2):
        if any(cell not in (None, "") for cell in cells):
            yield row, {field: cell for field, cell in zip(fields, cells, strict=True) if field}


def _ensure_checked(check: bool, faults: list[Fault]) -> None:
    if faults and not check:
        raise SheetWrong(count=len(faults))


def _key(value: object) -> str:
    return re.sub(r"\s+", "", clean_line(str(value or ""))).casefold()


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = clean_line(str(value or ""))[:30]
    parts = re.findall(r"\d+", said)
    try:
        return date(*map(int, parts[:3]))
    except (TypeError, ValueError) as error:
        raise NotADay(said=said) from error


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError as error:
        raise NotANumber(said=clean_line(str(value))[:30]) from error
