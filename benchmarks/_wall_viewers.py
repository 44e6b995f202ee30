"""Walls without a browser: each holds the socket and notes when it heard which number of open items."""

import asyncio
import time
from dataclasses import dataclass, field

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

MARK = '"id":"open","label":'
ALONGSIDE = 20


@dataclass(eq=False)
class Viewer:
    socket: ClientConnection
    heard: dict[int, float] = field(default_factory=dict)
    beats: int = 0

    async def listen(self) -> None:
        """Only the number is read out of a message: two hundred browsers do not share one core."""
        try:
            async for said in self.socket:
                now = time.perf_counter()
                assert isinstance(said, str)
                found = said.find(MARK)
                if found < 0:
                    self.beats += 1
                    continue
                number = said.index('"number":', found) + len('"number":')
                self.heard.setdefault(int(said[number : said.index(",", number)]), now)
        except ConnectionClosed:
            pass


@dataclass
class Crowd:
    viewers: list[Viewer]
    listening: list[asyncio.Task[None]]

    async def leave(self) -> None:
        await asyncio.gather(*(one.socket.close() for one in self.viewers))
        await asyncio.gather(*self.listening)


async def joined(port: int, token: str, count: int) -> Crowd:
    few = asyncio.Semaphore(ALONGSIDE)

    async def one() -> Viewer:
        async with few:
            where = f"ws://127.0.0.1:{port}/wall/live?screen={token}"
            headers = {"Origin": f"http://127.0.0.1:{port}"}
            return Viewer(await connect(where, additional_headers=headers, compression=None, open_timeout=60))

    viewers = list(await asyncio.gather(*(one() for _ in range(count))))
    return Crowd(viewers, [asyncio.create_task(one.listen()) for one in viewers])
