"""The search box and the keyboard in a real browser; no key is heard while somebody types."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import make
from tests.e2e.conftest import House, idle


@pytest.fixture
def page_of(house: House, open_page: Callable[..., Page], signed_in: Callable[..., Page]):
    def opened(who: make.Actor, at: str = "/tasks", **look: object) -> Page:
        return signed_in(open_page(**look), who, at=at)

    return opened


def listens(page: Page) -> None:
    """Until the keyboard is heard; asked by hand, for our content policy lets nobody evaluate text."""
    for _try in range(200):
        if page.evaluate("Boolean(document.luoshiKeys)"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the keyboard was never heard")


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="搜索全部")


def test_what_is_typed_is_found_and_enter_goes_there(house, page_of):
    make.task(house.people, title="完善值班制度")
    make.task(house.people, title="值班用房修缮")
    page = page_of(house.people.head)

    box(page).fill("wszb")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page).to_have_title(re.compile("完善值班制度"))
    expect(box(page)).to_have_value("")
    page.go_back()
    expect(page).to_have_title("督办事项")


def test_enter_does_not_wait_for_the_list(house, page_of):
    number = make.task(house.people, title="窗口服务提升🙂")
    page = page_of(house.people.head)

    box(page).focus()
    page.keyboard.insert_text("🙂")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/task?id={number}")


def test_arrows_choose_and_escape_leaves(house, page_of):
    for title in ("档案室消防检查", "档案室漏水处理"):
        make.task(house.people, title=title)
    page = page_of(house.people.clerk)

    box(page).fill("档案室")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()

    box(page).fill("100%_")
    expect(page.get_by_role("status").last).to_contain_text("没有找到")


def test_the_keyboard_leads_around(house, page_of):
    make.task(house.people, title="键盘可达的事项")
    page = page_of(house.people.clerk, at="/")
    listens(page)

    page.keyboard.press("g")
    page.keyboard.press("l")
    expect(page).to_have_title("督办事项")
    expect(page.get_by_role("link", name="键盘可达的事项")).to_be_visible()
    idle(page)
    page.keyboard.press("j")
    expect(page.locator("tbody tr a:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/task?id=*")
    idle(page)
    page.keyboard.press("n")
    page.wait_for_url("**/new")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()


def test_no_key_is_heard_while_somebody_types(house, page_of):
    page = page_of(house.people.clerk)

    box(page).click()
    page.keyboard.type("nglj?")
    expect(box(page)).to_have_value("nglj?")
    field = page.get_by_placeholder("标题、编号、拼音首字母")
    field.click()
    page.keyboard.type("n?")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_title("督办事项")


def test_the_sheet_says_which_keys_there_are_and_switches_them_off(house, page_of):
    page = page_of(house.people.staff)
    listens(page)

    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="键盘快捷键")
    expect(sheet).to_contain_text("事项列表")
    expect(sheet).not_to_contain_text("新建")  # staff draft nothing
    sheet.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.keyboard.press("/")

    expect(box(page)).not_to_be_focused()
    expect(page).to_have_title("督办事项")


def test_the_box_works_for_a_thumb(house, page_of, screenshot):
    make.task(house.people, title="拇指也能找到的事项")
    page = page_of(house.people.head, width=390, height=844, has_touch=True, is_mobile=True)

    box(page).tap()
    box(page).fill("拇指")
    screenshot(page, "search-390")
    page.get_by_role("option").first.tap()

    page.wait_for_url("**/task?id=*")
