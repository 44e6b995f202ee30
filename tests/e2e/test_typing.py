"""What people type, in a real browser: double clicks, an ended session, the language, narrow screens."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select, update

from core import access
from core.actor import Actor
from db.models import Credential, Draft, Event, FormKey, SignInSession
from db.session import database
from tests.e2e.conftest import House, idle

Opened = Callable[..., Page]


def session_of(person: Actor) -> str:
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    with database().writing() as session:
        if session.get(Credential, person.number) is None:
            session.add(
                Credential(person_id=person.number, password_hash="", changed_at=now, must_change=False)
            )
        session.add(
            SignInSession(
                digest=access.digest(token),
                person_id=person.number,
                started_at=now,
                seen_at=now,
                expires_at=now + timedelta(hours=1),
            )
        )
    return token


@pytest.fixture
def opened(house: House, open_page: Callable[..., Page]) -> Opened:
    """A screen as the director sees it, signed in already."""

    def open_at(path: str, *, width: int = 1440, who: Actor | None = None) -> Page:
        page = open_page(width=width)
        token = session_of(who or house.people.director)
        page.context.add_cookies([{"name": "luoshi_session", "value": token, "url": house.url}])
        page.goto(house.url + path)
        page.wait_for_selector("h1")
        return page

    return open_at


def count(table: type, *which: object) -> int:
    with database().reading() as session:
        return session.scalar(select(func.count()).select_from(table).where(*which)) or 0


def test_a_double_click_saves_once_and_says_so(opened: Opened) -> None:
    page = opened("/settings")
    page.get_by_label("单位名称").fill("市政府办公室")
    page.get_by_role("button", name="保存").first.click(click_count=4, delay=30)

    page.get_by_text("已保存。").first.wait_for()
    page.wait_for_timeout(1000)
    assert count(Event, Event.action == "office.settings_changed") == 1
    assert (count(FormKey), count(Draft)) == (1, 0)


def test_text_survives_a_session_that_ran_out_while_typing(house: House, opened: Opened) -> None:
    page = opened("/settings")
    page.get_by_role("tab", name="选项清单").click()
    sources = page.get_by_label("事项来源")
    sources.wait_for()
    with database().writing() as session:
        mine = update(SignInSession).where(SignInSession.person_id == house.people.director.id)
        session.execute(mine.values(expires_at=SignInSession.started_at))
    sources.fill("批示\n会议\n来信")
    page.get_by_role("heading", name="系统设置").click()

    page.get_by_text("您填写的内容已保留").first.wait_for()
    again = page.get_by_role("link", name="重新登录").get_attribute("href") or ""
    assert again.startswith("/sign-in?next=%2Fsettings")

    fresh = opened("/settings")
    fresh.get_by_role("tab", name="选项清单").click()
    fresh.get_by_text("已恢复您").wait_for()
    expect(fresh.get_by_label("事项来源")).to_have_value("批示\n会议\n来信")


def test_the_language_changes_in_place_and_stays(house: House, opened: Opened) -> None:
    page = idle(opened("/settings", who=house.people.admin))
    choice = page.get_by_test_id("stSidebar").get_by_role("combobox")
    choice.scroll_into_view_if_needed()
    choice.click()
    page.wait_for_timeout(1000)  # the list finds its place first: a scroll would close it
    page.get_by_role("option", name="English").click()
    page.get_by_role("heading", name="Settings").wait_for()

    opened("/settings", who=house.people.admin).get_by_role("heading", name="Settings").wait_for()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_stands_outside_the_screen(opened: Opened, width: int) -> None:
    page = opened("/settings", width=width)
    for tab in ("基本设置", "选项清单", "办理节奏"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    banner = page.get_by_text("非涉密系统，严禁处理国家秘密")
    assert banner.is_visible()
    assert banner.evaluate("node => node.scrollWidth <= innerWidth && node.clientHeight < 26")


def test_signing_out_leads_to_the_door(house: House, opened: Opened) -> None:
    page = opened("/me", who=house.people.staff)
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in**")
    mine = SignInSession.person_id == house.people.staff.id
    assert count(SignInSession, mine, SignInSession.ended_at.is_(None)) == 0
