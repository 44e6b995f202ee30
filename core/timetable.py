"""The features that do something by themselves at their time. Imported by whatever runs the timed jobs.

A feature registers its job when it is imported; one that is missing here would run in the app by luck alone,
and not at all by `run.py jobs --once`.
"""

from core import meetings, messages, reminders, roster, seven_s, tasks, upkeep

FEATURES = (upkeep, tasks, reminders, messages, seven_s, meetings, roster)
