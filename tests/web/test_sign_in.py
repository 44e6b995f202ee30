"""The plain pages: signing in and out, in both languages, with every refusal at its field."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from core import access
from core.settings import settings
from core.work import begin
from db.models import SignInSession
from tests.access.conftest import give
from tests.web.conftest import DOCUMENT, HERE, PASSWORD, SAME, outer, sign_in
from web import cookies
from web import sign_in as page
from web.pages import inside


def test_a_deep_link_survives_signing_in(stranger, head):
    where = stranger.get("/task?id=7&x=%E7%9D%A3", headers=DOCUMENT).headers["location"]
    html = stranger.get(where).text
    assert 'value="/task?id=7&amp;x=%E7%9D%A3"' in html

    assert sign_in(stranger, onward="/task?id=7&x=%E7%9D%A3").headers["location"] == "/task?id=7&x=%E7%9D%A3"
    assert stranger.get("/sign-in?next=/tasks").headers["location"] == "/tasks"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "/sign-out",
        "/_stcore/health",
        "",
        " /tasks",
        "/\t/evil.example",
    ],
)
def test_signing_in_leads_nowhere_outside(target):
    assert inside(target) == "/"


def test_the_cookie_cannot_be_read_by_scripts(stranger, head):
    cookie = sign_in(stranger).headers["set-cookie"]

    assert cookie.startswith(f"{cookies.NAME}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_every_sign_in_makes_a_new_session(stranger, head):
    stranger.cookies.set(cookies.NAME, "planted by somebody")
    sign_in(stranger)
    first = stranger.cookies.get(cookies.NAME, domain="127.0.0.1") or ""
    with TestClient(outer(), base_url=HERE, follow_redirects=False) as other:
        sign_in(other)
        assert other.cookies[cookies.NAME] not in ("planted by somebody", first)


def test_a_wrong_password_is_said_at_the_field_and_the_name_is_kept(stranger, head):
    answer = sign_in(stranger, "王芳<script>", "wrong")

    assert answer.status_code == 422
    assert "用户名或密码不正确" in answer.text
    assert 'value="王芳&lt;script&gt;"' in answer.text
    assert "wrong" not in answer.text.replace('class="field wrong"', "")
    assert "set-cookie" not in answer.headers


def test_known_unknown_and_waiting_get_the_same_page_byte_for_byte(stranger, head):
    known = [sign_in(stranger, "王芳", "wrong").text for _ in range(6)]
    unknown = [sign_in(stranger, "某某", "wrong").text for _ in range(6)]

    assert len({*known, *(html.replace("某某", "王芳") for html in unknown)}) == 1


def test_a_waiting_name_is_answered_as_slowly_as_a_wrong_password(stranger, head, monkeypatch):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    monkeypatch.setattr(page, "sleep", sleep)
    for _ in range(6):
        sign_in(stranger, "王芳", "wrong")

    assert len(slept) == 1
    assert slept[0] == page._lately["seconds"] > 0


def test_the_page_speaks_both_languages_and_remembers(stranger):
    assert '<html lang="zh-CN">' in stranger.get("/sign-in").text
    english = stranger.get("/sign-in?next=/tasks&lang=en")
    assert '<html lang="en">' in english.text
    assert "/sign-in?next=%2Ftasks&amp;lang=zh_CN" in english.text
    assert '<html lang="en">' in stranger.get("/sign-in").text
    assert '<html lang="zh-CN">' in stranger.get("/sign-in?lang=zh_CN").text
    assert '<html lang="zh-CN">' in stranger.get("/sign-in?lang=xx").text


def test_the_warning_about_secrets_stands_on_every_page(visitor, people, head):
    for path in ("/sign-in", "/password", "/sign-out"):
        if path == "/password":
            sign_in(visitor)
        assert "非涉密系统，严禁处理国家秘密" in visitor.get(path).text


def test_signing_out_needs_the_button(browser):
    assert browser.get("/sign-out").status_code == 200
    assert browser.get("/tasks").status_code == 200
    token = browser.cookies[cookies.NAME]

    answer = browser.post("/sign-out", headers=SAME)

    assert answer.headers["location"] == "/sign-in?signed-out"
    assert "Max-Age=0" in answer.headers["set-cookie"]
    browser.cookies.set(cookies.NAME, token)
    assert browser.get("/tasks").status_code == 401


@pytest.mark.parametrize("how", ["everywhere", "password", "given", "one"])
def test_a_stolen_cookie_is_dead_after(browser, head, people, how):
    with TestClient(outer(), base_url=HERE, follow_redirects=False) as thief:
        sign_in(thief)
        assert thief.get("/tasks").status_code == 200
        if how == "everywhere":
            browser.post("/sign-out", data={"everywhere": "1"}, headers=SAME)
        elif how == "password":
            new = {"current": PASSWORD, "new": "a new and good one", "repeated": "a new and good one"}
            assert browser.post("/password", data=new, headers=SAME).headers["location"] == "/"
            assert browser.get("/tasks").status_code == 200
        elif how == "given":
            give(head, "a fresh password of mine")
        else:
            thiefs = access.digest(thief.cookies[cookies.NAME])
            with begin(head) as work:
                number = next(one.id for one in access.my_sessions(work, this=thiefs) if one.is_this)
            browser.post("/sign-out", data={"session": str(number)}, headers=SAME)

        assert thief.get("/tasks").status_code == 401


def test_a_password_is_changed_with_every_refusal_at_its_field(browser):
    def change(current, new, repeated=None):
        form = {"current": current, "new": new, "repeated": new if repeated is None else repeated}
        return browser.post("/password", data=form, headers=SAME)

    assert 'id="current-refusal"' in change("wrong", "another good sentence").text
    assert 'id="new-refusal"' in change(PASSWORD, "12345678").text
    assert 'id="new-refusal"' in change(PASSWORD, PASSWORD).text
    assert 'id="repeated-refusal"' in change(PASSWORD, "another good sentence", "other").text
    assert change(PASSWORD, "another good sentence").headers["location"] == "/"


def test_signed_out_the_other_pages_lead_to_signing_in(stranger):
    for path in ("/password", "/sign-out"):
        assert stranger.get(path, headers=DOCUMENT).headers["location"].startswith("/sign-in")
        assert stranger.post(path, headers=SAME).status_code == 401


@pytest.mark.parametrize("size", [70_000, 5_000_000])
def test_more_than_anybody_types_is_refused(stranger, size):
    assert sign_in(stranger, "x" * size, "y").status_code == 413


def test_hostile_forms_meet_a_page(stranger):
    for body in (b"\xff\xfe=\x00", b"&" * 5000, b"user_name=" + b"%00" * 50 + b"&password=%ED%A0%80", b""):
        headers = {**SAME, "content-type": "application/x-www-form-urlencoded"}
        assert stranger.post("/sign-in", content=body, headers=headers).status_code in (413, 422)


def test_the_demo_offers_its_people(stranger, monkeypatch):
    accounts = [{"user_name": "wang", "password": PASSWORD, "label": "主任 <b>"}]
    monkeypatch.setenv("LUOSHI_DEMO", "true")
    settings.cache_clear()
    assert "选择演示身份登录" not in stranger.get("/sign-in").text
    (settings().folder / "accounts.json").write_text(json.dumps(accounts), "utf-8")

    html = stranger.get("/sign-in").text

    assert "主任 &lt;b&gt;" in html
    assert "演示" in html


def test_an_idle_session_leads_back_to_signing_in(browser, office):
    with office.writing() as session:
        [row] = session.scalars(select(SignInSession))
        row.seen_at -= timedelta(minutes=settings().session_idle_minutes)

    assert browser.get("/tasks", headers=DOCUMENT).headers["location"].startswith("/sign-in")
