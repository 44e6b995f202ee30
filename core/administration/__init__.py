"""What the administrator and the director set for the office. What is set stands in core/office/.

rules.py      which values a setting may have
settings.py   settings, change_settings
logo.py       set_logo, drop_logo; present_logo and picture for whoever stands at the door
rhythm.py     rhythm, change_level

Tables: db/models/office.py, db/models/tasks.py. Screen: pages/office/settings.py. Tests: tests/office/.
"""

from core.administration import policy
from core.administration.logo import LogoTooLarge, drop_logo, picture, present_logo, set_logo
from core.administration.rhythm import UnknownLevel, change_level, rhythm
from core.administration.settings import ChangedMeanwhile, House, change_settings, house, settings

__all__ = [
    "ChangedMeanwhile",
    "House",
    "LogoTooLarge",
    "UnknownLevel",
    "change_level",
    "change_settings",
    "drop_logo",
    "house",
    "picture",
    "policy",
    "present_logo",
    "rhythm",
    "set_logo",
    "settings",
]
