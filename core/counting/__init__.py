"""Counting, the same everywhere: bulletins, appraisal, charts and screens take their figures from here.

periods.py   from day to day: month, half_year, months
pieces.py    what one department had to do of one item, and the verdict on it: no database
figures.py   handled, closed, open, overdue, due, on time …, each with the numbers of its items
rates.py     on-time and closure rate, with Wilson's interval
reading.py   figures (what one may see), office_figures (everything): two queries each; all_pieces and
             counted are steps of other commands, which have asked already

The words: 按期办结率 on_time_rate, 办结率 closure_rate, 承办 handled, 办结 closed, 在办 open, 超时 overdue.
An item counts as closed on the day it was closed for good: once reopened it is open again. What is
cancelled or merged counts nowhere; what is paused is handled, but never due. A department is judged by the
day it filed: while the office has not decided, the item stands apart as undecided.
Tables: db/models/tasks.py, db/models/matters.py. Tests: tests/counting/.
"""

from core.counting import policy as policy
from core.counting.counts import Counted, DepartmentFigures, Figures, by_department, count
from core.counting.periods import Period, PeriodBackwards, half_year, month, months
from core.counting.pieces import Piece, Verdict, verdict
from core.counting.rates import Rate, wilson
from core.counting.reading import all_pieces, counted, figures, office_figures

__all__ = [
    "Counted",
    "DepartmentFigures",
    "Figures",
    "Period",
    "PeriodBackwards",
    "Piece",
    "Rate",
    "Verdict",
    "all_pieces",
    "by_department",
    "count",
    "counted",
    "figures",
    "half_year",
    "month",
    "months",
    "office_figures",
    "verdict",
    "wilson",
]
