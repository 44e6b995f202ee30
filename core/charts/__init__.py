"""Charts for the screen and for paper: figures in, a drawing out. No database.

drawing.py   one function for each chart: rate over months, bars, workload, waits
sevens.py    of 7S: control charts, Pareto, radar, trend
picture.py   the same as PNG, with Chinese letters, for Word

Columns have fixed names; what people typed is only ever a value. Tests: tests/analysis/.
"""

from core.charts.drawing import Chart, bars, loads, rates, waits
from core.charts.picture import png
from core.charts.sevens import control, radar, shares, trend

__all__ = ["Chart", "bars", "control", "loads", "png", "radar", "rates", "shares", "trend", "waits"]
