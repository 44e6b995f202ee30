"""The list as a screen: what the address says is what is shown, and what is chosen goes into the address."""

import json

import pytest

from core import tasks
from core.work import begin
from tests import make
from tests.screens import open_screen, texts
from tests.tasks import desk, scenes

# Screens know no database; what they call is tried on both everywhere else.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"])

PAGE = "tasks/list.py"


def opened(actor, **query):
    screen = open_screen(PAGE, actor, **query)
    assert not screen.exception, screen.exception
    return screen


def component(screen, name: str) -> dict:
    """What was handed to a component of ours."""
    for element in screen.main:
        proto = getattr(element, "proto", None)
        if getattr(proto, "component_name", "").endswith(name):
            return json.loads(proto.json)
    return {}


def titles(screen) -> list[str]:
    return [row["cells"]["title"] for row in component(screen, "luoshi_table").get("rows", [])]


def address(screen) -> dict[str, str]:
    found = dict(screen.query_params)
    return {name: value if isinstance(value, str) else value[0] for name, value in found.items()}


@pytest.fixture
def several(house) -> make.Office:
    scenes.issued(house, title="甲事项")
    scenes.issued(house, title="乙事项", lead_department_id=house.works, importance="key")
    scenes.closed(house, title="丙事项")
    return house


def test_the_list_opens_with_what_is_in_progress(several):
    assert titles(opened(several.head)) == ["甲事项", "乙事项"]


def test_the_address_says_what_is_shown(several):
    screen = opened(several.head, scope="all", department=str(several.works))

    assert titles(screen) == ["乙事项"]
    assert screen.selectbox(key="list-department_id").value == several.works


def test_what_is_chosen_goes_into_the_address(several):
    screen = opened(several.head, page="3", sort="title")
    screen = screen.selectbox(key="list-department_id").set_value(several.works).run()

    assert titles(screen) == ["乙事项"]
    assert address(screen) == {"department": str(several.works), "sort": "title"}


def test_the_lamps_count_and_filter(several):
    screen = opened(several.head, lamp="red")

    assert titles(screen) == ["甲事项", "乙事项"]  # the scene lies in the past
    assert "Overdue 2" in str(screen.pills(key="list-lamp").proto)


def test_clearing_keeps_the_range(several):
    screen = opened(several.head, scope="all", text="乙", importance="key")
    screen = screen.button(key="list-clear").click().run()

    assert address(screen) == {"scope": "all"}


def test_text_of_the_address_stands_in_the_field(several):
    screen = opened(several.head, text="乙")

    assert titles(screen) == ["乙事项"]
    assert screen.text_input(key="list-text").value == "乙"


def test_nothing_found_says_what_to_do(several):
    screen = opened(several.head, text="没有这样的事项")

    assert "No item matches these filters" in texts(screen)
    screen = screen.button(key="list-clear-all").click().run()
    assert titles(screen) == ["甲事项", "乙事项"]


@pytest.mark.parametrize("scope", list(tasks.SCOPES))
def test_an_empty_office_says_what_comes_here(house, scope):
    screen = opened(house.clerk, scope=scope)

    assert titles(screen) == []
    assert not component(screen, "luoshi_links")
    assert texts(screen)


def test_downloads_carry_the_filter(several):
    links = component(opened(several.head, lamp="red", page="1"), "luoshi_links")["links"]

    assert [href for _label, href in links] == ["/download/list?lamp=red", "/download/ledger?lamp=red"]


def test_strangers_to_the_address_do_no_harm(several):
    screen = opened(several.head, scope="x", department="abc", page="-3", sort="password", due_from="32")

    assert titles(screen) == ["甲事项", "乙事项"]


def test_a_screen_account_sees_the_list_without_taking_it_out(several):
    assert not component(opened(several.screen), "luoshi_links")


def test_internal_items_are_marked(house):
    scenes.issued(house, title="内部事项", internal=True)

    assert titles(opened(house.head)) == ["内部事项 (internal)"]


def test_the_list_speaks_chinese(several):
    screen = open_screen(PAGE, several.head, language="zh_CN")

    columns = [one["label"] for one in component(screen, "luoshi_table")["columns"]]
    assert columns[:6] == ["亮灯", "编号", "事项", "主责部门", "承办人", "完成时限"]


def test_templates_are_made_changed_and_drafted_from(house):
    screen = open_screen("tasks/templates.py", house.clerk, edit="new")
    form = "template-new"
    screen.text_input(key=f"{form}:name").set_value("月度例会")
    screen.text_input(key=f"{form}:title").set_value("召开安全生产月度例会")
    screen.selectbox(key=f"{form}:lead_department_id").set_value(house.finance)
    screen.number_input(key=f"{form}:days_to_due").set_value(10)
    screen.selectbox(key=f"{form}:rhythm").set_value("monthly")
    screen.date_input(key=f"{form}:next_day").set_value(desk.soon(9))
    screen = screen.button(key=f"{form}:submit").click().run()
    assert not screen.exception, screen.exception

    with begin(house.clerk) as work:
        [made] = tasks.templates(work)
    assert (made.name, made.days_to_due, made.rhythm) == ("月度例会", 10, "monthly")
    assert (made.facts.title, made.facts.lead_department_id) == ("召开安全生产月度例会", house.finance)

    screen = open_screen("tasks/templates.py", house.head)
    assert "月度例会" in texts(screen)
    screen = screen.button(key=f"draft-{made.id}").click().run()
    assert not screen.exception, screen.exception
    with begin(house.head) as work:
        assert [row.title for row in tasks.drafts(work).rows] == ["召开安全生产月度例会"]


def test_a_rhythm_without_its_first_day_is_refused_beside_the_field(house):
    screen = open_screen("tasks/templates.py", house.clerk, edit="new")
    screen.text_input(key="template-new:name").set_value("月度例会")
    screen.text_input(key="template-new:title").set_value("召开例会")
    screen.selectbox(key="template-new:rhythm").set_value("monthly")
    screen = screen.button(key="template-new:submit").click().run()

    assert "A rhythm needs its first day" in texts(screen).replace("\\", "")
    assert screen.text_input(key="template-new:name").value == "月度例会"


def test_only_the_office_changes_templates(house):
    screen = open_screen("tasks/templates.py", house.head, edit="new")

    assert not screen.exception
    assert [one.key for one in screen.text_input] == []


def test_administrators_see_with_what_papers_are_printed(house):
    screen = open_screen("office/papers.py", house.admin)

    assert not screen.exception, screen.exception
    assert "交办事项通知书" in texts(screen)
    links = component(screen, "luoshi_links")["links"]
    assert links[0][1] == "/download/template?kind=notice"
    assert open_screen("office/papers.py", house.director).error[0].value
