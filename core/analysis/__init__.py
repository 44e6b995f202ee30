"""The figures behind the charts: on-time rate by month, lead times, workload, ageing, waits, sources.

figures.py   analysis: everything of a period at once

Counting itself is core/counting/; the charts are drawn by core/charts/. Screen: pages/appraisal/analysis.py.
Tests: tests/analysis/.
"""

from core.analysis import policy as policy
from core.analysis.figures import Analysis, Bar, Load, Month, Wait, analysis

__all__ = ["Analysis", "Bar", "Load", "Month", "Wait", "analysis"]
