"""What somebody else changed, told to open pages: one WebSocket carries the pulse and nothing else.

A page asks for its own contents, by its own rights, when the number it hears is newer than what it shows.
One thread per process watches for all; it ends when nobody listens. Accepted first and closed with 4401
when the session has ended: a refused handshake would tell the page nothing.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from anyio import to_thread
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from core import access, pulse
from web.gate import ENDED, HEADER

LOOK_AGAIN = 4.0  # seconds until an ended session is noticed
APART = 0.004  # seconds between two listeners: 200 pages do not ask in the same moment
SPREAD = 250


class Wall:
    """Where the number is written for everybody who listens in this process."""

    def __init__(self) -> None:
        self.number = 0
        self.listeners = 0
        self.moved = asyncio.Event()
        self._ended = threading.Event()

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
    session = socket.headers.get(HEADER.decode(), "")
    gone = asyncio.create_task(_until_gone(socket))
    try:
        with wall.joined() as place:
            if not await _tell(socket, gone, session, place):
                await socket.close(ENDED, "signed out")
    except WebSocketDisconnect:
        pass
    finally:
        gone.cancel()


async def _tell(socket: WebSocket, gone: asyncio.Task[None], session: str, place: int) -> bool:
    """Sends each new number until the page leaves; False when its session has ended."""
    told = 0
    clock = asyncio.get_running_loop().time
    checked = clock()
    while not gone.done():
        if clock() - checked >= LOOK_AGAIN:
            checked = clock()
            if not await to_thread.run_sync(_is_signed_in, session):
                return False
        moved = wall.moved
        if wall.number != told:
            told = wall.number
            await socket.send_text(str(told))
        turn = asyncio.create_task(moved.wait())
        await asyncio.wait({gone, turn}, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
        if turn.done() and place:
            await asyncio.sleep(place % SPREAD * APART)
        turn.cancel()
    return True


async def _until_gone(socket: WebSocket) -> None:
    """What a page sends is of no interest, only that it left."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


def _is_signed_in(session: str) -> bool:
    return access.visitor(session, active=False) is not None


ROUTES: list[BaseRoute] = [WebSocketRoute("/live", live)]
