"""Slips on screen: the register and its rules, the page of an item, the reply."""

import pytest

from core import slips
from core.slips import SlipFilter
from core.work import begin, look
from tests import make
from tests.screens import open_screen, texts
from tests.tasks import scenes

# Screens know no database; what they call is tried on both everywhere else.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def issued(house) -> int:
    task_id = scenes.signed(house)
    with begin(house.clerk, now=make.at(2)) as work:
        slips.issue(work, task_id=task_id, cause="lagging", found="进展缓慢")
    return task_id


def one(house) -> slips.SlipSheet:
    with look(house.clerk) as work:
        return slips.listed(work, wanted=SlipFilter()).rows[0]


def test_the_register_lists_slips_and_the_director_changes_a_rule(house):
    issued(house)
    screen = open_screen("slips/slips.py", house.director)
    assert not screen.exception
    assert "1" in texts(screen)

    screen.session_state["slip-rule"] = "overdue"
    screen = screen.run()
    assert not screen.exception
    screen.text_input(key="slip-rule-overdue:name").set_value("督办令").run()
    screen = screen.button(key="slip-rule-overdue:submit").click().run()
    assert not screen.exception
    with look(house.director) as work:
        assert "督办令" in [rule.name for rule in slips.rules(work)]


def test_the_department_replies_and_the_office_cancels_on_the_page_of_the_item(house):
    task_id = issued(house)
    turn = str(one(house).turn_id)
    screen = open_screen("tasks/task.py", house.head, id=str(task_id), do="answer_slip", turn=turn)
    assert not screen.exception
    form = f"answer_slip-{task_id}-{turn}"
    screen.text_area(key=f"{form}:answer").set_value("已增派人手").run()
    screen = screen.button(key=f"{form}:submit").click().run()
    assert not screen.exception
    assert one(house).answer == "已增派人手"

    other = issued(house)
    screen = open_screen("tasks/task.py", house.director, id=str(other), tab="slips")
    name = f"cancel-slip-{one(house).id}"
    screen.text_area(key=f"{name}:reason").set_value("误发").run()
    screen = screen.button(key=f"{name}:submit").click().run()
    assert not screen.exception
    assert one(house).state == "cancelled"


def test_the_office_issues_one_by_hand(house):
    task_id = scenes.signed(house)
    screen = open_screen("tasks/task.py", house.director, id=str(task_id), do="issue_slip")
    assert not screen.exception
    form = f"issue_slip-{task_id}"
    screen.session_state[f"{form}:cause"] = "overdue"
    screen.text_area(key=f"{form}:found").set_value("至今未办结").run()
    screen = screen.button(key=f"{form}:submit").click().run()
    assert not screen.exception
    assert one(house).found == "至今未办结"
