"""What 7S shows, in the matrix: boards and figures of everybody, paces and papers of few."""

from typing import Any

from tests import make
from tests.policy_scene import Cell, Factory, given
from tests.policy_seven_s import area


def shown(cell: Cell) -> dict[str, Any]:
    return {"area_id": area(cell)}


FIGURES: dict[str, Factory] = {
    "seven_s_figures.day_board": given(day=make.day()),
    "seven_s_figures.week_board": given(first=make.day()),
    "seven_s_figures.month_board": given(month=make.day()),
    "seven_s_figures.area_page": shown,
    "seven_s_figures.figures": given(month=make.day()),
    "seven_s_figures.paces": given(month=make.day()),
    "seven_s_figures.week": given(first=make.day()),
    "documents.week_paper": given(first=make.day()),
}
