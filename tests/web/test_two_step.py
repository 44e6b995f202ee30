"""The second step as pages: between the password and the code, switching it on, and roles that need it."""

import re

import pyotp
import pytest

from core import administration
from core.work import begin
from tests.web.conftest import DOCUMENT, SAME, sign_in


def act(browser, what, code=""):
    return browser.post("/second-factor", data={"act": what, "code": code}, headers=SAME)


@pytest.fixture
def secret(browser):
    act(browser, "begin")
    return re.search(r"<code>([A-Z2-7]{32})</code>", browser.get("/second-factor").text).group(1)


@pytest.fixture
def codes(browser, secret):
    page = act(browser, "confirm", pyotp.TOTP(secret).now()).text
    found = re.findall(r"<code>([\w-]{14})</code>", page)
    assert len(found) == 10
    browser.post("/sign-out", headers=SAME)
    browser.cookies.clear()
    return found


def test_the_password_alone_reaches_nothing(browser, codes):
    answer = sign_in(browser, onward="/tasks")

    assert answer.headers["location"] == "/two-step?next=%2Ftasks"
    assert browser.get("/tasks", headers=DOCUMENT).headers["location"].startswith("/sign-in")
    assert browser.get("/search").status_code == 401
    assert "HttpOnly" in answer.headers["set-cookie"]


def test_a_recovery_code_leads_on_to_where_one_was_going(browser, codes):
    sign_in(browser, onward="/tasks")

    answer = browser.post("/two-step", data={"code": codes[0], "next": "/tasks"}, headers=SAME)

    assert answer.headers["location"] == "/tasks"
    assert browser.get("/search").status_code == 200
    assert browser.cookies.get("luoshi_half") is None


def test_a_wrong_code_is_said_beside_its_field(browser, codes):
    sign_in(browser)

    answer = browser.post("/two-step", data={"code": "000000"}, headers=SAME)

    assert answer.status_code == 422
    assert 'id="code-refusal"' in answer.text


def test_without_the_password_there_is_no_second_step(stranger, head):
    assert stranger.get("/two-step", headers=DOCUMENT).headers["location"] == "/sign-in"
    assert stranger.post("/two-step", data={"code": "1"}, headers=SAME).headers["location"] == "/sign-in"


def test_a_foreign_page_cannot_answer(browser, codes):
    sign_in(browser)

    answer = browser.post("/two-step", data={"code": codes[0]}, headers={"origin": "http://evil.example"})

    assert answer.status_code == 403


def test_the_page_leads_nowhere_outside(browser, codes):
    sign_in(browser)

    form = {"code": codes[0], "next": "//evil.example"}
    assert browser.post("/two-step", data=form, headers=SAME).headers["location"] == "/"


def test_no_script_behind_the_gate_sees_the_half_token(browser, codes):
    sign_in(browser)
    browser.post("/two-step", data={"code": codes[0]}, headers=SAME)
    browser.cookies.set("luoshi_half", "sometoken")

    seen = browser.get("/anything").json()
    assert "sometoken" not in str(seen)


def test_a_role_that_needs_it_reaches_nothing_before(browser, people):
    with begin(people.admin) as work:
        administration.change_settings(work, wanted={"second_factor_roles": ["head"]}, seen={})
    browser.cookies.clear()
    sign_in(browser)

    assert browser.get("/tasks", headers=DOCUMENT).headers["location"] == "/second-factor"
    assert browser.get("/search").status_code == 403
    assert browser.get("/second-factor", headers=DOCUMENT).status_code == 200
    act(browser, "begin")
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", browser.get("/second-factor").text).group(1)
    act(browser, "confirm", pyotp.TOTP(secret).now())
    assert browser.get("/search").status_code == 200
