"""The duty log: who writes it, wordings that stay, items that pass on, two signatures, a task of a line."""

import pytest
from sqlalchemy import select

from core import duty_log
from core.duty_log.handing import DayLongOver, DayNotBegun
from core.errors import Conflict, NotPermitted
from core.work import begin, look
from db.models import Duty, DutyEntry, Matter, Task
from db.session import database
from tests import make
from tests.roster.house import House
from tests.screens import open_screen, texts


@pytest.fixture
def house(office):
    house = House()
    number = house.draft()
    house.solved(number)
    house.published(number)
    return house


def on_duty(house, days):
    """The drivers of this day and of the next: never the same."""
    with database().reading() as session:
        rows = select(Duty.day, Duty.person_id).where(Duty.role_id == house.drive)
        who = {day: person for day, person in session.execute(rows)}
    people = {one.number: one for one in house.drivers}
    return people[who[make.day(days)]], people[who[make.day(days + 1)]]


def test_lines_pass_on_until_closed_and_every_wording_stays(house):
    mine, next_one = on_duty(house, 2)
    off = next(one for one in house.drivers if one not in (mine, next_one))
    with pytest.raises(NotPermitted), begin(off, now=make.at(3)) as work:
        duty_log.note(work, kind="call", text="不该由我记")
    with begin(mine, now=make.at(2)) as work:
        number = duty_log.note(
            work, kind="call", text="三楼漏水", who="市民李某", passed_to="后勤科", open_item=True
        )
        duty_log.note(work, kind="patrol", text="夜间巡查正常")
    with begin(mine, now=make.at(2, hour=10)) as work:
        duty_log.reword(work, entry_id=number, version=1, text="三楼东侧漏水，已通知物业")
    with begin(mine, now=make.at(3, hour=8)) as work:
        given = duty_log.hand_over(work, day=make.day(2), note="漏水待修")
    with pytest.raises(Conflict), begin(mine, now=make.at(3, hour=8)) as work:
        duty_log.take_over(work, handover_id=given, version=1)  # the other side signs
    with begin(next_one, now=make.at(3, hour=8)) as work:
        duty_log.take_over(work, handover_id=given, version=1)

    with look(next_one, now=make.at(3)) as work:
        day = duty_log.log(work, day=make.day(3))
        [line] = day.entries  # the patrol was done with, the leak passes on
        assert [one.text for one in line.wordings] == ["三楼漏水", "三楼东侧漏水，已通知物业"]
        assert (day.handovers[0].open_items, day.handovers[0].taken_by) == (1, next_one.name)
    with begin(next_one, now=make.at(3)) as work:
        task = duty_log.make_task(work, entry_id=number, version=line.version)
    with database().reading() as session:
        assert session.get(Matter, task).title == "三楼东侧漏水，已通知物业"
        assert session.get(Matter, task).state == "draft"
        assert session.get(DutyEntry, number).closed_at is not None
        assert session.scalars(select(Task)).all()
    with look(next_one, now=make.at(3)) as work:
        assert duty_log.log(work, day=make.day(3)).entries == ()
        assert len(duty_log.log(work, day=make.day(2)).entries) == 2


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_who_is_on_duty_hands_over_today_or_yesterday(house):
    """What is older is for who keeps the roster; what is to come is for nobody."""
    mine, _ = on_duty(house, 2)
    for days, refusal in ((1, DayLongOver), (4, DayNotBegun)):
        with pytest.raises(refusal), begin(mine, now=make.at(3, hour=8)) as work:
            duty_log.hand_over(work, day=make.day(days))
    with pytest.raises(DayNotBegun), begin(house.keeper, now=make.at(3, hour=8)) as work:
        duty_log.hand_over(work, day=make.day(4))
    for who, days in ((mine, 2), (mine, 3), (house.keeper, 1)):
        with begin(who, now=make.at(3, hour=8)) as work:
            assert duty_log.hand_over(work, day=make.day(days))


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_log_on_its_screen(house):
    screen = open_screen("roster/log.py", house.keeper)
    screen.text_area(key="duty-note:text").set_value("电梯困人，已救出")
    screen.button(key="duty-note:submit").click().run()
    assert not screen.exception
    assert "电梯困人，已救出" in texts(screen)
    with look(house.keeper) as work:
        [line] = duty_log.log(work, day=work.today).entries
        assert (line.kind, line.open) == ("incident", False)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_who_is_not_on_duty_is_told_so(house):
    screen = open_screen("roster/log.py", house.drivers[0])
    assert not screen.exception
    assert "Hand-over" not in texts(screen)
