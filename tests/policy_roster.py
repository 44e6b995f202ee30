"""What the matrix calls core/roster with: one role with a pool, a leave, a draft and a published roster."""

import io
from datetime import date, timedelta

from openpyxl import Workbook
from sqlalchemy import update

from core.roster import RoleFacts
from core.roster.engine import Outcome, Status
from db.models import (
    CalendarYear,
    Duty,
    DutyExemption,
    DutyMember,
    DutyPair,
    DutyRole,
    Leave,
    Person,
    Roster,
)
from tests import make
from tests.policy_scene import Cell, Factory, given, somebody, spare

FIRST = date(2026, 5, 1)


def role(cell: Cell) -> int:
    row = DutyRole(name=f"岗位{cell.me}", on_workdays=0, on_rest_days=0, on_holidays=0)
    return added(cell, row)


def added(cell: Cell, row: object) -> int:
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


def member(cell: Cell) -> int:
    inside = DutyMember(role_id=role(cell), person_id=cell.scene.spare["person"], joined_on=FIRST)
    return added(cell, inside)


def exemption(cell: Cell) -> int:
    person = cell.scene.spare["person"]
    return added(cell, DutyExemption(person_id=person, first_day=FIRST, reason="产假", made_by=cell.me))


def pair(cell: Cell) -> int:
    one, other = sorted((cell.scene.spare["person"], cell.scene.spare["leader"]))
    return added(cell, DutyPair(one_id=one, other_id=other))


def leave(cell: Cell) -> int:
    """Of me, of somebody of my own department, or of somebody else's."""
    person = cell.somebody()
    if cell.relation == "lead":
        at = cell.work.actor.department_id
        person = cell.scene.cast["handler"].number
        cell.work.session.execute(update(Person).where(Person.id == person).values(department_id=at))
    row = Leave(
        person_id=person,
        kind="annual",
        first_day=make.day(20),
        last_day=make.day(21),
        asked_by=person,
        asked_at=cell.work.now,
    )
    return added(cell, row)


def draft(cell: Cell) -> int:
    row = Roster(
        name="草案",
        first_day=FIRST,
        last_day=FIRST + timedelta(1),
        made_by=cell.me,
        made_at=cell.work.now,
    )
    return added(cell, row)


def confirmed(cell: Cell) -> int:
    years = update(CalendarYear).where(CalendarYear.year == 2026)
    cell.work.session.execute(years.values(confirmed_at=cell.work.now))
    cell.work.session.info.pop("calendar", None)
    return draft(cell)


def published(cell: Cell) -> int:
    number = draft(cell)
    cell.work.session.execute(update(Roster).where(Roster.id == number).values(published_at=cell.work.now))
    cell.work.session.expire_all()
    return number


def role_of_member(cell: Cell) -> int:
    return cell.work.session.query(DutyMember).order_by(DutyMember.id.desc()).first().role_id


def pinned(cell: Cell) -> dict[str, object]:
    number, person = draft(cell), cell.scene.spare["person"]
    role_id = role(cell)
    duty = Duty(roster_id=number, role_id=role_id, day=FIRST, person_id=person, pinned_at=cell.work.now)
    added(cell, duty)
    return {"roster_id": number, "version": 1, "role_id": role_id, "day": FIRST, "person_id": person}


def to_pin(cell: Cell) -> dict[str, object]:
    person = cell.scene.spare["person"]
    member(cell)
    role_id = role_of_member(cell)
    return {"roster_id": draft(cell), "version": 1, "role_id": role_id, "day": FIRST, "person_id": person}


def found(cell: Cell) -> Outcome:
    person = str(cell.scene.spare["person"])
    return Outcome(Status.SOLVED, cells=((str(role(cell)), FIRST, person),))


def sheet(*rows: list[str]) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def sheet_of_pools(cell: Cell) -> bytes:
    role(cell)
    return sheet(["姓名", "岗位"], ["孙丽", f"岗位{cell.me}"])


def sheet_of_duties(cell: Cell) -> bytes:
    role(cell)
    return sheet(["日期", "岗位", "姓名"], ["2026-01-05", f"岗位{cell.me}", "孙丽"])


days = {"first_day": make.day(10), "last_day": make.day(11)}

ROSTER: dict[str, Factory] = {
    "roster.roles": given(),
    "roster.members": given(),
    "roster.standing": given(),
    "roster.set_up": given(),
    "roster.save_role": given(facts=RoleFacts("夜班")),
    "roster.close_role": given(role_id=role, version=1),
    "roster.join": given(role_id=role, person_ids=lambda cell: [cell.scene.spare["person"]], joined_on=FIRST),
    "roster.leave_pool": given(member_id=member, version=1, left_on=FIRST),
    "roster.exempt": given(person_id=spare("person"), role_id=None, reason="产假", **days),
    "roster.end_exemption": given(exemption_id=exemption, version=1),
    "roster.keep_apart": given(one_id=spare("person"), other_id=spare("leader")),
    "roster.allow_together": given(pair_id=pair),
    "roster.name_special_day": given(day=FIRST, name="除夕"),
    "roster.propose_special_days": given(year=2026),
    "roster.special_days_from": given(first_day=FIRST),
    "roster.carry_in": given(role_id=role, person_id=spare("person"), numbers={"W": 3}),
    "roster.import_pools": given(content=sheet_of_pools, name="名单.xlsx"),
    "roster.import_roster": given(content=sheet_of_duties, name="值班表.xlsx"),
    "roster.wish": given(person_id=somebody, day=make.day(9), wants=True),
    "roster.wishes": given(person_id=somebody),
    "roster.ask_leave": given(person_id=somebody, kind="annual", **days),
    "roster.withdraw_leave": given(leave_id=leave, version=1),
    "roster.leaves": given(person_id=somebody),
    "roster.leaves_to_decide": given(),
    "roster.decide_leave": given(leave_id=leave, version=1, approved=True),
    "roster.rosters": given(),
    "roster.draft": given(period="month", first_day=FIRST),
    "roster.drop_draft": given(roster_id=draft, version=1),
    "roster.problem": given(roster_id=draft),
    "roster.keep_result": given(roster_id=draft, version=1, outcome=found),
    "roster.pin": to_pin,
    "roster.unpin": pinned,
    "roster.publish": given(roster_id=confirmed, version=1),
    "roster.freeze": given(roster_id=published, version=1, until=FIRST),
    "roster.sheet": given(roster_id=draft),
    "roster.published": given(first_day=FIRST, last_day=FIRST),
}
