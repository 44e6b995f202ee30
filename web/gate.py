"""The gate before everything, http and websocket.

It looks the cookie up and hands on only the session's digest, in a header of its own that it takes from
every client first. Streamlit turns that header into `st.user["session"]` and refuses a live session to
anybody who comes with another one.
"""

import functools
from http import HTTPStatus

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core import access
from core.access import Visitor
from web import cookies, doors, headers
from web.doors import Decision, Verdict

HEADER = b"x-luoshi-session"
ENDED = 4401


class Gate:
    def __init__(self, app: ASGIApp, *, own: frozenset[str], sockets: frozenset[str] = frozenset()) -> None:
        self.app, self.own, self.sockets = app, own, sockets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        digest = cookies.session_digest(connection)
        decision, visitor = await self._decide(connection, digest)
        send = _sealed(connection, send, keeps_caching=self._keeps_caching(str(scope["path"])))
        if decision.verdict is Verdict.PASS:
            await self.app(_introduced(scope, digest if visitor else None), receive, send)
        elif scope["type"] == "websocket":
            await _turn_away(receive, send, tell=scope["path"] in self.sockets and decision.status == 401)
        else:
            await _answer(decision)(scope, receive, send)

    async def _decide(
        self, connection: HTTPConnection, digest: str | None
    ) -> tuple[Decision, Visitor | None]:
        asked = doors.knock(connection)
        at_once = doors.at_the_door(asked)
        if at_once is not None:
            return at_once, None
        if not await to_thread.run_sync(access.is_set_up):
            return doors.before_set_up(asked), None
        look_up = functools.partial(access.visitor, digest, active=asked.is_document)
        visitor = await to_thread.run_sync(look_up) if digest else None
        return doors.decide(asked, visitor, self.own), visitor

    def _keeps_caching(self, path: str) -> bool:
        """Streamlit's own scripts are public and named by their content; our routes know themselves."""
        first = path.strip("/").partition("/")[0]
        return first == "static" or first in self.own


def _introduced(scope: Scope, digest: str | None) -> Scope:
    halfway = str(scope["path"]) == doors.TWO_STEP
    kept = [
        (name, value)
        for name, value in cookies.without_session(scope["headers"], keep_half=halfway)
        if name.strip().lower().replace(b"_", b"-") != HEADER
    ]
    if digest is not None:
        kept.append((HEADER, digest.encode()))
    return {**scope, "headers": kept}


def _sealed(connection: HTTPConnection, send: Send, *, keeps_caching: bool) -> Send:
    """Security headers on every answer, unless a route has a stricter one of its own."""
    secure = cookies.is_secure(connection)

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer = MutableHeaders(scope=message)
            for name, value in headers.PLAIN.items():
                answer.setdefault(name, value)
            answer.setdefault("content-security-policy", headers.content_policy())
            if secure:
                answer.setdefault("strict-transport-security", headers.STRICT_TRANSPORT)
            if not (keeps_caching and message["status"] < 300 and "cache-control" in answer):
                answer["cache-control"] = "no-store"
        await send(message)

    return sealed


def _answer(decision: Decision) -> Response:
    if decision.verdict is Verdict.LEAD:
        return RedirectResponse(decision.where, decision.status)
    return PlainTextResponse(HTTPStatus(decision.status).phrase, decision.status)


async def _turn_away(receive: Receive, send: Send, *, tell: bool) -> None:
    """A refused handshake tells a page nothing; our own sockets are told that the session has ended."""
    await receive()
    if tell:
        await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": ENDED, "reason": "signed out"})
