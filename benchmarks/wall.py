"""The wall: how soon a change is seen, what 200 viewers cost, and how it comes back after every cut.

python3 run.py bench wall                              all of it, on SQLite and PostgreSQL
python3 run.py bench wall --only snapshot seen         some of it
python3 run.py bench wall --viewers 20 --seconds 10 --changes 10 --away 5     a quick look

Changes are made in this process, seen in a browser at a server of its own: two processes, one database.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks import _wall_office, _wall_viewers
from benchmarks._wall_office import House
from core import wall
from tests import pg
from tests.e2e.office import Server
from tools import chromium

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
KINDS = ("sqlite", "postgres")
PARTS = ("snapshot", "seen", "idle", "busy", "tabs", "killed", "silent", "cut", "restarted")
SNAPSHOT, SEEN, IDLE, BUSY, CORE, BACK = 50, 300, 2.0, 500, 30.0, 10.0
NOTED = """() => {
  window.seen = {}
  const note = () => {
    const number = document.querySelector("[data-count=open] output")?.textContent
    if (number) window.seen[number] ??= Date.now()
  }
  new MutationObserver(note).observe(document.querySelector("#counts"), { childList: true, subtree: true })
  note()
}"""


def highest(values: list[float], share: float = 0.95) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


class Report:
    def __init__(self) -> None:
        self.good = True

    def line(self, kind: str, what: str, figure: float, most: float, unit: str, more: str = "") -> None:
        self.good &= figure <= most
        sign = "ok" if figure <= most else "TOO MUCH"
        print(f"{kind:<9}{what:<46}{figure:8.1f} {unit:<3} (≤ {most:g})  {sign}  {more}", flush=True)


def snapshot(report: Report, kind: str) -> None:
    taken, busy_for = [], []
    for _ in range(21):
        began, used = time.perf_counter(), time.thread_time()
        assert wall.latest() is not None
        taken.append((time.perf_counter() - began) * 1000)
        busy_for.append((time.thread_time() - used) * 1000)
    more = f"median {sorted(taken[1:])[10]:.1f}, of CPU {sorted(busy_for[1:])[10]:.1f}"
    report.line(kind, "snapshot, 40 departments, 5,000 open, p95", highest(taken[1:]), SNAPSHOT, "ms", more)


def seen(report: Report, kind: str, house: House, page: Page, asked: argparse.Namespace) -> None:
    """From the end of the transaction to the number in the document of a browser on the other process."""
    page.evaluate(NOTED)
    late, chance = [], random.Random(1)
    for _ in range(asked.changes):
        page.wait_for_timeout(300 + chance.random() * 700)
        number, at = changed(house)
        late.append(saw(page, number) - at * 1000)
    more = f"median {sorted(late)[len(late) // 2]:.0f}, longest {max(late):.0f}, {len(late)} changes"
    report.line(kind, "a change is seen, p95", highest(late), SEEN, "ms", more)


def saw(page: Page, number: int) -> float:
    """When the document showed this number, by the browser's clock: noted there, asked for here."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        at: float | None = page.evaluate(f"window.seen['{number}']")
        if at:
            return at
        page.wait_for_timeout(20)
    raise SystemExit(f"the wall never showed {number}")


def changed(house: House) -> tuple[int, float]:
    """The number that is right now, and when it became so: the query behind it is not counted."""
    house.issue()
    at = time.time()
    return house.open(), at


async def idle(report: Report, kind: str, house: House, server: Server, asked: argparse.Namespace) -> None:
    crowd = await _wall_viewers.joined(server.port, house.token, asked.viewers)
    await asyncio.sleep(5)
    before, began = _wall_office.burnt(server), time.monotonic()
    beats = sum(one.beats for one in crowd.viewers)
    await asyncio.sleep(asked.seconds)
    share = (_wall_office.burnt(server) - before) / (time.monotonic() - began) * 100
    more = f"of one core, {sum(one.beats for one in crowd.viewers) - beats} signs of life sent"
    report.line(kind, f"{asked.viewers} viewers idle for {asked.seconds} s", share, IDLE, "%", more)
    await crowd.leave()


async def busy(report: Report, kind: str, house: House, server: Server, asked: argparse.Namespace) -> None:
    crowd = await _wall_viewers.joined(server.port, house.token, asked.viewers)
    await asyncio.sleep(3)
    before, began = _wall_office.burnt(server), time.monotonic()
    told: list[tuple[int, float]] = []
    for turn in range(asked.changes):
        await asyncio.sleep(max(0.0, began + turn - time.monotonic()))
        await asyncio.to_thread(house.issue)
        at = time.perf_counter()
        told.append((await asyncio.to_thread(house.open), at))
    await asyncio.sleep(1)
    share = (_wall_office.burnt(server) - before) / (time.monotonic() - began) * 100
    late = [
        (one.heard[number] - at) * 1000 for one in crowd.viewers for number, at in told if number in one.heard
    ]
    missing = len(told) * len(crowd.viewers) - len(late)
    more = (
        f"median {sorted(late)[len(late) // 2]:.0f}, {missing} of {len(told) * len(crowd.viewers)} not heard"
    )
    report.line(kind, f"{asked.viewers} viewers, one change a second, p95", highest(late), BUSY, "ms", more)
    report.line(kind, "… and the server's share of one core", share, CORE, "%")
    await crowd.leave()


def tabs(report: Report, kind: str, house: House, page: Page, asked: argparse.Namespace) -> None:
    pages = [page, *(page.context.new_page() for _ in range(7))]
    for one in pages[1:]:
        one.goto(page.url)
        one.locator("body[data-edition]").wait_for()
    for one in pages:
        one.evaluate(NOTED)
    number, at = changed(house)
    late = [saw(one, number) - at * 1000 for one in pages]
    report.line(kind, "eight tabs of one browser, the last of them", max(late), 2000, "ms")
    for one in pages[1:]:
        one.close()


def back(page: Page, number: int, since: float) -> float:
    """Seconds until the wall is right and live again, without having been loaded anew."""
    at = saw(page, number)
    page.locator("body:not(.cut)").wait_for()
    return max(0.0, at / 1000 - since)


def killed(
    report: Report, kind: str, house: House, page: Page, server: Server, asked: argparse.Namespace
) -> None:
    page.evaluate(NOTED)
    assert server.process is not None
    server.process.kill()
    server.process.wait()
    number, _at = changed(house)
    page.wait_for_timeout(asked.away * 1000)
    server.start()
    taken = back(page, number, time.time())
    report.line(kind, f"server killed for {asked.away} s, right after /readyz", taken, BACK, "s")


def cut(report: Report, kind: str, house: House, page: Page, asked: argparse.Namespace) -> None:
    page.evaluate(NOTED)
    page.context.set_offline(True)
    page.locator("body.cut").wait_for()
    number, _at = changed(house)
    page.wait_for_timeout(asked.away * 4000)
    page.context.set_offline(False)
    report.line(kind, f"network cut for {asked.away * 4} s", back(page, number, time.time()), BACK, "s")


def silent(
    report: Report, kind: str, house: House, page: Page, server: Server, asked: argparse.Namespace
) -> None:
    """The line stands and nothing comes: only the wall itself can notice."""
    page.evaluate(NOTED)
    assert server.process is not None
    server.process.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    page.locator("body.cut").wait_for()
    report.line(kind, "silence is noticed", time.monotonic() - began, 15, "s")
    number, _at = changed(house)
    server.process.send_signal(signal.SIGCONT)
    report.line(kind, "… and the wall right again", back(page, number, time.time()), BACK, "s")


def restarted(report: Report, kind: str, house: House, page: Page, asked: argparse.Namespace) -> None:
    """The server and this process lose their connections: the wall says so, and comes back."""
    page.evaluate(NOTED)
    pg.restart(asked.away)
    since = time.time()
    number = 0
    while not number:
        with suppress(*wall.AWAY):
            number = changed(house)[0]
    report.line(kind, f"Postgres away for {asked.away} s", back(page, number, since), BACK, "s")


def measured(report: Report, kind: str, scratch: Path, asked: argparse.Namespace) -> None:
    only = set(asked.only)
    many = asked.changes * 2 + 20
    size: dict[str, Any] = {"departments": 40, "open_items": asked.open, "changes": many}
    with _wall_office.furnished(scratch / kind, kind, **size) as house:
        if "snapshot" in only:
            snapshot(report, kind)
        if not only - {"snapshot"}:
            return
        with _wall_office.served(house, asked.port) as server:
            for name, crowd in (("idle", idle), ("busy", busy)):
                if name in only:
                    asyncio.run(crowd(report, kind, house, server, asked))
            if only - {"snapshot", "idle", "busy"}:
                watched(report, kind, house, server, asked)


def watched(report: Report, kind: str, house: House, server: Server, asked: argparse.Namespace) -> None:
    """A real browser, which talks to nothing but the wall's own socket."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=list(FLAGS))
        page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        sockets: list[str] = []
        page.on("websocket", lambda one: sockets.append(one.url.partition("?")[0]))
        page.goto(server.url + house.path())
        page.locator("body[data-edition]").wait_for()
        shown(report, kind, house, page, server, asked)
        runs = sum("/_stcore/" in one for one in sockets)
        report.line(kind, "sockets to Streamlit, each a script run", runs, 0, "")
        browser.close()


def shown(
    report: Report, kind: str, house: House, page: Page, server: Server, asked: argparse.Namespace
) -> None:
    """What is looked at in a browser."""
    if "seen" in asked.only:
        seen(report, kind, house, page, asked)
    if "tabs" in asked.only:
        tabs(report, kind, house, page, asked)
    if "killed" in asked.only:
        killed(report, kind, house, page, server, asked)
    if "silent" in asked.only:
        silent(report, kind, house, page, server, asked)
    if "cut" in asked.only:
        cut(report, kind, house, page, asked)
    if "restarted" in asked.only and kind == "postgres":
        restarted(report, kind, house, page, asked)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench wall", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--viewers", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--changes", type=int, default=50)
    parser.add_argument("--away", type=int, default=30)
    parser.add_argument("--open", type=int, default=5000)
    parser.add_argument("--port", type=int, default=8771)
    asked = parser.parse_args(argv)
    report = Report()
    print(f"load average before: {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for kind in asked.kinds:
            measured(report, kind, Path(scratch), asked)
    pg.stop()
    print(f"load average after: {os.getloadavg()[0]:.1f}")
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())
