"""Fixtures of the tests in a real browser, against a real server.

browser        a Chromium; every test that asks for it is skipped where there is none
serve          serve(folder) starts the product on a free port: a Server with url, log, code, stop()
house          a furnished office that is being served, one per test module: url, people, server
open_page      open_page(width=390, language="en", …) gives a page that must not call anybody outside
signed_in      signed_in(page, people.head) signs in and waits for the first screen
screenshot     screenshot(page, "name") saves into the folder screens/, which git ignores
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from core.actor import Actor
from core.settings import ROOT, Settings, settings
from db.session import connect
from tests import make
from tests.e2e import office
from tests.e2e.office import PASSWORD, Server
from tools import chromium

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
IDLE = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
HERE = Path(__file__).parent
SHOTS = ROOT / "screens"
OWN_SCHEMES = ("data", "blob", "about", "chrome-extension")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for a browser is marked so; a module stays on one worker, with its one server."""
    for item in items:
        if HERE not in item.path.parents:
            continue
        item.add_marker(pytest.mark.xdist_group(item.path.stem))
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@dataclass
class House:
    """A furnished office and the server that serves it."""

    server: Server
    people: make.Office

    @property
    def url(self) -> str:
        return self.server.url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One per module: while it is open, no other test of this process can run an event loop."""
    where = chromium.found()
    if where is None:
        pytest.skip("no Chromium was found: nothing was tried in a browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=where, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., Server]]:
    """Starts a server per call; all are stopped when the module ends."""
    running: list[Server] = []

    def start(folder: Path, **variables: str) -> Server:
        running.append(Server(folder, office.free_port(), variables).start())
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="module")
def served(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    people = office.furnish(folder)
    yield House(serve(folder), people)
    office.leave()


@pytest.fixture
def house(served: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The served office; this process is connected to its database, so that tests/make.py builds in it."""
    connect_to(served.server.folder, monkeypatch)
    yield served
    settings.cache_clear()


def connect_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_FOLDER", str(folder))
    monkeypatch.setenv("LUOSHI_DATABASE_URL", office.address(folder))
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    settings.cache_clear()
    connect(office.address(folder))


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A page in a context of its own: nobody else's cookies. It fails when anything outside is asked for."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in OWN_SCHEMES and where.hostname != "127.0.0.1":
            asked.append(request.url)

    def opened(
        *, width: int = 1440, height: int = 900, language: str = "", scheme: str = "light", **options: Any
    ) -> Page:
        view: Any = {"width": width, "height": height}
        context = browser.new_context(viewport=view, color_scheme=scheme, locale="zh-CN", **options)
        if language:
            context.add_cookies([{"name": "luoshi_lang", "value": language, "url": "http://127.0.0.1"}])
        context.on("request", note)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert asked == [], "a page called somebody outside"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


@pytest.fixture
def signed_in(house: House) -> Callable[..., Page]:
    def sign_in(page: Page, who: Actor | str, *, at: str = "/", password: str = PASSWORD) -> Page:
        """Opens a deep link signed out, signs in, and waits until the screen is there."""
        page.goto(house.url + at)
        fill(page, who if isinstance(who, str) else who.name, password)
        return idle(page)

    return sign_in


def fill(page: Page, user_name: str, password: str = PASSWORD) -> None:
    page.fill("#user_name", user_name)
    page.fill("#password", password)
    page.click("button.go")


def idle(page: Page) -> Page:
    """Wait until Streamlit is connected and the script has run."""
    page.wait_for_selector(IDLE, state="attached", timeout=30_000)
    return page


@pytest.fixture
def screenshot() -> Callable[[Page, str], Path]:
    def save(page: Page, name: str) -> Path:
        SHOTS.mkdir(exist_ok=True)
        path = SHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return save
