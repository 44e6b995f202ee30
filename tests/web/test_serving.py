"""How the product is served: what security rests on is set, whatever file or variable says otherwise."""

import logging.handlers
import sys
from types import SimpleNamespace

import pytest
import structlog
from streamlit import config
from streamlit.testing.v1 import AppTest

import web
from core.people import accounts
from web import headers, serving


@pytest.mark.parametrize("name", sorted(serving.SETTINGS))
def test_streamlit_is_set_as_we_need_it(name):
    serving.configure()
    assert config.get_option(name) == serving.SETTINGS[name]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server.trustedUserHeaders", {"x-luoshi-session": "session"}),
        ("server.enableXsrfProtection", True),
        ("server.enableAgentApi", False),
        ("client.allowedOrigins", []),
        ("client.showErrorDetails", "none"),
        ("browser.gatherUsageStats", False),
        ("runner.postScriptGC", False),
    ],
)
def test_what_security_and_speed_rest_on(name, value):
    assert serving.SETTINGS[name] == value


def test_the_policy_knows_the_one_inline_script_of_streamlit():
    [fingerprint] = headers.inline_hashes()
    assert fingerprint in headers.content_policy()


def test_many_people_may_have_pages_open(monkeypatch):
    asked = []
    limits = SimpleNamespace(
        RLIMIT_NOFILE=7,
        RLIM_INFINITY=-1,
        getrlimit=lambda _which: (256, 4096),
        setrlimit=lambda which, wanted: asked.append((which, wanted)),
    )
    monkeypatch.setattr(serving, "resource", limits, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    serving.allow_many_files()
    monkeypatch.setattr(sys, "platform", "win32")
    serving.allow_many_files()

    assert asked == [(7, (4096, 4096))]


def test_no_address_reaches_the_log_of_the_server(monkeypatch):
    """The token of a wall stands in it; other lines of the server are written as before."""
    written = logging.handlers.BufferingHandler(100)
    for name in ("uvicorn.access", "uvicorn.error"):
        log = logging.getLogger(name)
        monkeypatch.setattr(log, "disabled", False)
        monkeypatch.setattr(log, "handlers", [written])
        monkeypatch.setattr(log, "filters", [])
        monkeypatch.setattr(log, "level", logging.INFO)
    serving.keep_addresses_unwritten()
    access, error = logging.getLogger("uvicorn.access"), logging.getLogger("uvicorn.error")
    access.info('%s - "%s %s HTTP/%s" %d', "host", "GET", "/wall?screen=token", "1.1", 200)
    for end in ("[accepted]", "403"):
        error.info(f'%s - "WebSocket %s" {end}', "host", "/wall/live?screen=token")
    error.info("Application startup complete.")

    assert [line.getMessage() for line in written.buffer] == ["Application startup complete."]


def test_every_module_with_routes_is_registered():
    paths = {getattr(route, "path", "") for route in web.routes()}
    assert {"/sign-in", "/set-up", "/password", "/sign-out", "/healthz", "/readyz", "/door"} <= paths
    assert {"sign-in", "door", "healthz"} <= web.own_segments()


def _failing() -> None:
    import streamlit as st

    import app

    def fall() -> None:
        raise ZeroDivisionError("a secret in the message")

    try:
        fall()
    except ZeroDivisionError as error:
        app.report(error)
    st.text("after")


def test_a_bug_shows_a_number_and_a_way_on_and_nothing_of_its_insides():
    with structlog.testing.capture_logs() as lines:
        screen = AppTest.from_function(_failing).run()

    [shown] = [one.value for one in screen.error]
    [line] = lines
    assert line["number"] in shown
    assert "secret" not in shown
    assert screen.button(key="go-on-after-error").label
    assert not screen.exception


def _refused() -> None:
    import app
    from core.people import accounts

    app.report(accounts.UserNameTaken(owner="王芳"))


def test_a_refusal_that_no_screen_caught_is_a_sentence():
    screen = AppTest.from_function(_refused).run()

    assert accounts.UserNameTaken(owner="王芳").for_user in screen.error[0].value
