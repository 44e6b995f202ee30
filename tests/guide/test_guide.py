"""The guide of the demo follows what was really done, and whose turn it is."""

import pytest

from core import guide, tasks
from core.guide import NoGuide, Step
from core.settings import settings
from core.work import begin, look
from tests.screens import open_screen
from tests.tasks import desk
from tests.tasks.conftest import house  # noqa: F401

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def now(actor):
    with look(actor) as work:
        return guide.guide(work)


@pytest.fixture
def begun(house):  # noqa: F811
    desk.drafted(house, title="从前的草稿")
    with begin(house.admin) as work:
        guide.start(work)
    return house


def test_each_step_is_seen_in_the_history_and_names_who_takes_the_next(begun):
    clerk, head = begun.clerk, begun.head
    assert (now(clerk).step, now(clerk).mine, now(head).mine) == (Step.DRAFT, True, False)

    task_id = desk.applied(begun, title="跟着走的事项")
    seen = now(clerk)
    assert (seen.step, seen.task_id, seen.by, seen.mine) == (Step.CLOSE, task_id, clerk.name, True)
    with begin(clerk) as work:
        tasks.accept(work, task_id=task_id)
    assert now(clerk).step is None

    again = desk.issued(begun, title="再走一遍")
    seen = now(head)
    assert (seen.step, seen.task_id, seen.by, seen.mine) == (Step.SIGN, again, head.name, True)
    assert not now(clerk).mine


def test_a_real_office_has_no_guide(house):  # noqa: F811
    assert now(house.clerk) is None
    with pytest.raises(NoGuide), begin(house.clerk) as work:
        guide.drop_guide(work)


def test_on_the_screen_it_leads_on_is_sent_away_and_comes_back(begun, monkeypatch):
    assert not [one for one in open_screen("home/today.py", begun.clerk).button if one.key == "guide-go"]
    monkeypatch.setattr(settings(), "demo", True)
    screen = open_screen("home/today.py", begun.clerk)
    assert "Walk through · 0 of 6" in "\n".join(one.value for one in screen.markdown)
    screen = screen.button(key="guide-drop").click().run()
    assert not [one for one in screen.button if one.key == "guide-drop"]

    screen = open_screen("help/help.py", begun.clerk).button(key="guide-again").click().run()
    assert not screen.exception
    assert screen.button(key="guide-drop")
    theirs = open_screen("home/today.py", begun.head)
    assert begun.clerk.name in "\n".join(one.value for one in theirs.markdown)
