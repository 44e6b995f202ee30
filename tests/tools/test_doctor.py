"""The doctor: each line says what is, how that is, and what to do."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core import upkeep
from core.settings import Settings
from tests import make
from tools import machine, premises
from tools.findings import State
from tools.premises import has_wal_reset_bug, masked

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def test_a_healthy_office_has_nothing_bad(worked_in, typed):
    upkeep.shelf.nightly(datetime.now(UTC))
    answer = typed("doctor", "--json")
    bad = [line for line in answer.json["lines"] if line["state"] == "bad"]
    assert bad == []
    assert answer.code == 0


def test_every_line_that_is_not_well_says_what_to_do(worked_in, typed):
    lines = typed("doctor", "--json").json["lines"]
    assert len(lines) > 15
    assert [line["what"] for line in lines if line["state"] != "ok" and not line["to_do"]] == []


def test_an_old_backup_is_a_red_line_with_an_exit_code(worked_in, typed):
    old = upkeep.LastBackup(at=NOW - timedelta(days=3), file="x.zip", size=1, old=True, failed="")
    line = premises.backups(old)
    assert (line.state, bool(line.to_do)) == (State.BAD, True)


def test_a_database_that_is_not_there_ends_in_one_line(typed, tmp_path, monkeypatch):
    from_here = "postgresql://luoshi:very-secret@127.0.0.1:1/luoshi"
    monkeypatch.setenv("LUOSHI_DATABASE_URL", from_here)
    premises.settings.cache_clear()
    try:
        answer = typed("doctor")
    finally:
        premises.settings.cache_clear()
        premises.database().dispose()
    assert answer.code == 1
    assert "very-secret" not in answer.out + answer.err
    assert "luoshi:***@127.0.0.1" in answer.out


@pytest.mark.parametrize(
    ("version", "bug"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 54, 1), False),
    ],
)
def test_the_sqlite_that_can_lose_writes_is_known(version, bug):
    assert has_wal_reset_bug(version) is bug
    assert (premises.sqlite(version).state is State.WARN) is bug


@pytest.mark.parametrize(("major", "state"), [(12, State.BAD), (14, State.OK), (18, State.OK)])
def test_an_old_postgres_is_told(major, state):
    assert premises.postgres(major).state is state


@pytest.mark.parametrize(
    ("now", "in_step", "state"),
    [
        (NOW, True, State.OK),
        (NOW, None, State.OK),
        (NOW, False, State.WARN),
        (datetime(2000, 1, 1, tzinfo=UTC), True, State.BAD),
        (datetime(2099, 1, 1, tzinfo=UTC), True, State.BAD),
    ],
)
def test_a_wrong_clock_is_told(now, in_step, state):
    assert machine.clock(now, in_step).state is state


def test_a_change_in_the_future_means_that_the_clock_was_wrong():
    assert premises.last_event(NOW + timedelta(hours=1), NOW).state is State.BAD
    assert premises.last_event(NOW - timedelta(hours=1), NOW).state is State.OK


@pytest.mark.parametrize(
    ("free", "state"), [(100 << 20, State.BAD), (2 << 30, State.WARN), (9 << 30, State.OK)]
)
def test_a_disk_that_fills_up_is_told(free, state, tmp_path, monkeypatch):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: machine.shutil._ntuple_diskusage(1, 1, free))
    assert machine.room("office", tmp_path).state is state


def test_a_folder_that_may_not_be_written_is_told(tmp_path, monkeypatch):
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", refused)
    assert machine.writable("office", tmp_path / "not there yet").state is State.BAD


def test_libraries_of_other_versions_are_named():
    wanted = machine.pinned(ROOT / "constraints.txt")
    assert machine.libraries(wanted).state is State.OK
    line = machine.libraries({**wanted, "SQLAlchemy": "0.1"})
    assert line.state is State.WARN
    assert "SQLAlchemy" in line.said


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("postgresql://luoshi:p@ss:word@db/luoshi", "postgresql://luoshi:***@db/luoshi"),
        ("postgresql://luoshi@db/luoshi", "postgresql://luoshi@db/luoshi"),
        ("s3://bucket/prefix", "s3://bucket/prefix"),
    ],
)
def test_passwords_are_masked(value, shown):
    assert masked(value) == shown


def test_every_setting_stands_in_the_example():
    example = (ROOT / ".env.example").read_text("utf-8")
    missing = [name for name in Settings.model_fields if f"#LUOSHI_{name.upper()}=" not in example]
    assert missing == []


def test_unconfirmed_years_are_named():
    assert premises.years([]).state is State.OK
    assert "2027" in premises.years([2027]).said
    assert date(2026, 3, 2) == make.MONDAY
