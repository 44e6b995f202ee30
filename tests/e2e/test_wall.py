"""The wall in real browsers: readable from afar, live on two screens, right again alone after every cut."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from core import tasks, wall
from core.work import begin
from db.models import Matter
from tests import make
from tests.e2e.conftest import House
from tests.tasks import desk

LIVE, CUT = re.compile("实时"), re.compile("连接中断")
SMALLEST = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter(one => one.offsetParent && [...one.childNodes].some(node => node.nodeType === 3))
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
FITS = """() => {
  const all = document.documentElement
  const inside = one => {
    const box = one.getBoundingClientRect()
    return box.bottom <= innerHeight && box.right <= innerWidth && one.scrollWidth <= one.clientWidth + 1
  }
  const parts = [...document.querySelectorAll("li, .tile, h2, footer > *")]
  return all.scrollHeight <= innerHeight && all.scrollWidth <= innerWidth && parts.every(inside)
}"""
SIZE = "one => parseFloat(getComputedStyle(one).fontSize)"


@pytest.fixture
def hung(house: House, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """A wall by a screen link, as a television opens it."""

    def opened(query: str = "", *, width: int = 1920, height: int = 1080, **look_of: object) -> Page:
        with begin(house.people.clerk) as work:
            token = wall.make_link(work, name="大屏")
        page = open_page(width=width, height=height, **look_of)
        page.goto(f"{house.url}/wall?screen={token}&{query}")
        page.locator("body[data-edition]").wait_for()
        return page

    return opened


def number(page: Page, name: str) -> int:
    return int(page.locator(f".tile[data-count='{name}'] output").inner_text())


def furnished(house: House, count: int) -> None:
    """So many overdue, each of a department of its own."""
    for n in range(count):
        department = make.department(f"第{n + 1}业务处室（综合协调与督查落实）")
        task_id = desk.issued(
            house.people, title=f"推进第 {n + 1} 项重点工作并按时报送情况", lead_department_id=department
        )
        set_due(task_id, -n - 1)


def set_due(task_id: int, days: int) -> None:
    with begin(make.actor(1)) as work:
        work.session.get_one(Matter, task_id).due_day = desk.soon(days)


def test_it_is_read_from_afar_and_never_scrolls(house, hung, screenshot):
    """Whatever the number of departments, in both languages and colours, at 1080p and at 4K."""
    furnished(house, 40)
    for width, height, rem in ((1920, 1080, 10), (3840, 2160, 20)):
        page = hung("lang=zh_CN&theme=light&rows=12", width=width, height=height)
        for lang in ("zh_CN", "en"):
            if lang == "en":
                page.goto(page.url.replace("zh_CN", "en").replace("light", "dark"))
                page.locator("body[data-edition]").wait_for()
            pages = page.locator("#turn i").count()
            for place in range(pages):
                assert page.evaluate(FITS), (width, lang, place)
                assert page.evaluate(SMALLEST) >= 4 * rem
                assert page.locator("main li").count() <= 12
                if place in (0, pages - 1):
                    screenshot(page, f"wall-{width}-{lang}-{place}")
                page.keyboard.press("ArrowRight")
            assert page.locator(".tile output").first.evaluate(SIZE) >= 12 * rem
        page.context.close()


def test_a_change_shows_on_two_screens_and_is_marked_where_it_happened(house, hung):
    first, second = hung("widgets=counts,week"), hung("widgets=counts,week&lang=en&theme=dark")
    before = number(first, "open")

    task_id = desk.issued(house.people, title="刚刚下达的事项", due_day=desk.soon(0))

    for page in (first, second):
        expect(page.locator(".tile[data-count='open'] output")).to_have_text(str(before + 1))
        expect(page.locator(".tile.fresh[data-count='open']")).to_be_visible()
        expect(page.locator(".row.fresh", has_text="刚刚下达的事项")).to_be_visible()
    with begin(house.people.clerk) as work:
        tasks.recall(work, task_id=task_id, reason="重新拟定")
    expect(first.locator(".row", has_text="刚刚下达的事项")).to_have_count(0)


def test_a_cut_network_leaves_the_last_data_with_its_time_and_heals_alone(house, hung):
    page = hung("widgets=counts,week")
    page.evaluate("window.untouched = true")
    before = number(page, "open")

    page.context.set_offline(True)
    expect(page.locator("#said")).to_contain_text(CUT)
    expect(page.locator("#sign")).to_have_text("▲")
    expect(page.locator("#said")).to_contain_text(re.compile(r"\d\d:\d\d:\d\d.*已过 \d"))
    desk.issued(house.people, title="断网时下达", due_day=desk.soon(0))
    assert number(page, "open") == before, "the last data stays"

    page.context.set_offline(False)
    expect(page.locator("#said")).to_contain_text(LIVE, timeout=10_000)
    expect(page.locator(".tile[data-count='open'] output")).to_have_text(str(before + 1))
    assert page.evaluate("window.untouched"), "it was not loaded anew"


def test_a_server_that_was_killed_and_a_newer_version_of_the_page(house, hung):
    page = hung("widgets=counts,week")
    page.evaluate("window.untouched = true")
    house.server.stop()
    expect(page.locator("#said")).to_contain_text(CUT)
    desk.issued(house.people, title="停机时下达", due_day=desk.soon(0))
    house.server.start()
    expect(page.locator("#said")).to_contain_text(LIVE, timeout=10_000)
    expect(page.locator(".row", has_text="停机时下达")).to_be_visible()
    assert page.evaluate("window.untouched")

    page.evaluate("document.documentElement.dataset.version = 'older'")
    desk.issued(house.people, title="升级之后", due_day=desk.soon(0))
    expect(page.locator("html:not([data-version=older]) .row", has_text="升级之后")).to_be_visible()
    assert page.evaluate("window.untouched") is None, "it has loaded itself anew"


def test_a_revoked_link_says_so_and_shows_nothing(house, hung):
    page = hung()
    with begin(house.people.admin) as work:
        for row in [one for one in wall.links(work) if one.revoked_at is None]:
            wall.revoke_link(work, link_id=row.id, version=row.version)
    expect(page.get_by_text("此大屏链接已停用")).to_be_visible()
    assert page.locator(".tile, .row, .department").count() == 0
    assert "测试办公室" not in page.inner_text("body")
    page.reload()
    expect(page.get_by_text("此大屏链接已停用")).to_be_visible()


def test_pages_turn_by_time_and_by_keys(house, hung):
    for n in range(9):
        set_due(desk.issued(house.people, title=f"逾期事项 {n}"), -n - 1)
    page = hung("widgets=overdue,departments&seconds=5&rows=8")
    here = page.locator("#turn i.here")
    place = "one => [...one.parentNode.children].indexOf(one)"
    assert here.evaluate(place) == 0
    page.keyboard.press("ArrowLeft")
    assert here.evaluate(place) == page.locator("#turn i").count() - 1
    page.keyboard.press("ArrowRight")
    assert here.evaluate(place) == 0
    page.keyboard.press("Space")
    expect(page.locator("#turn")).to_contain_text("已暂停")
    page.keyboard.press("Space")
    expect(page.locator("#turn i").nth(1)).to_have_class(re.compile("here"), timeout=9_000)


def test_eight_tabs_of_one_browser_are_all_live(house, hung):
    first = hung("widgets=counts", width=640, height=360)
    tabs = [first]
    for _n in range(7):
        tabs.append(first.context.new_page())
        tabs[-1].goto(first.url)
    before = number(first, "open")
    desk.issued(house.people, title="八个标签页", due_day=desk.soon(3))
    for tab in tabs:
        expect(tab.locator(".tile[data-count='open'] output")).to_have_text(str(before + 1))


def test_the_office_arranges_the_wall_and_hands_out_links(house, hung, signed_in, page, open_page):
    shown = hung()
    signed_in(page, house.people.clerk, at="/walls")
    page.get_by_role("heading", name="屏幕链接").wait_for()
    page.get_by_label("屏幕名称").fill("一楼大厅")
    page.get_by_role("button", name="生成链接").click()
    address = page.locator("[data-testid=stCode]").inner_text().strip()
    assert address.startswith(f"{house.url}/wall?screen=")
    television = open_page(width=1920, height=1080)
    television.goto(address)
    expect(television.locator("#said")).to_contain_text(LIVE)

    page.get_by_label("每页停留秒数").fill("42")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存，所有大屏随即更新。")).to_be_visible()
    expect(shown.locator("body:not([data-edition='1'])")).to_be_visible()
