"""Areas: what is looked at, who owns it, in which order it is walked."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from core.seven_s.refusals import AreaChanged, AreaGone, AreaTaken, UnknownValue
from core.seven_s.rules import GROUP_OF, AreaKind, Group
from core.seven_s.sight import load_area
from core.text import clean_line
from core.work import Work
from db.models import Area, AreaInspector, Department, File, Person

LOWEST, HIGHEST = -9, 99


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """What is typed about an area. Without a group it joins its like; without an owner the office answers."""

    name: str
    floor: int = 1
    kind: str = AreaKind.OFFICE
    group: str = ""
    owner_department_id: int | None = None
    owner_person_id: int | None = None
    route_order: int | None = None
    restricted: bool = False
    inspector_ids: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class AreaRow:
    id: int
    name: str
    floor: int
    kind: str
    group: str
    owner_department_id: int | None
    owner_department: str
    owner_person_id: int | None
    owner_person: str
    route_order: int
    token: str
    restricted: bool
    inspector_ids: tuple[int, ...]
    reference_file_id: int | None
    retired: bool
    version: int


def areas(work: Work, *, retired: bool = False) -> list[AreaRow]:
    """All areas along the route."""
    work.must("seven_s.areas")
    wanted = (
        select(Area, Department.name, Person.name)
        .outerjoin(Department, Department.id == Area.owner_department_id)
        .outerjoin(Person, Person.id == Area.owner_person_id)
        .order_by(Area.floor, Area.route_order, Area.id)
    )
    if not retired:
        wanted = wanted.where(Area.retired_on.is_(None))
    named: dict[int, list[int]] = {}
    for area_id, person_id in work.session.execute(select(AreaInspector.area_id, AreaInspector.person_id)):
        named.setdefault(area_id, []).append(person_id)
    return [
        _row(area, department or "", person or "", named.get(area.id, []))
        for area, department, person in work.session.execute(wanted)
    ]


def area_by_token(work: Work, *, token: str) -> int:
    """The area behind a printed code."""
    work.must("seven_s.area_by_token")
    token = clean_line(token, field="token")
    found = work.session.scalar(select(Area.id).where(Area.token == token, Area.retired_on.is_(None)))
    if found is None:
        raise AreaGone()
    return found


def add_area(work: Work, *, facts: AreaFacts) -> int:
    work.must("seven_s.add_area")
    facts = _clean(work, facts, None)
    area = Area(token=secrets.token_urlsafe(9), first_day=work.today, **_columns(work, facts))
    work.session.add(area)
    work.session.flush()
    _name_inspectors(work, area.id, facts.inspector_ids)
    work.record("area.added", area.id, name=area.name, floor=area.floor, kind=area.kind)
    return area.id


def edit_area(work: Work, *, area_id: int, facts: AreaFacts, version: int) -> None:
    work.must("seven_s.edit_area")
    area = load_area(work, area_id)
    if area.version != version:
        raise AreaChanged()
    facts = _clean(work, facts, area_id)
    changes: dict[str, Any] = {}
    for name, value in _columns(work, facts).items():
        if getattr(area, name) != value:
            changes[name] = [getattr(area, name), value]
            setattr(area, name, value)
    _name_inspectors(work, area.id, facts.inspector_ids)
    work.record("area.edited", area.id, inspectors=sorted(facts.inspector_ids), **changes)


def retire_area(work: Work, *, area_id: int, version: int) -> None:
    """It is looked at no more; its past stays."""
    work.must("seven_s.retire_area")
    area = load_area(work, area_id)
    if area.version != version or area.retired_on is not None:
        raise AreaChanged()
    area.retired_on = work.today
    work.record("area.retired", area.id, name=area.name)


def set_reference(work: Work, *, area_id: int, file_id: int | None) -> None:
    """The photo of how it should be, one of the area's own."""
    work.must("seven_s.set_reference")
    area = load_area(work, area_id)
    if file_id is not None:
        file = work.session.get(File, file_id)
        if file is None or (file.subject, file.subject_id) != ("area", area_id) or file.removed_at:
            raise UnknownValue(field="file_id")
    work.record("area.reference_set", area.id, file_id=[area.reference_file_id, file_id])
    area.reference_file_id = file_id


def _clean(work: Work, facts: AreaFacts, area_id: int | None) -> AreaFacts:
    name = clean_line(facts.name, limit=60, field="name", required=True)
    if work.session.scalar(select(Area.id).where(Area.name == name, Area.id != (area_id or 0))):
        raise AreaTaken()
    if facts.kind not in set(AreaKind):
        raise UnknownValue(field="kind")
    if facts.group not in {"", *Group}:
        raise UnknownValue(field="group")
    if not LOWEST <= facts.floor <= HIGHEST:
        raise UnknownValue(field="floor")
    _known(work, Department, facts.owner_department_id, "owner_department_id")
    _known(work, Person, facts.owner_person_id, "owner_person_id")
    for person_id in facts.inspector_ids:
        _known(work, Person, person_id, "inspector_ids")
    return AreaFacts(
        name,
        facts.floor,
        facts.kind,
        facts.group or GROUP_OF[facts.kind],
        facts.owner_department_id,
        facts.owner_person_id,
        facts.route_order,
        facts.restricted,
        tuple(facts.inspector_ids),
    )


def _known(work: Work, table: type[Department] | type[Person], number: int | None, field: str) -> None:
    row = work.session.get(table, number) if number is not None else None
    if number is not None and (row is None or getattr(row, "disabled_at", None) is not None):
        raise UnknownValue(field=field)


def _columns(work: Work, facts: AreaFacts) -> dict[str, object]:
    order = facts.route_order
    if order is None:
        order = (
            work.session.scalar(select(Area.route_order).order_by(Area.route_order.desc()).limit(1)) or 0
        ) + 1
    owner = facts.owner_department_id
    if owner is None and facts.owner_person_id is not None:
        owner = work.session.get_one(Person, facts.owner_person_id).department_id
    return {
        "name": facts.name,
        "floor": facts.floor,
        "kind": str(facts.kind),
        "group": str(facts.group),
        "owner_department_id": owner,
        "owner_person_id": facts.owner_person_id,
        "route_order": order,
        "restricted": facts.restricted,
    }


def _name_inspectors(work: Work, area_id: int, people: Collection[int]) -> None:
    work.session.execute(delete(AreaInspector).where(AreaInspector.area_id == area_id))
    work.session.add_all(AreaInspector(area_id=area_id, person_id=one) for one in sorted(set(people)))
    work.session.flush()


def _row(area: Area, department: str, person: str, named: Sequence[int]) -> AreaRow:
    return AreaRow(
        id=area.id,
        name=area.name,
        floor=area.floor,
        kind=area.kind,
        group=area.group,
        owner_department_id=area.owner_department_id,
        owner_department=department,
        owner_person_id=area.owner_person_id,
        owner_person=person,
        route_order=area.route_order,
        token=area.token,
        restricted=area.restricted,
        inspector_ids=tuple(sorted(named)),
        reference_file_id=area.reference_file_id,
        retired=area.retired_on is not None,
        version=area.version,
    )
