"""The exchange of two versions of the program, by the Python that started run.py. Standard library only.

What an upgrade prepares and checks is done by tools/upgrade.py in the environment. This side renames, runs
the new program's own migrate and verify, and puts everything back when one of them fails. The new version
waits in `.next`, the old one is kept in `.previous`.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tools import program
from tools.launch import Environment, child_variables, settle

NEXT, PREVIOUS = ".next", ".previous"
PLAN = "plan.json"
RECORD = "upgrade.json"
FAILED = 3


def main(root: Path, arguments: Sequence[str]) -> int:
    """Everything that can be refused is refused by the first step, before anything is exchanged."""
    for place in (NEXT, PREVIOUS):
        (root / place / PLAN).unlink(missing_ok=True)
    code = run(root, *arguments)
    forward, back = read(root / NEXT / PLAN), read(root / PREVIOUS / PLAN)
    if code != 0 or not (forward or back):
        return code
    with suppress(ValueError):
        # From here on a Ctrl-C would leave a half: the few seconds are waited for, also by what is started.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return upgrade(root, forward) if forward else go_back(root)


def upgrade(root: Path, plan: dict[str, Any]) -> int:
    (root / NEXT / PLAN).unlink()
    shutil.rmtree(root / PREVIOUS, ignore_errors=True)
    moved_in = exchange(root, own(root), root / NEXT, root / PREVIOUS)
    step = next(
        (step for step in (("migrate", "--no-backup"), ("verify",)) if fails(root, plan, *step)), None
    )
    if step is None:
        (root / PREVIOUS / RECORD).write_text(json.dumps(plan, indent=1), "utf-8")
        shutil.rmtree(root / NEXT, ignore_errors=True)
        say(
            "升级完成。退回上一版本：python3 run.py upgrade --back",
            "Upgraded. The way back: python3 run.py upgrade --back",
        )
        return 0
    if plan["backup"] and run(root, "upgrade", "--put-back", plan["backup"]) != 0:
        kept = plan["backup"]
        say(f"数据没有放回，升级前的备份在 {kept}", f"The data was not put back; its backup is {kept}")
    shutil.rmtree(root / NEXT, ignore_errors=True)
    exchange(root, moved_in, root / PREVIOUS, root / NEXT)
    shutil.rmtree(root / NEXT, ignore_errors=True)
    say(
        f"新版本的 {step[0]} 没有通过，已退回原来的版本和数据。",
        f"The new version's {step[0]} failed; the old version and its data are back.",
    )
    return FAILED


def go_back(root: Path) -> int:
    """The data was put back by the first step, where it had to be."""
    for name in (PLAN, RECORD):
        (root / PREVIOUS / name).unlink(missing_ok=True)
    shutil.rmtree(root / NEXT, ignore_errors=True)
    exchange(root, own(root), root / PREVIOUS, root / NEXT)
    shutil.rmtree(root / NEXT, ignore_errors=True)
    shutil.rmtree(root / PREVIOUS, ignore_errors=True)
    code = run(root, "verify")
    say("已退回上一版本。", "The version before is back.")
    return code


def own(root: Path) -> list[str]:
    return [*program.entries(root), program.ENVIRONMENT]


def exchange(root: Path, names: Sequence[str], incoming: Path, outgoing: Path) -> list[str]:
    """`names` move from the root to `outgoing`, all of `incoming` takes their place; or nothing moves."""
    moves = [(root / name, outgoing / name) for name in names if os.path.lexists(root / name)]
    coming = sorted(path.name for path in incoming.iterdir())
    moves += [(incoming / name, root / name) for name in coming]
    outgoing.mkdir()
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        raise
    settle(Environment(root / program.ENVIRONMENT), [root / "requirements.txt"])
    return coming


def fails(root: Path, plan: dict[str, Any], *step: str) -> bool:
    """What was damaged before the upgrade is no fault of it."""
    code = run(root, *step)
    return code != 0 and not (step[0] == "verify" and code == 1 and plan["damaged"])


def run(root: Path, *arguments: str) -> int:
    command = [str(Environment(root / program.ENVIRONMENT).python), "-m", "tools", *arguments]
    return subprocess.call(command, cwd=root, env=child_variables(os.environ))


def read(file: Path) -> dict[str, Any] | None:
    return dict(json.loads(file.read_text("utf-8"))) if file.exists() else None


def say(chinese: str, english: str) -> None:
    print(f"{chinese}\n{english}", file=sys.stderr, flush=True)
