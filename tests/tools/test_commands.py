"""The commands: what they answer, and the exit codes that scripts go by."""

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select, text

from core import tasks, upkeep
from core.upkeep import jobs
from core.work import begin, look
from db import migrate
from db.models import Matter, Person
from db.session import database
from tests import make
from tests.conftest import leave, point_to
from tools import shape
from tools.__main__ import COMMANDS
from tools.shape import TablesAreNewer


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"translate"}))
def test_every_command_explains_itself(typed, command):
    answer = typed(command, "--help")
    assert answer.code == 0
    assert f"run.py {command}" in answer.out


def test_help_names_every_command_in_the_language_of_the_office(typed):
    answer = typed("--help")
    assert all(command in answer.out for command in COMMANDS)
    assert "校验历史记录" in answer.out


def test_a_word_that_is_no_command_is_a_wrong_command_line(typed):
    answer = typed("frobnicate")
    assert answer.code == 2
    assert "frobnicate" in answer.err


def test_migrate_makes_the_tables_once(blank, typed):
    assert typed("migrate", "--json").json == {"before": None, "after": migrate.newest(), "backup": None}
    assert typed("migrate", "--json").json["before"] == migrate.newest()


def test_an_upgrade_backs_up_first(office, typed, monkeypatch):
    make.office()
    before = migrate.newest()
    monkeypatch.setattr(migrate, "newest", lambda: "head")
    version, _newest, taken = shape.bring_up()
    assert version == before
    assert taken is not None
    assert taken.exists()


def test_tables_of_a_newer_program_are_left_alone(office, typed):
    with database().writes.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    answer = typed("migrate")
    assert answer.code == 3
    assert "9999" in answer.err
    with pytest.raises(TablesAreNewer):
        shape.bring_up()


def test_backup_verify_and_restore_in_one_line_each(worked_in, typed, tmp_path, elsewhere, backend):
    assert typed("verify").code == 0
    assert typed("backup", "备份.zip", "--json").json["files"] == 3
    assert (tmp_path / "备份.zip").exists(), "a FILE is meant where the command was typed"
    assert typed("restore", "备份.zip").code == 3, "not over an office"
    elsewhere(backend)
    answer = typed("restore", "备份.zip", "--json")
    assert answer.code == 0
    assert answer.json["sound"]


def test_a_file_that_is_not_there_is_one_sentence(office, typed):
    answer = typed("restore", "nowhere.zip")
    assert answer.code == 3
    assert answer.err.count("\n") == 1


def test_damage_has_an_exit_code_of_its_own(worked_in, typed):
    with database().writes.begin() as connection:
        connection.execute(text("update heads set count = 1"))
    answer = typed("verify", "--json")
    assert answer.code == 1
    assert answer.json["damages"][0]["check"] == "history"


def test_a_database_that_does_not_answer_is_one_sentence(typed, tmp_path, monkeypatch):
    url = "postgresql://luoshi:secret@127.0.0.1:1/luoshi"
    point_to(url, tmp_path, monkeypatch)
    answer = typed("verify")
    leave("")
    assert answer.code == 3
    assert "secret" not in answer.err


def test_jobs_are_shown_and_run_once(worked_in, typed):
    assert [one["started_at"] for one in typed("jobs", "--json").json["jobs"]] == [None] * len(jobs.JOBS)
    first = typed("jobs", "--once", "--json")
    assert first.code == 0
    assert {"backup", "verify"} <= set(first.json["ran"])
    assert typed("jobs", "--once", "--json").json["ran"] == []


def test_a_job_that_fails_is_told_and_the_others_run(worked_in, typed, monkeypatch):
    def full(_now: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(upkeep.shelf, "nightly", full)
    answer = typed("jobs", "--once", "--json")
    assert answer.code == 1
    assert "No space left" in answer.err
    assert "verify" in answer.json["ran"]


def people_sheet(path, *rows):
    book = Workbook()
    for row in (("姓名", "部门", "角色"), *rows):
        book.active.append(row)
    book.save(path)


def test_people_come_from_excel(office, typed, tmp_path):
    make.office()
    people_sheet(tmp_path / "人员.xlsx", ("欧阳娜娜", "财务部", "联络员"))
    assert typed("import", "people", "人员.xlsx", "--check").code == 0
    assert names("欧阳娜娜") == []
    assert typed("import", "people", "人员.xlsx", "--json").json["added"] == 1
    assert names("欧阳娜娜") == ["liaison"]


def test_a_sheet_with_errors_brings_nobody(office, typed, tmp_path):
    make.office()
    people_sheet(tmp_path / "人员.xlsx", ("欧阳娜娜", "财务部", "联络员"), ("司马光", "不存在的部门", ""))
    answer = typed("import", "people", "人员.xlsx")
    assert answer.code == 1
    assert "不存在的部门" in answer.err
    assert names("欧阳娜娜") == []


def names(name: str) -> list[str]:
    with database().reading() as session:
        return list(session.scalars(select(Person.role).where(Person.name == name)))


BLANK = (None,) * 6


def task_rows(path, *rows):
    book = Workbook()
    book.active.append(("督办事项", "主责部门", "协办部门", "完成时限", "紧急程度", "数量", "没见过的列"))
    for row in rows:
        book.active.append(row)
    book.save(path)


def test_tasks_of_an_old_ledger_become_drafts(office, typed, tmp_path):
    house = make.office()
    task_rows(
        tmp_path / "台账.xlsx",
        ("修订财务制度", "财务部", "后勤部、办公室", "2030年9月30日", "紧急", 3, "x"),
        ("更换电梯", "后勤部", None, "2030-12-01", None, None, None),
    )
    answer = typed("import", "tasks", "台账.xlsx", "--as", "林晓", "--json")
    assert answer.json["added"] == 2
    assert answer.json["unknown_headers"] == ["没见过的列"]
    with look(house.clerk) as work:
        found = {one.title: one for one in work.session.scalars(select(Matter))}
    assert set(found) == {"修订财务制度", "更换电梯"}
    assert found["修订财务制度"].lead_department_id == house.finance
    assert found["修订财务制度"].created_by == house.clerk.id
    assert found["修订财务制度"].urgency == "urgent"


def test_the_same_ledger_twice_is_told_and_not_written_again(office, typed, tmp_path):
    make.office()
    task_rows(tmp_path / "台账.xlsx", ("修订财务制度", "财务部", *BLANK[1:]))
    assert typed("import", "tasks", "台账.xlsx", "--as", "林晓").code == 0
    assert typed("import", "tasks", "台账.xlsx", "--as", "林晓").code == 3
    with database().reading() as session:
        assert len(list(session.scalars(select(Matter)))) == 1


def test_every_fault_of_a_ledger_is_told_and_nothing_written(office, typed, tmp_path):
    make.office()
    task_rows(
        tmp_path / "台账.xlsx", ("甲", "没有的部门", None, "明天", "不急", None, None), ("乙",) + (None,) * 6
    )
    answer = typed("import", "tasks", "台账.xlsx", "--as", "林晓", "--json")
    assert answer.code == 1
    assert [fault["row"] for fault in answer.json["faults"]] == [2, 2, 2]
    with database().reading() as session:
        assert list(session.scalars(select(Matter))) == []


@pytest.mark.parametrize("who", [(), ("--as", "没有这人")])
def test_tasks_are_drafted_by_somebody_of_the_office(office, typed, tmp_path, who):
    make.office()
    task_rows(tmp_path / "台账.xlsx", ("甲", *BLANK))
    assert typed("import", "tasks", "台账.xlsx", *who).code == 3


def test_the_ledger_comes_out_as_excel(office, typed, tmp_path):
    house = make.office()
    with begin(house.clerk) as work:
        tasks.draft(work, facts=tasks.Facts(title="修订财务制度"))
    assert (
        typed("export", "tasks", "台账.xlsx", "--scope", "drafts", "--as", "林晓", "--json").json["rows"] == 1
    )
    sheet = load_workbook(tmp_path / "台账.xlsx").active
    assert "修订财务制度" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert typed("export", "tasks", "台账.xlsx").code == 3, "never over another file"


def test_what_the_office_writes_is_its_own_users_alone(blank, typed, tmp_path, backend):
    typed("migrate")
    if backend == "sqlite":
        typed("backup", "one.zip")
        assert (tmp_path / "one.zip").stat().st_mode & 0o077 == 0
        assert (tmp_path / "migrating.lock").stat().st_mode & 0o077 == 0
