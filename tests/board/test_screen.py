"""The screen of the board: what the component is given, and what its events do. Scripts run in tests/e2e/."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from core import board, people, views
from core.tasks import Filter
from core.work import begin, look
from pages.ui.board import shaping
from tests import make
from tests.screens import open_screen
from tests.tasks import desk

PAGE = "tasks/board.py"


def given(screen: AppTest) -> dict[str, Any]:
    [component] = [one for one in screen.get("bidi_component") if one.proto.component_name == "luoshi_board"]
    return json.loads(component.proto.bytes)


def test_the_component_is_given_short_cards_and_every_word_in_the_readers_language(house):
    task_id = desk.issued(house, title="检修电梯 <b>", source="会议议定")

    english, chinese = (
        given(open_screen(PAGE, house.clerk, language=language)) for language in ("en", "zh_CN")
    )

    [card] = english["cards"]
    assert card[0] == task_id
    assert card[3] == "检修电梯 <b>"
    assert english["columns"][0] == "Not signed for"
    assert chinese["columns"][0] == "待签收"
    assert set(english["words"]) == set(chinese["words"]) == set(shaping.WORDS)
    assert len(english["why"]) == len(board.HINDRANCES)


def test_filters_come_from_the_address_and_nonsense_there_does_not_narrow(house):
    desk.issued(house, title="检修电梯", lead_department_id=house.works)
    desk.issued(house, title="编制预算")

    works = given(open_screen(PAGE, house.clerk, department=str(house.works), by="person"))
    odd = given(open_screen(PAGE, house.clerk, department="x", by="<script>", lamp="blue"))

    assert [card[3] for card in works["cards"]] == ["检修电梯"]
    assert works["by"] == "person"
    assert works["filtered"]
    assert len(odd["cards"]) == 2
    assert odd["by"] == ""


def test_a_view_of_the_list_opens_on_the_board_and_says_what_is_gone(house):
    desk.issued(house, title="检修电梯", lead_department_id=house.works)
    desk.issued(house, title="编制预算")
    with begin(house.admin) as work:
        team = people.add_department(work, name="临时专班")
        gone = Filter(department_id=team, text="预算")
    with begin(house.clerk) as work:
        number = views.save_view(work, name="后勤", wanted=Filter(department_id=house.works))
        lost = views.save_view(work, name="专班预算", wanted=gone)

    screen = open_screen(PAGE, house.clerk, view=str(number), by="person")

    assert [card[3] for card in given(screen)["cards"]] == ["检修电梯"]
    assert (screen.query_params["by"], screen.query_params["view"]) == ("person", str(number))
    with begin(house.admin) as work:
        people.close_department(work, department_id=team, version=1)
    screen = open_screen(PAGE, house.clerk, view=str(lost))
    assert [card[3] for card in given(screen)["cards"]] == ["编制预算"]
    assert "临时专班" in screen.info[0].value


def test_an_empty_board_says_so(house):
    told = given(open_screen(PAGE, house.other_staff))

    assert told["cards"] == []
    assert not told["filtered"]


def test_whoever_is_signed_out_is_given_nothing(house):
    desk.issued(house)

    screen = open_screen(PAGE)

    assert [one for one in screen.get("bidi_component") if one.proto.component_name == "luoshi_board"] == []


def test_a_form_in_the_address_opens_over_the_board_and_one_that_is_over_does_not(house):
    task_id = desk.issued(house)

    opened = open_screen(PAGE, house.clerk, do="pause", card=str(task_id), to="4")
    assert given(opened)["held"] == [task_id, 4]
    assert any(area.key == f"pause-{task_id}:reason" for area in opened.text_area)

    over = open_screen(PAGE, house.other_staff, do="pause", card=str(task_id), to="4")
    assert given(over)["held"] is None
    assert not over.text_area


def test_a_card_costs_little_on_the_wire(house):
    plain = len(told(house))
    for number in range(5):
        desk.issued(house, title=f"第{number}项关于进一步加强安全生产大检查的通知")

    assert (len(told(house)) - plain) / 5 < 200


def told(house: make.Office) -> bytes:
    with look(house.clerk) as work:
        seen = board.cards(work, wanted=Filter())
    return shaping.contents(
        seen, shaping.Choices({}, {}, ()), shaping.Screen(Filter(), "", make.day(), make.SHANGHAI)
    )
