"""A small house for 7S: areas with owners, a team of three, the default catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from core import files, seven_s
from core.actor import Actor, Charge, Role
from core.seven_s import AreaFacts, Member, WalkSheet
from core.work import begin, look
from db.models import Duty, DutyRole, Roster
from db.models import Visit as _Visit
from tests import make
from tests.files import samples


@dataclass(frozen=True, slots=True)
class House:
    office: make.Office
    keeper: Actor
    cadre: Actor
    clerk: Actor
    driver: Actor
    owner: Actor
    areas: tuple[int, ...]

    @property
    def team(self) -> list[Member]:
        return [
            Member(self.cadre.number, "cadre"),
            Member(self.clerk.number, "staff"),
            Member(self.driver.number, "driver"),
        ]


def house(*facts: AreaFacts, count: int = 3) -> House:
    """Three areas of the finance department's staff by default."""
    people = make.office()
    keeper = make.person("韩七", Role.STAFF, people.bureau, charges=[Charge.SEVEN_S])
    cadre = make.person("马队", Role.HEAD, make.department("综合科"), rank="middle")
    clerk = make.person("孙组员", Role.STAFF, people.bureau)
    driver = make.person("何师傅", Role.STAFF, people.bureau, rank="driver")
    listed = facts or tuple(
        AreaFacts(f"{number}室", floor=number, owner_person_id=people.staff.number)
        for number in range(1, count + 1)
    )
    with begin(keeper, now=make.at()) as work:
        seven_s.install_catalogue(work)
        areas = tuple(seven_s.add_area(work, facts=one) for one in listed)
    return House(people, keeper, cadre, clerk, driver, people.staff, areas)


def start(house: House, day: date | None = None) -> int:
    day = day or make.day()
    with begin(house.keeper, now=make.at(day, 8)) as work:
        return seven_s.start_round(work, day=day, members=house.team, leader_id=house.cadre.number)


def duties(
    session: Session, day: date, members: Sequence[Member], *, by: Actor, published: bool = True
) -> None:
    """Inspection duties of a roster for one day, as the duty roster keeps them."""
    at = make.at()
    made = Roster(name="七月", first_day=day, last_day=day, made_by=by.number, made_at=at)
    made.published_at = at if published else None
    session.add(made)
    for place, one in enumerate(members):
        role = DutyRole(name=f"7S {one.part}", kind="inspection", position=place)
        session.add(role)
        session.flush()
        session.add(Duty(roster_id=made.id, role_id=role.id, day=day, person_id=one.person_id))
    session.flush()


def sheet(house: House, round_id: int, who: Actor | None = None) -> WalkSheet:
    with look(who or house.clerk, now=make.at()) as work:
        return seven_s.walk_sheet(work, round_id=round_id)


def tap(
    house: House,
    what: Callable[..., Any],
    at: datetime | None = None,
    who: Actor | None = None,
    **values: Any,
) -> Any:
    """One tap of the staff member of the team."""
    with begin(who or house.clerk, now=at or make.at(0, 9)) as work:
        return what(work, **values)


def all_fine(
    house: House, visit_id: int, at: datetime | None = None, *, but: frozenset[int] = frozenset()
) -> None:
    """The spot items one by one, then the rest."""
    moment = at or make.at(0, 9)
    with begin(house.clerk, now=moment) as work:
        round_id = work.session.get_one(_Visit, visit_id).round_id
    stop = next(one for one in sheet(house, round_id).stops if one.visit_id == visit_id)
    for one in stop.said:
        if one.spot and one.item_id not in but and not one.answer:
            tap(house, seven_s.answer_item, moment, visit_id=visit_id, item_id=one.item_id, answer="fine")
    tap(house, seven_s.finish_visit, moment, visit_id=visit_id)


def find(
    house: House,
    visit_id: int,
    key: str,
    *,
    item: str = "S3-01",
    at: datetime | None = None,
    path: str = "dated",
    severity: str | None = None,
) -> int:
    """A finding in all its taps; returns its number."""
    moment = at or make.at(0, 9)
    with begin(house.clerk, now=moment) as work:
        found = {one.key: one for one in seven_s.items(work)}
    noted: dict[str, Any] = {"visit_id": visit_id, "key": key}
    tap(house, seven_s.note_finding, moment, **noted, item_id=found[item].id)
    tap(house, seven_s.note_finding, moment, **noted, phrase=found[item].phrases[0])
    tap(house, seven_s.note_finding, moment, **noted, severity=severity or found[item].severity)
    tap(house, seven_s.note_finding, moment, **noted, path=path)
    return int(tap(house, seven_s.save_finding, moment, **noted))


def photo(who: Actor, subject: str, number: int, key: str, at: datetime, *, seed: int = 0) -> int:
    """A photo as the route takes it in."""
    with begin(who, now=at) as work:
        return files.keep(
            work,
            content=files.checked(samples.picture(colour=f"#{seed + 1:06x}"), "现场.jpg"),
            subject=subject,
            subject_id=number,
            matter_id=files.may_add(work, subject, number),
            key=key,
        )


def facts(name: str, **values: object) -> AreaFacts:
    return replace(AreaFacts(name), **values)  # type: ignore[arg-type]
