"""The wall: `/wall?…` is a plain page without any chrome, `/wall/live` the socket that brings its contents.

Opened by whoever is signed in, or with `screen=` and the token of a screen link. Either way it shows what the
role "screen" may see. The address carries all settings; what it leaves out the office has set.
"""

import asyncio
import hashlib
import json
import time
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from core import wall
from core.i18n import LANGUAGES, speaking
from core.settings import settings
from web import pages
from web.doors import SCREEN_LINK
from web.gate import ENDED, HEADER
from web.wall_feed import Feed, Seat

REVOKED = 4403
FOLDER = Path(__file__).parent
FILES = (*sorted((FOLDER / "door" / "wall").glob("*")), FOLDER / "templates" / "wall.html")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def version() -> str:
    """Names what the page is made of: a wall with another one loads itself anew."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in FILES)).hexdigest()[:12]


feed = Feed(version())


async def show(request: Request) -> HTMLResponse:
    lang = request.query_params.get("lang", "")
    spoken = lang if lang in LANGUAGES else settings().language
    with speaking(spoken):
        html = pages.templates.get_template("wall.html").render(version=feed.version, shown=spoken)
    page = HTMLResponse(html)
    page.headers["content-security-policy"] = POLICY
    page.headers["referrer-policy"] = "no-referrer"  # the address may hold a token
    return page


async def stream(socket: WebSocket) -> None:
    """Accepted before anything is judged: a refused handshake would tell the page nothing."""
    await socket.accept()
    token = socket.query_params.get(SCREEN_LINK, "")
    seat = Seat(
        link=wall.digest(token) if token else "",
        session="" if token else socket.headers.get(HEADER.decode(), ""),
    )
    leaving = asyncio.create_task(_until_gone(socket, seat))
    try:
        with feed.joined(seat):
            refused = await _bring(socket, seat)
        if refused:
            await socket.close(REVOKED if seat.link else ENDED, "revoked" if seat.link else "signed out")
    except WebSocketDisconnect:
        pass
    finally:
        leaving.cancel()


async def _bring(socket: WebSocket, seat: Seat) -> bool:
    """Sends each new snapshot, and in between how old the last one is; True when the wall may not stay."""
    edition = beat = 0
    asked = dict(socket.query_params)
    while not seat.gone:
        shown = feed.snapshot
        if shown is not None and seat.refused(shown, feed.ended):
            return True
        if shown is not None and feed.edition != edition:
            edition = feed.edition
            await socket.send_text(feed.text(wall.asked(asked, shown.arrangement)))
        if shown is not None and feed.beat != beat:
            beat = feed.beat
            await socket.send_text(
                json.dumps({"beat": int(feed.confirmed * 1000), "now": int(time.time() * 1000)})
            )
        await seat.wake.wait()
        seat.wake.clear()
    return False


async def _until_gone(socket: WebSocket, seat: Seat) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
    seat.gone = True
    seat.wake.set()


ROUTES: list[BaseRoute] = [
    Route("/wall", show, methods=["GET"]),
    WebSocketRoute("/wall/live", stream),
]
