"""What the office has set for itself. It knows no Work, because every Work asks it for the time zone.

profile.py   name, time zone, number format, lists to choose from, limits
rhythm.py    `levels`: the rhythm of each combination of importance and urgency

Tables: db/models/office.py, db/models/tasks.py. Changed by core/administration/. Tests: tests/office/.
"""

from core.office import rhythm as levels
from core.office.profile import Profile, is_set_up, profile
from core.office.rhythm import LevelRule

__all__ = ["LevelRule", "Profile", "is_set_up", "levels", "profile"]
