"""The figures of 7S, worked by hand, and beside an independent computation on random data."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.seven_s import Fault
from core.seven_s_figures.agreement import Agreement, compared, summed
from core.seven_s_figures.limits import Sample, p_chart, signals, u_chart
from core.seven_s_figures.pace import Stay, by_area, by_inspector
from core.seven_s_figures.pareto import pareto
from core.seven_s_figures.pillars import Seen, radar
from core.seven_s_figures.ranking import places, sums
from core.seven_s_figures.stars import MonthFacts, Plate, Rating, is_calibrating, plate, rate

FEW = settings(max_examples=25, deadline=None)


def test_two_who_agree_are_not_called_strangers_because_nearly_all_passes():
    """94 of 100 equal, 92 both pass: AC1 0.93 where kappa says 0.37; on failures 2 of 5."""
    found = Agreement(both_pass=92, both_fail=2, only_first=3, only_second=3)
    assert found.percent == 94
    assert round(found.ac1, 2) == 0.93
    assert round(found.kappa, 2) == 0.37
    assert found.on_failures == 40
    assert found.kappa_misleads
    assert Agreement().ac1 is None
    assert Agreement(both_pass=5).kappa is None
    assert summed([compared(10, {"a", "b"}, {"b"}), compared(10, set(), set())]) == Agreement(18, 1, 1, 0)


@FEW
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=60))
def test_agreement_is_that_of_a_cross_table(pairs):
    rows = pd.DataFrame(pairs, columns=["first", "second"])
    table = pd.crosstab(rows["first"], rows["second"]).reindex(
        index=[True, False], columns=[True, False], fill_value=0
    )
    found = Agreement(
        int(table.loc[True, True]),
        int(table.loc[False, False]),
        int(table.loc[False, True]),
        int(table.loc[True, False]),
    )
    shares = table / len(rows)
    same = shares.loc[True, True] + shares.loc[False, False]
    rows_sum, columns_sum = shares.sum(axis=1), shares.sum(axis=0)
    passed = (rows_sum[True] + columns_sum[True]) / 2
    assert found.ac1 == pytest.approx((same - 2 * passed * (1 - passed)) / (1 - 2 * passed * (1 - passed)))
    chance = float((rows_sum * columns_sum).sum())
    if chance < 1:
        assert found.kappa == pytest.approx((same - chance) / (1 - chance))


def test_limits_by_hand():
    """16 in 8 days of 4 visits: ū = 0.5; √(0.5 / 4) = 0.35355, limits 0 and 1.56066; the last is beyond."""
    found = u_chart([*(Sample(str(n), 1, 4) for n in range(7)), Sample("7", 9, 4)])
    last = found[-1]
    assert (last.centre, last.low, round(last.high, 5)) == (0.5, 0.0, 1.56066)
    assert last.value == 2.25
    assert last.signals == ("beyond",)
    assert all(one.signals == () for one in found[:-1])
    shares = p_chart([Sample("a", 2, 100), Sample("b", 4, 50), Sample("none", 0, 0)])
    assert [one.label for one in shares] == ["a", "b"]
    assert shares[0].centre == 0.04
    assert shares[0].high == pytest.approx(0.04 + 3 * (0.04 * 0.96 / 100) ** 0.5)
    assert u_chart([]) == ()


def test_run_rules_by_hand():
    nine = [0.5] * 9
    assert signals(nine, nine)[-1] == ("side",)
    assert signals(nine[:8], nine[:8])[-1] == ()
    rising = [-0.2, -0.1, 0.1, 0.2, 0.3, 0.4]
    assert signals(rising, rising)[-1] == ("trend",)
    assert signals([2.1, 0.0, 2.2], [2.1, 0.0, 2.2])[-1] == ("near",)
    assert signals([2.1, 0.0, -2.2], [2.1, 0.0, -2.2])[-1] == ()
    assert signals([-3.1], [-3.1]) == [("beyond",)]


@FEW
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 60)), min_size=8, max_size=40))
def test_limits_are_those_of_pandas(counted):
    rows = pd.DataFrame(counted, columns=["count", "size"])
    samples = [Sample(str(n), count, size) for n, (count, size) in enumerate(counted)]
    mean = rows["count"].sum() / rows["size"].sum()
    for chart, spread in ((u_chart, mean / rows["size"]), (p_chart, mean * (1 - mean) / rows["size"])):
        found = chart(samples)
        wide = 3 * np.sqrt(spread)
        assert [one.centre for one in found] == pytest.approx([mean] * len(rows))
        assert [one.high for one in found] == pytest.approx(list(mean + wide))
        assert [one.low for one in found] == pytest.approx(list((mean - wide).clip(lower=0)))
        beyond = (rows["count"] / rows["size"] - mean).abs() > wide + 1e-9
        assert all("beyond" in one.signals for one, far in zip(found, beyond, strict=True) if far)


def test_the_few_that_make_up_most():
    found = pareto({"a": 50, "b": 25, "c": 15, "d": 10, "never": 0})
    assert [(one.key, one.together, one.vital) for one in found] == [
        ("a", 50.0, True),
        ("b", 75.0, True),
        ("c", 90.0, True),
        ("d", 100.0, False),
    ]
    assert pareto({}) == ()


@FEW
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(1, 50), min_size=1))
def test_shares_add_up_as_in_pandas(counts):
    found = pareto(counts)
    column = pd.Series(counts).sort_values(ascending=False, kind="stable")
    assert [one.count for one in found] == list(column)
    assert [one.together for one in found] == pytest.approx(list(column.cumsum() / column.sum() * 100))
    assert sum(one.count for one in found if one.vital) >= 0.8 * column.sum()


def test_a_place_needs_certainty():
    """Means 99, 98.9 and 90 of 4 days each: the first two share place 1, the third is third."""
    found = places({1: sums([98, 99, 99, 100]), 2: sums([98, 98.6, 99, 100]), 3: sums([89, 90, 90, 91])})
    assert {number: one.rank for number, one in found.items()} == {1: 1, 2: 1, 3: 3}
    assert places({1: sums([100, 100])}) == {}


@FEW
@given(st.lists(st.lists(st.integers(320, 400), min_size=3, max_size=12), min_size=2, max_size=6))
def test_places_are_those_of_pandas(quarters):
    areas = {number: [one / 4 for one in found] for number, found in enumerate(quarters)}
    rows = pd.DataFrame([(number, score) for number, found in areas.items() for score in found]).groupby(0)[1]
    freedom = int(rows.count().sum() - len(areas))
    spread = (((rows.var(ddof=1) * (rows.count() - 1)).sum()) / freedom) ** 0.5
    found = places({number: sums(scores) for number, scores in areas.items()})
    half = {number: one.high - one.mean for number, one in found.items()}
    factor = half[0] * len(areas[0]) ** 0.5 / spread if spread else 0.0
    assert factor == pytest.approx(0.0) if not spread else 1.95 < factor < 2.78
    for number, one in found.items():
        assert one.mean == pytest.approx(rows.mean()[number])
        better = sum(other.low > one.high for other in found.values())
        assert one.rank == 1 + better


GOOD = MonthFacts(99.0, 20, 22, 95.0)


@pytest.mark.parametrize(
    ("changed", "stars", "gates"),
    [
        ({}, 5, ()),
        ({"mean": 98.0}, 5, ()),
        ({"mean": 97.99}, 4, ()),
        ({"mean": 94.0}, 3, ()),
        ({"mean": 85.0, "worst": 70.0}, 2, ()),
        ({"mean": 70.0, "worst": 50.0}, 1, ()),
        ({"late": 1.0}, 3, ("overdue",)),
        ({"repeats": 1}, 4, ("repeats",)),
        ({"repeats": 3}, 3, ("repeats",)),
        ({"worst": 89.5}, 4, ("worst_day",)),
        ({"worst": 79.5}, 3, ("worst_day",)),
        ({"gap": 5.0}, 5, ()),
        ({"gap": -5.5}, 4, ("gap",)),
        ({"gap": 9.0, "late": 2.0, "repeats": 1}, 3, ("overdue", "repeats", "gap")),
        ({"vetoes": 1}, None, ("veto",)),
        ({"visits": 15}, None, ()),
        ({"visits": 16}, 5, ()),
        ({"calibrating": True, "vetoes": 1}, None, ()),
        ({"planned": 0, "visits": 0}, None, ()),
    ],
)
def test_stars_and_their_gates(changed, stars, gates):
    values = {name: getattr(GOOD, name) for name in GOOD.__slots__}
    found = rate(MonthFacts(**{**values, **changed}))
    assert (found.stars, found.gates) == (stars, gates)
    assert bool(found.unrated) == (stars is None)


def test_the_plate_is_earned_and_lost():
    def months(*stars):
        return [Rating(None, unrated="frozen") if one == "v" else Rating(one) for one in stars]

    assert plate(months(5, 5)) == Plate.NONE
    assert plate(months(5, 5, 5)) == Plate.MODEL
    assert plate(months(5, 5, 5, 4)) == Plate.MODEL
    assert plate(months(5, 5, 5, 3)) == Plate.LOST
    assert plate(months(5, 5, 5, "v")) == Plate.LOST
    assert plate(months(5, 5, None, 5)) == Plate.NONE
    assert plate(months(5, 5, 5, None)) == Plate.MODEL
    assert plate(months(5, 5, 5, 3, 5, 5)) == Plate.LOST
    assert plate(months(5, 5, 5, 4, 4, 4)) == Plate.MODEL
    assert plate(months(5, 5, 5, 4, 4, 4, 4)) == Plate.NONE
    assert is_calibrating(date(2026, 3, 10), date(2026, 3, 31))
    assert not is_calibrating(date(2026, 3, 1), date(2026, 3, 31))


def test_pillars_by_hand():
    """Two offices with two items of sort and one of safety: one fails half of sort; a veto empties safety."""
    asked = {"office": {"a": "sort", "b": "sort", "c": "safety"}}
    half = Seen("office", [Fault("a", "sort", "L1")])
    assert radar(asked, {"office": 2}, [half]) == {"sort": 75.0, "safety": 100.0}
    veto = Seen("office", [Fault("a", "sort", "V")])
    assert radar(asked, {"office": 2}, [veto]) == {"sort": 75.0, "safety": 50.0}
    without = Seen("office", [Fault("a", "sort", "L1")], ["b"])
    assert radar(asked, {"office": 1}, [without]) == {"sort": 0.0, "safety": 100.0}


def test_rounds_that_look_ticked_off():
    """One: 10 visits, 3 of 14 seconds. Two: nothing in 20 visits, where others found one in most."""
    quick = [Stay(1, 1, 14.0, 0)] * 3 + [Stay(1, 1, 60.0, 1)] * 7
    blind = [Stay(2, 2, 40.0, 0)] * 20
    found = by_inspector([*quick, *blind, Stay(1, None, 5.0, 0)])
    assert (found[1].flags, found[1].quick, found[1].median_seconds) == (("quick",), 3, 60.0)
    assert found[2].flags == ("nothing_found",)
    few = by_inspector([*quick[:2], Stay(1, 2, 90.0, 1)])
    assert few[1].flags == ()
    assert by_area([*quick, *blind])[2].visits == 20
