"""Counting in workdays, on tables written by hand: no database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import DayOutOfReach, Workdays

SPRING = Workdays(
    {
        2026: frozenset(
            {
                date(2026, 2, 14),
                *(date(2026, 2, n) for n in (16, 17, 18, 19, 20, 23)),
                date(2026, 2, 28),
            }
        )
    },
    frozenset({2026}),
)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 16), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ],
)
def test_make_up_workdays_and_holidays_outrank_the_weekday(day, worked):
    assert SPRING.is_workday(day) is worked


def test_a_year_without_a_table_follows_the_weekday_and_counts_as_unconfirmed():
    assert SPRING.is_workday(date(2031, 5, 1))
    assert not SPRING.is_confirmed(date(2031, 5, 1))
    assert SPRING.is_confirmed(date(2026, 5, 1))


def test_the_leap_day_is_a_day_like_any_other():
    assert SPRING.is_workday(date(2028, 2, 29))
    assert SPRING.add(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert SPRING.between(date(2028, 2, 28), date(2028, 3, 1)) == 2


def test_adding_no_workday_leaves_the_day_even_when_it_is_a_rest_day():
    assert SPRING.add(date(2026, 2, 17), 0) == date(2026, 2, 17)


def test_counting_back_skips_the_holiday():
    assert SPRING.add(date(2026, 2, 24), -1) == date(2026, 2, 14)


@given(DAYS, st.integers(1, 200))
def test_the_distance_to_the_nth_workday_is_n(day, n):
    assert SPRING.between(day, SPRING.add(day, n)) == n


@given(DAYS, st.integers(1, 120))
def test_from_a_workday_there_and_back_again(day, n):
    start = SPRING.on_or_after(day)
    assert SPRING.add(SPRING.add(start, n), -n) == start


@given(DAYS, st.integers(0, 500))
def test_counting_by_arithmetic_equals_counting_day_by_day(day, length):
    until = day + timedelta(length)
    one_by_one = sum(SPRING.is_workday(day + timedelta(n)) for n in range(1, length + 1))
    assert SPRING.between(day, until) == one_by_one == -SPRING.between(until, day)


@given(DAYS)
def test_the_nearest_workdays_enclose_the_day(day):
    before, after = SPRING.on_or_before(day), SPRING.on_or_after(day)
    assert before <= day <= after
    assert SPRING.is_workday(before)
    assert SPRING.is_workday(after)
    assert (before == after == day) is SPRING.is_workday(day)


@pytest.mark.parametrize("n", [10**9, -(10**9)])
def test_an_absurd_distance_is_refused(n):
    with pytest.raises(DayOutOfReach):
        SPRING.add(date(2026, 1, 1), n)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_time_are_refused(day):
    with pytest.raises(DayOutOfReach):
        SPRING.add(day, 1)
