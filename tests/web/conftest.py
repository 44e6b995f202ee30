"""The gate and the plain routes, with a stand-in for Streamlit behind them that tells what reached it."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

import web
from core.actor import Actor
from core.errors import DomainError
from tests import make
from tests.access.conftest import PASSWORD, _quick_hashes, give
from web import pages
from web.gate import Gate

__all__ = ["_quick_hashes"]

HERE, SOCKETS = "http://127.0.0.1:8501", "ws://127.0.0.1:8501"
DOCUMENT = {"accept": "text/html"}
SAME = {"origin": HERE}
STREAMLIT = "/_stcore/stream"
OWN_SOCKET = "/live"


async def echo(request: Request) -> JSONResponse:
    return JSONResponse({"reached": request.url.path, "headers": request.headers.items()})


async def answer(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_json({"reached": socket.url.path, "headers": socket.headers.items()})
    await socket.close()


def outer() -> Starlette:
    behind = [
        WebSocketRoute(STREAMLIT, answer),
        WebSocketRoute(OWN_SOCKET, answer),
        Route("/{rest:path}", echo, methods=["GET", "HEAD", "POST", "PUT", "DELETE"]),
    ]
    gate = Middleware(Gate, own=web.own_segments(), sockets=frozenset({OWN_SOCKET}))
    handlers = {DomainError: pages.told, pages.FormTooLarge: pages.too_large}
    return Starlette(routes=[*web.routes(), *behind], middleware=[gate], exception_handlers=handlers)


@pytest.fixture
def visitor(office: object) -> Iterator[TestClient]:
    """Somebody's browser at an office that is not set up."""
    with TestClient(outer(), base_url=HERE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def people(office: object) -> make.Office:
    return make.office()


@pytest.fixture
def stranger(people: make.Office, visitor: TestClient) -> TestClient:
    """Somebody's browser at an office that is set up: signed out."""
    return visitor


@pytest.fixture
def head(people: make.Office) -> Actor:
    give(people.head)
    return people.head


@pytest.fixture
def browser(stranger: TestClient, head: Actor) -> TestClient:
    """The browser of the department head, signed in."""
    answer = sign_in(stranger)
    assert answer.headers["location"] == "/"
    return stranger


def sign_in(client: TestClient, name: str = "王芳", password: str = PASSWORD, onward: str = "/"):
    form = {"user_name": name, "password": password, "next": onward}
    return client.post("/sign-in", data=form, headers=SAME)
