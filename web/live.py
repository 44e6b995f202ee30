"""What somebody else changed, told to open pages: one WebSocket carries the pulse.

A page asks for its own contents, by its own rights, when the number it hears is newer than what it shows. A
board that has said what it shows hears the cards that moved instead (web/board_feed.py).
One thread per process watches for all; it ends when nobody listens. Accepted first and closed with 4401
when the session has ended: a refused handshake would tell the page nothing.
"""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from anyio import to_thread
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from core import access, pulse
from web.board_feed import Feed, Page
from web.gate import ENDED, HEADER

LOOK_AGAIN = 4.0  # seconds until an ended session is noticed
APART = 0.004  # seconds between two listeners that will ask: 200 pages do not do so in the same moment
SPREAD = 250


class Wall:
    """Where the number is written for everybody who listens in this process."""

    def __init__(self) -> None:
        self.number = 0
        self.listeners = 0
        self.boards = Feed()
        self.moved = asyncio.Event()
        self._ended = threading.Event()
        self._looked, self._over = 0.0, frozenset[str]()

    async def is_over(self, session: str) -> bool:
        """Has this session ended? One look every few seconds for all who listen."""
        now = time.monotonic()
        if now - self._looked >= LOOK_AGAIN / 2:
            self._looked = now
            sessions = self.boards.sessions()
            self._over = sessions - await to_thread.run_sync(access.alive, sessions)
        return session in self._over

    @contextmanager
    def joined(self) -> Iterator[int]:
        """A seat: how many were there before."""
        if self.listeners == 0:
            self._watch()
        self.listeners += 1
        try:
            yield self.listeners - 1
        finally:
            self.listeners -= 1
            if self.listeners == 0:
                self._ended.set()

    def _watch(self) -> None:
        loop, ended = asyncio.get_running_loop(), threading.Event()
        self._ended, self.moved = ended, asyncio.Event()

        def tell(number: int) -> None:
            number = self.boards.look(number)
            if not ended.is_set() and not loop.is_closed():
                loop.call_soon_threadsafe(self._write, number)

        threading.Thread(target=pulse.watch, args=(tell, ended), name="pulse", daemon=True).start()

    def _write(self, number: int) -> None:
        if number == self.number:
            return
        self.number = number
        self.moved.set()
        self.moved = asyncio.Event()


wall = Wall()


async def live(socket: WebSocket) -> None:
    await socket.accept()
    page = Page(socket.headers.get(HEADER.decode(), ""))
    gone = asyncio.create_task(_until_gone(socket, page))
    try:
        with wall.boards.joined(page.session), wall.joined() as place:
            if not await _tell(socket, gone, page, place):
                await socket.close(ENDED, "signed out")
    except WebSocketDisconnect:
        pass
    finally:
        gone.cancel()


async def _tell(socket: WebSocket, gone: asyncio.Task[None], page: Page, place: int) -> bool:
    """Sends each new number until the page leaves; False when its session has ended."""
    told = 0
    clock = asyncio.get_running_loop().time
    checked = clock()
    while not gone.done():
        if clock() - checked >= LOOK_AGAIN:
            checked = clock()
            if await wall.is_over(page.session):
                return False
        moved = wall.moved
        if wall.number != told:
            told = await _send(socket, page, told, place)
        turn = asyncio.create_task(moved.wait())
        await asyncio.wait({gone, turn}, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
        turn.cancel()
    return True


async def _send(socket: WebSocket, page: Page, told: int, place: int) -> int:
    """The cards that moved, or the number alone: then the page is going to ask, each at another moment."""
    number = wall.number
    texts = wall.boards.texts(page, told) if told and page.language else None
    if texts is None and told:
        await asyncio.sleep(place % SPREAD * APART)
        number = wall.number
    for text in texts or [str(number)]:
        await socket.send_text(text)
        await asyncio.sleep(0)
    return number


async def _until_gone(socket: WebSocket, page: Page) -> None:
    """A board says what it shows; else it is only of interest that a page left."""
    while (message := await socket.receive())["type"] != "websocket.disconnect":
        page.hear(message.get("text") or "")


ROUTES: list[BaseRoute] = [WebSocketRoute("/live", live)]
