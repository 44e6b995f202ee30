"""The office reminds by itself: at the right moment, the right people, once, and never after the end."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import event, select

from core import notices, people, reminders, tasks
from core.i18n import speaking
from core.reminders import Rule
from core.work import SomebodyWasFaster, begin, look
from db.models import Person, Reminder, Turn
from db.session import database
from tests import make
from tests.reminders import racing
from tests.reminders.desk import notices as written
from tests.reminders.desk import sweep, sweep_at, told

WEEKS = 21  # due on Monday, 23 March


def working(house, due=WEEKS):
    return make.task(house, due_day=make.day(due))


def without_reports(house):
    """What is asked of the reports has its own reminders; here they would only be in the way."""
    with begin(house.admin, now=make.at()) as work:
        rule = reminders.rules(work).of("report", "ordinary", "normal")
        reminders.change_rule(work, rule=replace(rule, off=True), all_levels=True)


def test_a_week_three_days_one_day_before_and_on_the_day(house):
    without_reports(house)
    working(house)
    for day in range(1, WEEKS + 1):
        sweep(day)
        sweep(day, 15)
    # A week before is Monday the 16th; three days and one day before fall on a weekend: on Friday, once.
    assert told(house.staff) == [("own", -7), ("own", -1), ("own", 0)]
    assert told(house.liaison) == [("own", -7), ("own", -1), ("own", 0)]
    assert told(house.head) == told(house.leader) == []


def test_nothing_comes_before_its_hour_nor_on_the_day_of_issue(house):
    without_reports(house)
    working(house, 14)
    assert sweep(7, 8, 29) == 0
    assert sweep(7, 8, 30) == 2
    working(house, 8)
    assert sweep(0, 18) == 0


def test_past_the_day_it_comes_by_level_and_goes_up_after_the_days_of_grace(house):
    without_reports(house)
    working(house)
    for day in range(WEEKS + 1, WEEKS + 20):
        sweep(day)
    assert told(house.staff) == [("own", 0), ("own", 5), ("own", 10)]
    assert told(house.head) == [("head", 3)]
    assert told(house.leader) == [("leader", 8)]
    with look(house.leader) as work, speaking("en"):
        assert "财务部 is late since" in notices.inbox(work)[0].text


def test_after_a_standstill_one_message_comes_instead_of_several(house):
    without_reports(house)
    working(house)
    assert sweep(WEEKS - 2) == 2
    assert told(house.staff) == [("own", -1)]
    assert sweep(WEEKS + 20) == 4
    assert told(house.staff)[1:] == [("own", 10)]


def test_an_extension_arms_it_again_and_the_old_day_is_silent(house):
    without_reports(house)
    number = working(house)
    sweep(WEEKS - 3)
    with begin(house.head, now=make.at(WEEKS - 3, 10)) as work:
        tasks.ask_extension(work, task_id=number, to_day=make.day(WEEKS + 14), reason="材料未齐")
    with begin(house.clerk, now=make.at(WEEKS - 3, 11)) as work:
        tasks.decide_extension(work, task_id=number, agreed=True)
    for day in range(WEEKS - 2, WEEKS + 7):
        sweep(day)
    assert told(house.staff) == [("own", -1)]
    sweep(WEEKS + 7)
    assert told(house.staff) == [("own", -1), ("own", -7)]


@pytest.mark.parametrize("end", ["pause", "cancel", "apply"])
def test_what_rests_or_ends_is_silent(house, end):
    without_reports(house)
    number = working(house)
    with begin(house.director if end != "apply" else house.staff, now=make.at(3)) as work:
        if end == "apply":
            tasks.apply_to_close(work, task_id=number, summary="已办结")
        else:
            getattr(tasks, end)(work, task_id=number, reason="另行安排")
    for day in range(WEEKS - 8, WEEKS + 12):
        sweep(day)
    assert told(house.staff) == []
    if end == "apply":  # now it is the office that lets it lie
        assert ("own", 3) in told(house.clerk)


def test_turns_of_every_kind_are_reminded(house):
    """Not signed for, report due, extension undecided, check waiting, papers owed."""
    unsigned = make.draft(house, due_day=make.day(40))
    with begin(house.director, now=make.at()) as work:
        version = tasks.face(work, task_id=unsigned).version
        tasks.issue(work, task_id=unsigned, version=version)
    assert sweep(2) == 2
    assert told(house.head) == [("own", 0)]

    waiting = working(house, 40)
    with begin(house.head, now=make.at(1)) as work:
        tasks.ask_extension(work, task_id=waiting, to_day=make.day(60), reason="材料未齐")
    with begin(house.director, now=make.at(1)) as work:
        tasks.open_fast_track(
            work, task_id=waiting, ground="突发事件", reason="防汛", owed=[("批文", make.day(4))]
        )
    for day in range(3, 16):
        sweep(day)
    with look(house.staff) as work:
        said = {line.values["move"] for line in notices.inbox(work, size=50) if "move" in line.values}
    assert said == {"To report", "Papers owed"}
    with look(house.director) as work:
        said = {line.values["move"] for line in notices.inbox(work, size=50) if "move" in line.values}
    assert "Extension to decide" in said
    with begin(house.staff, now=make.at(16)) as work:
        tasks.apply_to_close(work, task_id=waiting, summary="已办结")
    before = len(told(house.clerk))
    sweep(21)
    assert len(told(house.clerk)) > before


def test_a_kind_of_turn_that_nobody_thought_of_follows_the_rule_for_the_rest(house):
    number = make.turn("灭火器过期", house, person_id=house.staff.number, kind="mend")
    with database().writing() as session:
        session.get_one(Turn, number).due_day = make.day(10)
    assert sweep(7) == 1
    assert told(house.staff) == [("own", -3)]


def test_the_stand_in_hears_it_as_well_and_who_left_does_not(house):
    without_reports(house)
    working(house)
    with begin(house.admin, now=make.at(1)) as work:
        people.set_absence(
            work,
            person_id=house.staff.number,
            stand_in_id=house.other_staff.number,
            first_day=make.day(10),
            last_day=make.day(16),
        )
    with database().writing() as session:
        session.get_one(Person, house.liaison.number).disabled_at = make.at(2)
    assert sweep(14) == 2
    assert told(house.other_staff) == [("own", -7)]
    assert told(house.liaison) == []


@pytest.mark.parametrize(
    "moments",
    [
        [(-1, 0), (60, 0), (0, 90)],  # an hour slow, an hour fast, 90 seconds apart
        [(0, 0), (-60, 0), (60, 90)],
        [(24 * 60, 0), (0, 90), (24 * 60, 0)],
    ],
)
def test_whatever_the_clock_does_nobody_is_told_twice_or_too_early(house, moments):
    """Due over New Year: Monday 4 January 2027, with 1 January a holiday."""
    without_reports(house)
    due = (date(2027, 1, 4) - make.MONDAY).days
    number = working(house, due)
    seen: set[tuple[str, int, int]] = set()
    for day in range(due - 9, due + 4):
        for minutes, seconds in moments:
            moment = make.at(day, 8, 30) + timedelta(minutes=minutes, seconds=seconds)
            before = set(rows())
            sweep_at(moment)
            for new in set(rows()) - before:
                assert new not in seen
                seen.add(new)
                assert moment >= moment_of(new, due)
    assert {step for _ladder, step, _person in seen if step <= 0} >= {-7, 0}
    with begin(house.staff, now=make.at(due + 4)) as work:
        tasks.apply_to_close(work, task_id=number, summary="已办结")
    count = len(told(house.staff))
    for minutes, seconds in moments:
        sweep_at(make.at(due + 5) + timedelta(minutes=minutes, seconds=seconds))
    assert len(told(house.staff)) == count


def rows():
    columns = (Reminder.ladder, Reminder.step, Reminder.person_id)
    with look(make.actor(1)) as work:
        return [tuple(row) for row in work.session.execute(select(*columns))]


def moment_of(row, due):
    """08:30 of the day for which it is meant at the earliest, moved back over the holiday where needed."""
    back = {-7: 7 + 1, -3: 3 + 2, -1: 1 + 3, 0: 0}.get(row[1], -1)
    return make.at(due - back, 8, 30)


def test_two_who_sweep_at_once_tell_each_person_once(house):
    without_reports(house)
    for _ in range(5):
        working(house)
    gate, found = Barrier(3), []

    def run():
        gate.wait()
        found.append(sweep(14))

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == written() == 10
    assert len(told()) == 10


def test_the_number_of_queries_does_not_grow(house):
    without_reports(house)
    working(house)
    few = queries(14)
    for _ in range(6):
        working(house)
    assert queries(14) == few


def queries(day):
    count = 0

    def counting(*_):
        nonlocal count
        count += 1

    event.listen(database().writes, "before_cursor_execute", counting)
    try:
        sweep(day)
    finally:
        event.remove(database().writes, "before_cursor_execute", counting)
    return count


def test_rules_are_changed_and_tried_on_the_last_week(house):
    without_reports(house)
    working(house)
    wanted = Rule("do", "ordinary", "normal", before=(5, 2), on_day=False, every=1)
    with look(house.admin, now=make.at(WEEKS, 12)) as work:
        shown = reminders.preview(work, rule=wanted)
        usual = reminders.preview(work, rule=reminders.rules(work).of("do", "ordinary", "normal"))
    # Five days before is Wednesday; two days before is a Saturday, so Friday. For handler and liaison.
    assert (shown.count, shown.people) == (4, 2)
    assert {(one.step, one.day) for one in shown.rows} == {(-5, make.day(16)), (-2, make.day(18))}
    assert {one.step for one in usual.rows} == {-1, 0}  # a week before was a week ago
    assert told() == []

    with begin(house.admin, now=make.at()) as work:
        reminders.change_rule(work, rule=wanted)
    for day in range(10, WEEKS + 1):
        sweep(day)
    assert told(house.staff) == [("own", -5), ("own", -2)]
    with pytest.raises(SomebodyWasFaster), begin(house.admin) as work:
        reminders.change_rule(work, rule=wanted)


def test_two_replicas_start_together_and_one_is_killed_on_the_way(office):
    """200 due; a hundred repeats: run.py bench reminders."""
    racing.SPAWNED.set_forkserver_preload(["tests.reminders.racing"])
    url = office.url.render_as_string(hide_password=False)
    found = racing.pairs(url, 3, seed=7)
    assert (found["doubled"], found["missed"]) == (0, 0)
