"""One process under an office's load: 200 signed-in viewers of the board, a rerun each 20 s, 5 editors.

python3 run.py bench load                           300 open beside 100,000 archived
python3 run.py bench load --seconds 120 --live      each viewer also listens and looks again when it moved
python3 run.py bench load --folder /somewhere       keep the office there and use it again

Raw websockets that speak Streamlit's protocol. The CPU of this script is told apart from the server's.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks import _board_office

VIEWERS, EDITORS, EVERY, SECONDS = 200, 5, 20.0, 60
SLOWEST, KILOBYTES, PAUSE = 100, 300, 0.02
FIRST = 3  # seconds until the first move: everybody listens by then
CHECKING, CLOSED, ONCE = 2, 5, "!"
PORT = 8705


@dataclass
class Reader:
    """A page of the board in somebody's browser, as far as the server can tell."""

    socket: ClientConnection
    component: str = ""
    fragment: str = ""
    board: dict[str, Any] = field(default_factory=dict)

    async def run(self, *, fragment: bool = False, event: dict[str, Any] | None = None) -> float:
        """A rerun; milliseconds until the script has finished."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name = "board"
        asked.fragment_id = self.fragment if fragment else ""
        if event:
            told = asked.widget_states.widgets.add()
            told.id = _make_trigger_id(self.component, "events")
            told.json_trigger_value = json.dumps([event])
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            content = await self.socket.recv()
            assert isinstance(content, bytes)
            if self._heard(ForwardMsg.FromString(content)):
                return (time.perf_counter() - start) * 1000

    def _heard(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.bidi_component.component_name == "luoshi_board":
            mounted = message.delta.new_element.bidi_component
            self.component, self.fragment = mounted.id, message.delta.fragment_id
            self.board = json.loads(mounted.bytes)
        return kind == "script_finished"


async def opened(port: int, token: str) -> Reader:
    socket = await connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        additional_headers={"Origin": f"http://127.0.0.1:{port}", "Cookie": f"luoshi_session={token}"},
        subprotocols=[Subprotocol(word) for word in ("streamlit", "PLACEHOLDER_AUTH_TOKEN")],
        max_size=None,
        compression=None,
    )
    reader = Reader(socket)
    await reader.run()
    assert reader.board["cards"], "the board did not come"
    return reader


@dataclass
class Load:
    """What was measured, in milliseconds."""

    looks: list[float] = field(default_factory=list)
    moves: list[float] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)  # of the machine: nobody asked anything of anybody
    refused: int = 0
    dropped: dict[int, float] = field(default_factory=dict)  # by the number that a move made: when it began
    told: list[tuple[int, float]] = field(default_factory=list)

    def delays(self) -> list[float]:
        """From a drop until another board has the card."""
        return [(at - self.dropped[number]) * 1000 for number, at in self.told if number in self.dropped]


async def views(reader: Reader, wait: float, until: float, every: float, load: Load) -> None:
    await asyncio.sleep(wait)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        load.looks.append(await reader.run())
        await asyncio.sleep(max(0.0, every - (time.perf_counter() - begun)))


async def edits(reader: Reader, place: int, until: float, load: Load) -> None:
    """Accepts one item after another, each editor others than the next."""
    await asyncio.sleep(FIRST + place)
    while time.perf_counter() < until:
        await reader.run(fragment=True)
        free = [card for card in reader.board["cards"] if card[4] == CHECKING and card[15][CLOSED] == ONCE]
        mine = [card for card in free if card[0] % EDITORS == place]
        if not mine:
            return
        nonce = os.urandom(6).hex()
        value = {"id": mine[0][0], "version": mine[0][1], "to": CLOSED}
        value |= {"nonce": nonce, "pulse": reader.board["pulse"]}
        begun = time.perf_counter()
        load.moves.append(await reader.run(fragment=True, event={"event": "moved", "value": value}))
        load.dropped[reader.board["pulse"]] = begun
        load.refused += nonce not in reader.board["done"] or reader.board["said"] is not None
        await asyncio.sleep(5)


async def waits(until: float, load: Load) -> None:
    """What a wait takes beyond its time: a machine with other work to do answers nobody sooner."""
    while (begun := time.perf_counter()) < until:
        await asyncio.sleep(PAUSE)
        load.pauses.append((time.perf_counter() - begun - PAUSE) * 1000)


async def listens(port: int, token: str, reader: Reader, until: float, load: Load) -> None:
    """As the browser does it: says what it shows and hears the cards that moved; or hears a number alone,
    waits a little, and looks at the board itself."""
    origin = {"Origin": f"http://127.0.0.1:{port}", "Cookie": f"luoshi_session={token}"}
    async with connect(f"ws://127.0.0.1:{port}/live", additional_headers=origin, compression=None) as socket:
        await socket.send(json.dumps({name: reader.board[name] for name in ("language", "today")}))
        while (left := until - time.perf_counter()) > 0:
            try:
                heard = str(await asyncio.wait_for(socket.recv(), left))
            except TimeoutError:
                return
            if heard.startswith("{"):
                change = json.loads(heard)
                if reader.board["pulse"] < change["pulse"]:
                    reader.board["pulse"] = change["pulse"]
                    load.told.append((change["pulse"], time.perf_counter()))
                continue
            number = int(heard)
            await asyncio.sleep(0.12)
            if number > reader.board["pulse"]:
                load.looks.append(await reader.run(fragment=True))


async def play(asked: argparse.Namespace, pid: int, tokens: list[str]) -> tuple[Load, dict[str, float]]:
    server, own, load = psutil.Process(pid), psutil.Process(), Load()
    warm = [await opened(asked.port, token) for token in tokens[-3:]]
    before = server.memory_info().rss
    readers = [await opened(asked.port, token) for token in tokens]
    await asyncio.sleep(1)
    kilobytes = (server.memory_info().rss - before) / len(readers) / 1024
    listening = [await opened(asked.port, token) for token in tokens[:-EDITORS]] if asked.live else []
    busy, begun = [sum(one.cpu_times()[:2]) for one in (server, own)], time.perf_counter()
    until = begun + asked.seconds
    viewers, editors = readers[:-EDITORS], readers[-EDITORS:]
    apart = asked.every / len(viewers)
    jobs = [views(one, place * apart, until, asked.every, load) for place, one in enumerate(viewers)]
    jobs += [edits(one, place, until, load) for place, one in enumerate(editors)]
    jobs.append(waits(until, load))
    jobs += [listens(asked.port, *both, until, load) for both in zip(tokens, listening, strict=False)]
    await asyncio.gather(*jobs)
    taken = time.perf_counter() - begun
    grown = (server.memory_info().rss - before) / 1024 / 1024
    spent = [sum(one.cpu_times()[:2]) - first for one, first in zip((server, own), busy, strict=True)]
    for reader in (*readers, *warm):
        await reader.socket.close()
    return load, {
        "kilobytes": kilobytes,
        "grown": grown,
        "server": spent[0] / taken,
        "script": spent[1] / taken,
    }


def share(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def report(load: Load, used: dict[str, float]) -> bool:
    slowest = share(load.looks, 0.99)
    measured = {"a look": load.looks, "a move": load.moves, "told": load.delays(), "machine": load.pauses}
    for name, values in measured.items():
        if not values:
            continue
        figures = (
            f"median {median(values):4.0f}   p95 {share(values, 0.95):4.0f}   p99 {share(values, 0.99):4.0f}"
        )
        print(f"{name:<8}{figures} ms   ({len(values)})")
    print(f"refused {load.refused}")
    print(f"CPU     server {used['server']:.0%} of a core, this script {used['script']:.0%}")
    memory = f"{used['kilobytes']:.0f} KB a session (≤ {KILOBYTES})"
    print(f"memory  {memory}, after it all {used['grown']:.0f} MB more than before the first")
    print(f"p99     {slowest:.0f} ms (≤ {SLOWEST})")
    return slowest <= SLOWEST and used["kilobytes"] <= KILOBYTES and not load.refused


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench load", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--archived", type=int, default=100_000)
    parser.add_argument("--open", type=int, default=300)
    parser.add_argument("--viewers", type=int, default=VIEWERS)
    parser.add_argument("--every", type=float, default=EVERY)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--live", action="store_true")
    parser.add_argument("--port", type=int, default=PORT)
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        folder = _board_office.ready(asked.folder, Path(scratch), asked.archived, asked.open)
        everybody = _board_office.people("staff") + _board_office.people("head")
        editors = _board_office.people("office") + _board_office.people("director")
        numbers = [everybody[place % len(everybody)] for place in range(asked.viewers)]
        numbers += [editors[place % len(editors)] for place in range(EDITORS)]
        tokens = _board_office.sign_in(numbers)
        with _board_office.served(folder, asked.port) as server:
            load, used = asyncio.run(play(asked, server.pid, tokens))
        _board_office.leave()
    return 0 if report(load, used) else 1


if __name__ == "__main__":
    sys.exit(main())
