"""Somebody who walks a round in a real browser: every tap is counted, listed and timed."""

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.files import samples

SHOWN = 15_000
ITEM = ".asked .item[data-item='S3-01'], .asked .item[data-item='S4-04']"
# Two frames after the tap the screen stands.
TIMED = """async node => {
  const begun = performance.now()
  node.click()
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  return performance.now() - begun
}"""


@dataclass
class Walker:
    page: Page
    folder: Path
    pace: float = 0.0  # seconds between two taps
    taps: Counter[str] = field(default_factory=Counter)
    shown: list[float] = field(default_factory=list)  # tap → screen, milliseconds
    photos: int = 0

    @property
    def counted(self) -> int:
        return sum(self.taps.values())

    def open(self, url: str, round_id: int) -> None:
        self.page.goto(f"{url}/walk?round={round_id}")
        self.page.wait_for_selector(".walk .actions, .walk .row", timeout=30_000)

    def tap(self, what: str, node: Locator) -> None:
        node.wait_for(timeout=SHOWN)
        time.sleep(self.pace)
        self.shown.append(float(node.evaluate(TIMED)))
        self.taps[what] += 1

    def area(self, *, finding: str = "", photo: bool = True) -> None:
        """The three spot items, a finding if there is one, and all the rest fine: on to the next area."""
        while self.page.locator(".spot.open").count():
            self.tap("spot item", self.page.locator(".spot.open button.fine").first)
        if finding:
            self.finding(finding, photo=photo)
        self.tap("all fine", self.page.locator("[data-act=fine]"))

    def name(self) -> str:
        return self.page.locator(".walk h2").inner_text()

    def finding(self, path: str, *, photo: bool = True) -> None:
        """Six taps: item, phrase, photo, severity, path, save. The camera's own dialog counts none."""
        page = self.page
        self.tap("item", page.locator(ITEM).first)
        self.tap("phrase", page.locator("button.phrase").first)
        if photo:
            self.photos += 1
            picture = self.folder / f"photo-{self.photos}.jpg"
            picture.write_bytes(samples.picture(size=(640, 480), colour=f"#{self.photos * 4321:06x}"))
            page.locator("dialog.finding label.shoot input").set_input_files(picture)
            self.taps["photo"] += 1
        else:
            self.tap("photo", page.locator("dialog.finding > button.plain").last)
        self.tap("severity", page.locator("dialog.finding .severity.on"))
        if path == "onsite" and photo:
            page.locator("dialog.finding label.after input").set_input_files(picture)
            self.taps["path"] += 1
        else:
            self.tap("path", page.locator(f"dialog.finding [data-path={path}]"))
        self.tap("save", page.locator("dialog.finding button.save"))
        page.locator("dialog.finding").wait_for(state="hidden", timeout=SHOWN)

    def settled(self) -> None:
        """Everything has arrived at the office."""
        self.page.wait_for_selector(".walk .chip.saved", timeout=60_000)

    def told(self) -> str:
        lines = [f"  {count:4d}  {what}" for what, count in self.taps.most_common()]
        return "\n".join([*lines, f"  {self.counted:4d}  taps in all"])
