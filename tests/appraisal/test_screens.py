"""The screens: what was proposed is approved there, charts stand beside their tables."""

from datetime import datetime, timedelta

import pytest

from core import appraisal
from core.appraisal import Half, Kind, Rules
from core.work import begin
from tests import make
from tests.screens import open_screen, texts


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_leader_excuses_points_and_charts_stand_beside_their_tables(office):
    house = make.office()
    today = datetime.now(make.SHANGHAI).date()
    half = Half.of(today)
    with begin(house.director) as work:
        appraisal.save_rules(work, rules=Rules(few=1), valid_from=today)
        number = appraisal.add_point(
            work,
            half=half,
            department_id=house.finance,
            kind=Kind.FALSIFIED,
            day=half.period.first,
            note="台账补签",
        )
    make.task(house, due_day=today + timedelta(30))

    screen = open_screen("appraisal/appraisal.py", house.leader, language="zh_CN", view="points")
    assert "台账补签" in texts(screen)
    screen.selectbox(key="decide-point:point").set_value(number)
    screen.text_area(key="decide-point:reason").set_value("首次发生，已整改").run()
    screen.button(key="decide-point:submit").click().run()
    assert "首次发生，已整改" in texts(screen)

    for view in ("results", "scores", "rules", "accounts"):
        screen = open_screen("appraisal/appraisal.py", house.clerk, view=view)
        assert not screen.exception, view
    own = open_screen("appraisal/appraisal.py", house.other_head, view="points")
    assert "台账补签" not in texts(own)

    charts = open_screen("appraisal/analysis.py", house.head)
    assert not charts.exception
    assert sum("vega" in one.type for one in charts.main) >= 4
    assert "财务部" in texts(charts)
