"""Bundles: a program and its libraries in one folder, installed where nobody can be asked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bundle, launch, offline, program
from tools.launch import Environment
from tools.offline import CannotStart

ROOT = Path(__file__).parent.parent.parent
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture
def pip(monkeypatch) -> list[list[str]]:
    """Stands in for pip, which would fetch a hundred megabytes: what it was asked for."""
    asked: list[list[str]] = []

    def call(command: list[str]) -> int:
        asked.append(command)
        wheels = Path(command[command.index("--wheel-dir" if "wheel" in command else "--dest") + 1])
        wheels.mkdir(parents=True)
        (wheels / "one-1.0-py3-none-any.whl").write_bytes(b"a library")
        return 0

    monkeypatch.setattr(bundle.subprocess, "call", call)
    return asked


@pytest.fixture
def bundled(typed, tmp_path, pip) -> Path:
    assert typed("bundle", "落实 安装包").code == 0
    return tmp_path / "落实 安装包"


def test_what_the_program_consists_of_is_what_git_knows():
    if (ROOT / ".git").exists():
        tracked = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert {name.partition("/")[0] for name in tracked.stdout.split("\0") if name} == program.PROGRAM


def test_a_bundle_is_the_program_and_its_libraries_and_nothing_of_the_office(bundled):
    assert program.is_program(bundled)
    assert {path.name for path in bundled.iterdir()} <= program.PROGRAM | program.CARRIED
    assert not program.NEVER & {path.name for path in bundled.iterdir()}
    program.check(bundled)


def test_a_bundle_can_be_bundled_again(bundled, monkeypatch, tmp_path, typed):
    monkeypatch.setattr(bundle, "ROOT", bundled)
    assert typed("bundle", "again").code == 0
    program.check(tmp_path / "again")
    assert (tmp_path / "again" / "run.py").read_bytes() == (ROOT / "run.py").read_bytes()


def test_nothing_is_written_over(typed, tmp_path, pip):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").touch()
    assert typed("bundle", "there").code == 3
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["mine.txt"]


def test_a_network_that_fails_leaves_no_half_bundle(typed, tmp_path, monkeypatch):
    monkeypatch.setattr(bundle.subprocess, "call", lambda _command: 1)
    assert typed("bundle", "half").code == 3
    assert not (tmp_path / "half").exists()


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ([], ["wheel"]),
        (["--tests"], ["wheel", "requirements-dev.txt"]),
        (["--platform", "win_amd64"], ["download", "win_amd64", ":all:", "colorama"]),
        (["--python", "3.13" if HERE != "3.13" else "3.12"], ["download", "--python-version"]),
    ],
)
def test_libraries_are_fetched_for_the_machine_that_is_meant(typed, pip, options, wanted):
    assert typed("bundle", "out", *options).code == 0
    assert all(any(word in part for part in pip[0]) for word in wanted)


def needed(root: Path) -> list[Path]:
    return [root / "requirements.txt"]


def test_the_launcher_installs_from_the_bundle_and_asks_nobody(bundled):
    command = launch.pip_install(Environment(bundled / ".venv"), needed(bundled))
    assert {"--no-index", "--isolated"} <= set(command)
    assert command[command.index("--find-links") + 1] == str(bundled / "wheels")
    offline.ensure_fit(bundled / "wheels")


def test_what_pip_was_told_on_the_machine_is_left_aside():
    told = {
        "PIP_INDEX_URL": "http://inside/",
        "pip_extra_index_url": "x",
        "PIP_CONFIG_FILE": "/etc/pip.conf",
        "A": "b",
    }
    kept = offline.own_settings(told)
    assert {name for name in kept if name.upper().startswith("PIP_")} == {"PIP_CONFIG_FILE"}
    assert not Path(kept["PIP_CONFIG_FILE"]).is_file()
    assert kept["A"] == "b"


def test_pip_itself_finds_no_settings_there(tmp_path):
    """With the real pip: an index in its file and its variables, and none of it is seen."""
    settings = tmp_path / "pip" / "pip.conf"
    settings.parent.mkdir()
    settings.write_text("[global]\nindex-url = http://127.0.0.1:9/\n", "utf-8")
    told = {"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path), "PIP_INDEX_URL": "http://127.0.0.1:9/"}
    listed = [
        subprocess.run(
            [sys.executable, "-m", "pip", "config", "list"],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for env in (told, offline.own_settings(told))
    ]
    assert "127.0.0.1:9" in listed[0]
    assert "127.0.0.1:9" not in listed[1]


def test_the_tools_of_development_come_from_the_network_when_they_were_not_bundled(bundled):
    both = [*needed(bundled), bundled / "requirements-dev.txt"]
    assert "--no-index" not in launch.pip_install(Environment(bundled / ".venv"), both)


def test_a_library_that_was_damaged_on_the_way_is_named(bundled):
    (bundled / "wheels" / "one-1.0-py3-none-any.whl").write_bytes(b"a librarx")
    with pytest.raises(CannotStart, match=r"one-1\.0"):
        offline.ensure_fit(bundled / "wheels")


@pytest.mark.parametrize(("version", "system"), [((3, 9), "linux"), (sys.version_info[:2], "win32")])
def test_another_python_or_system_is_told_in_a_sentence(bundled, version, system):
    told = json.loads((bundled / program.BUNDLE).read_text("utf-8"))
    (bundled / program.BUNDLE).write_text(json.dumps({**told, "platform": "linux-x86-64"}), "utf-8")
    with pytest.raises(CannotStart, match=r"Python 3\.\d+ on linux"):
        offline.ensure_fit(bundled / "wheels", version, system)


def test_a_bundle_that_names_files_outside_is_refused(bundled):
    with (bundled / program.SUMS).open("a", encoding="utf-8") as out:
        out.write(f"{'0' * 64}  ../../elsewhere\n")
    with pytest.raises(program.Damaged):
        program.files(bundled)
