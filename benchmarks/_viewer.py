"""A visitor without a browser who does what Streamlit's page does: open the address, connect, draw; and when
the line breaks ask whether the office is there, connect again and draw again. Keeps its cookies."""

import asyncio
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

REPLICA = "luoshi_replica"
RETRY, LONGEST = 0.5, 8.0
PATIENCE = 120
ENDED = 4401
LOST = (OSError, WebSocketException, httpx.HTTPError, asyncio.TimeoutError, EOFError)


@dataclass(eq=False)
class Viewer:
    url: str
    token: str
    trust: ssl.SSLContext
    page: str = ""
    session: str = ""
    stream: ClientConnection | None = None
    live: ClientConnection | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    elements: dict[str, str] = field(default_factory=dict)
    drawn: bytes = b""
    heard: int = 0
    moves: list[str] = field(default_factory=list)
    signed_out: int = 0
    back_at: float = 0.0

    @property
    def cookie(self) -> str:
        held = {"__Host-luoshi_session": self.token, **self.cookies}
        return "; ".join(f"{name}={value}" for name, value in held.items())

    @property
    def replica(self) -> str:
        return self.cookies.get(REPLICA, "")

    async def get(self, path: str) -> httpx.Response:
        """One request; noted when it was answered as to a stranger, or by another replica than the last."""
        async with httpx.AsyncClient(verify=self.trust, timeout=30) as client:
            answer = await client.get(self.url + path, headers={"cookie": self.cookie, "accept": "text/html"})
        if REPLICA in answer.cookies:
            self.cookies[REPLICA] = answer.cookies[REPLICA]
            self.moves.append(self.replica)
        if answer.status_code == 303:
            self.signed_out += 1
        return answer

    async def open(self) -> None:
        (await self.get(f"/{self.page}")).raise_for_status()
        await self.join()

    async def join(self) -> None:
        """Connect both lines and have the page drawn."""
        where = self.url.replace("https", "wss")
        spoken = [Subprotocol(word) for word in ("streamlit", "PLACEHOLDER_AUTH_TOKEN", self.session) if word]
        self.stream = await self._connect(where + "/_stcore/stream", spoken)
        self.live = await self._connect(where + "/live", None)
        await self.draw()

    async def _connect(self, where: str, spoken: list[Subprotocol] | None) -> ClientConnection:
        sent = {"Cookie": self.cookie, "Origin": self.url}
        return await connect(
            where,
            ssl=self.trust,
            additional_headers=sent,
            subprotocols=spoken,
            max_size=None,
            open_timeout=30,
        )

    async def draw(self, widget: str = "", text: str = "") -> None:
        """A run of the script, with something typed into one widget or without."""
        assert self.stream is not None
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = ""
        if widget:
            message.rerun_script.widget_states.widgets.add(id=widget, string_value=text)
        await self.stream.send(message.SerializeToString())
        self.drawn = b""
        async with asyncio.timeout(PATIENCE):
            while not self._note(await self.stream.recv()):
                pass

    def _note(self, content: str | bytes) -> bool:
        assert isinstance(content, bytes)
        self.drawn += content
        forward = ForwardMsg.FromString(content)
        if forward.WhichOneof("type") == "new_session":
            self.session = forward.new_session.initialize.session_id
        if forward.WhichOneof("type") == "delta":
            element = forward.delta.new_element
            kind = element.WhichOneof("type")
            if kind in ("text_input", "text_area"):
                number = getattr(element, kind).id
                self.elements[number] = number
        return forward.WhichOneof("type") == "script_finished"

    def widget(self, name: str) -> str:
        """The widget that has this key."""
        return next(number for number in self.elements if number.endswith(name))

    async def stay(self) -> None:
        """Listen until told to stop; come back whenever a line breaks."""
        while True:
            lines = [asyncio.create_task(self._drain()), asyncio.create_task(self._listen())]
            try:
                await asyncio.wait(lines, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for line in lines:
                    line.cancel()
            await self._come_back()

    async def _drain(self) -> None:
        with suppress(*LOST):
            while self.stream is not None:
                await self.stream.recv()

    async def _listen(self) -> None:
        with suppress(*LOST):
            while self.live is not None:
                self.heard = int(await self.live.recv())
        if self.live is not None and self.live.close_code == ENDED:
            self.signed_out += 1

    async def _come_back(self) -> None:
        wait = RETRY
        while True:
            try:
                (await self.get("/_stcore/health")).raise_for_status()
                await self.join()
            except InvalidStatus as refused:
                self.signed_out += refused.response.status_code in (401, 403)
            except LOST:
                pass
            else:
                self.back_at = time.monotonic()
                return
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST)

    async def leave(self) -> None:
        for line in (self.stream, self.live):
            if line is not None:
                with suppress(ConnectionClosed, OSError):
                    await line.close()


def trusting(certificate: str, url: str) -> ssl.SSLContext:
    assert urlsplit(url).scheme == "https"
    return ssl.create_default_context(cafile=certificate)
