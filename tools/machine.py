"""What the doctor asks the machine: Python, libraries, disk, drives, rights, clock, open files."""

import importlib.metadata
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core import upkeep
from core.i18n import _
from core.settings import ROOT, settings
from tools.findings import Line, bad, ok, warn

if sys.platform != "win32":
    import resource

PYTHONS = ((3, 11), (3, 13))
ENOUGH_FILES = 4096
LITTLE, TOO_LITTLE = 5 << 30, 500 << 20
# No release of this program is older: a clock before it is wrong.
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)


def look() -> Iterator[Line]:
    yield python(sys.version_info[:2])
    yield libraries(pinned(ROOT / "constraints.txt"))
    yield drive(settings().folder)
    for name, folder in folders().items():
        yield writable(name, folder)
        yield room(name, folder)
    yield clock(datetime.now(UTC), synchronised())
    yield open_files()
    yield ok("LibreOffice", _("not needed: Word and Excel files are written without it"))


def folders() -> dict[str, Path]:
    found = {_("office folder"): settings().folder, _("backup folder"): settings().backup_folder}
    if "://" not in settings().files:
        found[_("files folder")] = Path(settings().files)
    return found


def python(version: tuple[int, int]) -> Line:
    said = platform.python_version()
    if PYTHONS[0] <= version <= PYTHONS[1]:
        return ok("Python", said)
    return bad("Python", said, _("Install Python 3.11, 3.12 or 3.13."))


def pinned(constraints: Path) -> dict[str, str]:
    lines = constraints.read_text("utf-8").splitlines() if constraints.exists() else []
    pairs = (line.partition("==") for line in lines if "==" in line)
    return {name.strip(): version.strip() for name, _, version in pairs}


def libraries(wanted: dict[str, str]) -> Line:
    here = {one.name.lower().replace("_", "-"): one.version for one in importlib.metadata.distributions()}
    other = [
        f"{name} {here[key]}"
        for name, version in wanted.items()
        if (key := name.lower().replace("_", "-")) in here and here[key] != version
    ]
    if other:
        return warn(
            _("libraries"), ", ".join(other), _("Not the tested versions: start once with python3 run.py.")
        )
    return ok(_("libraries"), _("the tested versions"))


def drive(folder: Path) -> Line:
    kind = upkeep.network_kind(folder.resolve())
    if kind is None:
        return ok(_("drive"), _("local"))
    if settings().database_url.startswith("postgres"):
        return ok(_("drive"), kind)
    return bad(
        _("drive"), f"{folder} ({kind})", _("SQLite is not safe on a network drive: move LUOSHI_FOLDER.")
    )


def writable(name: str, folder: Path) -> Line:
    what = _("writing: {name}", name=name)
    try:
        with tempfile.TemporaryFile(dir=nearest(folder)):
            return ok(what, folder)
    except OSError as error:
        return bad(what, error, _("Give this user the right to write there."))


def room(name: str, folder: Path) -> Line:
    what = _("room: {name}", name=name)
    free = shutil.disk_usage(nearest(folder)).free
    said = f"{free / (1 << 30):.1f} GB"
    if free < TOO_LITTLE:
        return bad(what, said, _("Make room now: soon nothing can be saved any more."))
    return warn(what, said, _("Make room.")) if free < LITTLE else ok(what, said)


def nearest(folder: Path) -> Path:
    """The folder, or what exists above it."""
    return next(one for one in (folder.resolve(), *folder.resolve().parents) if one.is_dir())


def synchronised() -> bool | None:
    """What systemd says about the clock; None where there is nobody to ask."""
    if shutil.which("timedatectl") is None:
        return None
    asked = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return {"yes": True, "no": False}.get(said)


def clock(now: datetime, in_step: bool | None) -> Line:
    said = now.isoformat(timespec="seconds")
    if not RELEASED < now < RELEASED + timedelta(days=365 * 30):
        return bad(_("clock"), said, _("Set the clock: days and deadlines are counted by it."))
    if in_step is False:
        return warn(_("clock"), said, _("The clock is not kept in step: switch on NTP."))
    return ok(_("clock"), said)


def open_files() -> Line:
    if sys.platform == "win32":
        return ok(_("open files"), _("no limit here"))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    said = f"{soft} / {hard}"
    if hard != resource.RLIM_INFINITY and hard < ENOUGH_FILES:
        return warn(_("open files"), said, _("Allow this user 65536 open files (LimitNOFILE in systemd)."))
    return ok(_("open files"), said)
