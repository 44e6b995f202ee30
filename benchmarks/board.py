"""The board in a browser: click until the last card is there, first load by its address, a drag, its drop.

python3 run.py bench board                          300 open beside 100,000 archived, then 2,000 open
python3 run.py bench board --folder /somewhere      keep the offices there and use them again
python3 run.py bench board --archived 5000 --rounds 8 --drags 10

Every figure stands beside that of an empty page of the same app, taken in turns in the same run.
"""

import argparse
import json
import sys
import tempfile
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks import _board_office
from tools import chromium

PROBE = (Path(__file__).parent / "_board_probe.js").read_text("utf-8")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
SIZES = (300, 2000)
CLICK = {300: 2.5, 2000: 5.0}
LOAD, DROP, MOVE = 1.5, 150, 100
CHECKING, CLOSED = 2, 5
PORT = 8705


def clicks(page: Page, count: int, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the click in the menu to the last card and an idle page; the empty page's beside."""
    board, empty = [], []
    for _ in range(rounds + 1):
        page.evaluate("probe.click('blank', probe.empty('blank'))")
        empty.append(page.evaluate("probe.click('empty', probe.empty('empty'))"))
        page.evaluate("probe.click('blank', probe.empty('blank'))")
        board.append(page.evaluate(f"probe.click('board', probe.full({count}))"))
    return board[1:], empty[1:]


def loads(context: BrowserContext, url: str, count: int, rounds: int) -> tuple[list[float], list[float]]:
    """First load by the address with a warm cache, from the start of the navigation."""
    board, empty = [], []
    for turn in range(rounds + 2):
        for name, ready, kept in (
            ("empty", "probe.empty('empty')", empty),
            ("board", f"probe.full({count})", board),
        ):
            page = context.new_page()
            page.goto(f"{url}/{name}", wait_until="commit")
            taken = page.evaluate(f"probe.until({ready})")
            page.close()
            if turn > 1:
                kept.append(taken)
    return board, empty


def drags(page: Page, rounds: int, moves: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds from drop to confirmed, the busiest pointer event of each drag, and the busiest frame of
    as many in which nothing happened."""
    dropped, busiest, idle = [], [], []
    for turn in range(rounds + 1):
        resting: list[float] = page.evaluate(f"rest({moves})")
        found: dict[str, Any] = page.evaluate(f"pull({CHECKING}, {CLOSED}, {moves})")
        page.wait_for_timeout(300)
        if turn:
            dropped.append(found["confirmed"])
            busiest.append(max(found["busy"]))
            idle.append(max(resting))
    return dropped, busiest, idle


def highest(values: list[float], share: float = 0.95) -> float:
    return sorted(values)[ceil(len(values) * share) - 1]


def measure(scratch: Path, size: int, asked: argparse.Namespace) -> dict[str, Any]:
    folder = _board_office.ready(asked.folder, scratch, asked.archived, size)
    [token] = _board_office.sign_in(_board_office.people("director")[:1])
    url = f"http://127.0.0.1:{asked.port}"
    with _board_office.served(folder, asked.port), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=list(FLAGS))
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        context.add_init_script(PROBE)
        context.add_cookies([{"name": "luoshi_session", "value": token, "url": url}])
        page = context.new_page()
        page.goto(f"{url}/blank")
        page.evaluate("probe.until(probe.empty('blank'))")
        board, empty = clicks(page, size, asked.rounds)
        first, first_empty = loads(context, url, size, asked.rounds // 2)
        page.evaluate(f"probe.click('board', probe.full({size}))")
        dropped, busiest, idle = drags(page, asked.drags, asked.moves)
        browser.close()
    _board_office.leave()
    return {
        "click": [median(board), median(empty), median(board) / median(empty), CLICK.get(size, 5.0)],
        "load": [median(first), median(first_empty), median(first) / median(first_empty), LOAD],
        "drop": [highest(dropped), median(dropped), highest(empty), median(empty), DROP],
        "move": [max(busiest), median(busiest), max(idle), median(idle), MOVE],
    }


def report(size: int, found: dict[str, Any]) -> bool:
    click, load, drop, move = (found[name] for name in ("click", "load", "drop", "move"))
    print(f"\n{size} open")
    for name, (taken, empty, ratio, most) in (("click → last card, idle", click), ("first load", load)):
        print(f"{name:<26}{taken:7.0f} ms   empty {empty:6.0f} ms   ×{ratio:.2f} (≤ {most})")
    for name, beside, (worst, usual, idle, idles, most) in (
        ("drop → confirmed, p95", "click → empty page", drop),
        ("busiest move of a drag", "page at rest", move),
    ):
        print(
            f"{name:<26}{worst:7.0f} ms   median {usual:5.0f} ms   (≤ {most} ms)   "
            f"beside, {beside}: {idle:.0f} ms, median {idles:.0f} ms"
        )
    return click[2] <= click[3] and load[2] <= load[3] and drop[0] <= drop[-1] and move[0] <= move[-1]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench board", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--archived", type=int, default=100_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--drags", type=int, default=40)
    parser.add_argument("--moves", type=int, default=60)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    figures, good = {}, True
    with tempfile.TemporaryDirectory() as scratch:
        for size in asked.sizes:
            figures[size] = measure(Path(scratch), size, asked)
            good &= report(size, figures[size])
    if asked.json:
        print(json.dumps(figures))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
