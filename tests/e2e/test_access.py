"""Coming in, as people and as attackers do it: real server, real browser, raw sockets."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute
from websockets.sync.client import ClientConnection

from core import access
from core.actor import SYSTEM
from core.work import begin
from tests.e2e import office, raw
from tests.e2e.conftest import House, fill, idle
from tests.e2e.office import PASSWORD, Server
from tests.e2e.raw import ask, cookie_of, join, run

PAGES = re.findall(
    r'Screen\(\s*\w+,\s*\S+,\s*"([a-z-]+)"', (Path(office.ROOT) / "pages/ui/menu.py").read_text("utf-8")
)
STREAMLITS = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/upload_file/a/b",
    "/media/0000.png",
    "/component/a/b.js",
    "/static/js/index.js",
    "/favicon.png",
    "/files/1",
)
SECRET, MINE = "王芳", "me"


@pytest.fixture
def fresh(serve: Callable[..., Server], tmp_path: Path) -> Iterator[Server]:
    """A server nobody has asked for anything yet, at an office that is not set up."""
    server = serve(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def restarted(house: House) -> House:
    """The furnished office, its server just started: the next request is its first."""
    house.server.stop()
    house.server.start()
    return house


def test_every_address_signed_out_as_the_first_request_shows_nothing(restarted):
    """To pages and to what is Streamlit's own: nothing of the office is in any answer."""
    assert len(PAGES) > 5
    for path in [f"/{name}" for name in PAGES] + ["/", "/tasks/board", "/nosuch", *STREAMLITS]:
        document = ask(restarted.url, path, accept="text/html")
        other = ask(restarted.url, path)
        assert document.status in (303, 404), path
        assert document.headers.get("location", "/sign-in").startswith("/sign-in"), path
        assert other.status in (401, 404), path
        assert SECRET not in document.text + other.text


@pytest.mark.parametrize("path", ["/task?id=1", raw.STREAM])
def test_a_deep_link_to_a_server_that_just_started_shows_nothing(restarted, path):
    if path == raw.STREAM:
        assert join(restarted.url) is None
    answer = ask(restarted.url, path, accept="text/html")
    assert answer.status == 303
    assert SECRET not in answer.text


def test_a_live_session_cannot_be_taken_over(house):
    owner, other = (cookie_of(house.url, name, PASSWORD) for name in ("王芳", "郑浩"))
    socket = join(house.url, cookie=owner)
    assert socket is not None
    stolen, drawn = run(socket, MINE)
    assert stolen
    assert SECRET.encode() in drawn

    for _ in range(20):
        assert join(house.url, session=stolen) is None
        assert join(house.url, session=stolen, cookie="luoshi_session=guessed") is None
        assert join(house.url, session=stolen, x_luoshi_session="0" * 64) is None
    for _ in range(5):
        attack = join(house.url, session=stolen, cookie=other)
        assert attack is not None
        got, seen = run(attack, MINE)
        attack.close()
        assert got != stolen
        assert SECRET.encode() not in seen

    still, _ = run(socket)
    assert still == stolen
    socket.close()
    for _ in range(5):
        back = join(house.url, session=stolen, cookie=owner)
        assert back is not None
        assert run(back)[0] == stolen
        back.close()


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
def test_a_foreign_page_opens_no_websocket_with_my_cookie(house, origin):
    cookie = cookie_of(house.url, "王芳", PASSWORD)

    assert join(house.url, cookie=cookie, Origin=origin) is None
    assert join(house.url, cookie=cookie, Origin=origin, Host="evil.example") is None


def test_an_open_socket_shows_nothing_more_once_the_session_has_ended(house):
    cookie = cookie_of(house.url, "王芳", PASSWORD)
    socket = join(house.url, cookie=cookie)
    assert socket is not None
    assert SECRET.encode() in run(socket, MINE)[1]

    with begin(SYSTEM) as work:
        access.end_sessions(work, person_id=house.people.head.number)

    assert SECRET.encode() not in run(socket, MINE)[1]
    socket.close()
    # Another process of the office ended it: ours may believe the cookie for a second more.
    assert refused_within(5, lambda: join(house.url, cookie=cookie))


def refused_within(seconds: float, attempt: Callable[[], ClientConnection | None]) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        socket = attempt()
        if socket is None:
            return True
        socket.close()
        time.sleep(0.2)
    return False


def test_the_set_up_in_a_browser(fresh, open_page, screenshot):
    page = open_page()
    page.goto(f"{fresh.url}/task?id=1")
    assert page.url == f"{fresh.url}/set-up"
    assert join(fresh.url) is None
    screenshot(page, "set-up")

    page.fill("#code", "AAAA-AAAA")
    page.fill("#name", "滨江市政务服务中心")
    page.fill("#departments", "领导班子\n办公室\n财务科")
    page.fill("#person_name", "王建国")
    page.fill("#user_name", "王建国")
    for field in ("#password", "#repeated"):
        page.fill(field, PASSWORD)
    page.click("button.go")
    assert page.locator("#code-refusal").is_visible()
    assert page.input_value("#departments") == "领导班子\n办公室\n财务科"
    screenshot(page, "set-up-refused")

    page.fill("#code", fresh.code)
    for field in ("#password", "#repeated"):
        page.fill(field, PASSWORD)
    page.click("button.go")
    idle(page)
    page.locator("text=王建国").first.wait_for()
    assert ask(fresh.url, "/set-up", accept="text/html").status == 404


def test_signing_in_leads_to_the_page_that_was_asked_for(page, house, signed_in, screenshot):
    page.goto(f"{house.url}/people?x=1")
    screenshot(page, "sign-in")
    fill(page, "管理员", "wrong")
    assert page.locator("#user_name-refusal").is_visible()
    assert page.input_value("#user_name") == "管理员"

    fill(page, "管理员")
    idle(page)
    assert page.url.startswith(f"{house.url}/people")
    assert page.evaluate("document.cookie").count("luoshi_session") == 0
    screenshot(page, "first-screen")


def test_signing_out_by_the_button_ends_every_tab(page, house, signed_in, screenshot):
    signed_in(page, house.people.staff)
    tab = page.context.new_page()
    tab.goto(f"{house.url}/sign-out")
    screenshot(tab, "sign-out")
    tab.click("button.go")
    tab.wait_for_url("**/sign-in?signed-out")
    assert tab.locator(".done").is_visible()

    page.reload()
    assert page.url.startswith(f"{house.url}/sign-in")


def test_the_button_on_the_screen_signs_out(page, house, signed_in):
    signed_in(page, house.people.staff)
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in**")
    page.goto(f"{house.url}/tasks")
    assert "/sign-in" in page.url


def test_a_line_that_breaks_after_the_session_ended_leads_to_the_door_and_back(page, house, signed_in):
    lines: list[WebSocketRoute] = []

    def between(line: WebSocketRoute) -> None:
        lines.append(line)
        line.connect_to_server()

    page.route_web_socket("**/_stcore/stream", between)
    signed_in(page, house.people.other_staff, at="/people?x=1")
    with begin(SYSTEM) as work:
        access.end_sessions(work, person_id=house.people.other_staff.number)
    page.wait_for_timeout(1200)  # as long as a process believes a cookie that it has just seen
    lines[-1].close()

    page.wait_for_selector("#password", timeout=20_000)
    assert page.url == f"{house.url}/sign-in?next=%2Fpeople%3Fx%3D1"
    fill(page, house.people.other_staff.name)
    page.wait_for_url(f"{house.url}/people?x=1")


def test_a_first_password_has_to_be_changed_before_anything_else(page, house, screenshot):
    office.passwords("first-pass-2468", must_change=True, only=house.people.liaison.number)
    page.goto(house.url)
    fill(page, "刘洋", "first-pass-2468")
    page.wait_for_url("**/password")
    page.goto(f"{house.url}/tasks")
    assert page.url == f"{house.url}/password"
    screenshot(page, "first-password")

    page.fill("#current", "first-pass-2468")
    for field in ("#new", "#repeated"):
        page.fill(field, "12345678")
    page.click("button.go")
    assert page.locator("#new-refusal").is_visible()

    page.fill("#current", "first-pass-2468")
    for field in ("#new", "#repeated"):
        page.fill(field, "一句只有我知道的话")
    page.click("button.go")
    idle(page)
    page.locator("text=刘洋").first.wait_for()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
)
def test_the_plain_pages_fit_every_screen(open_page, house, screenshot, language, width, scheme):
    page = open_page(width=width, height=844, language=language, scheme=scheme)
    shown = {"zh_CN": ("登录", "非涉密系统，严禁处理国家秘密"), "en": ("Sign in", "Not a classified system")}
    page.goto(f"{house.url}/sign-in")

    heading, warning = shown[language]
    assert page.inner_text("h1") == heading
    assert warning in page.inner_text(".secrecy")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert smallest_target(page) >= 40
    screenshot(page, f"sign-in-{width}-{scheme}-{language}")
    page.goto(f"{house.url}/sign-in?next=/password")
    fill(page, "王芳")
    page.wait_for_url("**/password")
    page.goto(f"{house.url}/sign-out")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    screenshot(page, f"sign-out-{width}-{scheme}-{language}")


def smallest_target(page: Page) -> float:
    boxes = [one.bounding_box() for one in page.locator("button:visible, input:visible").all()]
    return min(box["height"] for box in boxes if box is not None and box["height"] > 1)


def test_the_content_policy_blocks_nothing_that_the_product_needs(open_page, house):
    page = open_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(house.url)
    fill(page, "管理员")
    idle(page)
    for path in ("people", "calendar", "settings"):
        page.goto(f"{house.url}/{path}")
        idle(page)

    assert [one for one in complaints if "Content Security Policy" in one] == []
