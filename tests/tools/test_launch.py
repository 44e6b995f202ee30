"""The launcher: the same logic told of each machine, and installs that were cut off."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tools import launch
from tools.launch import CannotStart, Environment, advice, child_variables, fits, requirements, stamp

ROOT = Path(__file__).parent.parent.parent
PLATFORMS = ("linux", "darwin", "win32")


@pytest.fixture
def root(tmp_path) -> Path:
    """A program folder with Chinese and blanks in its name."""
    folder = tmp_path / "落实 办公室 program"
    folder.mkdir()
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        (folder / name).write_text("# nothing\n", "utf-8")
    return folder


class Machine:
    """Stands in for venv and pip, which would take minutes: what was asked of them, and how pip ends."""

    def __init__(self, root: Path, platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.environment = Environment(root / ".venv", platform)
        self.root = root
        self.created = 0
        self.installs: list[list[str]] = []
        self.pip_ends: int | BaseException = 0
        monkeypatch.setattr(launch, "create", self._create)
        monkeypatch.setattr(launch.subprocess, "call", self._call)

    def _create(self, environment: Environment) -> None:
        self.created += 1
        environment.python.parent.mkdir(parents=True)
        environment.python.touch()
        command = f"command = python -m venv {environment.folder}"
        numbers = ".".join(map(str, sys.version_info[:3]))
        (environment.folder / "pyvenv.cfg").write_text(f"version = {numbers}\n{command}\n", "utf-8")

    def _call(self, command: list[str], env: dict[str, str]) -> int:
        self.installs.append(command)
        if isinstance(self.pip_ends, BaseException):
            raise self.pip_ends
        return self.pip_ends

    def start(self, *arguments: str) -> None:
        launch.prepare(self.environment, requirements(self.root, arguments))


@pytest.fixture(params=PLATFORMS)
def machine(request, root, monkeypatch) -> Machine:
    return Machine(root, request.param, monkeypatch)


def test_python_stands_where_each_system_puts_it():
    folder = Path("x")
    assert Environment(folder, "linux").python == folder / "bin" / "python"
    assert Environment(folder, "darwin").python == folder / "bin" / "python"
    assert Environment(folder, "win32").python == folder / "Scripts" / "python.exe"


def test_the_first_start_installs_and_the_second_touches_nothing(machine):
    machine.start()
    machine.start()
    assert (machine.created, len(machine.installs)) == (1, 1)


def test_a_changed_list_is_installed_into_what_is_there(machine):
    machine.start()
    (machine.root / "requirements.txt").write_text("one==1\n", "utf-8")
    machine.start()
    machine.start()
    assert (machine.created, len(machine.installs)) == (1, 2)


def test_changed_pins_are_installed_as_well(machine):
    machine.start()
    (machine.root / "constraints.txt").write_text("one==1\n", "utf-8")
    machine.start()
    assert len(machine.installs) == 2


def test_tools_of_development_come_with_the_tests_only(machine):
    machine.start("serve")
    machine.start("test")
    machine.start("--port", "8600")
    machine.start("bench", "start")
    development = ["requirements-dev.txt" in " ".join(command) for command in machine.installs]
    assert development == [False, True]


def test_an_install_that_was_cut_off_starts_over(machine):
    machine.pip_ends = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        machine.start()
    assert machine.environment.installing.exists()
    (machine.environment.folder / "half a library").touch()
    machine.pip_ends = 0
    machine.start()
    assert machine.created == 2
    assert not (machine.environment.folder / "half a library").exists()


def test_a_network_that_fails_keeps_what_works(machine):
    machine.start()
    (machine.root / "requirements.txt").write_text("one==1\n", "utf-8")
    machine.pip_ends = 1
    with pytest.raises(CannotStart):
        machine.start()
    machine.pip_ends = 0
    machine.start()
    assert (machine.created, len(machine.installs)) == (1, 3)


def test_a_program_folder_that_was_moved_gets_a_new_environment(machine):
    machine.start()
    moved = machine.root.with_name("moved 搬家")
    machine.root.rename(moved)
    machine.root, machine.environment = moved, Environment(moved / ".venv", machine.environment.platform)
    machine.start()
    assert machine.created == 2


def test_an_environment_of_another_python_is_made_anew(machine):
    machine.start()
    assert fits(machine.environment)
    assert not fits(machine.environment, (3, 10))
    assert stamp(machine.root / "requirements.txt") != stamp(machine.root / "requirements.txt", "3.10")


def test_an_environment_made_by_hand_is_used(machine):
    machine._create(machine.environment)
    machine.start()
    assert (machine.created, len(machine.installs)) == (1, 1)


def test_pip_follows_its_own_settings():
    """No address and no isolation: an index inside the house is found as pip always finds it."""
    files = [Path("a b") / "requirements.txt"]
    for platform in PLATFORMS:
        command = launch.pip_install(Environment(Path("x"), platform), files)
        assert not {"--index-url", "-i", "--isolated", "--no-index"} & set(command)
    kept = child_variables({"PIP_INDEX_URL": "http://inside/simple", "PIP_CONFIG_FILE": "/etc/pip"})
    assert kept["PIP_INDEX_URL"] == "http://inside/simple"
    assert kept["PYTHONUTF8"] == "1"


@pytest.mark.parametrize(
    ("platform", "names"), [("linux", "python3.12-venv"), ("darwin", "python.org"), ("win32", "python.org")]
)
def test_what_is_missing_is_named(platform, names):
    assert names in advice(platform, ["ensurepip"], (3, 12))


def test_without_the_venv_package_nothing_half_made_is_used_later(root, monkeypatch, capsys):
    monkeypatch.setattr(launch, "missing_modules", lambda: ["ensurepip"])
    monkeypatch.setattr(launch, "ROOT", root)
    assert launch.main([]) == launch.INSTALL_FAILED
    assert "ensurepip" in capsys.readouterr().err
    monkeypatch.undo()
    assert not Environment(root / ".venv").whole


def test_a_folder_that_may_not_be_written_is_told_in_a_sentence(root, monkeypatch, capsys):
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(root))

    monkeypatch.setattr(launch, "prepare", refused)
    assert launch.main([]) == launch.INSTALL_FAILED
    assert "Permission denied" in capsys.readouterr().err


def test_windows_waits_for_the_office_and_lets_it_close_its_doors(root, monkeypatch):
    told: list[list[str]] = []

    class Child:
        def __init__(self, command: list[str], env: dict[str, str]) -> None:
            told.append(command)
            self.waits = iter([KeyboardInterrupt(), 7])

        def __enter__(self) -> "Child":
            return self

        def __exit__(self, *_: object) -> None: ...

        def wait(self) -> int:
            outcome = next(self.waits)
            if isinstance(outcome, KeyboardInterrupt):
                raise outcome
            return outcome

    monkeypatch.chdir(root)
    monkeypatch.setattr(launch.subprocess, "Popen", Child)
    assert launch.hand_over(Environment(root / ".venv", "win32"), root, ["导出", "a b"]) == 7
    assert told[0][1:] == ["-m", "tools", "导出", "a b"]


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_elsewhere_the_launcher_becomes_the_office(root, platform, monkeypatch):
    became: list[tuple[str, list[str], dict[str, str]]] = []
    monkeypatch.chdir(root.parent)
    monkeypatch.setattr(launch.os, "execve", lambda *call: became.append(call))
    monkeypatch.setattr(launch.subprocess, "Popen", lambda *_, **__: pytest.fail("not twice"), raising=True)
    with pytest.raises(pytest.fail.Exception):
        launch.hand_over(Environment(root / ".venv", platform), root, ["verify"])
    program, command, variables = became[0]
    assert program == str(root / ".venv" / "bin" / "python")
    assert command[1:] == ["-m", "tools", "verify"]
    assert variables["LUOSHI_TYPED_IN"] == str(root.parent)
    assert Path.cwd() == root


@pytest.mark.parametrize("minor", range(4, 14))
def test_every_python_3_can_read_the_first_file(minor):
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, minor))


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 14)])
def test_another_python_gets_one_sentence(version):
    code = (
        f"import sys; sys.version_info = {(*version, 0)}; sys.path.insert(0, {str(ROOT)!r}); "
        "import runpy; runpy.run_path('run.py', run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 4
    assert (
        ended.stderr == f"Luoshi needs Python 3.11, 3.12 or 3.13; this is Python {version[0]}.{version[1]}.\n"
    )
