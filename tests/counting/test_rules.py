"""The rules of counting, said one by one: no database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.counting import (
    Period,
    PeriodBackwards,
    Piece,
    Rate,
    Verdict,
    count,
    half_year,
    month,
    months,
    verdict,
    wilson,
)

DUE = date(2026, 3, 20)
PIECE = Piece(1, None, 7, issued_on=date(2026, 2, 10), due_day=DUE)
MARCH = month(2026, 3)
APRIL_1 = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"filed_on": DUE, "accepted": True, "ended_on": date(2026, 6, 1)}, Verdict.ON_TIME),
        ({"filed_on": DUE}, Verdict.UNDECIDED),
        ({"filed_on": DUE + timedelta(1)}, Verdict.LATE),
        ({"filed_on": DUE + timedelta(1), "accepted": True}, Verdict.LATE),
        ({}, Verdict.LATE),
        ({"due_day": APRIL_1}, Verdict.UPCOMING),
        ({"paused": True}, Verdict.REST),
        ({"due_day": None}, Verdict.REST),
        ({"part_id": 3, "relieved_on": DUE}, Verdict.REST),
        ({"part_id": 3, "relieved_on": DUE + timedelta(1)}, Verdict.LATE),
    ],
)
def test_a_department_is_judged_by_the_day_it_filed(changes, expected):
    assert verdict(replace(PIECE, **changes), APRIL_1) == expected


def test_slow_checking_makes_nobody_late_and_lowers_no_rate():
    filed = replace(PIECE, filed_on=DUE)
    kept = replace(PIECE, matter_id=2, filed_on=DUE, accepted=True, ended_on=date(2026, 3, 25))
    figures = count([filed, kept], MARCH, APRIL_1)
    assert (figures.on_time, figures.late, figures.undecided) == ((2,), (), (1,))
    assert figures.on_time_rate == Rate(1, 1)
    assert figures.overdue == ()


def test_extended_items_are_counted_and_shown_apart():
    kept = replace(PIECE, filed_on=DUE, accepted=True, extended=True)
    missed = replace(PIECE, matter_id=2, extended=True)
    plain = replace(PIECE, matter_id=3, filed_on=DUE, accepted=True)
    figures = count([kept, missed, plain], MARCH, APRIL_1)
    assert figures.on_time_rate == Rate(2, 3)
    assert (figures.extended, figures.extended_on_time, figures.extended_rate) == ((1, 2), (1,), Rate(1, 2))


def test_handled_is_what_was_open_or_issued_and_closed_is_what_ended_in_it():
    before = replace(PIECE, matter_id=2, ended_on=date(2026, 2, 28))
    within = replace(PIECE, matter_id=3, ended_on=MARCH.last)
    after = replace(PIECE, matter_id=4, ended_on=APRIL_1)
    later = replace(PIECE, matter_id=5, issued_on=APRIL_1)
    figures = count([PIECE, before, within, after, later], MARCH, APRIL_1)
    assert (figures.handled, figures.closed, figures.open) == ((1, 3, 4), (3,), (1, 4))
    assert figures.closure_rate == Rate(1, 3)


def test_rates_say_how_sure_they_are():
    low, high = wilson(28, 30)
    assert (round(100 * low, 1), round(100 * high, 1)) == (78.7, 98.2)
    assert (Rate(2, 3).percent, Rate(0, 0).percent, Rate(0, 0).interval) == (66.7, None, None)
    assert Rate(1, 1).interval[1] == pytest.approx(1)


def test_periods_are_whole_and_never_backwards():
    assert month(2026, 12).last == date(2026, 12, 31)
    assert half_year(2026, 2) == Period(date(2026, 7, 1), date(2026, 12, 31))
    assert [one.first.month for one in months(Period(date(2026, 11, 5), date(2027, 1, 2)))] == [11, 12, 1]
    with pytest.raises(PeriodBackwards):
        Period(APRIL_1, DUE)
