"""The meeting room: one item at a time, the same on every screen, led with the keyboard.

GET  /meeting-room?id=12        the page
WS   /meeting-room/live?id=12   the stage itself, as soon as something changed
POST /meeting-room/12/acts      one act, {"key": …, "do": "decide", "item": 7, …}: once for its key
"""

import asyncio
import json
import time
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from core import access, meetings, people
from core.actor import Actor
from core.errors import DomainError
from core.i18n import speaking
from core.work import SomebodyWasFaster, StorageFull, TooBusy, look
from web import live, meeting_text, pages
from web.gate import ENDED, HEADER
from web.meeting_acts import ActUnreadable, carry_out
from web.meeting_feed import feed

OURS = "x-luoshi"
GONE = 4404
LARGEST = 32 * 1024
LOOK = 4.0  # seconds: a page that hears nothing for longer knows that the line is cut
PASSING = (TooBusy, SomebodyWasFaster, StorageFull)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


async def show(request: Request) -> Response:
    actor = await pages.reader(request)
    if actor is None:
        return RedirectResponse("/sign-in", 303)
    number = _number(request.query_params.get("id", ""))
    try:
        values = await pages.in_thread(lambda: _read(actor, number))
    except DomainError as error:
        sentence = next(iter(pages.refusals(request, error, actor).values()))
        return pages.page(
            request, "refused.html", status=pages.status_of(error), person=actor, sentence=sentence
        )
    with speaking(actor.language):
        page = HTMLResponse(pages.templates.get_template("meeting_room.html").render(**values))
    page.headers["content-security-policy"] = POLICY
    return page


async def act(request: Request) -> Response:
    actor = await pages.reader(request)
    if actor is None:
        return JSONResponse({}, 401)
    if request.headers.get(OURS) != "1":
        return JSONResponse({}, 403)
    number = _number(request.path_params["meeting_id"])
    try:
        said = await _said(request)
        await pages.in_thread(lambda: carry_out(actor, number, said))
    except DomainError as error:
        return _told(error, actor)
    return JSONResponse({"ok": True})


async def stream(socket: WebSocket) -> None:
    """Accepted before anything is judged: a refused handshake would tell the page nothing."""
    await socket.accept()
    session = socket.headers.get(HEADER.decode(), "")
    number = _number(socket.query_params.get("id", ""))
    gone = asyncio.create_task(_until_gone(socket))
    try:
        with live.wall.joined():
            code = await _bring(socket, gone, session, number)
        if code:
            await socket.close(code, "signed out" if code == ENDED else "gone")
    except WebSocketDisconnect:
        pass
    finally:
        gone.cancel()


async def _bring(socket: WebSocket, gone: asyncio.Task[None], session: str, number: int) -> int:
    """Sends the stage whenever it is another one; in between a beat, with a look at session and right."""
    sent = ""
    while not gone.done():
        moved = live.wall.moved
        actor = await to_thread.run_sync(_reader, session)
        if actor is None:
            return ENDED
        if not await to_thread.run_sync(_may_follow, actor, number):
            return GONE
        text = await feed.text(actor, number)
        if text != sent and text:
            sent = text
            await socket.send_text(f'{{"now":{_now()},"stage":{text}}}')
        else:
            await socket.send_text(json.dumps({"now": _now()}))
        turn = asyncio.create_task(moved.wait())
        await asyncio.wait({gone, turn}, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
        turn.cancel()
    return 0


ROUTES: list[BaseRoute] = [
    Route("/meeting-room", show, methods=["GET"]),
    WebSocketRoute("/meeting-room/live", stream),
    Route("/meeting-room/{meeting_id}/acts", act, methods=["POST"]),
]


def _read(actor: Actor, number: int) -> dict[str, Any]:
    with look(actor) as work, speaking(actor.language):
        sheet = meetings.sheet(work, meeting_id=number)
        departments = people.departments(work)
        return {
            "title": sheet.title,
            "meeting": number,
            "keeps": sheet.keeps,
            "me": actor.number,
            "shown": "zh-CN" if actor.language == "zh_CN" else actor.language,
            "texts": meeting_text.texts(),
            "departments": [[code, name] for code, name in departments.items()],
        }


def _reader(session: str) -> Actor | None:
    return access.person(session, active=False) if session else None


def _may_follow(actor: Actor, number: int) -> bool:
    try:
        with look(actor) as work:
            return meetings.follows(work, meeting_id=number)
    except DomainError:
        return False


async def _until_gone(socket: WebSocket) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


async def _said(request: Request) -> dict[str, Any]:
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            raise ActUnreadable()
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ActUnreadable() from error
    if not isinstance(said, dict):
        raise ActUnreadable()
    return said


def _told(error: DomainError, actor: Actor) -> JSONResponse:
    with speaking(actor.language):
        status = 503 if isinstance(error, PASSING) else pages.status_of(error)
        return JSONResponse({"message": error.for_user, "field": error.field}, status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _now() -> int:
    return int(time.time() * 1000)
