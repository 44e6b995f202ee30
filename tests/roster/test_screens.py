"""The screens: set up, draft, pin, publish; leave asked for and approved."""

from datetime import date

import pytest

from core import roster
from core.work import look
from tests import make
from tests.roster.house import House
from tests.screens import open_screen, texts

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def house(office):
    return House()


def test_a_draft_is_made_pinned_and_published_from_the_screen(house):
    number = house.draft()
    screen = open_screen("roster/make.py", house.keeper, id=str(number))
    assert "Nobody is planned yet" in texts(screen)
    form = f"roster-pin-{number}"
    screen.selectbox(key=f"{form}:role_id").set_value(house.drive).run()
    screen.date_input(key=f"{form}:day").set_value(date(2026, 3, 5))
    screen.selectbox(key=f"{form}:person_id").set_value(house.drivers[1].number)
    screen.button(key=f"{form}:submit").click().run()
    assert "司机2" in texts(screen)
    assert not screen.checkbox(key=f"roster-trial-{number}:firm").value

    house.solved(number)
    screen = open_screen("roster/make.py", house.keeper, id=str(number))
    assert "Fairest possible" in texts(screen)
    screen.button(key="publish").click().run()

    assert house.sheet(number).roster.published_at is not None
    assert not screen.exception


def test_roles_pools_and_exemptions_are_set_up_on_one_screen(house):
    screen = open_screen("roster/setup.py", house.keeper)
    screen.button(key=f"edit-role-{house.drive}").click().run()
    screen.number_input(key=f"duty-role-{house.drive}:gap").set_value(3)
    screen.button(key=f"duty-role-{house.drive}:submit").click().run()
    screen.selectbox(key="duty-exempt:person_id").set_value(house.drivers[0].number)
    screen.text_input(key="duty-exempt:reason").set_value("腰伤")
    screen.button(key="duty-exempt:submit").click().run()
    with look(house.keeper, now=make.at()) as work:
        [driving] = [one for one in roster.roles(work) if one.id == house.drive]
        assert (driving.facts.gap, driving.facts.yields) == (3, True)
        assert [one.reason for one in roster.standing(work).exemptions] == ["腰伤"]
    assert "腰伤" in texts(screen)
    assert not screen.exception


def test_leave_is_asked_for_on_one_screen_and_approved_on_the_other(house):
    screen = open_screen("roster/leave.py", house.drivers[0])
    screen.button(key="leave-ask:submit").click().run()
    assert "Waits for a decision" in texts(screen)
    other = open_screen("roster/leave.py", house.director)
    with look(house.director) as work:
        [waiting] = roster.leaves_to_decide(work)
    other.button(key=f"approve-{waiting.id}").click().run()
    with look(house.drivers[0]) as work:
        assert roster.leaves(work, person_id=house.drivers[0].number)[0].approved
