"""The test command: its steps, and what it says when there is no browser."""

from pathlib import Path

import pytest

from tools import chromium, test
from tools.test import steps

ROOT = Path(__file__).parent.parent.parent


def test_format_lint_types_and_tests_come_in_this_order():
    assert [step.name for step in steps([], with_browser=True)] == ["format", "lint", "types", "tests"]


def test_without_a_browser_its_tests_are_left_out():
    assert "not browser" in steps([], with_browser=False)[-1].command
    assert "not browser" not in steps([], with_browser=True)[-1].command


def test_a_part_can_be_asked_for():
    assert steps(["tests/tools"], with_browser=True)[-1].command[-1] == "tests/tools"


@pytest.mark.parametrize(("codes", "ends"), [([0, 0, 0, 0], 0), ([0, 1, 0, 0], 1), ([0, 0, 0, 5], 1)])
def test_one_step_that_fails_fails_all_and_the_others_still_run(typed, monkeypatch, codes, ends):
    left = iter(codes)
    monkeypatch.setattr(test.subprocess, "call", lambda *_, **__: next(left))
    monkeypatch.setattr(chromium, "found", lambda: "/usr/bin/chromium")
    answer = typed("test")
    assert answer.code == ends
    assert next(left, None) is None


def test_skipped_browser_tests_are_said_loudly_once(typed, monkeypatch):
    monkeypatch.setattr(test.subprocess, "call", lambda *_, **__: 0)
    monkeypatch.setattr(chromium, "found", lambda: None)
    answer = typed("test")
    assert answer.code == 0
    assert answer.out.count("浏览器测试未运行") == 1


def test_databases_of_tests_stand_in_memory_where_there_is_room(monkeypatch, tmp_path):
    monkeypatch.delenv("TMPDIR", raising=False)
    assert test.place(tmp_path, 1) == {"TMPDIR": str(tmp_path)}
    assert test.place(tmp_path, 1 << 60) == {}
    assert test.place(tmp_path / "elsewhere", 1) == {}
    monkeypatch.setenv("TMPDIR", "/chosen")
    assert test.place(tmp_path, 1) == {}


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_browser_named_by_hand_wins(platform, monkeypatch):
    monkeypatch.setenv("LUOSHI_CHROMIUM", "/own/chrome")
    assert next(chromium.candidates(platform)) == "/own/chrome"


def test_what_is_pinned_directly_is_pinned_the_same_in_all():
    pins = pinned("constraints.txt")
    for name in ("requirements.txt", "requirements-dev.txt"):
        for library, version in pinned(name).items():
            assert pins[library.partition("[")[0]] == version, library


def test_the_libraries_that_the_user_named_are_there():
    named = {"streamlit", "sqlalchemy", "altair", "pandas", "streamlit-authenticator", "pytest"}
    assert named <= set(pinned("requirements.txt"))


def pinned(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {library.lower().replace("_", "-"): version for library, version in pairs}
