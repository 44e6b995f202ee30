"""Every screen there is, looked through by axe: nothing but what an empty page of the same app has."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from core import calendar, policy
from core.actor import Actor
from core.work import begin
from pages.ui.menu import SCREENS, Screen
from tests.e2e import office
from tests.e2e.conftest import House, idle
from tests.tasks import desk

Flaw = tuple[str, str]
axe = Axe()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("axe")
    people = office.furnish(folder)
    server = office.Server(folder, office.free_port(), module="tests.e2e.with_empty").start()
    yield House(server, people)
    server.stop()
    office.leave()


def flaws(page: Page) -> set[Flaw]:
    """What axe finds: the rule, and the piece of the page."""
    found = axe.run(page).response["violations"]
    return {(one["id"], node["html"][:300]) for one in found for node in one["nodes"]}


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    idle(page)
    page.wait_for_timeout(150)
    return page


def beyond(page: Page, empty: set[Flaw]) -> list[Flaw]:
    """A menu of another length is still the menu: its pieces are told apart by rule alone."""
    rules = {rule for rule, _html in empty}
    return sorted(one for one in flaws(page) - empty if one[0] not in rules or "stSidebarNav" not in one[1])


def offered_to(who: Actor, screen: Screen) -> bool:
    return not screen.needs or policy.may(who, screen.needs)


@pytest.fixture
def task_id(house: House) -> int:
    """Much to see: every column of the board, a red lamp, drafts, an item with its papers."""
    people = house.people
    with begin(people.admin) as work:
        calendar.ensure(work.session)
    for number in range(12):
        desk.issued(people, title=f"日常事项{number:02d}", due_day=desk.soon(number + 1))
        desk.drafted(people, title=f"草稿{number:02d}")
    desk.signed(people, title="办理中的事项", lead_department_id=people.finance)
    return desk.applied(people, title="等待审核的事项")


def test_no_screen_has_more_flaws_than_an_empty_one(house, open_page, signed_in, task_id):
    more = {"task": f"?id={task_id}", "person": "?id=2", "board": "?by=department"}
    seen: dict[str, list[Flaw]] = {}
    for who in (house.people.admin, house.people.clerk):
        page = signed_in(open_page(), who, at="/empty")
        empty = flaws(page)
        assert {rule for rule, _html in empty} <= {"list", "listitem"}, empty
        for screen in SCREENS:
            if who is house.people.admin or not offered_to(house.people.admin, screen):
                path = f"/{screen.url}{more.get(screen.url, '')}"
                seen[f"{who.name} {path}"] = beyond(opened(page, house.url + path), empty)
        page.keyboard.press("?")
        page.get_by_role("dialog").wait_for()
        seen[f"{who.name} ?"] = beyond(page, empty)
    for path in ("/password", "/second-factor", "/sign-out"):
        page.goto(house.url + path)
        seen[path] = sorted(flaws(page))

    assert {where: found for where, found in seen.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_board_the_list_and_the_door_are_as_good_in_the_dark_and_on_a_phone(
    house, open_page, signed_in, task_id, scheme
):
    page = open_page(width=390, height=844, scheme=scheme)
    page.goto(f"{house.url}/sign-in")
    assert flaws(page) == set()
    signed_in(page, house.people.clerk, at="/empty")
    empty = flaws(page)

    for path in ("/board", "/tasks", "/today", "/intake", "/help"):
        assert beyond(opened(page, house.url + path), empty) == [], path
