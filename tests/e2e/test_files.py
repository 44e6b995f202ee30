"""Photos on their way from a phone, in a real browser against a real server."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from core import access
from db.models import Credential, Matter, SignInSession
from db.session import database
from tests import make
from tests.files import samples
from tools import chromium

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAITING = "text=1 个文件尚未发送"


class Server:
    """The office of photo_office.py, which can be switched off and on again."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._running: subprocess.Popen[bytes] | None = None

    def on(self) -> None:
        command = [sys.executable, "-m", "uvicorn", "tests.e2e.photo_office:app", "--port", str(self.port)]
        quiet: Any = subprocess.DEVNULL
        self._running = subprocess.Popen(command, env=dict(os.environ), stdout=quiet, stderr=quiet)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.address}/healthz").status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.1)
        pytest.fail("the server did not start")

    def off(self) -> None:
        if self._running is not None:
            self._running.terminate()
            self._running.wait(20)
            self._running = None


@pytest.fixture
def server(office: object) -> Iterator[Server]:
    made = Server()
    made.on()
    yield made
    made.off()


@pytest.fixture
def cookie(office: object) -> str:
    """Zhang Min's, and a folder that she may add to."""
    people, now, token = make.office(), datetime.now(UTC), secrets.token_urlsafe(32)
    with database().writing() as session:
        session.add(
            Credential(person_id=people.staff.number, password_hash="x", changed_at=now, must_change=False)
        )
        session.add(
            SignInSession(
                digest=access.digest(token),
                person_id=people.staff.number,
                started_at=now,
                seen_at=now,
                expires_at=now + timedelta(hours=9),
            )
        )
        session.add(
            Matter(
                kind="folder",
                title="材料",
                supervising_department_id=people.bureau,
                created_by=people.head.number,
                created_at=now,
            )
        )
    return token


def on_a_phone(server: Server, cookie: str, scene: Callable[[BrowserContext, Page], None]) -> None:
    """Plays the scene in a thread of its own: Playwright has room for one driver in each."""

    def play() -> None:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.found(), args=FLAGS)
            phone = browser.new_context(
                locale="zh-CN", viewport={"width": 390, "height": 844}, has_touch=True
            )
            phone.add_cookies([{"name": "luoshi_session", "value": cookie, "url": server.address}])
            scene(phone, opened(phone, server))
            browser.close()

    with ThreadPoolExecutor(1) as alone:
        alone.submit(play).result()


def opened(phone: BrowserContext, server: Server) -> Page:
    page = phone.new_page()
    page.goto(server.address)
    page.get_by_role("button", name="选择照片或文件").wait_for()
    return page


def pick(page: Page, name: str, content: bytes, kind: str = "image/jpeg") -> None:
    handed: Any = {"name": name, "mimeType": kind, "buffer": content}
    page.locator("input.any").set_input_files([handed])


def kept(page: Page, count: int) -> None:
    page.locator(f"text=已存 {count} 个").wait_for()


def test_photos_survive_a_dead_line_a_dead_server_and_a_closed_tab(server, cookie):
    def scene(phone: BrowserContext, page: Page) -> None:
        pick(page, "现场.jpg", samples.phone_photo())
        kept(page, 1)

        phone.set_offline(True)
        pick(page, "离线.png", samples.picture("PNG", size=(3000, 1000)), "image/png")
        page.locator(WAITING).wait_for()
        phone.set_offline(False)
        kept(page, 2)

        server.off()
        pick(page, "断电.jpg", samples.picture())
        page.locator(WAITING).wait_for()
        page.close()
        server.on()
        kept(opened(phone, server), 3)

    on_a_phone(server, cookie, scene)


def test_what_is_refused_is_said_beside_the_file_and_nothing_is_kept(server, cookie):
    def scene(phone: BrowserContext, page: Page) -> None:
        pick(page, "坏.jpg", b"not a picture")
        page.get_by_text("“坏.jpg”的内容与扩展名不符").wait_for()
        pick(page, "空.pdf", b"", "application/pdf")
        page.get_by_text("文件为空（0 字节）").wait_for()
        page.get_by_role("button", name="从列表中移除： 坏.jpg").press("Enter")
        page.get_by_text("“坏.jpg”的内容与扩展名不符").wait_for(state="detached")
        kept(page, 0)

    on_a_phone(server, cookie, scene)


def test_a_photo_is_scaled_on_the_phone_and_opens_in_place(server, cookie):
    def scene(phone: BrowserContext, page: Page) -> None:
        with page.expect_request(lambda request: request.method == "PUT") as sent:
            pick(page, "大图.jpg", samples.noise(size=(4000, 3000)))
        assert len(sent.value.post_data_buffer or b"") < 2 * 1024 * 1024
        kept(page, 1)
        page.get_by_role("link", name="大图.jpg").click()
        shown = page.locator("dialog img")
        shown.wait_for()
        page.wait_for_function("find => find.naturalWidth === 1600", arg=shown.element_handle())

    on_a_phone(server, cookie, scene)


def test_who_was_signed_out_keeps_the_photo_until_signing_in_again(server, cookie):
    def scene(phone: BrowserContext, page: Page) -> None:
        phone.clear_cookies()
        pick(page, "现场.jpg", samples.phone_photo())
        page.get_by_text("您已退出登录。文件保存在本机").wait_for()
        phone.add_cookies([{"name": "luoshi_session", "value": cookie, "url": server.address}])
        kept(page, 1)

    on_a_phone(server, cookie, scene)
