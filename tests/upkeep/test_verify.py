"""Verifying finds every edit, deletion and reordering; a cut end only against what was noted outside."""

import json
import random
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from core import files, history, upkeep
from core.actor import SYSTEM
from core.settings import settings
from core.upkeep import chain
from core.upkeep.damage import Check
from core.upkeep.verify import NO_HEAD_FILE
from core.work import begin, look
from db.models import Event
from db.session import database
from db.triggers import DROP_POSTGRES, DROP_SQLITE

ROWS = 60
WITHOUT_GUARDS = {
    "sqlite": [statement for statement in DROP_SQLITE if "events" in statement],
    "postgres": [statement for statement in DROP_POSTGRES if "events" in statement],
}


@pytest.fixture
def unguarded(office, backend):
    """A history of sixty rows whose triggers somebody with the database's password has dropped."""
    for number in range(ROWS):
        with begin(SYSTEM) as work:
            work.record("task.reported", number, reason="进展正常", percent=[number, number + 1])
    forge(*WITHOUT_GUARDS[backend])


def forge(*statements: str, **values: object) -> None:
    with database().writes.begin() as connection:
        for statement in statements:
            connection.execute(text(statement), values)


def found() -> set[Check]:
    return {damage.check for damage in upkeep.verify().damages}


def noted(day: date = date(2026, 3, 2)) -> str:
    with look(SYSTEM) as work:
        return chain.note_outside(work.session, Path(str(settings().head_file)), day)


@pytest.fixture
def head_file(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("LUOSHI_HEAD_FILE", str(tmp_path / "outside" / "heads.txt"))
    settings.cache_clear()
    return tmp_path / "outside" / "heads.txt"


def test_an_untouched_office_is_sound(unguarded):
    verification = upkeep.verify()
    assert verification.sound
    assert verification.events == ROWS


EDITS = {
    "reason": "update events set reason = 'nothing' where id = :row",
    "person": "update events set action = 'task.closed' where id = :row",
    "subject": "update events set subject_id = subject_id + 1000 where id = :row",
    "matter": "update events set subject = 'part' where id = :row",
    "particulars": "update events set particulars = '{\"percent\": [0, 100]}' where id = :row",
    "hash": "update events set hash = 'forged' where id = :row",
    "previous": "update events set previous_hash = 'forged' where id = :row",
    "deletion": "delete from events where id = :row",
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_any_row_is_found(unguarded, edit):
    row = random.randint(1, ROWS)
    forge(EDITS[edit], row=row)
    assert found() == {Check.HISTORY}, f"row {row}"


def test_a_moment_moved_by_a_second_is_found(unguarded, backend):
    row = random.randint(1, ROWS)
    moved = "at + interval '1 second'" if backend == "postgres" else "datetime(at, '+1 second')"
    forge(f"update events set at = {moved} where id = :row", row=row)  # noqa: S608
    assert found() == {Check.HISTORY}, f"row {row}"


def test_two_rows_that_change_places_are_found(unguarded):
    first, second = random.sample(range(1, ROWS + 1), 2)
    swap = "update events set id = :to where id = :at"
    for at, to in ((first, -1), (second, first), (-1, second)):
        forge(swap, at=at, to=to)
    assert found() == {Check.HISTORY}, f"rows {first} and {second}"


def test_a_row_that_was_slipped_in_is_found(unguarded):
    forge(
        "insert into events (id, at, action, subject, subject_id, reason, particulars, previous_hash, hash) "
        "select 61, at, action, subject, subject_id, reason, particulars, hash, 'x' from events where id = 60"
    )
    assert found() == {Check.HISTORY}


def test_an_edit_whose_hash_was_computed_anew_breaks_the_next_link(unguarded):
    row = random.randint(1, ROWS - 1)
    rewrite(row, row)
    assert found() == {Check.HISTORY}, f"row {row}"


def test_a_row_that_cannot_be_read_is_named_and_the_walk_goes_on(unguarded, backend):
    if backend == "postgres":
        forge("update events set particulars = 'null' where id = 7")
    else:
        forge("update events set particulars = '{broken', at = 'long ago' where id = 7")
    verification = upkeep.verify()
    assert [damage.values["number"] for damage in verification.damages] == [7]
    assert verification.events == ROWS


def test_a_cut_end_with_a_forged_head_is_found_only_against_what_was_noted_outside(unguarded, head_file):
    noted()
    cut_end()
    assert found() == {Check.OUTSIDE}


def test_without_a_head_file_verifying_says_what_it_cannot_see(unguarded):
    cut_end()
    verification = upkeep.verify()
    assert verification.sound
    assert verification.notes == (NO_HEAD_FILE,)


def test_a_history_written_anew_from_some_row_is_found_against_what_was_noted_outside(unguarded, head_file):
    noted()
    rewrite(random.randint(1, ROWS - 1), ROWS)
    assert found() == {Check.HISTORY}
    head_file.unlink()
    assert found() == set()


def test_a_cut_end_whose_head_was_forgotten_is_found_at_once(unguarded):
    forge("delete from events where id > 50")
    assert found() == {Check.HISTORY}


def test_the_head_is_noted_once_however_often_the_day_comes(unguarded, head_file):
    assert noted().startswith("2026-03-02 60 ")
    assert noted(date(2026, 3, 3)) == ""
    assert len(head_file.read_text("utf-8").splitlines()) == 1
    assert upkeep.verify().outside == 1


def test_a_line_of_the_head_file_that_was_cut_short_is_passed_over(unguarded, head_file):
    noted()
    with head_file.open("a", encoding="utf-8") as file:
        file.write("2026-03-03 61 abc\n\n今天\n")
    assert upkeep.verify().sound


def test_a_changed_file_is_found(worked_in):
    one, other, _ = sorted(files.store().list())
    folder = Path(settings().files)
    (folder / one[:2] / one).write_bytes(b"something else")
    (folder / other[:2] / other).unlink()
    damages = upkeep.verify().damages
    assert {damage.check for damage in damages} == {Check.FILES}
    assert {damage.values["digest"] for damage in damages} == {one[:12], other[:12]}


DAMAGES = {
    "a reference to nobody": "insert into former_names (department_id, name, until) values (99, 'x', '2026')",
    "a day of no kind": "insert into days (day, kind, statutory, name, source) "
    "values ('2026-01-01', 'Q', 0, '', '')",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_the_database_should_have_refused_is_found(office, backend, damage):
    if backend == "postgres":
        return  # its constraints cannot be switched off by a connection
    with closing(sqlite3.connect(database().path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(DAMAGES[damage])
        connection.commit()
    assert found() == {Check.DATABASE}


def test_a_database_without_an_office_says_so(blank):
    assert found() == {Check.SHAPE}


def cut_end() -> None:
    """What a thief with the database's password does: the last ten rows go, and the head with them."""
    forge(
        "delete from events where id > 50",
        "update heads set count = 50, hash = (select hash from events where id = 50) where name = 'history'",
    )


def rewrite(first: int, last: int) -> None:
    """Change rows and compute their hashes anew, as somebody with this program could."""
    with database().writing() as session:
        before = session.get_one(Event, first - 1).hash if first > 1 else history.START
        for number in range(first, last + 1):
            event = session.get_one(Event, number)
            event.reason = "改过"
            event.previous_hash = before
            event.hash = before = history.digest(event)
        if last == ROWS:
            session.execute(text("update heads set hash = :hash where name = 'history'"), {"hash": before})


def test_what_is_told_can_be_kept_as_json(unguarded):
    forge(EDITS["deletion"], row=5)
    told = [{"check": damage.check, **damage.values} for damage in upkeep.verify().damages]
    assert json.loads(json.dumps(told)) == [{"check": "history", "number": 6}]
