"""Many at once on the list's screen: what is offered for ticked rows, and to whom."""

import pytest

from pages.ui.table import Picks, _acted
from tests import make
from tests.screens import open_screen
from tests.tasks import scenes
from tests.tasks.conftest import house  # noqa: F401
from tests.tasks.test_list_page import component

# Screens know no database; what they call is tried on both everywhere else.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.fixture
def several(house):  # noqa: F811
    scenes.issued(house, title="甲事项")
    make.draft(house, title="乙草稿")
    return house


def offered(actor, **query):
    screen = open_screen("tasks/list.py", actor, **query)
    assert not screen.exception, screen.exception
    picks = component(screen, "luoshi_table").get("picks") or {"acts": []}
    return [name for name, _label in picks["acts"]]


def test_only_what_fits_the_range_and_the_role_is_offered(several):
    assert offered(several.director) == ["urge", "hand_on", "extend"]
    assert offered(several.director, scope="drafts") == ["issue"]
    assert offered(several.staff) == ["extend"]
    assert offered(several.screen) == []


def test_the_browser_cannot_ask_for_more_than_is_offered(backend):
    picks = Picks([("urge", "催办")])

    assert _acted({"act": "urge", "rows": [1, 99, None, {}]}, {1, 2}, picks) == ("urge", (1,))
    for forged in ({"act": "issue", "rows": [1]}, {"act": "urge", "rows": "1"}, {"act": []}, "urge", None):
        assert _acted(forged, {1, 2}, picks) == ("", ())
    assert _acted({"act": "urge", "rows": [1]}, {1}, None) == ("", ())
