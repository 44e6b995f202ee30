"""Views on the list's screen: chosen, kept, shared, opened by a link, and one whose department is gone."""

import pytest

from core import people, views
from core.tasks import Filter
from core.work import begin, look
from db.models import Department
from tests import make
from tests.screens import open_screen, texts
from tests.tasks import scenes
from tests.tasks.conftest import house  # noqa: F401
from tests.tasks.test_list_page import address, titles

# Screens know no database; what they call is tried on both everywhere else.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

PAGE = "tasks/list.py"


def opened(actor, **query):
    screen = open_screen(PAGE, actor, **query)
    assert not screen.exception, screen.exception
    return screen


def press(screen, key):
    screen = screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def kept(actor, name="财务在办", **wanted):
    with begin(actor) as work:
        return views.save_view(work, name=name, wanted=Filter(**wanted))


@pytest.fixture
def several(house):  # noqa: F811
    scenes.issued(house, title="甲事项")
    scenes.issued(house, title="乙事项", lead_department_id=house.works)
    return house


def test_a_built_in_view_is_one_tap(several):
    screen = press(opened(several.head), "view-department")

    assert titles(screen) == ["甲事项"]
    assert address(screen) == {"department": str(several.finance)}
    assert titles(press(screen, "view-sign")) == ["甲事项"]
    assert titles(press(screen, "view-check")) == []


def test_the_present_filter_is_kept_under_a_name_and_found_again(several):
    screen = opened(several.clerk, department=str(several.works))
    screen.text_input(key="view-save:name").set_value("后勤在办").run()
    screen = press(screen, "view-save:submit")

    (view,) = shelf(several.clerk)
    assert address(screen) == {"department": str(several.works), "view": str(view.id)}
    again = press(opened(several.clerk), f"view-{view.id}")
    assert titles(again) == ["乙事项"]
    assert address(again) == {"department": str(several.works), "view": str(view.id)}


def test_a_name_that_is_taken_is_refused_beside_its_field(several):
    kept(several.clerk)
    screen = opened(several.clerk)
    screen.text_input(key="view-save:name").set_value("财务在办").run()
    screen = press(screen, "view-save:submit")

    assert "You have a view “财务在办” already" in texts(screen)
    assert screen.text_input(key="view-save:name").value == "财务在办"


def test_a_view_is_shared_changed_and_dropped(several):
    number = kept(several.clerk, department_id=several.finance)
    screen = press(opened(several.clerk, view=str(number)), "view-share")

    assert titles(opened(several.staff, view=str(number))) == ["甲事项"]
    screen = screen.selectbox(key="list-department_id").set_value(several.works).run()
    screen = press(screen, "view-change")
    assert titles(opened(several.staff, view=str(number))) == ["乙事项"]
    press(screen, "view-drop")
    gone = opened(several.staff, view=str(number))
    assert "This view is not there any more" in texts(gone)
    assert titles(gone) == ["甲事项", "乙事项"]


def test_a_view_whose_department_was_dissolved_says_so_and_shows_the_rest(several):
    team = make.department("临时专班")
    number = kept(several.clerk, department_id=team, text="事项")
    with begin(several.admin, now=make.at(1)) as work:
        version = work.session.get_one(Department, team).version
        people.close_department(work, department_id=team, version=version)

    screen = opened(several.clerk, view=str(number))

    assert "“临时专班” in this view was dissolved on" in texts(screen)
    assert titles(screen) == ["甲事项", "乙事项"]
    assert address(screen) == {"text": "事项", "view": str(number)}


def test_the_screen_in_the_hall_has_no_views(several):
    screen = opened(several.screen, view="1")

    assert not [one for one in screen.button if str(one.key).startswith("view-")]


def shelf(actor):
    with look(actor) as work:
        return views.views(work)
