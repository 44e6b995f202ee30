"""A program that was carried over with its libraries, `run.py bundle`: installed without asking anybody.

Standard library only.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import program


class CannotStart(Exception):
    """One sentence for whoever sits at the terminal."""


def wheels(needed: Sequence[Path]) -> Path | None:
    """The libraries that were carried along with the program, if they are all that is needed."""
    root = needed[0].parent
    if not (root / program.WHEELS).is_dir() or not (root / program.BUNDLE).exists():
        return None
    lists = json.loads((root / program.BUNDLE).read_text("utf-8"))["lists"]
    return root / program.WHEELS if {file.name for file in needed} <= set(lists) else None


def ensure_fit(
    folder: Path, version: tuple[int, int] = sys.version_info[:2], platform: str = sys.platform
) -> None:
    """Libraries of another Python or system, or damaged on the way, are told before anything is made."""
    told = json.loads((folder.parent / program.BUNDLE).read_text("utf-8"))
    here = f"{version[0]}.{version[1]}"
    system = {"win32": "win", "darwin": "macosx"}.get(platform, "linux")
    meant = told["platform"].partition("-")[0].replace("manylinux", "linux")
    if told["python"] != here or meant != system:
        raise CannotStart(
            f"这个安装包适用于 Python {told['python']}（{meant}），这台机器是 Python {here}（{system}）。\n"
            f"This bundle is for Python {told['python']} on {meant}; this is Python {here} on {system}."
        )
    try:
        program.check(folder.parent, f"{program.WHEELS}/")
    except program.Damaged as damaged:
        raise CannotStart(
            f"文件 {damaged} 在传送中损坏或丢失，请重新拷贝。\n"
            f"The file {damaged} was damaged or lost on the way: copy the bundle again."
        ) from damaged


def own_settings(variables: Mapping[str, str]) -> dict[str, str]:
    """A bundle asks nobody: whatever pip was told on this machine is left aside, its files and variables."""
    kept = {name: value for name, value in variables.items() if not name.upper().startswith("PIP_")}
    return {**kept, "PIP_CONFIG_FILE": os.devnull}
