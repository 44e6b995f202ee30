"""test: format, lint, types, and every test on SQLite, on PostgreSQL and in a real browser."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.i18n import _
from core.settings import ROOT
from tools import chromium
from tools.outcome import Exit

ACROSS = "2"
# Every test makes a database and commits to it; on a disk a commit takes milliseconds. In memory the same
# calls are made, and whoever is killed there leaves the same state behind.
MEMORY = Path("/dev/shm")
ROOM = 3 << 30
FAST_STEPS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
}


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    step: Step
    code: int
    seconds: float


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-browser", action="store_true", help=_("leave out the tests in a browser"))
    parser.add_argument("pytest", nargs="*", help=_("for pytest, after --: a part of the tests, an option"))


def run(options: argparse.Namespace) -> int:
    browser = None if options.no_browser else chromium.found()
    ended = [_run(step, browser) for step in steps(options.pytest, with_browser=browser is not None)]
    print()
    for one in ended:
        outcome = _("well") if one.code == 0 else _("FAILED ({code})", code=one.code)
        print(f"{one.step.name:<8} {outcome}  {one.seconds:.0f} s", flush=True)
    if browser is None:
        print("\n" + "!" * 72)
        print(_("THE BROWSER TESTS WERE SKIPPED: no Chromium was found, or it was not wanted."))
        print(_("Install one (for example: apt install chromium), or name it in LUOSHI_CHROMIUM."))
        print("!" * 72, flush=True)
    return Exit.WELL if all(one.code == 0 for one in ended) else Exit.FOUND_WRONG


def steps(wanted: Sequence[str], *, with_browser: bool) -> list[Step]:
    found = [Step(name, (sys.executable, "-m", *command)) for name, command in FAST_STEPS.items()]
    tests = [sys.executable, "-m", "pytest", "-q", "-n", ACROSS, "--dist", "loadgroup"]
    if not with_browser:
        tests += ["-m", "not browser"]
    return [*found, Step("tests", (*tests, *wanted))]


def _run(step: Step, browser: str | None) -> Ended:
    print(f"\n── {step.name} " + "─" * 60, flush=True)
    variables = {**os.environ, **place(), **({chromium.ADDRESS: browser} if browser else {})}
    began = time.monotonic()
    code = subprocess.call(step.command, cwd=ROOT, env=variables)
    return Ended(step, code, time.monotonic() - began)


def place(memory: Path = MEMORY, room: int = ROOM) -> dict[str, str]:
    """Where tests put their databases: in memory where there is room, else where the machine likes."""
    if "TMPDIR" in os.environ or not memory.is_dir() or shutil.disk_usage(memory).free < room:
        return {}
    return {"TMPDIR": str(memory)}
