"""Keeping the office safe by itself: timed jobs, backups, restoring, verifying.

jobs.py       the registry and the clock: jobs.start() and jobs.stop() belong into the lifespan of app.py
schedule.py   when a job is due; a feature adds its own by jobs.register(TimedJob(…)) at import
nightly.py    what is done every night: backup, verify, the head outside, sweeping
backup.py     one file with the whole office; archive.py, portable.py, pgtools.py are how
restore.py    such a file into an empty place, verified; put_back, after an upgrade that is taken back
verify.py     history (chain.py), database and files (blobs.py) against what they should be
shelf.py      the nightly backups that are kept: last_backup
overview.py   how the jobs stand: timed_jobs
drives.py     whether a folder lies on a network drive, where SQLite may not live

Tables: db/models/office.py. Commands: tools/. Tests: tests/upkeep/.
"""

from core.upkeep import jobs, nightly
from core.upkeep import policy as policy
from core.upkeep.backup import Backup, backup
from core.upkeep.damage import Check, Damage
from core.upkeep.drives import network_kind, refuse_network_drive
from core.upkeep.overview import JobState, timed_jobs
from core.upkeep.restore import put_back, read_again, restore
from core.upkeep.schedule import TimedJob
from core.upkeep.shelf import LastBackup, last_backup
from core.upkeep.verify import Verification, verify

__all__ = [
    "Backup",
    "Check",
    "Damage",
    "JobState",
    "LastBackup",
    "TimedJob",
    "Verification",
    "backup",
    "jobs",
    "last_backup",
    "network_kind",
    "nightly",
    "put_back",
    "read_again",
    "refuse_network_drive",
    "restore",
    "timed_jobs",
    "verify",
]
