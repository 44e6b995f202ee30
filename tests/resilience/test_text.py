"""Whatever people type meets a clear sentence or is kept, and is the same on both databases."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.resilience import hostile

ALL_TOLD = 2_100


@pytest.fixture(scope="module")
def stands(tmp_path_factory, templates) -> Iterator[list[hostile.Stand]]:
    with hostile.stands(tmp_path_factory.mktemp("hostile"), templates) as both:
        yield both


@pytest.fixture(scope="module")
def share(stands) -> int:
    """How many texts each function gets, so that all together are enough however many there come to be."""
    takers = [name for name in hostile.functions() if hostile.places(stands[0], name)]
    return ALL_TOLD // len(takers) + 1


@pytest.mark.parametrize("name", hostile.functions())
def test_hostile_text_is_refused_or_kept_alike(stands, share, name, record_property):
    sqlite, postgres = stands
    places, tried = hostile.places(sqlite, name), 0

    @settings(max_examples=share, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(place=st.sampled_from(places or [()]), text=hostile.hostile)
    def type_in(place, text):
        nonlocal tried
        tried += 1
        assert hostile.answer(sqlite, name, place, text) == hostile.answer(postgres, name, place, text)

    if places:
        type_in()
    record_property("hostile texts", tried)
