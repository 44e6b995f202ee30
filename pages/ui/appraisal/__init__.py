"""The parts of the appraisal screen: results, points, scores, rules, prompts and records.

Each module has `show(…)`; the screen is pages/appraisal/appraisal.py.
"""

from pages.ui.appraisal import accounts, points, results, rules, scores

__all__ = ["accounts", "points", "results", "rules", "scores"]
