"""What needs no database: scores by hand, spot items going round, standings, mutual partners."""

import random
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from core.calendar import Workdays
from core.seven_s.escalating import step_of
from core.seven_s.rotation import mutual_partner, spot_items
from core.seven_s.rules import Item, RoundKind, Severity
from core.seven_s.scoring import (
    Delay,
    Fault,
    day_score,
    deduction,
    index,
    late_points,
    pillar_shares,
    too_much_left_out,
)
from core.seven_s.standing import Excused, Standing, is_excused, planned_days, standing
from tests import make

CALENDAR = Workdays()


def fault(severity="L1", *, key="S1-01", repeats=0, refunded=False, pillar="sort"):
    return Fault(key, pillar, severity, repeats, refunded)


@pytest.mark.parametrize(
    ("one", "points"),
    [
        (fault("L1"), 1),
        (fault("L2"), 2),
        (fault("L3"), 5),
        (fault("V"), 10),
        (fault("L1", refunded=True), 0.5),
        (fault("V", refunded=True), 10),  # a veto is never given back
        (fault("L3", repeats=1), 7.5),
        (fault("L3", repeats=2), 10),
        (fault("L3", repeats=9), 10),
        (fault("L1", repeats=1, refunded=True), 0.75),
    ],
)
def test_what_a_finding_costs(one, points):
    assert deduction(one) == points


def test_the_score_of_a_day_by_hand():
    assert day_score([]) == 100
    assert day_score([fault("L1"), fault("L2", key="S2-01"), fault("L3", key="S6-02")]) == 92
    assert day_score([fault("L1"), fault("L3")]) == 95  # one item costs once: its dearest
    assert day_score([fault("L1", refunded=True)], late=2) == 97.5
    assert day_score([fault("V", key=f"S6-{n}") for n in range(11)], late=5) == 0


def test_lateness_is_posted_on_the_workdays_on_which_it_happens_at_most_five():
    friday = make.day(4)
    open_still = Delay(friday, None)
    days = [make.day(4 + n) for n in range(14)]
    # Sat, Sun: nothing; Mon to Fri: one each; then no more.
    assert [late_points(open_still, day, CALENDAR) for day in days] == [
        0,
        0,
        0,
        1,
        1,
        1,
        1,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    ]
    fixed = Delay(friday, make.day(8))  # on the Tuesday
    assert [late_points(fixed, day, CALENDAR) for day in days[:7]] == [0, 0, 0, 1, 1, 0, 0]


def test_pillars_leave_out_what_does_not_apply_and_a_veto_takes_all_of_safety():
    asked = {"S1-01": "sort", "S1-02": "sort", "S1-06": "sort", "S6-01": "safety", "S6-02": "safety"}
    shares = pillar_shares(asked, ["S1-06"], [fault("L1")])
    assert shares == {"sort": 50.0, "safety": 100.0}
    # (15 × 50 + 20 × 100) ÷ 35
    assert index(shares) == pytest.approx(78.5714, abs=1e-4)
    veto = pillar_shares(asked, [], [fault("V", key="S6-01", pillar="safety")])
    assert veto["safety"] == 0
    assert index({}) is None
    assert too_much_left_out(10, 3)
    assert not too_much_left_out(10, 2)


def test_scores_equal_those_of_pandas_on_random_findings():
    luck = random.Random(7)
    rows = [
        {
            "area": luck.randrange(12),
            "key": f"S{luck.randrange(8)}",
            "severity": luck.choice(["L1", "L2", "L3", "V"]),
            "repeats": luck.choice([0, 0, 0, 1, 2, 3]),
            "refunded": luck.random() < 0.4,
        }
        for _ in range(400)
    ]
    table = pd.DataFrame(rows)
    cost = table["severity"].map({"L1": 1.0, "L2": 2.0, "L3": 5.0, "V": 10.0})
    cost *= table["repeats"].clip(upper=2).map({0: 1.0, 1: 1.5, 2: 2.0})
    cost = cost.where(~table["refunded"] | (table["severity"] == "V"), cost / 2)
    dearest = cost.groupby([table["area"], table["key"]]).max()
    expected = (100 - dearest.groupby("area").sum()).clip(lower=0)
    for area, group in table.groupby("area"):
        faults = [
            Fault(one.key, "sort", one.severity, one.repeats, one.refunded) for one in group.itertuples()
        ]
        assert day_score(faults) == expected[area]


def item(number: int, revision: int = 1) -> Item:
    return Item(number, f"S{number:02}", revision, "sort", "", "L1", "onsite", False, (), ("office",))


@pytest.mark.parametrize("count", [1, 3, 4, 7, 26])
def test_every_item_is_asked_within_a_third_of_its_number_of_visits(count):
    """Also when a day is missed between, and when an item is retired on the way."""
    luck, items = random.Random(count), [item(number) for number in range(count)]
    last, asked, made, now = {}, set(), 0, datetime(2026, 3, 2, tzinfo=UTC)
    while made < -(-count // 3):
        now += timedelta(days=1)
        chosen = spot_items(items, last)
        assert len(chosen) == min(3, len(items))
        if luck.random() < 0.3:
            continue  # nobody came: what was asked today comes again
        for one in chosen:
            last[one.key, one.revision] = now
            asked.add(one.key)
        made += 1
        if made == 1 and count > 7:
            items = items[:-1]  # retired
    assert {one.key for one in items} <= asked


def test_a_changed_meaning_is_asked_like_a_new_item():
    seen = {(f"S{n:02}", 1): datetime(2026, 3, n + 1, tzinfo=UTC) for n in range(5)}
    items = [item(0), item(1), item(2), item(3), item(4, revision=2)]
    assert [one.key for one in spot_items(items, seen)] == ["S04", "S00", "S01"]


def test_a_visit_is_due_then_late_then_missed_unless_excused():
    day, noon = make.day(), timedelta(hours=12)
    morning = datetime.combine(day, datetime.min.time(), make.SHANGHAI) + timedelta(hours=8)
    assert standing("daily", day, None, morning) == Standing.DUE
    assert standing("daily", day, None, morning + timedelta(hours=6)) == Standing.LATE
    assert standing("daily", day, None, morning + timedelta(days=1)) == Standing.MISSED
    assert standing("daily", day, None, morning + timedelta(days=1), excused=True) == Standing.EXCUSED
    assert standing("daily", day, morning, morning) == Standing.DONE
    # a round that ends after midnight belongs to its day, and is late
    assert standing("daily", day, morning + noon * 2, morning + noon * 3) == Standing.DONE_LATE


def test_workdays_are_planned_and_holidays_are_not():
    monday = make.day()
    week = (monday, make.day(6))
    off = Workdays(
        turned={2026: frozenset({make.day(2), make.day(4), make.day(5)})}
    )  # Wed, Fri off; Sat worked
    assert planned_days(RoundKind.DAILY, *week, off) == [make.day(0), make.day(1), make.day(3), make.day(5)]
    assert planned_days(RoundKind.MUTUAL, *week, off) == [make.day(5)]
    assert planned_days(RoundKind.MUTUAL, *week, CALENDAR) == [make.day(4)]


def test_an_excuse_covers_its_area_or_all():
    one = Excused("daily", 3, make.day(1), make.day(2))
    assert is_excused([one], "daily", 3, make.day(1))
    assert not is_excused([one], "daily", 4, make.day(1))
    assert not is_excused([one], "self", 3, make.day(1))
    assert is_excused([Excused("daily", None, make.day(1), make.day(2))], "daily", 4, make.day(2))


def test_departments_check_each_other_in_turn_never_themselves():
    weeks = [make.day(7 * week) for week in range(6)]
    for own in (1, 2, 3, 4):
        partners = [mutual_partner(own, [1, 2, 3, 4], day) for day in weeks]
        assert own not in partners
        assert set(partners[:3]) == {1, 2, 3, 4} - {own}
    assert mutual_partner(1, [1], date(2026, 3, 2)) is None


def test_lateness_climbs_on_the_day_and_one_and_three_workdays_later():
    due = make.day()
    assert [step_of(due, make.day(n), n) for n in range(-1, 5)] == [-1, 0, 1, 1, 3, 3]


def test_every_severity_has_points_and_a_deadline():
    assert set(Severity) == {"L1", "L2", "L3", "V"}
