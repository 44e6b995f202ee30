"""What the boards, the page of an area, the figures and the paper of the week say about one small house."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from PIL import Image

from core import documents, seven_s, seven_s_figures
from core.actor import Actor
from core.seven_s import Standing
from core.seven_s_figures import Week
from core.work import begin, look
from tests import make
from tests.seven_s import house as seven


@pytest.fixture
def walked(office) -> seven.House:
    """Monday: room 1 with a slight finding fixed on the spot, room 2 fine, room 3 with a serious one and not
    finished, the guarded room looked at; the round is handed in. Tuesday: nobody walked."""
    home = seven.house(
        *(seven.facts(f"{number}室", floor=number) for number in (1, 2, 3)),
        seven.facts("机要室", floor=3, restricted=True),
    )
    with begin(home.keeper, now=make.at()) as work:
        facts = seven.facts("机要室", floor=3, restricted=True, inspector_ids=(home.clerk.number,))
        version = next(one.version for one in seven_s.areas(work) if one.id == home.areas[3])
        seven_s.edit_area(work, area_id=home.areas[3], facts=facts, version=version)
    round_id = seven.start(home)
    stops = {one.area: one.visit_id for one in seven.sheet(home, round_id).stops}
    slight = seven.find(home, stops["1室"], "one", path="onsite")
    seven.photo(home.clerk, "finding", slight, "before-photo-1", make.at(0, 9), seed=1)
    seven.photo(home.clerk, "fix", slight, "after-photo-01", make.at(0, 9), seed=2)
    seven.find(home, stops["3室"], "two", severity="L3")
    for name in ("1室", "2室", "机要室"):
        seven.all_fine(home, stops[name])
    with begin(home.cadre, now=make.at(0, 11)) as work:
        seven_s.hand_in(work, round_id=round_id, reason="门锁着")
    return home


def test_boards_pages_figures_and_the_week(walked):
    home = walked
    board = asked(home.keeper, seven_s_figures.day_board, day=make.day())
    cells = {one.area.name: one for one in board.cells}
    assert [floor for floor, _cells in board.floors] == [1, 2, 3]
    assert (cells["1室"].score, cells["1室"].findings, cells["2室"].score) == (99.5, 1, 100.0)
    assert (cells["3室"].score, cells["3室"].findings, cells["3室"].reason) == (None, 1, "门锁着")
    assert cells["3室"].standing == Standing.MISSED
    assert (board.done, board.missing, board.findings, board.mean) == (3, 1, 2, 299.5 / 3)
    others = asked(home.owner, seven_s_figures.day_board, day=make.day())
    assert "机要室" not in {one.area.name for one in others.cells}

    line = asked(home.keeper, seven_s_figures.week_board, first=make.day()).lines[0]
    assert (dict(line.days), line.findings, line.planned) == ({make.day(): 99.5}, 1, 2)
    month = asked(home.keeper, seven_s_figures.month_board, month=make.day())
    assert not month.ranked
    assert [one.place for one in month.lines] == [None] * 4
    assert {one.rating.unrated for one in month.lines} == {"calibrating"}

    page = asked(home.keeper, seven_s_figures.area_page, area_id=home.areas[0])
    assert [one.score for one in page.days] == [99.5]
    assert [one.severity for one in page.findings] == ["L1"]
    with pytest.raises(seven_s.AreaGone):
        asked(home.owner, seven_s_figures.area_page, area_id=home.areas[3])

    found = asked(home.keeper, seven_s_figures.figures, month=make.day())
    assert (found.visits, found.findings) == (3, 1)
    assert [(one.count, one.size) for one in found.per_visit] == [(1, 3)]
    assert [(one.key, one.count) for one in found.pareto] == [("S3-01", 2)]
    assert found.pillars["shine"] < 100 == found.pillars["sort"]
    assert len(found.paces) == 3
    assert [name for name, _pace in asked(home.keeper, seven_s_figures.paces, month=make.day())]

    week = asked(home.keeper, seven_s_figures.week, first=make.day())
    assert (week.planned, week.done, week.settled) == (6, 2, 1)
    assert [one.area.name for one in week.reminded] == ["1室"]
    assert [one.area.name for one in week.assessed] == ["3室"]
    assert [(area.name, count) for area, count in week.missed] == [("1室", 1), ("2室", 1), ("3室", 2)]
    assert len(week.walkers) == 3
    assert week.ranking == ()
    assert [bool(one.before and one.after) for one in week.pairs] == [True]
    paper_says(home, week)


def test_places_are_shown_once_the_office_turns_them_on(walked):
    home = walked
    make.setting("seven_s_rankings", True)
    make.setting("seven_s_ranking_roles", ["leader"])
    for number in range(1, 5):
        round_id = seven.start(home, make.day(number))
        at = make.at(number, 9)
        for stop in seven.sheet(home, round_id).stops:
            if stop.area == "1室":
                seven.find(home, stop.visit_id, f"day-{number}", severity="L3", path="onsite", at=at)
            seven.all_fine(home, stop.visit_id, at)
    leader = home.office.leader
    month = asked(leader, seven_s_figures.month_board, month=make.day(), days=4)
    places = {one.area.name: one.place.rank for one in month.lines if one.place}
    assert places == {"1室": 3, "2室": 1, "3室": 1}
    assert not asked(home.keeper, seven_s_figures.month_board, month=make.day(), days=4).ranked
    week = asked(leader, seven_s_figures.week, first=make.day(), days=4)
    assert [(area.name, place.rank) for _group, area, place in week.ranking] == list(
        sorted(places.items(), key=lambda one: (one[1], one[0]))
    )


def paper_says(home: seven.House, week: Week) -> None:
    """The paper has the counts of the screen, and photos of 800 px at most."""
    steps: list[tuple[int, int]] = []
    with look(home.keeper, now=make.at(1, 13)) as work:
        content = documents.week_paper(
            work, first=week.first, progress=lambda done, whole: steps.append((done, whole))
        )
        said = documents.summary(week)
    assert steps == [(1, 2), (2, 2)]
    paper = Document(BytesIO(content))
    assert said in [one.text for one in paper.paragraphs]
    rows = [len(table.rows) - 1 for table in paper.tables]
    assert rows == [len(week.reminded), len(week.assessed), len(week.walkers), 2 * len(week.pairs) - 1]
    pictures = [part for part in paper.part.package.iter_parts() if part.content_type == "image/jpeg"]
    assert len(pictures) == 2
    assert all(max(Image.open(BytesIO(one.blob)).size) <= 800 for one in pictures)


def asked(who: Actor, what: Any, *, days: int = 1, **values: Any) -> Any:
    with look(who, now=make.at(days, 13)) as work:
        return what(work, **values)
