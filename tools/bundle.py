"""bundle FOLDER: the program with every library it needs, for a machine that reaches nobody."""

import argparse
import json
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from core.errors import Conflict
from core.i18n import N_, _
from core.settings import ROOT
from db import migrate
from tools import program, typed
from tools.outcome import Exit, print_json

# Markers are judged on the machine that bundles: what another system needs beside that is named here.
WINDOWS_ALONE = ("colorama",)


class NotEmpty(Conflict):
    message = N_("{folder} is there already and not empty. Please name a new folder.")


class NoWheels(Conflict):
    message = N_("The libraries could not be fetched, see above. Bundling needs the network once.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", help=_("a new folder, to be carried to the other machine"))
    parser.add_argument("--tests", action="store_true", help=_("with what the test command needs"))
    parser.add_argument("--python", default=_here(), help=_("the other machine's Python, 3.12 for example"))
    parser.add_argument(
        "--platform", help=_("the other machine, if it is of another kind: win_amd64 for example")
    )
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(options: argparse.Namespace) -> int:
    target = typed.path(options.folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise NotEmpty(folder=target)
    lists = ["requirements.txt", *(["requirements-dev.txt"] if options.tests else [])]
    try:
        size, wheels = write(target, lists, options.python, options.platform)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    if options.json:
        print_json({"folder": target, "wheels": wheels, "bytes": size})
    else:
        print(
            _(
                "Bundled into {folder}: {wheels} libraries, {size} MB.",
                folder=target,
                wheels=wheels,
                size=size >> 20,
            )
        )
        print(_("Carry the folder over and start it there: python3 run.py"))
        print(_("Into an office that is there already: python3 run.py upgrade FOLDER"))
    return Exit.WELL


def write(target: Path, lists: Sequence[str], python: str, platform: str | None) -> tuple[int, int]:
    """Size in bytes and number of libraries."""
    kept = [path for path in program.files(ROOT) if path.parts[0] not in program.CARRIED]
    program.copy(ROOT, target, kept)
    wheels = target / program.WHEELS
    if subprocess.call(fetch(wheels, lists, python, platform)) != 0:
        raise NoWheels()
    told = {
        "python": python,
        "platform": (platform or sysconfig.get_platform()).replace("_", "-"),
        "lists": list(lists),
        "tables": migrate.newest(),
    }
    (target / program.BUNDLE).write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    program.write_sums(target)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    return size, len(list(wheels.iterdir()))


def fetch(wheels: Path, lists: Sequence[str], python: str, platform: str | None) -> list[str]:
    """For a machine like this one pip may build what is not published as a wheel; for others it cannot."""
    wanted = [argument for name in lists for argument in ("--requirement", str(ROOT / name))]
    wanted += ["--constraint", str(ROOT / "constraints.txt"), "--quiet", "--no-input"]
    pip = [sys.executable, "-m", "pip"]
    if platform is None and python == _here():
        return [*pip, "wheel", "--wheel-dir", str(wheels), *wanted]
    other = ["--only-binary", ":all:", "--implementation", "cp", "--python-version", python]
    other += ["--platform", platform] if platform else []
    beside = WINDOWS_ALONE if (platform or "").startswith("win") else ()
    return [*pip, "download", "--dest", str(wheels), *other, *wanted, *beside]


def _here() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"
