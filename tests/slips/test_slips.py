"""Slips in the office: issued by rule or by hand, once for a cause, replied to, raised, cancelled."""

from dataclasses import replace
from datetime import date

import pytest

from core import notices, people, reminders, slips, tasks, turns
from core.actor import SYSTEM
from core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from core.slips import Cause, SlipFilter, SlipSheet
from core.slips.issuing import AlreadyWarned, SlipEnded
from core.slips.nightly import issue_what_is_due
from core.work import begin, look
from db.models import Slip
from tests import make
from tests.tasks import scenes

# What the database itself must answer for is tried on both, the rest on the quicker one.
one_database = pytest.mark.parametrize("backend", ["sqlite"])


def morning(day: int | date) -> str:
    """The timed job on the morning of this day."""
    return issue_what_is_due(make.at(day, 8, 45))


def of_task(house, task_id, day=40) -> list[SlipSheet]:
    with look(house.clerk, now=make.at(day)) as work:
        return slips.of_task(work, task_id=task_id)


def waiting(actor, day) -> list[turns.Waiting]:
    with look(actor, now=make.at(day)) as work:
        return [one for one in turns.waiting(work) if one.purpose == "slip"]


def answer(actor, task_id, turn_id, day=22, text="人手不足，已增派两人，3月底前完成。") -> None:
    with begin(actor, now=make.at(day)) as work:
        slips.answer(work, task_id=task_id, turn_id=turn_id, answer=text)


def by_hand(house, task_id, *, cause=Cause.LAGGING, day=3, actor=None, **more) -> int:
    with begin(actor or house.clerk, now=make.at(day)) as work:
        return slips.issue(work, task_id=task_id, cause=cause, found="进展缓慢", **more)


def test_the_job_issues_once_numbers_by_colour_and_year_and_the_reply_is_a_turn(house):
    first, second = scenes.signed(house), scenes.signed(house)  # due Monday 23 March
    reported = scenes.signed(house, due_day=make.day(200))

    assert morning(make.day(22)) == "2 slips, 0 raised"  # Tuesday: overdue
    assert morning(make.day(22)) == "0 slips, 0 raised"
    assert morning(make.day(23)) == "0 slips, 0 raised"

    (one,) = of_task(house, first, 22)
    (other,) = of_task(house, second, 22)
    assert {one.number, other.number} == {"红色督办单〔2026〕1号", "红色督办单〔2026〕2号"}
    assert (one.state, one.reply_day, one.issued_by) == ("waiting", make.day(23), "")
    assert "2026年3月23日" in one.found
    assert one.due_day == make.day(21)
    assert of_task(house, reported) == []
    assert {item.turn_id for item in waiting(house.staff, 22)} == {one.turn_id, other.turn_id}

    answer(house.staff, first, one.turn_id)
    (done,) = of_task(house, first, 22)
    assert (done.state, done.answered_by) == ("answered", "张敏")
    assert "增派两人" in done.answer
    with look(house.clerk, now=make.at(22)) as work:
        said = [line.sentence for line in tasks.timeline(work, task_id=first)][:2]
        heard = [line.text for line in notices.inbox(work)]
    assert "红色督办单〔2026〕1号" in said[0]
    assert "超期" in said[1]
    assert any("红色督办单" in text for text in heard)


@one_database
def test_no_slip_on_a_day_of_rest_nor_while_it_is_paused_and_an_extension_is_a_new_cause(house):
    task_id = scenes.signed(house, due_day=make.day(4))  # Friday
    assert morning(5) == "0 slips"
    with begin(house.clerk, now=make.at(7)) as work:
        tasks.pause(work, task_id=task_id, reason="等待批复")
    assert morning(7) == "0 slips, 0 raised"
    with begin(house.clerk, now=make.at(8)) as work:
        tasks.resume(work, task_id=task_id)
    assert morning(8) == "1 slips, 0 raised"

    with begin(house.staff, now=make.at(8)) as work:
        tasks.ask_extension(work, task_id=task_id, to_day=make.day(10), reason="材料未齐")
    with begin(house.clerk, now=make.at(8)) as work:
        tasks.decide_extension(work, task_id=task_id, agreed=True)
    assert [morning(day) for day in (9, 11)] == ["1 slips, 0 raised", "1 slips, 1 raised"]
    # Between the two days the report that was asked for did not come.
    assert [one.name for one in of_task(house, task_id, 11)] == ["红色督办单", "黄色督办单", "红色督办单"]


@one_database
def test_a_reminder_that_went_out_makes_the_blue_slip_needless(house):
    def at_work() -> int:
        task_id = scenes.signed(house)
        with begin(house.staff, now=make.at(15)) as work:
            tasks.report(work, task_id=task_id, progress=tasks.Progress(percent=80, text="即将完成"))
        return task_id

    reminded = at_work()
    with begin(SYSTEM, now=make.at(18, 8, 30)) as work:
        reminders.sweep(work)
    forgotten = at_work()

    assert morning(18) == "1 slips, 0 raised"
    assert [one.name for one in of_task(house, forgotten)] == ["蓝色督办单"]
    assert of_task(house, reminded) == []


@one_database
def test_lagging_is_judged_on_the_report_day_and_once_until_it_is_made_up(house):
    task_id = scenes.signed(house, due_day=make.day(49))  # a report every ten workdays: due on 17 March
    assert {morning(day) for day in (7, 14, 15)} == {"0 slips, 0 raised"}
    assert morning(16) == "1 slips, 0 raised"
    with begin(house.staff, now=make.at(16)) as work:
        tasks.report(work, task_id=task_id, progress=tasks.Progress(percent=5, text="刚刚启动"))
    assert morning(17) == "0 slips, 0 raised"
    assert [one.cause for one in of_task(house, task_id)] == [Cause.LAGGING]


@one_database
def test_a_supporting_department_is_warned_of_its_own_part(house):
    part = tasks.Support(house.works, "提供清单", make.day(8))
    task_id = scenes.signed(house, supporting=[part])
    assert morning(9) == "1 slips, 0 raised"

    (slip,) = of_task(house, task_id)
    assert slip.department == "后勤部"
    with pytest.raises((NotFound, NotPermitted)):
        answer(house.staff, task_id, slip.turn_id, day=9)
    answer(house.other_head, task_id, slip.turn_id, day=9)
    assert of_task(house, task_id)[0].state == "answered"


@one_database
def test_what_stays_unanswered_goes_to_the_head_then_to_the_line_leader_and_no_further(house):
    task_id = scenes.signed(house)
    morning(22)
    assert [morning(day) for day in (23, 24, 25, 28, 29)] == [
        "0 slips, 0 raised",
        "0 slips, 1 raised",
        "0 slips, 1 raised",
        "0 slips, 0 raised",
        "0 slips, 0 raised",
    ]
    (slip,) = of_task(house, task_id, 28)
    assert (slip.state, slip.raised) == ("late", 2)
    with look(house.leader, now=make.at(28)) as work:
        desk = [one.task for one in turns.waiting(work)]
        heard = [line.text for line in notices.inbox(work)]
    assert slip.number in desk
    assert any(slip.number in text for text in heard)

    answer(house.head, task_id, slip.turn_id, day=28)
    with look(house.leader, now=make.at(28)) as work:
        assert slip.number not in [one.task for one in turns.waiting(work)]


@one_database
def test_by_hand_with_a_stand_in_and_never_twice_for_the_same(house):
    task_id = scenes.signed(house)
    by_hand(house, task_id, demand="请于本周内补报", reply_day=make.day(4))
    with pytest.raises(AlreadyWarned):
        by_hand(house, task_id, day=3)
    (slip,) = of_task(house, task_id, 3)
    assert (slip.number, slip.issued_by, slip.reply_day) == ("黄色督办单〔2026〕1号", "林晓", make.day(4))
    assert slip.demand == "请于本周内补报"

    with begin(house.admin, now=make.at(3)) as work:
        people.set_absence(
            work,
            person_id=house.staff.number,
            stand_in_id=house.liaison.number,
            first_day=make.day(3),
            last_day=make.day(6),
        )
    stand_in = make.actor(house.liaison.id, today=make.day(3))
    assert waiting(stand_in, 3)
    answer(stand_in, task_id, slip.turn_id, day=3)
    by_hand(house, task_id, day=5)
    assert [one.number[-2:] for one in of_task(house, task_id, 5)] == ["2号", "1号"]


@one_database
def test_a_slip_by_hand_about_what_the_rule_sees_is_the_slip_of_that_cause(house):
    task_id = scenes.signed(house)
    by_hand(house, task_id, cause=Cause.OVERDUE, day=22)
    assert morning(22) == "0 slips, 0 raised"
    assert len(of_task(house, task_id)) == 1


@one_database
def test_a_cancelled_slip_keeps_its_number_and_reason_and_a_closed_item_ends_the_waiting(house):
    first, second = scenes.signed(house), scenes.signed(house)
    number = by_hand(house, first)
    (slip,) = of_task(house, first, 3)
    with begin(house.clerk, now=make.at(3)) as work:
        slips.cancel(work, slip_id=number, version=slip.version, reason="误发")
    with pytest.raises(SlipEnded), begin(house.clerk, now=make.at(3)) as work:
        slips.cancel(work, slip_id=number, version=slip.version, reason="再次")
    (gone,) = of_task(house, first)
    assert (gone.state, gone.cancel_reason, gone.cancelled_by) == ("cancelled", "误发", "林晓")
    assert waiting(house.staff, 3) == []

    by_hand(house, second)
    with begin(house.clerk, now=make.at(3)) as work:
        tasks.cancel(work, task_id=second, reason="任务取消")
    assert of_task(house, second)[0].state == "lapsed"
    with look(house.clerk, now=make.at(4)) as work:
        page = slips.listed(work, wanted=SlipFilter())
        assert [one.number[-2:] for one in page.rows] == ["2号", "1号"]
        assert slips.listed(work, wanted=SlipFilter(state="cancelled", text="黄色")).total == 1
        assert slips.listed(work, wanted=SlipFilter(state="open")).total == 0
        everything = tasks.Filter(scope="all", sort="number")
        assert [row.slips for row in tasks.ledger(work, wanted=everything)] == ["", "黄色督办单〔2026〕2号"]
    with look(house.other_staff, now=make.at(4)) as work:
        assert {row.slips for row in tasks.ledger(work, wanted=everything)} == {""}
        assert slips.listed(work, wanted=SlipFilter()).total == 0


@one_database
def test_the_office_names_and_colours_its_slips_and_turns_rules_off(house):
    scenes.signed(house)
    with begin(house.director, now=make.at()) as work:
        overdue = next(one for one in slips.rules(work) if one.cause == Cause.OVERDUE)
        slips.change_rule(work, rule=replace(overdue, name="督办令", colour="orange", reply_within=3))
    with begin(house.director, now=make.at()) as work, pytest.raises(Conflict):
        slips.change_rule(work, rule=replace(overdue, name="旧的"))
    with begin(house.director, now=make.at()) as work, pytest.raises(InvalidInput):
        slips.change_rule(work, rule=replace(overdue, version=1, colour="pink"))
    morning(22)
    with look(house.clerk, now=make.at(22)) as work:
        (slip,) = slips.listed(work, wanted=SlipFilter(colour="orange")).rows
    assert (slip.number, slip.reply_day) == ("督办令〔2026〕1号", make.day(25))

    with begin(house.director, now=make.at()) as work:
        now = next(one for one in slips.rules(work) if one.cause == Cause.OVERDUE)
        slips.change_rule(work, rule=replace(now, active=False))
    scenes.signed(house)
    assert morning(22) == "0 slips, 0 raised"


def test_the_database_refuses_a_second_slip_for_one_cause(house, office):
    task_id = scenes.signed(house)
    morning(22)
    with office.reading() as session:
        first = session.query(Slip).one()
        values = {c.name: getattr(first, c.name) for c in Slip.__table__.columns if c.name != "id"}
    twin = values | {"sequence": 99}
    with begin(house.clerk, now=make.at(22)) as work:
        turn = turns.open_turn(work, task_id, turns.Kind.ANSWER, department_id=house.finance)
        twin["turn_id"] = turn.id
    with pytest.raises(Conflict), begin(house.clerk, now=make.at(22)) as work:
        work.session.add(Slip(**twin))
