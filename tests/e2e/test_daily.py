"""A day in the office, in a browser: today, the list and its address, what is taken out, a phone."""

from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from core import account, calendar, tasks
from core.work import begin
from tests import make
from tests.e2e.conftest import House, idle
from tests.tasks import desk, scenes

ROWS = "table tbody tr"


@pytest.fixture(scope="module")
def _furnished() -> dict[str, int]:
    return {}


@pytest.fixture
def office(house: House, _furnished: dict[str, int]) -> make.Office:
    """Sixty open items, two of them told apart by their names; made once."""
    if not _furnished:
        with begin(house.people.admin) as work:
            calendar.ensure(work.session)
        for number in range(58):
            desk.issued(house.people, title=f"日常事项{number:02d}", due_day=desk.soon(60 + number))
        _furnished["works"] = desk.issued(
            house.people, title="后勤保障事项", lead_department_id=house.people.works, due_day=desk.soon(90)
        )
        _furnished["late"] = scenes.issued(house.people, title="已经逾期事项", due_day=make.day(10))
    return house.people


def address(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def first(page: Page) -> str:
    return page.locator("td.main").first.inner_text()


def choose(page: Page, key: str, option: str) -> None:
    page.locator(f".st-key-{key} input").click()
    page.get_by_role("option", name=option).first.click()
    idle(page)


def test_filters_stand_in_the_address_and_the_back_button_takes_them_back(office, page, signed_in):
    signed_in(page, office.clerk, at="/tasks")
    expect(page.locator(ROWS)).to_have_count(50)
    assert first(page) == "已经逾期事项"

    page.get_by_text("■ 逾期 1").click()
    expect(page.locator(ROWS)).to_have_count(1)
    assert address(page) == {"lamp": "red"}

    page.get_by_text("■ 逾期 1").click()
    expect(page.locator(ROWS)).to_have_count(50)
    choose(page, "list-department_id", "后勤部")
    expect(page.locator(ROWS)).to_have_count(1)
    assert first(page) == "后勤保障事项"

    page.go_back()
    expect(page.locator(ROWS)).to_have_count(50)
    assert address(page) == {}


def test_an_address_can_be_sent_on(office, page, signed_in):
    signed_in(page, office.head, at=f"/tasks?department={office.works}&part=lead")

    expect(page.locator(ROWS)).to_have_count(1)
    assert first(page) == "后勤保障事项"


def test_headings_sort_and_pages_turn(office, page, signed_in):
    signed_in(page, office.clerk, at="/tasks?sort=title")
    page.locator("th button", has_text="事项").click()
    expect(page.locator("td.main").first).to_have_text("日常事项57")
    assert address(page) == {"sort": "title", "down": "1"}

    page.get_by_role("button", name="Next page").click()
    expect(page.locator(ROWS)).to_have_count(10)
    assert address(page)["page"] == "2"
    page.reload()
    expect(page.locator(ROWS)).to_have_count(10)


def test_a_range_shows_its_own_and_says_so_when_it_is_empty(office, page, signed_in):
    signed_in(page, office.clerk, at="/tasks?state=issued")
    page.get_by_role("radio", name="已归档").or_(page.get_by_text("已归档", exact=True)).first.click()

    expect(page.get_by_text("还没有归档事项")).to_be_visible()
    assert address(page) == {"scope": "archived"}


def test_text_is_found_by_initials(office, page, signed_in):
    signed_in(page, office.clerk, at="/tasks")
    box = page.locator(".st-key-list-text input")
    box.fill("hqbz")
    box.press("Enter")

    expect(page.locator(ROWS)).to_have_count(1)
    assert address(page) == {"text": "hqbz"}


def test_a_row_opens_its_item_and_back_returns_to_the_same_list(office, page, signed_in):
    signed_in(page, office.clerk, at=f"/tasks?department={office.works}")
    page.locator(ROWS).first.click()
    page.wait_for_url("**/task?id=*")
    expect(page.get_by_text("后勤保障事项").first).to_be_visible()

    page.go_back()
    expect(page.locator(ROWS)).to_have_count(1)
    assert address(page) == {"department": str(office.works)}


def test_the_ledger_is_one_click(office, page, signed_in, tmp_path):
    signed_in(page, office.clerk, at="/tasks")
    with page.expect_download() as download:
        page.get_by_role("link", name="督办台账").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    sheet = load_workbook(file).worksheets[0]
    assert (file.suffix, sheet.max_row) == (".xlsx", 63)
    assert "/tasks" in page.url


def test_on_a_phone_nothing_has_to_be_pushed_sideways(office, open_page, signed_in, screenshot):
    page = open_page(width=390, height=844)
    for path in ("/tasks", "/today", "/templates"):
        signed_in(page, office.director, at=path) if path == "/tasks" else idle_at(page, path)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 390, path
        screenshot(page, f"phone{path.replace('/', '-')}")


def idle_at(page: Page, path: str) -> None:
    here = urlsplit(page.url)
    page.goto(f"{here.scheme}://{here.netloc}{path}")
    idle(page)


def test_a_leader_decides_on_the_phone_in_one_tap(office, open_page, signed_in):
    task_id = desk.applied(office, title="请领导审批", given_by=office.leader.number, needs_approval=True)
    with begin(office.clerk) as work:
        tasks.accept(work, task_id=task_id)
    page = open_page(width=390, height=844)
    signed_in(page, office.leader, at="/today")

    expect(page.get_by_text("请领导审批").first).to_be_visible()
    page.get_by_role("button", name="同意", exact=True).first.click()

    expect(page.get_by_text("已批准。")).to_be_visible()
    assert desk.face(task_id, office.leader).row.state == "closed"


def test_an_instruction_is_written_in_one_field(office, open_page, signed_in):
    task_id = desk.applied(office, title="需要补充", given_by=office.leader.number, needs_approval=True)
    with begin(office.clerk) as work:
        tasks.accept(work, task_id=task_id)
    page = open_page(width=390, height=844)
    signed_in(page, office.leader, at="/today")
    page.get_by_role("button", name="批示").first.click()
    page.locator("textarea").first.fill("数据再核一遍")
    page.get_by_role("button", name="不同意").first.click()

    expect(page.get_by_text("已处理。")).to_be_visible()
    assert desk.face(task_id, office.leader).row.state == "working"


def test_what_waits_is_one_tap_away(office, open_page, signed_in):
    page = open_page(width=390, height=844)
    signed_in(page, office.other_head, at="/today")
    page.locator("td.main", has_text="后勤保障事项").first.click()

    page.wait_for_url("**do=sign_for**")
    expect(page.get_by_role("button", name="签收").first).to_be_visible()


def test_today_speaks_english_to_those_who_do(office, open_page, signed_in):
    page = open_page(language="en")
    make_english(office.other_liaison)
    signed_in(page, office.other_liaison, at="/today")

    expect(page.get_by_text("Waiting for me").first).to_be_visible()


def make_english(actor) -> None:
    with begin(actor) as work:
        account.speak(work, language="en")
