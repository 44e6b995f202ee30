"""Rows are ticked, one form is filled, each row says what came of it, and it is taken back."""

import pytest
from playwright.sync_api import Page, expect

from core import calendar
from core.work import begin
from db.models import Matter
from db.session import database
from tests import make
from tests.e2e.conftest import House, idle
from tests.tasks import desk


@pytest.fixture
def office(house: House) -> make.Office:
    with begin(house.people.admin) as work:
        calendar.ensure(work.session)
    return house.people


def state(number: int) -> str:
    with database().reading() as session:
        return session.get_one(Matter, number).state


def tick(page: Page, title: str) -> None:
    page.get_by_role("checkbox", name=f"勾选{title}").check()


def test_drafts_are_issued_together_and_taken_back(office, page, signed_in, screenshot):
    ready = make.draft(office, title="已填完整的草稿", due_day=desk.soon(20))
    bare = make.draft(office, title="缺少时限的草稿", due_day=None)
    signed_in(page, office.director, at="/tasks?scope=drafts")

    tick(page, "已填完整的草稿")
    tick(page, "缺少时限的草稿")
    expect(page.get_by_role("toolbar")).to_contain_text("已选2项")
    page.get_by_role("toolbar").get_by_role("button", name="下达").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="下达", exact=True).click()
    idle(page)
    expect(dialog).to_contain_text("成功1项，未办1项", timeout=15_000)
    screenshot(page, "bulk-outcomes")
    assert (state(ready), state(bare)) == ("issued", "draft")

    dialog.get_by_role("button", name="撤销").click()
    expect(dialog).to_contain_text("已撤回，恢复为草稿", timeout=15_000)
    assert state(ready) == "draft"
    dialog.get_by_role("button", name="关闭").last.click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("toolbar")).to_have_count(0)


def test_the_keyboard_ticks_and_what_is_left_open_changes_nothing(office, page, signed_in):
    number = desk.issued(office, title="键盘勾选的事项", due_day=desk.soon(30))
    signed_in(page, office.director, at="/tasks")

    expect(page.get_by_role("link", name="键盘勾选的事项")).to_be_visible()
    idle(page)
    page.keyboard.press("j")
    expect(page.locator("tbody tr a:focus")).to_have_count(1)
    page.keyboard.press("x")
    expect(page.get_by_role("toolbar")).to_contain_text("已选1项")
    page.get_by_role("toolbar").get_by_role("button", name="催办").click()
    page.get_by_role("dialog").get_by_role("button", name="返回").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("toolbar")).to_contain_text("已选1项")
    assert state(number) == "issued"
