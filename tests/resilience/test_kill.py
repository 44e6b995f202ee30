"""kill -9 in the middle of writes, through the service layer, on both databases."""

import pytest

from tests import make
from tests.resilience import writer

ROUNDS = 50


@pytest.fixture(scope="module", autouse=True)
def nursery():
    """Killed processes are born from one that has imported everything: a birth takes milliseconds."""
    writer.prepare()


def test_nothing_is_lost_doubled_or_half_done(office, record_property):
    house = make.office()
    task, url = make.task(house), office.url.render_as_string(hide_password=False)

    toll = writer.kill_many(url, house.head, task, ROUNDS, seed=7)

    assert toll.lost == set()
    assert writer.faults(house.head, task, toll.begun) == []
    assert toll.saved > ROUNDS, "the writers hardly wrote: nothing was tested"
    assert toll.repeated, "no kill came between: nothing was tested"
    record_property("kills", ROUNDS)
