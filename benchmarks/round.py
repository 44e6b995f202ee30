"""A round in a real browser at 390 px: 42 areas, 3 findings; every tap counted, listed and timed.

taps          at most 250; the camera's own dialog counts none
server        the route of a tap, from the request to the answer: p95 at most 60 ms
screen        tap → screen stands, two frames later: p95 at most 250 ms
kills         the server is killed at random moments (`--kills 30`): every tap there, none twice
"""

import argparse
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles

import pytest
from playwright.sync_api import Page, Request, sync_playwright

from core import calendar, seven_s
from core.actor import SYSTEM
from core.work import begin, look
from tests import conftest
from tests.e2e import office
from tests.e2e.conftest import FLAGS
from tests.e2e.office import PASSWORD, Server
from tests.seven_s import house
from tests.seven_s.walker import Walker
from tools import chromium

KINDS = ("office", "meeting", "corridor", "toilet", "lobby", "archive")
FLOORS = 7
FINDINGS = {5: "dated", 17: "onsite", 30: "dated"}
PHOTOS = {"dated": 1, "onsite": 2}  # as found; and put right
TAPS, SERVER_MS, SCREEN_MS = 250, 60, 250


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench round", description=__doc__)
    parser.add_argument("--areas", type=int, default=42)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pace", type=float, default=0.15, help="seconds between two taps of a quick thumb")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        place = Path(folder)
        conftest.point_to(office.address(place), place, patch)
        home, round_id = furnished(place, asked.areas)
        server = Server(place, office.free_port()).start()
        try:
            killer = Killer(server, asked.kills, asked.seed)
            return walked(server, home, round_id, asked.areas, killer, asked.pace)
        finally:
            server.stop()
            office.leave()


def furnished(folder: Path, areas: int) -> tuple[house.House, int]:
    """The house with a round that has started."""
    conftest.connect(office.address(folder))
    conftest.migrate.upgrade()
    with begin(SYSTEM) as work:
        calendar.ensure(work.session)
    listed = [
        house.facts(f"{1 + number // 6}{number % 6 + 1:02}室", floor=1 + number // 6, kind=KINDS[number % 6])
        for number in range(areas)
    ]
    home = house.house(*listed)
    office.passwords(PASSWORD)
    with begin(home.keeper) as work:
        day = calendar.workday_on_or_after(work, work.today)
        return home, seven_s.start_round(work, day=day, members=home.team, leader_id=home.clerk.number)


class Killer:
    """Kills and starts the server again, at random moments until it has done so often enough."""

    def __init__(self, server: Server, kills: int, seed: int) -> None:
        self.server, self.left, self.luck = server, kills, random.Random(seed)
        self.done = 0
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        while self.left > self.done:
            time.sleep(self.luck.uniform(0.2, 2.5))
            process = self.server.process
            assert process is not None
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.done += 1
            self.server.start()


def walked(server: Server, home: house.House, round_id: int, areas: int, killer: Killer, pace: float) -> int:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.found(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
        answers = Answers(page)
        sign_in(page, server.url, home.clerk.name)
        walker = Walker(page, server.folder, pace=pace)
        walker.open(server.url, round_id)
        killer.thread.start()
        begun = time.monotonic()
        for number in range(areas):
            walker.area(finding=FINDINGS.get(number, ""))
        while killer.done < killer.left:
            time.sleep(0.2)  # the rest of the kills hit the queue that is being emptied
        walker.settled()
        walker.tap("hand in", page.locator(".walk .ending button.go"))
        walker.settled()
        seconds = time.monotonic() - begun
        page.reload()
        page.wait_for_selector(".walk .handed", timeout=30_000)
        browser.close()
    return told(walker, answers, faults(home, round_id, areas), killer, seconds)


class Answers:
    """How long the office took for each tap, as the browser measured it, without the queue before it."""

    def __init__(self, page: Page) -> None:
        self.took: list[float] = []
        page.on("requestfinished", self._note)

    def _note(self, request: Request) -> None:
        if request.url.endswith("/taps"):
            timing = request.timing
            if timing["requestStart"] >= 0:
                self.took.append(timing["responseEnd"] - timing["requestStart"])


def sign_in(page: Page, url: str, name: str) -> None:
    page.goto(url)
    page.fill("#user_name", name)
    page.fill("#password", PASSWORD)
    page.click("button.go")
    page.wait_for_selector("[data-testid=stApp]", timeout=30_000)


def faults(home: house.House, round_id: int, areas: int) -> list[str]:
    """What is missing or there twice."""
    with look(home.keeper) as work:
        sheet = seven_s.walk_sheet(work, round_id=round_id)
    wrong = [f"{stop.area} is not finished" for stop in sheet.stops if not stop.finished]
    unanswered = [(stop.area, one.item_id) for stop in sheet.stops for one in stop.said if not one.answer]
    wrong += [f"{area}: {item} unanswered" for area, item in unanswered]
    found = [one for stop in sheet.stops for one in stop.findings]
    wanted = sum(1 for number in FINDINGS if number < areas)
    if len(found) != wanted or any(not one.saved or one.photos != PHOTOS[one.path] for one in found):
        wrong.append(f"findings: {[(one.phrase, one.saved, one.photos) for one in found]}")
    if sheet.handed_in_at is None:
        wrong.append("not handed in")
    return wrong


def told(walker: Walker, answers: Answers, wrong: list[str], killer: Killer, seconds: float) -> int:
    server, screen = p95(answers.took), p95(walker.shown)
    print(walker.told())
    print(f"server: median {median(answers.took):.1f} ms, p95 {server:.1f} ms of {len(answers.took)} taps")
    print(f"screen: median {median(walker.shown):.1f} ms, p95 {screen:.1f} ms")
    print(f"kills: {killer.done}; whole round in {seconds:.0f} s")
    print("\n".join(wrong) or "everything is there, nothing twice")
    too_slow = not killer.done and (server > SERVER_MS or screen > SCREEN_MS)
    return 1 if wrong or walker.counted > TAPS or too_slow else 0


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
