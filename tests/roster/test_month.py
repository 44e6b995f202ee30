"""The month on its screen: who is on duty, mine, asking for a swap, agreeing and approving."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from core import calendar, roster
from core.work import look
from db.models import CalendarYear
from db.session import database
from tests import make
from tests.roster.house import House
from tests.roster.test_swaps import duties, holders, pair
from tests.screens import open_screen, texts

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def house(office):
    house = House()
    number = house.draft()
    house.solved(number)
    house.published(number)
    return house


@pytest.fixture
def coming(office):
    """The next month is published: screens know no other day than today."""
    house = House()
    first = roster.bounds_of(roster.Period.MONTH, datetime.now(UTC).date())[1] + timedelta(1)
    with database().writing() as session:
        calendar.seed(session, [first.year])
        session.execute(update(CalendarYear).values(confirmed_at=make.at()))
    number = house.draft(day=first)
    house.solved(number)
    house.published(number)
    return house


def test_the_month_knows_mine_the_plan_and_who_is_on_duty_now(house):
    me = house.drivers[0]
    with look(me, now=make.at()) as work:
        shown = roster.grid(work, first_day=make.day(-1), last_day=make.day(29))
        assert list(shown.roles.values()) == ["带班领导", "值班司机"]
        assert shown.mine == {number for number, _, _ in duties(house.drive, me)}
        assert [one.duty_id for one in roster.my_duties(work)] == [
            number for number, day, _ in duties(house.drive, me) if day >= make.day()
        ]
        assert [one.role for one in roster.on_duty_now(work)] == ["带班领导", "值班司机"]
        today = roster.on_duty_now(work)[1].people
    with look(me, now=make.at(1, hour=7)) as work:  # before eight those of the day before are there
        assert roster.on_duty_now(work)[1].people == today
    with look(me, now=make.at(1, hour=8)) as work:
        assert roster.on_duty_now(work)[1].people != today


def test_a_swap_goes_from_screen_to_screen(coming):
    house = coming
    one, other = house.drivers[:2]
    mine, theirs = pair(house)
    day = next(day for number, day, _ in duties(house.drive) if number == mine).isoformat()
    screen = open_screen("roster/month.py", one, day=day, duty=str(mine), other=str(theirs))
    assert "→" in texts(screen)
    screen.button(key=f"duty-swap-{mine}:submit").click().run()
    assert not screen.exception
    with look(other, now=make.at()) as work:
        [swap] = roster.swaps(work)
    screen = open_screen("roster/month.py", other, view="swaps")
    screen.button(key=f"agree-{swap.id}").click().run()
    screen = open_screen("roster/month.py", house.director, view="swaps")
    screen.button(key=f"grant-{swap.id}").click().run()
    assert not screen.exception
    assert holders(mine, theirs) == [other.number, one.number]
    screen = open_screen("roster/month.py", house.keeper, view="swaps")
    screen.button(key=f"undo-{swap.id}").click().run()
    assert holders(mine, theirs) == [one.number, other.number]


def test_a_repair_is_chosen_on_the_screen(coming):
    house = coming
    day, ill = next((day, who) for _, day, who in duties(house.drive)[3:])
    person = next(one for one in house.drivers if one.number == ill)
    house.leave(person, day, day)
    with look(house.keeper) as work:
        number = roster.rosters(work)[0].id
    screen = open_screen("roster/make.py", house.keeper, id=str(number))
    screen.button(key="repair").click().run()
    assert not screen.exception
    assert person.name in texts(screen)
    screen.button(key="take-repair-0").click().run()
    assert not screen.exception
    assert ill not in [who for _, on, who in duties(house.drive) if on == day]
