"""One search over everything the reader may see: tasks, people, departments.

finding.py   found

Tasks are met as the list meets them (core/tasks/matching.py). Route: web/search.py. Box: pages/ui/search/.
Tests: tests/search/. Figures: benchmarks/search.py.
"""

from core.search import policy as policy
from core.search.finding import DepartmentHit, Found, PersonHit, TaskHit, found

__all__ = ["DepartmentHit", "Found", "PersonHit", "TaskHit", "found"]
