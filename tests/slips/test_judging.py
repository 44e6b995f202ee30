"""What a rule says of a piece of work: overdue before lagging before near due, lagging on report days."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar import Workdays
from core.slips import Cause
from core.slips.judging import Judged, Measure, judge
from core.slips.rules import DEFAULTS
from core.tasks import Milestone
from tests import make

WORK = Judged(
    matter_id=7,
    part_id=None,
    department_id=3,
    number="督办〔2026〕1号",
    title="完成报告",
    issued_on=make.day(0),
    due_day=make.day(18),  # Friday 20 March
)


def by(day: int | date, **changes) -> Measure:
    """On this day of March; `changes` are made to the rule of one cause."""
    rules = DEFAULTS | {cause: replace(DEFAULTS[cause], **change) for cause, change in changes.items()}
    return Measure(make.day(day) if isinstance(day, int) else day, Workdays({}), 20, rules)


def cause(one: Judged, measure: Measure) -> str:
    said = judge(one, measure)
    return said.cause if said else ""


def test_near_due_is_blue_only_where_nobody_was_reminded():
    assert [cause(WORK, by(day)) for day in (14, 15, 18)] == ["", Cause.NEAR, Cause.NEAR]
    assert cause(replace(WORK, reminded=True), by(15)) == ""
    assert cause(replace(WORK, issued_on=make.day(15)), by(15)) == ""  # not on the day of the issue
    assert cause(WORK, by(15, near={"active": False})) == ""


def test_overdue_is_red_from_the_day_after_or_after_the_workdays_of_grace():
    assert [cause(WORK, by(day)) for day in (18, 21)] == [Cause.NEAR, Cause.OVERDUE]
    assert cause(WORK, by(21, overdue={"days": 1})) == ""  # Monday is the first workday after Friday
    assert cause(WORK, by(22, overdue={"days": 1})) == Cause.OVERDUE
    assert cause(WORK, by(22, overdue={"active": False})) == ""
    said = judge(WORK, by(21))
    assert said is not None
    assert "3" in said.found


def test_lagging_waits_for_the_first_report_day():
    slow = replace(WORK, due_day=make.day(28), percent=0, report_due=make.day(14))

    assert [cause(slow, by(day)) for day in (7, 13, 14, 15)] == ["", "", "", Cause.LAGGING]
    assert cause(replace(slow, report_due=None), by(15)) == ""  # nothing was asked for yet


def test_lagging_knows_tolerance_steps_and_the_report_itself():
    slow = replace(WORK, due_day=make.day(28), report_due=make.day(14))

    assert cause(replace(slow, percent=30), by(15)) == ""  # 50 expected, 20 points of tolerance
    assert cause(replace(slow, percent=29), by(15)) == Cause.LAGGING
    later = (Milestone(make.day(20), 60),)
    assert cause(replace(slow, percent=0, milestones=later), by(15)) == ""
    told = replace(slow, lagging=True, percent=10, expected=50, reported_on=make.day(14), report_due=None)
    assert cause(told, by(16)) == Cause.LAGGING
    assert cause(told, by(16, lagging={"active": False})) == ""


def test_one_cause_has_one_key_until_the_day_moves_or_progress_was_made_up():
    late = judge(WORK, by(21))
    assert late is not None
    assert late.key == (judge(WORK, by(40)) or late).key
    moved = judge(replace(WORK, due_day=make.day(21)), by(40))
    part = judge(replace(WORK, part_id=5), by(40))
    assert moved is not None
    assert part is not None
    assert len({late.key, moved.key, part.key}) == 3

    slow = replace(WORK, due_day=make.day(60), lagging=True, reported_on=make.day(14), expected=50)
    keys = [judge(replace(slow, sound_report=number), by(21)) for number in (0, 0, 9)]
    assert [one.key if one else "" for one in keys] == [keys[0].key, keys[0].key, keys[2].key]
    assert keys[0].key != keys[2].key


@settings(max_examples=30, deadline=None)
@given(
    day=st.integers(-5, 60),
    due=st.integers(0, 40),
    percent=st.integers(0, 100),
    report=st.none() | st.integers(1, 40),
    reminded=st.booleans(),
)
def test_nothing_is_ever_said_twice_or_too_early(day, due, percent, report, reminded):
    one = replace(
        WORK,
        due_day=make.day(due),
        percent=percent,
        reminded=reminded,
        report_due=make.day(report) if report is not None else None,
    )
    said = judge(one, by(day))
    overdue = due < day

    assert (said is not None and said.cause == Cause.OVERDUE) == overdue
    if said is not None and said.cause == Cause.LAGGING:
        assert report is not None
        assert report < day
        assert percent < 100 - 20
    if said is not None and said.cause == Cause.NEAR:
        assert not reminded
        assert 0 <= due - day <= 3


@pytest.mark.parametrize("cause_off", list(Cause))
def test_every_rule_can_be_off(cause_off):
    states = [WORK, replace(WORK, due_day=make.day(28), report_due=make.day(14))]
    said = [judge(one, by(day, **{cause_off: {"active": False}})) for one in states for day in range(60)]
    assert cause_off not in {one.cause for one in said if one is not None}
