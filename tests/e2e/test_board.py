"""The board in a real browser: dragged by mouse, finger and keyboard, and what two people do at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from core import access, tasks
from core.tasks import State
from core.work import begin, look
from db.models import Matter
from tests import make
from tests.e2e.conftest import House
from tests.tasks import desk

ISSUED, WORKING, CHECKING, APPROVING, PAUSED, CLOSED = range(6)


@pytest.fixture
def board(
    house: House, signed_in: Callable[..., Page], open_page: Callable[..., Page]
) -> Callable[..., Page]:
    def opened(who: make.Actor, *, query: str = "", **look_of: object) -> Page:
        page = open_page(**look_of)
        signed_in(page, who, at="/board" + query)
        page.locator(".board[data-cards]").wait_for()
        return page

    return opened


def card(page: Page, title: str) -> Locator:
    return page.locator(".card:not(.ghost)", has_text=title)


def column(page: Page, place: int) -> Locator:
    return page.locator(f".cell[data-column='{place}']")


def stands(page: Page, title: str, place: int) -> None:
    """The card is there, and the server has said so."""
    found = column(page, place).locator(".card", has_text=title)
    expect(found).to_be_visible()
    expect(found).not_to_have_class(re.compile("waits"))


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 60)


def drag(page: Page, title: str, to: int) -> None:
    (x, y), (far, down) = middle(card(page, title)), middle(column(page, to))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y + 10, steps=3)
    page.mouse.move(far, down, steps=8)
    expect(page.locator(f".frame[data-over='{to}']")).to_be_visible()
    page.mouse.up()


def state(task_id: int) -> str:
    with look(make.actor(1)) as work:
        return work.session.get_one(Matter, task_id).state


def test_a_card_is_dragged_with_the_mouse(house, board):
    task_id = desk.applied(house.people, title="用鼠标移动的事项")
    page = board(house.people.clerk)

    drag(page, "用鼠标移动的事项", CLOSED)

    stands(page, "用鼠标移动的事项", CLOSED)
    assert state(task_id) == State.CLOSED
    page.reload()
    stands(page, "用鼠标移动的事项", CLOSED)


def test_a_finger_holds_still_then_drags_and_a_swipe_only_scrolls(house, board):
    task_id = desk.applied(house.people, title="用手指移动的事项")
    page = board(house.people.clerk, width=820, height=1100, has_touch=True)
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    (x, y), (far, down) = middle(card(page, "用手指移动的事项")), middle(column(page, CLOSED))
    touch("touchStart", x, y)
    touch("touchMove", x + 40, y)
    page.wait_for_timeout(400)
    assert page.locator(".ghost").count() == 0
    touch("touchEnd", x, y)

    touch("touchStart", x, y)
    page.locator(".ghost").wait_for()
    for part in range(1, 9):
        touch("touchMove", x + (far - x) * part / 8, y + (down - y) * part / 8)
    expect(page.locator(f".frame[data-over='{CLOSED}']")).to_be_visible()
    touch("touchEnd", far, down)

    stands(page, "用手指移动的事项", CLOSED)
    assert state(task_id) == State.CLOSED


def test_a_card_is_moved_with_the_keyboard_alone_and_keeps_the_focus(house, board):
    task_id = desk.applied(house.people, title="用键盘移动的事项")
    page = board(house.people.clerk)
    found = card(page, "用键盘移动的事项")
    found.focus()

    page.keyboard.press("Space")
    expect(page.locator(".said")).to_contain_text("已拿起")
    for _ in range(CLOSED - CHECKING):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".said")).to_have_text("放下：近30天办结")
    page.keyboard.press("Space")

    stands(page, "用键盘移动的事项", CLOSED)
    expect(card(page, "用键盘移动的事项")).to_be_focused()
    assert state(task_id) == State.CLOSED


def test_what_is_not_allowed_snaps_back_and_says_which_step_is_missing(house, board):
    task_id = desk.issued(house.people, title="还没有签收的事项")
    page = board(house.people.clerk)

    drag(page, "还没有签收的事项", CLOSED)

    expect(page.get_by_role("alert")).to_have_text("尚未签收。请先签收，即移到“办理中”。")
    stands(page, "还没有签收的事项", ISSUED)
    assert state(task_id) == State.ISSUED


def test_the_menu_names_every_column_and_why_some_are_closed(house, board):
    task_id = desk.applied(house.people, title="用菜单移动的事项")
    page = board(house.people.clerk)

    card(page, "用菜单移动的事项").get_by_role("button", name="移动到…").click()
    expect(page.get_by_role("menuitem", name="待批准")).to_contain_text("无需领导批准")
    expect(page.get_by_role("menuitem", name="待批准")).to_be_disabled()
    page.get_by_role("menuitem", name="近30天办结").click()

    stands(page, "用菜单移动的事项", CLOSED)
    assert state(task_id) == State.CLOSED


def test_a_drop_that_needs_words_opens_its_form_and_a_dropped_form_leaves_the_card(house, board):
    task_id = desk.issued(house.people, title="要填表才能移动的事项")
    page = board(house.people.clerk)

    drag(page, "要填表才能移动的事项", PAUSED)
    page.get_by_role("dialog").get_by_text("要填表才能移动的事项").wait_for()
    page.get_by_role("dialog").get_by_role("button", name="返回").click()
    stands(page, "要填表才能移动的事项", ISSUED)

    drag(page, "要填表才能移动的事项", PAUSED)
    page.get_by_role("dialog").get_by_role("textbox", name="理由").fill("等待上级意见")
    page.get_by_role("dialog").get_by_role("button", name="暂停").click()
    stands(page, "要填表才能移动的事项", PAUSED)
    assert state(task_id) == State.PAUSED


def test_what_somebody_else_moves_is_seen_without_a_reload(house, board):
    task_id = desk.applied(house.people, title="别人移动的事项")
    mine, theirs = board(house.people.director), board(house.people.clerk)
    expect(theirs.locator(".board")).to_have_attribute("data-live", "yes")
    stands(theirs, "别人移动的事项", CHECKING)

    drag(mine, "别人移动的事项", CLOSED)
    stands(theirs, "别人移动的事项", CLOSED)

    with begin(house.people.director) as work:
        tasks.reopen(work, task_id=task_id, reason="仍有遗留问题", due_day=desk.soon())
    stands(theirs, "别人移动的事项", WORKING)
    stands(mine, "别人移动的事项", WORKING)


def test_the_second_of_two_who_move_a_card_at_once_is_told_who_was_faster(house, board, open_page, signed_in):
    desk.applied(house.people, title="两人同时移动的事项")
    late = open_page()
    late.route_web_socket("**/live", lambda _socket: None)  # somebody whose screen has not heard yet
    signed_in(late, house.people.clerk, at="/board")
    stands(late, "两人同时移动的事项", CHECKING)

    quick = board(house.people.director)
    drag(quick, "两人同时移动的事项", CLOSED)
    stands(quick, "两人同时移动的事项", CLOSED)
    drag(late, "两人同时移动的事项", WORKING)

    expect(late.get_by_role("alert")).to_have_text("陈主任刚刚改动了此事项，现为“已办结”。")
    stands(late, "两人同时移动的事项", CLOSED)


def test_filters_and_lanes_stand_in_the_address(house, board):
    desk.issued(house.people, title="检修电梯", lead_department_id=house.people.works)
    desk.issued(house.people, title="编制预算")
    page = board(house.people.clerk, query=f"?department={house.people.works}")

    expect(card(page, "检修电梯")).to_be_visible()
    expect(card(page, "编制预算")).to_have_count(0)
    page.get_by_role("combobox", name="部门").select_option("")
    page.get_by_role("searchbox").fill("bzys")
    expect(card(page, "编制预算")).to_be_visible()
    expect(card(page, "检修电梯")).to_have_count(0)
    page.get_by_role("combobox", name="不分泳道").select_option("department")
    page.get_by_role("heading", name="财务部").wait_for()
    assert "text=bzys" in page.url
    assert "by=department" in page.url

    page.get_by_role("button", name="视图").click()
    page.get_by_placeholder("视图名称").fill("预算与泳道")
    page.get_by_role("button", name="保存视图").click()
    page.get_by_role("button", name="视图：预算与泳道").wait_for()
    page.get_by_role("button", name="清除").click()
    expect(card(page, "检修电梯")).to_be_visible()
    page.get_by_role("button", name="视图", exact=True).click()
    page.get_by_role("button", name="预算与泳道").click()
    expect(card(page, "检修电梯")).to_have_count(0)
    expect(card(page, "编制预算")).to_be_visible()


def test_a_board_whose_session_has_ended_leads_to_the_sign_in(house, board):
    page = board(house.people.other_staff)
    expect(page.locator(".board")).to_have_attribute("data-live", "yes")

    with begin(house.people.other_staff) as work:
        access.end_sessions(work, person_id=house.people.other_staff.number)

    # Whichever comes first: the socket's word, and the page loads anew, or the next run of the script.
    door = page.locator("#password").or_(page.get_by_role("link", name="重新登录"))
    expect(door).to_be_visible(timeout=20_000)
    expect(page.locator(".board")).to_have_count(0)


def test_a_pinned_card_comes_first_and_a_click_opens_the_task(house, board):
    desk.issued(house.people, title="甲先到期", due_day=desk.soon(10))
    desk.issued(house.people, title="乙后到期", due_day=desk.soon(60))
    page = board(house.people.director, query="?text=到期")
    first = column(page, ISSUED).locator(".card").first
    expect(first).to_contain_text("甲先到期")

    card(page, "乙后到期").focus()
    page.keyboard.press("p")
    expect(card(page, "乙后到期")).to_have_attribute("aria-posinset", "1")

    card(page, "乙后到期").get_by_text("乙后到期").click()
    page.wait_for_url("**/task?id=*")
