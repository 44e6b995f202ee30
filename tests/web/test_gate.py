"""The gate: what a stranger, a forger and a foreign page get to see."""

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from core import access
from core.settings import settings
from tests.access.conftest import give
from tests.web.conftest import (
    DOCUMENT,
    HERE,
    OWN_SOCKET,
    PASSWORD,
    SAME,
    SOCKETS,
    STREAMLIT,
    outer,
    sign_in,
)
from web import cookies

# What the gate decides does not depend on the database: once is enough.
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

PATHS = [
    "/",
    "/today",
    "/tasks",
    "/task?id=1",
    "/nosuch",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/upload_file/x/y",
    "/media/abc.png",
    "/static/js/index.js",
    "/component/a/b.js",
    "/app/static/x",
    "/files/1",
    "/password",
    "/sign-out",
    "/favicon.png",
    "/task/_stcore/health",
    "//evil.example/",
]


def opened(client, path=STREAMLIT, **headers):
    """What a websocket hears, or the code with which it is closed; None when the handshake is refused."""
    accepted = False
    try:
        with client.websocket_connect(SOCKETS + path, headers={**SAME, **headers}) as socket:
            accepted = True
            return socket.receive_json()
    except WebSocketDisconnect as closed:
        return closed.code if accepted else None


@pytest.mark.parametrize("path", PATHS)
def test_signed_out_nothing_behind_the_gate_answers(stranger, path):
    document = stranger.get(path, headers=DOCUMENT)
    other = stranger.get(path)
    posted = stranger.post(path, headers=SAME)

    assert (document.status_code, document.text) in {(303, ""), (404, "Not Found")}
    assert document.status_code == 404 or document.headers["location"].startswith("/sign-in?next=")
    assert other.status_code in (401, 404)
    assert posted.status_code in (401, 404)
    assert "reached" not in document.text + other.text + posted.text


@pytest.mark.parametrize("path", [*PATHS, "/sign-in"])
def test_before_the_set_up_there_is_only_the_set_up(visitor, path):
    document, other = visitor.get(path, headers=DOCUMENT), visitor.get(path)

    assert document.headers.get("location", "/set-up") == "/set-up"
    assert {document.status_code, other.status_code} <= {303, 401, 404}
    assert opened(visitor) is None
    assert visitor.get("/set-up").status_code == 200


def test_signed_out_no_websocket_opens(stranger):
    assert opened(stranger) is None


def test_our_own_websockets_are_told_that_the_session_has_ended(stranger):
    assert opened(stranger, OWN_SOCKET) == 4401
    assert opened(stranger, OWN_SOCKET, origin="http://evil.example") is None


def test_signed_in_streamlit_hears_the_digest_and_never_the_token(browser):
    token = browser.cookies[cookies.NAME]
    browser.cookies.set("other", "kept")

    headers = dict(browser.get("/tasks").json()["headers"])
    heard = dict(opened(browser)["headers"])

    assert headers["x-luoshi-session"] == heard["x-luoshi-session"] == access.digest(token)
    assert "other=kept" in headers["cookie"]
    assert token not in str(headers) + str(heard)


@pytest.mark.parametrize(
    "spelling", ["x-luoshi-session", "X-Luoshi-Session", "X_LUOSHI_SESSION", "x-luoshi_session"]
)
def test_a_forged_header_reaches_nobody(browser, spelling):
    digest = access.digest(browser.cookies[cookies.NAME])
    with TestClient(outer(), base_url=HERE, follow_redirects=False) as forger:
        assert forger.get("/tasks", headers={spelling: digest}).status_code == 401
        assert forger.get("/sign-in", headers={spelling: digest}).status_code == 200
        assert opened(forger, **{spelling: digest}) is None

    own = [
        value
        for name, value in browser.get("/tasks", headers={spelling: "0" * 64}).json()["headers"]
        if name.replace("_", "-") == "x-luoshi-session"
    ]
    assert own == [digest]
    assert str(opened(browser, **{spelling: "0" * 64})).count("0" * 64) == 0


@pytest.mark.parametrize("token", ["", "x", "' or 1=1 --", "Zürich", "a" * 4000])
def test_a_wrong_cookie_is_no_cookie(stranger, token):
    stranger.headers.update([(b"cookie", f"{cookies.NAME}={token}".encode())])

    assert stranger.get("/tasks").status_code == 401
    assert opened(stranger) is None


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://127.0.0.1:8502",
        "http://127.0.0.1.evil.example:8501",
        "null",
        "http://[",
        "",
    ],
)
def test_a_foreign_page_can_send_nothing(browser, origin):
    for method in ("post", "put", "delete"):
        assert getattr(browser, method)("/anything", headers={"origin": origin}).status_code == 403
    assert opened(browser, origin=origin) is None
    assert browser.get("/tasks").status_code == 200


def test_whoever_does_not_say_where_it_comes_from_can_send_nothing(browser):
    assert browser.post("/anything").status_code == 403
    assert browser.post("/anything", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser.post("/anything", headers={"sec-fetch-site": "same-origin"}).status_code == 200
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect(SOCKETS + STREAMLIT):
        pass


def test_nobody_is_signed_in_by_a_foreign_page(stranger, head):
    form = {"user_name": "王芳", "password": PASSWORD}

    refused = stranger.post("/sign-in", data=form, headers={"origin": "http://evil.example"})

    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "", "127.0.0.1.evil.example", "a@b"])
def test_a_name_that_somebody_else_points_here_is_refused(browser, host):
    assert browser.get("/tasks", headers={"host": host}).status_code == 400
    assert opened(browser, host=host, origin=f"http://{host}") is None


@pytest.mark.parametrize("host", ["192.168.1.20:8501", "localhost:8501", "[::1]:8501", "10.0.0.1"])
def test_addresses_of_the_house_are_welcome(browser, host):
    browser.headers["cookie"] = f"{cookies.NAME}={browser.cookies[cookies.NAME]}"

    assert browser.get("/tasks", headers={"host": host}).status_code == 200
    assert opened(browser, host=host, origin=f"http://{host}") is not None


def test_names_that_the_office_has_set_are_welcome(browser, monkeypatch):
    monkeypatch.setenv("LUOSHI_ALLOWED_HOSTS", "luoshi.example.cn, *.gov.example")
    monkeypatch.setenv("LUOSHI_PUBLIC_URL", "https://duban.example.org/")
    settings.cache_clear()
    cookie = {"cookie": f"{cookies.NAME}={browser.cookies[cookies.NAME]}"}
    welcome = {
        host: browser.get("/tasks", headers={**cookie, "host": host}).status_code
        for host in (
            "luoshi.example.cn",
            "a.gov.example:8501",
            "duban.example.org",
            "gov.example",
            "x.example.cn",
        )
    }

    assert list(welcome.values()) == [200, 200, 200, 400, 400]
    proxied = {**cookie, "host": "127.0.0.1:8501", "origin": "https://duban.example.org"}
    assert browser.post("/anything", headers=proxied).status_code == 200


def test_streamlits_open_doors_are_shut_for_everybody(browser):
    for path in (
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/script-health-check",
        "/app/static/a",
    ):
        assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/tasks/board", 303),
        ("/a/b/c", 303),
        ("/tasks", 200),
        ("/tasks/", 200),
        ("/task/_stcore/health", 200),
        ("/static/js/index.js", 200),
        ("/media/x/y.png", 200),
    ],
)
def test_a_path_of_several_segments_leads_home_instead_of_a_blank_page(browser, path, status):
    answer = browser.get(path, headers=DOCUMENT)

    assert (answer.status_code, answer.headers.get("location")) == (status, "/" if status == 303 else None)


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/healthz", "/door/door.css", "/nosuch", "/password", "/media/x"]
)
def test_every_answer_carries_the_headers(stranger, path):
    headers = stranger.get(path, headers=DOCUMENT).headers

    assert headers["cache-control"] == "no-store" or path == "/door/door.css"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' blob: 'sha256-" in policy
    assert "strict-transport-security" not in headers


def test_health_needs_no_sign_in_and_says_nothing(stranger, visitor):
    assert visitor.get("/healthz").json() == {"status": "ok"}
    assert stranger.get("/readyz").json() == {"status": "ready"}
    assert stranger.get("/healthz", headers={"host": "load-balancer"}).status_code == 200


def test_readiness_knows_when_the_database_does_not_answer(stranger, office):
    with office.writing() as session:
        session.execute(text("alter table settings rename to elsewhere"))

    assert stranger.get("/readyz").status_code == 503
    assert stranger.get("/healthz").status_code == 200


def test_on_https_the_cookie_is_bound_to_the_host(people, head):
    with TestClient(outer(), base_url="https://127.0.0.1", follow_redirects=False) as client:
        form = {"user_name": "王芳", "password": PASSWORD}
        answer = client.post("/sign-in", data=form, headers={"origin": "https://127.0.0.1"})
        plain = client.post("/sign-in", data=form, headers={"origin": "http://127.0.0.1"})
        cookie = answer.headers["set-cookie"]

        assert cookie.startswith("__Host-luoshi_session=")
        assert all(word in cookie for word in ("HttpOnly", "Secure", "Path=/", "SameSite=lax"))
        assert answer.headers["strict-transport-security"]
        assert plain.status_code == 403
        token = client.cookies["__Host-luoshi_session"]
        assert client.get("/tasks").status_code == 200
        client.cookies.clear()
        client.cookies.set(cookies.NAME, token)
        assert client.get("/tasks").status_code == 401


def test_a_first_password_opens_nothing_but_the_page_that_changes_it(stranger, people):
    give(people.staff, must_change=True)
    assert sign_in(stranger, "张敏").headers["location"] == "/password"

    assert stranger.get("/tasks", headers=DOCUMENT).headers["location"] == "/password"
    assert stranger.get("/tasks").status_code == 403
    assert opened(stranger) is None
    assert opened(stranger, OWN_SOCKET) is None
    form = {"current": PASSWORD, "new": "another good sentence", "repeated": "another good sentence"}
    assert stranger.post("/password", data=form, headers=SAME).headers["location"] == "/"
    assert stranger.get("/tasks").status_code == 200
