"""upgrade FOLDER: everything that can go wrong is tried before the program is exchanged (tools/switch.py).

The office is backed up, the backup is read again, the new version is installed beside the old one, and there
it has to restore, migrate and verify a copy of this very office. Only then the files change places.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from core import upkeep
from core.errors import Conflict, InvalidInput
from core.i18n import N_, _
from core.settings import ROOT, settings
from core.upkeep.backup import head
from core.work import ready
from db import migrate
from db.session import database
from tools import program, typed
from tools.launch import Environment, requirements, settle
from tools.outcome import Exit
from tools.serve import PORT
from tools.switch import NEXT, PLAN, PREVIOUS, RECORD

STAMP = "%Y%m%dT%H%M%S"


class NotAProgram(InvalidInput):
    message = N_("There is no complete Luoshi in {folder}.")


class DamagedOnTheWay(Conflict):
    message = N_("{file} was damaged or lost on the way: copy the bundle again.")


class InTheWay(Conflict):
    message = N_("{name} stands where the new version puts its own, and is not the program's. Move it away.")


class StillOpen(Conflict):
    message = N_("The office is open on port {port}. Close it first; nothing was changed.")


class NotSound(Conflict):
    message = N_("This office is damaged: run verify first. --although-damaged goes on nevertheless.")


class NotInstalled(Conflict):
    message = N_("The new version could not be installed, see above. Nothing was changed.")


class NotRehearsed(Conflict):
    message = N_("The new version could not take this office over, see above. Nothing was changed.")


class NothingBefore(Conflict):
    message = N_("There is no version before this one to go back to.")


class WorkedSince(Conflict):
    message = N_(
        "{count} changes were made since the upgrade, and going back would lose them. "
        "--lose-changes goes back nevertheless; they stay in a backup."
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", help=_("the new version: a bundle, or an unpacked program"))
    parser.add_argument("--back", action="store_true", help=_("return to the version before, with its data"))
    parser.add_argument("--lose-changes", action="store_true", help=_("go back although work was done since"))
    parser.add_argument(
        "--although-damaged", action="store_true", help=_("upgrade although verify finds damage")
    )
    parser.add_argument("--port", type=int, default=PORT, help=_("where the office is open, if it is"))
    parser.add_argument("--put-back", metavar="FILE", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    if options.put_back:
        upkeep.put_back(Path(options.put_back))
        return Exit.WELL
    if not options.back and not options.folder:
        raise NotAProgram(folder="-")
    ensure_closed(options.port)
    if options.back:
        return prepare_back(lose=options.lose_changes)
    try:
        return prepare(typed.path(options.folder), although_damaged=options.although_damaged)
    except BaseException:
        shutil.rmtree(ROOT / NEXT, ignore_errors=True)
        raise


def prepare(source: Path, *, although_damaged: bool) -> int:
    ensure_usable(source)
    ready()
    office = migrate.current() is not None
    damaged = office and not upkeep.verify().sound
    if damaged and not although_damaged:
        raise NotSound()
    backup = backed_up("before-upgrade") if office else None
    stage(source, ROOT / NEXT)
    print(_("Installing the new version beside the old one …"), flush=True)
    python = install(ROOT / NEXT)
    if backup:
        print(_("Trying it with a copy of this office …"), flush=True)
        rehearse(python, ROOT / NEXT, backup, damaged=damaged)
    told = {"backup": str(backup) if backup else None, "revision": migrate.current(), "damaged": damaged}
    (ROOT / NEXT / PLAN).write_text(json.dumps({**told, "events": events()}), "utf-8")
    return Exit.WELL


def ensure_closed(port: int) -> None:
    """Whoever has a page open would meet two programs in one."""
    with suppress(URLError, ConnectionError, TimeoutError):
        urlopen(f"http://127.0.0.1:{port}/healthz", timeout=3).close()
        raise StillOpen(port=port)


def ensure_usable(source: Path) -> None:
    if source == ROOT or not program.is_program(source):
        raise NotAProgram(folder=source)
    try:
        if (source / program.SUMS).exists():
            program.check(source)
    except program.Damaged as damaged:
        raise DamagedOnTheWay(file=str(damaged)) from damaged
    ours = {*program.entries(ROOT), program.ENVIRONMENT}
    for name in sorted({path.parts[0] for path in program.files(source)} - ours):
        if os.path.lexists(ROOT / name):
            raise InTheWay(name=name)


def backed_up(why: str) -> Path:
    """A backup that was read again to its last byte; one that goes into either database."""
    file = settings().backup_folder / f"{why}-{datetime.now(UTC).strftime(STAMP)}Z.zip"
    upkeep.backup(file, as_portable=not database().is_sqlite)
    upkeep.read_again(file)
    print(_("Backed up and checked: {file}", file=file), flush=True)
    return file


def stage(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    program.copy(source, target, program.files(source))


def install(target: Path) -> Path:
    """The new version makes its own environment; where nothing changed, it takes a copy of this one."""
    environment, now = Environment(target / program.ENVIRONMENT), Environment(ROOT / program.ENVIRONMENT)
    same = all(
        (target / name).read_bytes() == (ROOT / name).read_bytes()
        for name in ("requirements.txt", "constraints.txt")
    )
    if same and now.whole:
        shutil.copytree(now.folder, environment.folder, symlinks=not environment.windows)
        settle(environment, requirements(target, []))
    elif subprocess.call([_outer_python(), str(target / "run.py"), "--help"], stdout=subprocess.DEVNULL) != 0:
        raise NotInstalled()
    return environment.python


def rehearse(python: Path, target: Path, backup: Path, *, damaged: bool) -> None:
    """A copy of the office, restored, migrated and verified by the new version, in a place of its own."""
    place = target / ".rehearsal"
    place.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LUOSHI_")}
    own = {
        "FOLDER": str(place),
        "DATABASE_URL": f"sqlite:///{place / 'luoshi.db'}",
        "LANGUAGE": settings().language,
    }
    variables = {**kept, **{f"LUOSHI_{name}": value for name, value in own.items()}}
    code = subprocess.call(
        [str(python), "-m", "tools", "restore", str(backup)],
        cwd=target,
        env=variables,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(place)
    if code != Exit.WELL and not (damaged and code == Exit.FOUND_WRONG):
        raise NotRehearsed()


def prepare_back(*, lose: bool) -> int:
    record = ROOT / PREVIOUS / RECORD
    if not record.exists():
        raise NothingBefore()
    told = json.loads(record.read_text("utf-8"))
    ready()
    if migrate.current() != told["revision"]:
        return_records(told, lose=lose)
    (ROOT / PREVIOUS / PLAN).write_text('{"back": true}', "utf-8")
    return Exit.WELL


def return_records(told: dict[str, object], *, lose: bool) -> None:
    """The old version cannot read tables of the new one."""
    since = events() - int(str(told["events"]))
    if since > 0 and not lose:
        raise WorkedSince(count=since)
    if told["backup"] is None:
        raise NothingBefore()
    backed_up("before-going-back")
    upkeep.put_back(Path(str(told["backup"])))


def events() -> int:
    """Rows of the history."""
    with database().reads.connect() as connection:
        return head(connection)[0]


def _outer_python() -> str:
    return str(getattr(sys, "_base_executable", sys.executable))
