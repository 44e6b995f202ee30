"""What comes from outside: Excel sheets, the command line, searches in processes of their own."""

import io
import json
from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from core import roster
from core.roster.importing import NameTwice, NameUnknown, NotADay, RoleUnknown, SheetNotUnderstood, SheetWrong
from core.roster.publishing import DaysTaken
from core.work import begin, look
from db.models import Duty, DutyBalance
from tests import make
from tests.roster.house import House
from tools.__main__ import main


@pytest.fixture
def house(office):
    return House()


def sheet(*rows):
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def test_pools_and_balances_come_from_excel_or_every_wrong_line_is_named(house):
    new = make.person("新司机", house.keeper.role, house.bureau)
    make.person("同名", house.keeper.role, house.bureau)
    make.person("同名", house.keeper.role, house.bureau, user_name="同名2")
    good = sheet(
        ["姓名", "岗位", "加入日期", "工作日", "节假日"],
        ["新司机", "值班司机", date(2026, 3, 5), 4, 1],
        ["司机1", "值班司机", None, 9, None],
    )
    wrong = sheet(
        ["姓名", "岗位", "加入日期"],
        ["无此人", "值班司机", None],
        ["同名", "值班司机", None],
        ["司机1", "门卫", None],
        ["司机1", "值班司机", "昨天"],
    )
    with look(house.keeper, now=make.at()) as work:
        faults = roster.import_pools(work, content=wrong, name="名单.xlsx", check=True).faults
        assert [(one.row, type(one.error)) for one in faults] == [
            (2, NameUnknown),
            (3, NameTwice),
            (4, RoleUnknown),
            (5, NotADay),
        ]
    with begin(house.keeper, now=make.at()) as work, pytest.raises(SheetWrong):
        roster.import_pools(work, content=wrong, name="名单.xlsx")
    with begin(house.keeper, now=make.at()) as work:
        assert roster.import_pools(work, content=good, name="名单.xlsx").lines == 2
    with look(house.keeper, now=make.at()) as work:
        [mine] = [one for one in roster.members(work) if one.person_id == new.number]
        assert mine.joined_on == date(2026, 3, 5)
        balances = select(DutyBalance.person_id, DutyBalance.kind, DutyBalance.number)
        assert set(work.session.execute(balances)) == {
            (new.number, "W", 4),
            (new.number, "H", 1),
            (house.drivers[0].number, "W", 9),
        }


def test_the_old_roster_comes_in_both_shapes_and_counts(house):
    below = sheet(
        ["日期", "岗位", "姓名"], ["2026-01-05", "值班司机", "司机1"], ["2026年1月6日", "值班司机", "司机2"]
    )
    beside = sheet(
        ["日期", "带班领导", "值班司机"], [date(2026, 2, 2), "领导1", "司机3"], ["2026/2/3", "领导2", ""]
    )
    with begin(house.keeper, now=make.at()) as work:
        first = roster.import_roster(work, content=below, name="一月.xlsx")
        second = roster.import_roster(work, content=beside, name="二月.xlsx")
        assert (first.lines, second.lines) == (2, 3)
        with pytest.raises(DaysTaken):
            roster.import_roster(work, content=below, name="一月.xlsx")
        with pytest.raises(SheetNotUnderstood):
            roster.import_roster(work, content=sheet(["甲", "乙"], ["1", "2"]), name="别的.xlsx")
    with look(house.keeper, now=make.at()) as work:
        assert len(work.session.scalars(select(Duty)).all()) == 5
    number = house.draft()
    with look(house.keeper, now=make.at()) as work:
        carried = roster.problem(work, roster_id=number)["carried"]
    driver = str(house.drivers[0].number)
    assert [str(house.drive), "tot", driver, 1] in carried


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_search_runs_beside_is_stopped_and_a_trial_changes_nothing(house):
    number = house.draft()
    with look(house.keeper, now=make.at()) as work:
        asked = roster.problem(work, roster_id=number)
    roster.start_search(house.keeper, asked, roster_id=number, version=1, trial=True, label="试排")
    stopped = roster.start_search(house.keeper, asked, roster_id=number, version=1)
    with pytest.raises(roster.SearchesEnough):
        roster.start_search(house.keeper, asked, roster_id=number, version=1)
    roster.stop_search(house.keeper, stopped)
    trial, killed = roster.searches(house.keeper, roster_id=number)
    for one in (trial, killed):
        one.watcher.join(60)
    assert (trial.ended, trial.kept, len(trial.outcome.cells)) == (True, False, 62)
    assert (killed.ended, killed.kept, killed.stopped) == (True, False, True)
    assert house.sheet(number).roster.duties == 0

    kept = roster.start_search(house.keeper, asked, roster_id=number, version=1)
    one = next(one for one in roster.searches(house.keeper, roster_id=number) if one.id == kept)
    one.watcher.join(60)

    assert one.kept
    assert house.sheet(number).roster.duties == 62
    for search in roster.searches(house.keeper, roster_id=number):
        roster.forget_search(house.keeper, search.id)


def test_the_command_solves_a_file_and_says_how_it_ended(tmp_path, capsys):
    days = {f"2026-10-{number:02}": "W" for number in range(12, 17)}
    lead = {"role": "lead", "pool": "A", "days": "all"}
    problem = {"name": "t", "days": days, "pools": {"A": 3}, "roles": [lead], "gap": {"lead": 2}, "leave": []}

    def command(*more, **changes):
        file, out = tmp_path / "problem.json", tmp_path / "out.json"
        file.write_text(json.dumps({**problem, **changes}), "utf-8")
        told = main(["roster", "solve", str(file), "--out", str(out), *more])
        return told, capsys.readouterr()

    code, said = command("--json")
    assert code == 0
    assert json.loads(said.out)["spread"] == json.loads(said.out)["bound"] == 2
    cells = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [(role, day) for role, day, _ in cells] == [("lead", day) for day in days]
    together = {**lead, "together": True, "days": "all"}
    rest = dict.fromkeys(list(days)[:3], "R")
    assert command(days=rest, roles=[together])[0] == 3
    code, said = command(leave=[[f"A{who}", "2026-10-13"] for who in range(3)])
    assert code == 4
    assert "10月13日" in said.err
    assert command("--limit", "0.0001")[0] == 5
    assert command(days={"2026-13-01": "W"})[0] == 2
