"""Where a Chromium is, for the tests that drive a real browser."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ADDRESS = "LUOSHI_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")


def found() -> str | None:
    return next(candidates(sys.platform), None)


def candidates(platform: str) -> Iterator[str]:
    """The one that LUOSHI_CHROMIUM names, those on the path, those at their usual places."""
    if named := os.environ.get(ADDRESS):
        yield named
    yield from filter(None, map(shutil.which, NAMES))
    for place in usual(platform):
        if Path(place).exists():
            yield str(place)


def usual(platform: str) -> list[str]:
    if platform == "darwin":
        return list(MACOS)
    if platform == "win32":
        roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        return [rf"{root}\{place}" for root in roots if root for place in WINDOWS]
    return []
