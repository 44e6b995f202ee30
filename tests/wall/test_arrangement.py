"""What hangs where: set by the office, overruled by the address, and nothing impossible in between."""

import pytest

from core import wall
from core.wall import Arrangement, NothingChosen
from core.work import SomebodyWasFaster, begin, look
from tests.wall.conftest import hangs


def test_the_office_arranges_all_walls_and_the_second_of_two_is_told(house):
    with look(house.clerk) as work:
        before = wall.arranged(work)
    assert before.arrangement.widgets[0] == "counts"
    assert before.version == 0
    wanted = Arrangement(widgets=("overdue", "counts"), seconds=20, rows=6, theme="dark", lang="en")
    with begin(house.clerk) as work:
        wall.arrange(work, wanted=wanted, version=0)
    with pytest.raises(SomebodyWasFaster), begin(house.director) as work:
        wall.arrange(work, wanted=Arrangement(widgets=("week",)), version=0)

    assert hangs().arrangement == wanted
    with look(house.clerk) as work:
        kept = wall.arranged(work)
    with begin(house.clerk) as work:
        wall.arrange(work, wanted=Arrangement(widgets=("week",), seconds=30), version=kept.version)
    assert hangs().arrangement == Arrangement(widgets=("week",), seconds=30)


def test_nothing_chosen_is_refused_beside_its_field(house):
    with pytest.raises(NothingChosen) as refused, begin(house.clerk) as work:
        wall.arrange(work, wanted=Arrangement(widgets=()), version=0)
    assert refused.value.field == "widgets"
    with pytest.raises(NothingChosen), begin(house.clerk) as work:
        wall.arrange(work, wanted=Arrangement(widgets=("gone",)), version=0)


KEPT = Arrangement(widgets=("counts", "week"), seconds=15, rows=8, theme="light", lang="zh_CN")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, KEPT),
        (
            {"widgets": "week,overdue", "seconds": "30", "rows": "5", "theme": "dark", "lang": "en"},
            Arrangement(widgets=("week", "overdue"), seconds=30, rows=5, theme="dark", lang="en"),
        ),
        ({"widgets": "week,week,gone,", "seconds": "0", "rows": "999"}, None),
        ({"widgets": "gone", "seconds": "-3", "rows": "½", "theme": "pink", "lang": "../x"}, KEPT),
        ({"seconds": "9" * 400, "screen": "token", "nobody": "asked"}, None),
    ],
)
def test_an_address_overrules_only_what_makes_sense(asked, expected):
    found = wall.asked(asked, KEPT)
    if expected is not None:
        assert found == expected
    assert wall.SHORTEST <= found.seconds <= wall.LONGEST
    assert wall.FEWEST_ROWS <= found.rows <= wall.MOST_ROWS
    assert set(found.widgets) <= set(wall.WIDGETS)
    assert found.widgets
    assert wall.asked(wall.query(found), Arrangement(widgets=("counts",))) == found
