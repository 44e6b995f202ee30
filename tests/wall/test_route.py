"""The wall's page and socket: who may open them, what travels, and how often it is computed."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

import web
from core import access, tasks, wall
from core.work import begin, look
from db.models import Matter
from db.session import database
from tests import make
from tests.access.conftest import _quick_hashes, give
from tests.wall.conftest import hangs
from tests.web.conftest import DOCUMENT, HERE, SAME, SOCKETS, sign_in
from web import wall as wall_page
from web import wall_feed, wall_text
from web.gate import Gate

__all__ = ["_quick_hashes"]

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def browser(house: make.Office) -> Iterator[TestClient]:
    """Somebody's browser, signed out."""
    gate = Middleware(Gate, own=web.own_segments(), sockets=web.own_sockets())
    app = Starlette(routes=web.routes(), middleware=[gate])
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def token(house: make.Office) -> str:
    with begin(house.clerk) as work:
        return wall.make_link(work, name="三楼会议室")


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of each snapshot that was computed."""
    numbers: list[int] = []
    real: Callable[[], Any] = wall.latest

    def counted() -> Any:
        found = real()
        numbers.append(found.number)
        return found

    monkeypatch.setattr(wall, "latest", counted)
    return numbers


def watching(browser: TestClient, query: str = "") -> WebSocketTestSession:
    return browser.websocket_connect(f"{SOCKETS}/wall/live?{query}", headers=SAME)


def heard(socket: WebSocketTestSession) -> dict[str, Any]:
    """The next snapshot; what only says how old the last one is passes by."""
    while True:
        said = json.loads(socket.receive_text())
        if "panels" in said:
            return said


def closes(socket: WebSocketTestSession) -> int:
    with pytest.raises(WebSocketDisconnect) as closed:
        while True:
            assert "panels" not in json.loads(socket.receive_text())
    return closed.value.code


def open_items(said: dict[str, Any]) -> int:
    [counts] = [one for one in said["panels"] if one["name"] == "counts"]
    return next(one["number"] for one in counts["items"] if one["id"] == "open")


def revoke(house: make.Office) -> None:
    with begin(house.admin) as work:
        [row] = wall.links(work)
        wall.revoke_link(work, link_id=row.id, version=row.version)


def test_nobody_gets_in_without_a_session_or_a_link(browser, token):
    page = browser.get("/wall?theme=dark", headers=DOCUMENT)
    assert page.headers["location"] == "/sign-in?next=%2Fwall%3Ftheme%3Ddark"
    with watching(browser) as socket:
        assert closes(socket) == 4401
    for bad in ("screen=", "screen=gone", f"screen={token}x", "screen=%00", "screen=x&screen="):
        with watching(browser, bad) as socket:
            assert closes(socket) in (4401, 4403), bad
    assert browser.get("/wall?screen=x&screen=", headers=DOCUMENT).status_code == 303
    past_the_gate = TestClient(Starlette(routes=wall_page.ROUTES), base_url=HERE)
    with past_the_gate, watching(past_the_gate) as socket:
        assert closes(socket) == 4401


def test_the_account_of_a_screen_is_led_to_the_wall(browser, house):
    for person, first in ((house.screen, "/wall"), (house.head, "/")):
        give(person)
        assert sign_in(browser, person.name).headers["location"] == first
        browser.cookies.clear()


def test_a_link_opens_the_wall_and_no_other_door(browser, token):
    page = browser.get(f"/wall?screen={token}", headers=DOCUMENT)
    assert page.status_code == 200
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    for file in re.findall(r'"(/door/wall/[^"]+)"', page.text):
        assert browser.get(file).status_code == 200, file
    for path in ("/today", "/", "/search", "/live", "/wall/other"):
        answer = browser.get(f"{path}?screen={token}", headers=DOCUMENT)
        assert answer.status_code in (303, 404), path
        assert answer.headers.get("location", "/sign-in").startswith("/sign-in"), path
    assert browser.post(f"/wall?screen={token}", headers=SAME).status_code in (401, 405)
    foreign = {"origin": "http://elsewhere.example"}
    with (
        pytest.raises(WebSocketDisconnect),
        browser.websocket_connect(f"{SOCKETS}/wall/live?screen={token}", headers=foreign) as socket,
    ):
        socket.receive_text()


def test_a_change_travels_to_the_wall_as_a_whole_snapshot(browser, token, house):
    with watching(browser, f"screen={token}&lang=en&widgets=week,counts&rows=5") as socket:
        first = heard(socket)
        assert (first["lang"], first["rows"], first["theme"]) == ("en", 5, "light")
        assert [one["name"] for one in first["panels"]] == ["week", "counts"]
        make.task(house, title="新下达的事项")
        later = heard(socket)
        while open_items(later) == 0:
            later = heard(socket)
        assert open_items(later) == 1


def test_a_hundred_walls_cost_one_computation_per_change(browser, token, house, computed):
    """Whatever the number of walls, of languages and of arrangements."""
    queries = [f"screen={token}&lang={lang}&rows={rows}" for lang in ("en", "zh_CN") for rows in range(5, 11)]
    sockets = [watching(browser, query).__enter__() for query in queries]
    for socket in sockets:
        heard(socket)
    before = len(computed)
    draft = make.draft(house, title="一次变化")
    with begin(house.director, now=make.at()) as work:
        tasks.issue(work, task_id=draft, version=work.session.get_one(Matter, draft).version)
    for socket in sockets:
        while open_items(heard(socket)) == 0:
            pass
    assert len(computed) - before <= 2, "drafted and issued"
    assert len(computed) == len(set(computed)), "nothing is computed twice"
    for socket in sockets:
        socket.__exit__(None, None, None)


def test_what_is_internal_hangs_on_no_wall_whoever_opened_it(browser, token, house):
    """A leader of the department sees it in the list, and not on the wall; a link beats a session."""
    secret = make.task(house, title="内部绝密事项")
    with database().writing() as session:
        session.execute(update(Matter).where(Matter.id == secret).values(internal=True, due_day=make.day(1)))
    with look(house.head) as work:
        assert tasks.listed(work, wanted=tasks.Filter()).found == 1
    give(house.head)
    sign_in(browser)
    for query in ("", f"screen={token}"):
        with watching(browser, query) as socket:
            said = heard(socket)
        assert open_items(said) == 0
        assert "内部绝密事项" not in json.dumps(said, ensure_ascii=False)


def test_a_revoked_link_goes_dark_at_once_and_stays_so(browser, token, house):
    with watching(browser, f"screen={token}") as socket:
        heard(socket)
        revoke(house)
        assert closes(socket) == 4403
    with watching(browser, f"screen={token}") as socket:
        assert closes(socket) == 4403


def test_the_wall_of_somebody_who_signed_out_is_told(browser, house, monkeypatch):
    monkeypatch.setattr(wall_feed, "LOOK", 0.05)
    give(house.head)
    sign_in(browser)
    token = next(cookie.value for cookie in browser.cookies.jar if cookie.name == "luoshi_session")
    with watching(browser) as socket:
        heard(socket)
        access.sign_out(access.digest(token or ""))
        assert closes(socket) == 4401


def test_he_is_told_also_where_something_changes_all_the_time(browser, house, monkeypatch):
    monkeypatch.setattr(wall_feed, "LOOK", 0.05)
    real = wall.latest
    monkeypatch.setattr(wall, "latest", lambda: replace(real(), number=-1))  # always one that is overtaken
    give(house.head)
    sign_in(browser)
    token = next(cookie.value for cookie in browser.cookies.jar if cookie.name == "luoshi_session")
    with watching(browser) as socket:
        heard(socket)
        access.sign_out(access.digest(token or ""))
        with pytest.raises(WebSocketDisconnect) as closed:
            for _ in range(100):
                socket.receive_text()
    assert closed.value.code == 4401


def test_addresses_made_up_do_not_fill_the_memory(house, monkeypatch):
    feed = wall_feed.Feed("version")
    feed.snapshot = hangs()
    written: list[int] = []
    monkeypatch.setattr(wall_text, "written", lambda _shown, wanted, **_: written.append(wanted.rows) or "{}")
    for rows in (1, 1, *range(2, 200)):
        feed.text(replace(feed.snapshot.arrangement, rows=rows))
        assert len(feed._texts) <= wall_feed.MOST_TEXTS
    assert written == [*range(1, 200)], "what was asked twice is written once"


def test_how_old_the_data_is_is_told_only_while_the_database_answers(browser, token, monkeypatch):
    monkeypatch.setattr(wall_feed, "LOOK", 0.05)
    monkeypatch.setattr(wall_feed, "RETRY", 0.05)
    away, missed, real = threading.Event(), threading.Event(), wall.latest

    def latest() -> Any:
        if not away.is_set():
            return real()
        missed.set()
        return None

    monkeypatch.setattr(wall, "latest", latest)
    monkeypatch.setattr(wall, "answers", lambda: not away.is_set())
    with watching(browser, f"screen={token}") as socket:
        first = heard(socket)
        assert json.loads(socket.receive_text())["beat"] >= first["at"]
        away.set()
        assert missed.wait(20)
        away.clear()
        assert heard(socket)["at"] > first["at"], "right again alone"


def test_a_fault_in_one_widget_is_written_down_and_tried_again(browser, token, monkeypatch):
    monkeypatch.setattr(wall_feed, "AGAIN", 0.05)
    faults = [ZeroDivisionError("a widget")]
    real = wall.latest

    def faulty() -> Any:
        if faults:
            raise faults.pop()
        return real()

    monkeypatch.setattr(wall, "latest", faulty)
    with watching(browser, f"screen={token}") as socket:
        assert heard(socket)["panels"]
    assert not faults
