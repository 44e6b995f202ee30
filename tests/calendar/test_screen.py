import pytest

from core import calendar
from core.actor import SYSTEM
from core.work import begin, look
from tests import make
from tests.screens import open_screen, texts

DAYS = "calendar/days.py"


@pytest.fixture
def people(office):
    made = make.office()
    with begin(SYSTEM) as work:
        calendar.ensure(work.session)
    return made


def of_2027(actor, **how):
    screen = open_screen(DAYS, actor, **how)
    screen.selectbox(key="calendar-year").set_value(2027).run()
    assert not screen.exception
    return screen


def test_a_year_that_nobody_confirmed_is_shown_loudly_and_confirmed_with_one_press(people):
    screen = of_2027(people.director)
    assert "The make-up workdays of 2027 are not confirmed" in screen.error[0].value

    next(button for button in screen.button if button.label == "Confirm 2027").click().run()

    assert not screen.error
    with look(people.staff) as work:
        assert calendar.year_sheet(work, 2027).confirmed_by == people.director.name


def test_a_year_that_does_not_exist_is_drawn_up(people):
    screen = open_screen(DAYS, people.director)
    screen.selectbox(key="calendar-year").set_value(2031).run()
    next(button for button in screen.button if button.label == "Draw up 2031").click().run()
    with look(people.staff) as work:
        assert 2031 in calendar.years(work)


def test_a_day_is_corrected(people):
    screen = open_screen(DAYS, people.clerk)
    screen.selectbox(key="calendar-year").set_value(2027)
    screen.session_state["calendar-day"] = "2027-05-08"
    screen.run()
    version = _version(people, 2027)
    form = f"calendar-day-2027-05-08-{version}"
    screen.text_input(key=f"{form}:name").set_value("劳动节调休")
    screen.segmented_control(key=f"{form}:kind").set_value("W")
    screen.button(key=f"{form}:submit").click().run()

    assert not screen.exception
    with look(people.staff) as work:
        facts = {fact.day.isoformat(): fact for fact in calendar.year_sheet(work, 2027).days}
    assert (facts["2027-05-08"].kind, facts["2027-05-08"].name) == ("W", "劳动节调休")


def test_staff_see_the_year_and_no_way_to_change_it(people):
    screen = of_2027(people.staff, language="zh_CN")
    assert "2027年调休安排尚未确认" in texts(screen)
    assert not [button for button in screen.button if "2027" in button.label]


def _version(people, year: int) -> int:
    with look(people.staff) as work:
        return calendar.year_sheet(work, year).version
