"""From the set-up to the published roster: what is held, carried over, pinned, refused."""

from datetime import date

import pytest
from sqlalchemy import select, update

from core import notices, roster
from core.policy import NotYours
from core.roster import RoleFacts, engine
from core.roster.drafting import DraftMoved, NotInThePool, PublishedAlready
from core.roster.engine import Status
from core.roster.pools import InPoolAlready
from core.roster.publishing import DaysTaken, FreezesLess, NotComplete, YearUnconfirmed
from core.work import SomebodyWasFaster, begin, look
from db.models import CalendarYear, Duty, Hold
from db.session import database
from tests import make
from tests.roster.house import MARCH, House


@pytest.fixture
def house(office):
    return House()


def everybody_of(sheet, role_id):
    return [cell.person for line in sheet.days for cell in line.cells.get(role_id, ())]


def test_a_month_is_made_published_and_carried_into_the_next(house):
    leader = house.leaders[0]
    house.leave(leader, date(2026, 3, 1), date(2026, 3, 10))
    number = house.draft()
    with begin(house.keeper, now=make.at()) as work:
        roster.name_special_day(work, day=date(2026, 3, 8), name="妇女节")
        roster.wish(work, person_id=house.drivers[0].number, day=date(2026, 3, 20), wants=True)
        with pytest.raises(NotComplete):
            roster.publish(work, roster_id=number, version=house.version(number))

    outcome = house.solved(number)

    sheet = house.sheet(number)
    assert len(sheet.days) == 31
    assert [len(everybody_of(sheet, role)) for role in (house.lead, house.drive)] == [31, 31]
    early = [cell.person for line in sheet.days[:10] for cell in line.cells[house.lead]]
    assert leader.name not in early
    assert outcome.status in (Status.SOLVED, Status.ABOVE)
    assert sheet.verdict.fairness == outcome.fairness
    assert outcome.wishes == (1, 1)
    assert sheet.days[19].cells[house.drive][0].person == house.drivers[0].name

    house.published(number)

    with look(house.keeper, now=make.at()) as work:
        held = work.session.scalars(select(Hold).where(Hold.origin == "duty")).all()
        assert len(held) == 62
        assert {(one.ends_at - one.starts_at).total_seconds() for one in held} == {24 * 3600}
        assert len(roster.published(work, first_day=MARCH, last_day=date(2026, 3, 7))) == 7
    with look(leader, now=make.at()) as work:
        assert [one.kind for one in notices.inbox(work)] == ["roster_published"]
    with begin(house.keeper, now=make.at()) as work:
        with pytest.raises(PublishedAlready):
            roster.drop_draft(work, roster_id=number, version=house.version(number))
        roster.freeze(work, roster_id=number, version=house.version(number), until=date(2026, 3, 15))
    with begin(house.keeper, now=make.at()) as work, pytest.raises(FreezesLess):
        roster.freeze(work, roster_id=number, version=house.version(number), until=date(2026, 3, 1))
    later(house, number)


def later(house, before):
    """April takes over the numbers and the last days of March; a second March is refused."""
    april, again = house.draft(day=date(2026, 4, 1)), house.draft()
    outcome = house.solved(april)
    days = {cell.day: cell.person for line in house.sheet(before).days for cell in line.cells[house.drive]}
    first = house.sheet(april).days[0].cells[house.drive][0]
    assert first.person != days[date(2026, 3, 31)]
    assert sum(one.most for one in outcome.fairness if one.kind == "tot") > 31
    house.solved(again)
    with pytest.raises(DaysTaken):
        house.published(again)


def test_pins_stay_and_a_search_on_an_older_draft_is_not_kept(house):
    number = house.draft()
    driver, day = house.drivers[1].number, date(2026, 3, 5)
    with begin(house.keeper, now=make.at()) as work:
        roster.pin(work, roster_id=number, version=1, role_id=house.drive, day=day, person_id=driver)
        work.session.flush()
        with pytest.raises(NotInThePool):
            roster.pin(work, roster_id=number, version=2, role_id=house.lead, day=day, person_id=driver)
    with begin(house.keeper, now=make.at()) as work, pytest.raises(SomebodyWasFaster):
        roster.unpin(work, roster_id=number, version=1, role_id=house.drive, day=day, person_id=driver)
    outcome = house.solved(number)

    with begin(house.keeper, now=make.at()) as work, pytest.raises(DraftMoved):
        roster.keep_result(work, roster_id=number, version=1, outcome=outcome)
    [cell] = house.sheet(number).days[4].cells[house.drive]
    assert (cell.person, cell.pinned) == ("司机2", True)
    with begin(house.keeper, now=make.at()) as work:
        version = house.version(number)
        roster.unpin(work, roster_id=number, version=version, role_id=house.drive, day=day, person_id=driver)
    with begin(house.keeper, now=make.at()) as work:
        roster.drop_draft(work, roster_id=number, version=house.version(number))
        assert work.session.scalars(select(Duty)).all() == []


def test_clashing_pins_are_named(house):
    number = house.draft()
    with begin(house.keeper, now=make.at()) as work:
        for version, day in enumerate((5, 6), start=1):
            roster.pin(
                work,
                roster_id=number,
                version=version,
                role_id=house.drive,
                day=date(2026, 3, day),
                person_id=house.drivers[1].number,
            )
            work.session.flush()
    with begin(house.keeper, now=make.at()) as work:
        [row] = [one for one in roster.roles(work) if one.id == house.drive]
        facts = RoleFacts(**{**{f: getattr(row.facts, f) for f in row.facts.__slots__}, "yields": False})
        roster.save_role(work, facts=facts, role_id=row.id, version=row.version)

    outcome = house.solved(number)

    assert outcome.status is Status.IMPOSSIBLE
    people = house.sheet(number).people
    said = engine.reason(outcome.reasons[0], lambda role: "值班司机", lambda who: people[who])
    assert "司机2" in said
    assert "3月5日" in said
    assert "3月6日" in said


def test_an_unconfirmed_year_is_not_published(house):
    with database().writing() as session:
        session.execute(update(CalendarYear).values(confirmed_at=None))
    number = house.draft()
    house.solved(number)
    with pytest.raises(YearUnconfirmed):
        house.published(number)
    assert house.sheet(number).unconfirmed == (2026,)


def test_a_newcomer_is_not_made_to_catch_up_and_nobody_stands_twice_in_a_pool(house):
    march, april = house.draft(), house.draft(day=date(2026, 4, 1))
    house.solved(march)
    house.published(march)
    newcomer = make.person("新司机", house.keeper.role, house.bureau)
    with begin(house.keeper, now=make.at()) as work:
        roster.join(work, role_id=house.drive, person_ids=[newcomer.number], joined_on=date(2026, 4, 1))
        with pytest.raises(InPoolAlready):
            roster.join(work, role_id=house.drive, person_ids=[newcomer.number], joined_on=date(2026, 4, 9))

    house.solved(april)

    mine = everybody_of(house.sheet(april), house.drive).count("新司机")
    assert 7 <= mine <= 8


def test_leave_is_decided_by_somebody_else_and_frees_the_days_when_withdrawn(house):
    leader = house.leaders[0]
    first, last = date(2026, 3, 9), date(2026, 3, 12)
    with pytest.raises(NotYours):
        house.leave(leader, first, last, by=leader)
    with look(house.director, now=make.at()) as work:
        [waiting] = roster.leaves_to_decide(work)
    with begin(house.director, now=make.at()) as work:
        roster.decide_leave(work, leave_id=waiting.id, version=waiting.version, approved=True)
    number = house.draft()
    with look(house.keeper, now=make.at()) as work:
        away = roster.problem(work, roster_id=number)["leave"]
        assert [row[1] for row in away] == ["2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12"]
        assert away[0][2] == "年休假"
    with begin(leader, now=make.at(3 + 7)) as work:
        [mine] = roster.leaves(work, person_id=leader.number)
        roster.withdraw_leave(work, leave_id=mine.id, version=mine.version)
    with look(house.keeper, now=make.at()) as work:
        assert [row[1] for row in roster.problem(work, roster_id=number)["leave"]] == [
            "2026-03-09",
            "2026-03-10",
            "2026-03-11",
        ]
