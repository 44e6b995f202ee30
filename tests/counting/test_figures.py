"""The figures are those of an independent count, on histories that nobody thought of."""

from datetime import timedelta

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from core import counting
from core.counting import Figures, Period
from core.work import look
from db.session import database
from tests import make
from tests.counting import independent
from tests.counting.histories import Plot, Teller, plots

EXAMPLES = 10
PHASES = [Phase.explicit, Phase.generate]
# One of each: kept, missed, not decided yet, to come, put off and then kept.
EACH = [
    Plot(0, 20, 15, False, (("part", 3), ("apply", 5), ("accept", 1))),
    Plot(0, 5, None, False, (("apply", 10), ("accept", 1))),
    Plot(0, 20, None, True, (("apply", 5),)),
    Plot(0, 40, None, False),
    Plot(0, 10, None, False, (("extend", 2), ("apply", 2), ("accept", 1))),
]


def told(figures: Figures) -> dict[str, list[int]]:
    return {name: list(getattr(figures, name)) for name in independent.NAMES}


def test_figures_equal_an_independent_count_on_random_histories(office):
    house = make.office()
    teller = Teller(house)
    met: set[str] = set()

    # The histories pile up in one office, so that a smaller one would not be the same one.
    slow = [HealthCheck.too_slow]

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=slow, phases=PHASES)
    @example(EACH, 0, 60, 30)
    @given(
        st.lists(plots, min_size=3, max_size=4), st.integers(0, 100), st.integers(0, 40), st.integers(0, 130)
    )
    def equal(told_now, start, length, now):
        for plot in told_now:
            teller.tell(plot)
        period = Period(make.day(start), make.day(start + length))
        with look(house.director, now=make.at(now)) as work:
            today, counted = work.today, counting.office_figures(work, period=period)
        rows = independent.everything(today)
        first, last = period.first, period.last
        met.update(name for name, numbers in told(counted.office).items() if numbers)
        assert told(counted.office) == independent.counts(rows[~rows.supporting], first, last, today)
        for department in (house.bureau, house.finance, house.works):
            theirs, found = rows[rows.department_id == department], counted.of(department)
            lead, supporting, both = (found.lead, found.supporting, found.both) if found else [Figures()] * 3
            assert told(both) == independent.counts(theirs, first, last, today)
            assert told(lead) == independent.counts(theirs[~theirs.supporting], first, last, today)
            assert told(supporting) == independent.counts(theirs[theirs.supporting], first, last, today)

    equal()
    assert met == set(independent.NAMES)


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(office):
    house = make.office()
    period = Period(make.day(0), make.day(60))
    few = _queries(house, period)
    for _ in range(6):
        make.task(house)
    assert _queries(house, period) == few


def _queries(house, period):
    asked = []
    engine = database().reads
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with look(house.director, now=make.at(1)) as work:
        counted = counting.office_figures(work, period=period)
    assert counted.period == period
    return len(asked)


def test_what_one_may_not_see_is_not_counted_for_them(office):
    house = make.office()
    make.task(house, title="内部事项", internal=True)
    open_one = make.task(house)
    period = Period(make.day(0), make.day(0) + timedelta(60))
    with look(house.other_staff, now=make.at(2)) as work:
        assert counting.figures(work, period=period).office.handled == (open_one,)
    with look(house.staff, now=make.at(2)) as work:
        assert len(counting.figures(work, period=period).office.handled) == 2
