"""Upgrading: two small versions of the tree change places, the office beside them is never touched."""

import json
import shutil
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from core import upkeep
from core.upkeep import archive
from core.work import begin
from tests import make
from tools import program, switch, upgrade
from tools.switch import NEXT, PLAN, PREVIOUS, RECORD

ROOT = Path(__file__).parent.parent.parent
OFFICE = {
    "office/luoshi.db": "the office",
    "office/files/a": "a photo",
    ".env": "LUOSHI_X=1",
    "数据/own": "own",
}


def tree(folder: Path, version: str, *more: str) -> Path:
    """A small version of the program: as many files as make one."""
    whole = ("run.py", "app.py", "requirements.txt", "constraints.txt", "tools/launch.py", "db/migrate.py")
    for name in (*whole, "core/rules.py", *more):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(version, "utf-8")
    return folder


def environment(folder: Path, version: str) -> None:
    (folder / ".venv").mkdir()
    (folder / ".venv" / "pyvenv.cfg").write_text(
        f"version = 3\ncommand = python -m venv {folder / '.venv'}\n", "utf-8"
    )
    (folder / ".venv" / "of").write_text(version, "utf-8")


def contents(root: Path) -> dict[str, str]:
    """Everything but what says when and where."""
    passing = {"pyvenv.cfg", ".installed"}
    found = (path for path in root.rglob("*") if path.is_file() and path.name not in passing)
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in found}


class Machine:
    """A program folder, and the commands that would run in it: which, in which version, and how they end."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = tree(root, "one", "pages/gone_in_two.py")
        environment(root, "one")
        for name, text in OFFICE.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        self.before = contents(root)
        self.ran: list[tuple[str, ...]] = []
        self.ends: dict[str, int] = {}
        self.prepared: Callable[[], None] = self.staged
        monkeypatch.setattr(switch, "run", self.run)
        monkeypatch.setattr(switch.signal, "signal", lambda *_: None)

    def run(self, root: Path, *arguments: str) -> int:
        self.ran.append(((root / "run.py").read_text("utf-8"), *arguments))
        if arguments[0] == "upgrade" and "--put-back" not in arguments and not self.ends.get("upgrade"):
            self.prepared()
        return self.ends.get(arguments[0], 0)

    def staged(self) -> None:
        tree(self.root / NEXT, "two", "web/new_in_two.py")
        environment(self.root / NEXT, "two")
        plan = {"backup": "/backups/one.zip", "revision": "0001", "damaged": False, "events": 3}
        (self.root / NEXT / PLAN).write_text(json.dumps(plan), "utf-8")

    def way_back(self) -> None:
        (self.root / PREVIOUS / PLAN).write_text('{"back": true}', "utf-8")

    def upgrade(self) -> int:
        return switch.main(self.root, ["upgrade", "new"])

    def go_back(self) -> int:
        self.prepared = self.way_back
        return switch.main(self.root, ["upgrade", "--back"])


@pytest.fixture
def machine(tmp_path, monkeypatch) -> Machine:
    (tmp_path / "落实 program").mkdir()
    return Machine(tmp_path / "落实 program", monkeypatch)


def test_the_new_program_stands_where_the_old_one_stood(machine):
    assert machine.upgrade() == 0
    now = contents(machine.root)
    assert {text for name, text in now.items() if not name.startswith(PREVIOUS) and name not in OFFICE} == {
        "two"
    }
    assert "pages/gone_in_two.py" not in now
    assert "web/new_in_two.py" in now
    assert [words[:2] for words in machine.ran] == [("one", "upgrade"), ("two", "migrate"), ("two", "verify")]
    assert str(machine.root / ".venv") in (machine.root / ".venv" / "pyvenv.cfg").read_text("utf-8")


def test_what_is_the_offices_is_not_touched(machine):
    machine.upgrade()
    assert {name: contents(machine.root)[name] for name in OFFICE} == OFFICE


def test_back_is_as_it_was(machine):
    machine.upgrade()
    assert machine.go_back() == 0
    assert contents(machine.root) == machine.before
    assert machine.ran[-1] == ("one", "verify")


@pytest.mark.parametrize("step", ["migrate", "verify"])
def test_a_step_that_fails_leaves_the_old_program_and_its_data(machine, step):
    machine.ends[step] = 1
    assert machine.upgrade() == switch.FAILED
    assert contents(machine.root) == machine.before
    assert machine.ran[-1] == ("two", "upgrade", "--put-back", "/backups/one.zip")


def test_damage_that_was_there_before_is_no_fault_of_the_upgrade(machine):
    staged = machine.prepared

    def damaged() -> None:
        staged()
        plan = json.loads((machine.root / NEXT / PLAN).read_text("utf-8"))
        (machine.root / NEXT / PLAN).write_text(json.dumps({**plan, "damaged": True}), "utf-8")

    machine.prepared, machine.ends["verify"] = damaged, 1
    assert machine.upgrade() == 0


def test_what_is_refused_first_changes_nothing(machine):
    machine.ends["upgrade"] = 3
    assert machine.upgrade() == 3
    assert contents(machine.root) == machine.before


@pytest.mark.parametrize("after", range(0, 14, 3))
def test_an_exchange_that_stops_halfway_is_taken_back(machine, after, monkeypatch):
    """A file that is held open on Windows, a disk that fails."""
    rename, left = Path.rename, iter(range(after))

    def failing(self: Path, target: Path) -> Path:
        if next(left, None) is None and not failed:
            failed.append(self)
            raise PermissionError(13, "in use", str(self))
        return rename(self, target)

    failed: list[Path] = []
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError):
        machine.upgrade()
    now = {
        name: text for name, text in contents(machine.root).items() if not name.startswith((NEXT, PREVIOUS))
    }
    assert now == machine.before


@pytest.fixture
def versions(tmp_path, monkeypatch) -> tuple[Path, Path]:
    """The version that runs, and another one; nobody answers on the port."""
    here, new = tree(tmp_path / "here", "one"), tree(tmp_path / "new", "two", "web/new.py")
    monkeypatch.setattr(upgrade, "ROOT", here)
    monkeypatch.setattr(upgrade, "install", lambda _target: Path(sys.executable))
    monkeypatch.setattr(upgrade, "ensure_closed", lambda _port: None)
    return here, new


def test_a_backup_is_taken_and_the_new_version_has_to_take_it_over(worked_in, versions, typed, monkeypatch):
    """With the real program as the new one: it restores, migrates and verifies this very office."""
    here, _new = versions
    before = upkeep.verify()
    assert typed("upgrade", str(ROOT)).code == 0
    plan = json.loads((here / NEXT / PLAN).read_text("utf-8"))
    with archive.opened(Path(plan["backup"])) as reader:
        assert reader.manifest.events == plan["events"] == before.events
    assert (here / NEXT / "run.py").read_bytes() == (ROOT / "run.py").read_bytes()
    assert not program.NEVER & {path.name for path in (here / NEXT).iterdir()}
    assert upkeep.verify() == before


def test_a_version_that_cannot_take_the_office_over_is_refused(worked_in, versions, typed):
    here, new = versions
    answer = typed("upgrade", str(new))
    assert answer.code == 3
    assert not (here / NEXT).exists()
    assert contents(here)["run.py"] == "one"


def test_a_version_that_cannot_be_installed_is_refused(worked_in, versions, typed, monkeypatch):
    def refused(_target: Path) -> Path:
        raise upgrade.NotInstalled()

    here, new = versions
    monkeypatch.setattr(upgrade, "install", refused)
    assert typed("upgrade", str(new)).code == 3
    assert not (here / NEXT).exists()


def test_an_upgrade_wants_a_closed_office(blank, typed, versions, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(upgrade, "urlopen", lambda *_, **__: BytesIO())
    answer = typed("upgrade", str(versions[1]), "--port", "8750")
    assert answer.code == 3
    assert "8750" in answer.err


@pytest.mark.parametrize("wrong", ["nothing here", "damaged", "in the way"])
def test_a_folder_that_is_no_whole_program_is_refused(blank, versions, typed, wrong):
    here, new = versions
    if wrong == "nothing here":
        shutil.rmtree(new)
    elif wrong == "damaged":
        program.write_sums(new)
        (new / "core" / "rules.py").write_text("twp", "utf-8")
    else:
        (here / "web").mkdir()
        (new / "letters").mkdir()
        (new / "letters" / "one").touch()
        (here / "letters").mkdir()
    assert typed("upgrade", str(new)).code == 3
    assert not (here / NEXT).exists()


def test_an_office_that_was_never_set_up_needs_no_backup(blank, versions, typed):
    here, new = versions
    assert typed("upgrade", str(new)).code == 0
    assert json.loads((here / NEXT / PLAN).read_text("utf-8"))["backup"] is None


def upgraded(here: Path, backup: Path, events: int, revision: str) -> None:
    (here / PREVIOUS).mkdir()
    record = {"backup": str(backup), "revision": revision, "damaged": False, "events": events}
    (here / PREVIOUS / RECORD).write_text(json.dumps(record), "utf-8")


def test_the_data_goes_back_with_the_program(worked_in, versions, typed, tmp_path):
    """The tables of before; the work of since only when it is said, and kept in a backup of its own."""
    here, _new = versions
    taken = upkeep.backup(tmp_path / "before.zip")
    before = upkeep.verify()
    upgraded(here, taken.file, taken.events, "of before")
    with begin(worked_in.clerk) as work:
        work.record("task.reported", 1, reason="升级以后")
    answer = typed("upgrade", "--back")
    assert (answer.code, "1" in answer.err) == (3, True)
    assert typed("upgrade", "--back", "--lose-changes").code == 0
    assert upkeep.verify() == before
    assert (here / PREVIOUS / PLAN).exists()
    kept = next(iter((tmp_path / "backups").glob("before-going-back-*.zip")))
    with archive.opened(kept) as reader:
        assert reader.manifest.events == taken.events + 1


def test_where_the_tables_stayed_the_work_stays_as_well(worked_in, versions, typed, tmp_path):
    here, _new = versions
    taken = upkeep.backup(tmp_path / "before.zip")
    upgraded(here, taken.file, taken.events, upgrade.migrate.newest())
    with begin(worked_in.clerk) as work:
        work.record("task.reported", 1, reason="升级以后")
    assert typed("upgrade", "--back").code == 0
    assert upkeep.verify().events == taken.events + 1


def test_without_a_version_before_there_is_no_way_back(blank, versions, typed):
    assert typed("upgrade", "--back").code == 3


def test_a_migration_that_failed_is_taken_back(worked_in, versions, typed, tmp_path):
    taken, before = upkeep.backup(tmp_path / "before.zip"), upkeep.verify()
    make.department("信息中心")
    assert typed("upgrade", "--put-back", str(taken.file)).code == 0
    assert upkeep.verify() == before
