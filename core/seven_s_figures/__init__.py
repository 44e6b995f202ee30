"""What 7S shows: boards of all areas, the page of one, the figures of a month, the week for its bulletin.

agreement.py limits.py pace.py pareto.py pillars.py ranking.py stars.py   the figures: pure functions
sight.py     what a reader sees
months.py    months of areas added up, stars, what was planned
boards.py    day, week and month of all areas by floor: day_board, week_board, month_board
area.py      one area: area_page
figures.py   figures, paces
week.py      the week for the bulletin: week

The days come from core/seven_s/tallying.py. Charts: core/charts/. Paper: core/documents/sevens_week.py.
Screens: pages/sevens/. Tests: tests/seven_s_figures/.
"""

from core.seven_s_figures import policy as policy
from core.seven_s_figures.agreement import Agreement
from core.seven_s_figures.area import AreaPage, VersionLine, area_page
from core.seven_s_figures.boards import (
    Cell,
    DayBoard,
    MonthBoard,
    MonthLine,
    WeekBoard,
    WeekLine,
    day_board,
    month_board,
    week_board,
)
from core.seven_s_figures.figures import Figures, Gap, figures, paces
from core.seven_s_figures.limits import SIGNAL_NAMES, Point
from core.seven_s_figures.months import Tally
from core.seven_s_figures.pace import FLAG_NAMES, Pace
from core.seven_s_figures.pareto import Share
from core.seven_s_figures.ranking import Place
from core.seven_s_figures.stars import GATE_NAMES, UNRATED_NAMES, Plate, Rating
from core.seven_s_figures.week import Found, Good, Walker, Week, week

__all__ = [
    "FLAG_NAMES",
    "GATE_NAMES",
    "SIGNAL_NAMES",
    "UNRATED_NAMES",
    "Agreement",
    "AreaPage",
    "Cell",
    "DayBoard",
    "Figures",
    "Found",
    "Gap",
    "Good",
    "MonthBoard",
    "MonthLine",
    "Pace",
    "Place",
    "Plate",
    "Point",
    "Rating",
    "Share",
    "Tally",
    "VersionLine",
    "Walker",
    "Week",
    "WeekBoard",
    "WeekLine",
    "area_page",
    "day_board",
    "figures",
    "month_board",
    "paces",
    "week",
    "week_board",
]
