"""What people type, in a real browser: double clicks, an ended session, the language, narrow screens."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import func, select, update

from core import access
from core.actor import Actor
from db.models import Credential, Draft, Event, FormKey, SignInSession
from db.session import database
from tests import make
from tools import chromium

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def director(office: object) -> Actor:
    return make.office().director


@pytest.fixture
def address(director: Actor) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet: Any = subprocess.DEVNULL
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port)]
    server = subprocess.Popen(command, env=dict(os.environ), stdout=quiet, stderr=quiet)
    _wait(f"http://127.0.0.1:{port}")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)


def _wait(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/healthz").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    pytest.fail("the server did not start")


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
def opened(director: Actor, address: str) -> Iterator[Callable[..., Page]]:
    found = chromium.found()
    if found is None:
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))

        def open_at(path: str, *, width: int = 1440) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
            context.add_cookies([{"name": "luoshi_session", "value": session_of(director), "url": address}])
            page = context.new_page()
            page.goto(address + path)
            page.wait_for_selector("h1")
            return page

        yield open_at
        browser.close()


def test_a_double_click_saves_once_and_says_so(opened: Callable[..., Page]) -> None:
    page = opened("/settings")
    page.get_by_label("单位名称").fill("市政府办公室")
    page.get_by_role("button", name="保存").first.click(click_count=4, delay=30)

    page.get_by_text("已保存。").first.wait_for()
    page.wait_for_timeout(1500)
    with database().reading() as session:
        changes = select(func.count()).where(Event.action == "office.settings_changed")
        assert session.scalar(changes) == 1
        assert session.scalar(select(func.count()).select_from(FormKey)) == 1
        assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_text_survives_a_session_that_ran_out_while_typing(opened: Callable[..., Page]) -> None:
    page = opened("/settings")
    page.get_by_role("tab", name="选项清单").click()
    sources = page.get_by_label("事项来源")
    sources.wait_for()
    with database().writing() as session:
        session.execute(update(SignInSession).values(expires_at=SignInSession.started_at))
    sources.fill("批示\n会议\n来信")
    page.get_by_role("heading", name="系统设置").click()

    page.get_by_text("您填写的内容已保留").first.wait_for()
    again = page.get_by_role("link", name="重新登录").get_attribute("href") or ""
    assert again.startswith("/sign-in?next=%2Fsettings")

    fresh = opened("/settings")
    fresh.get_by_role("tab", name="选项清单").click()
    fresh.get_by_text("已恢复您").wait_for()
    assert fresh.get_by_label("事项来源").input_value() == "批示\n会议\n来信"


def test_the_language_changes_in_place_and_stays(opened: Callable[..., Page]) -> None:
    page = opened("/settings")
    page.get_by_test_id("stSidebar").get_by_role("combobox").click()
    page.get_by_role("option", name="English").click()
    page.get_by_role("heading", name="Settings").wait_for()

    opened("/settings").get_by_role("heading", name="Settings").wait_for()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_stands_outside_the_screen(opened: Callable[..., Page], width: int) -> None:
    page = opened("/settings", width=width)
    for tab in ("基本设置", "选项清单", "办理节奏"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_text("非涉密系统，严禁处理国家秘密").is_visible()


def test_signing_out_leads_to_the_door(opened: Callable[..., Page]) -> None:
    page = opened("/me")
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in**")
    with database().reading() as session:
        alive = select(func.count()).where(SignInSession.ended_at.is_(None))
        assert session.scalar(alive) == 0
