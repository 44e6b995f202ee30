"""The folder of nightly backups: names that say when, thinning with age, and how old the newest one is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from core.settings import settings
from core.upkeep.backup import Backup, backup
from core.work import Work
from db.models import Event, Job

BACKUP_JOB = "backup"
NAME = re.compile(r"luoshi-(\d{8}T\d{6})Z\.zip")
STAMP = "%Y%m%dT%H%M%S"
# Younger ones all stay; older ones thin out to one a week until the office's limit of days.
EVERY_NIGHT = timedelta(days=7)
OLD = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class LastBackup:
    """`old` is the red line for administrators; `failed` says how the last try ended, when badly."""

    at: datetime | None
    file: str
    size: int
    old: bool
    failed: str


def last_backup(work: Work) -> LastBackup:
    """The newest backup that is really there, whatever the job says about itself."""
    work.must("upkeep.last_backup")
    newest = max(on_shelf(settings().backup_folder), default=None)
    job = work.session.get(Job, BACKUP_JOB)
    since = newest[0] if newest else work.session.scalar(select(Event.at).order_by(Event.id).limit(1))
    return LastBackup(
        at=newest[0] if newest else None,
        file=newest[1].name if newest else "",
        size=newest[1].stat().st_size if newest else 0,
        old=since is not None and work.now - since > OLD,
        failed=job.result if job is not None and job.failed else "",
    )


def nightly(now: datetime) -> Backup:
    """Take tonight's backup and clear away what is too old."""
    folder = settings().backup_folder
    _clear_remains(folder)
    taken = backup(folder / f"luoshi-{now.astimezone(UTC).strftime(STAMP)}Z.zip")
    for path in outdated(on_shelf(folder), now, timedelta(days=settings().backup_keep_days)):
        path.unlink(missing_ok=True)
    return taken


def on_shelf(folder: Path) -> list[tuple[datetime, Path]]:
    found = ((NAME.fullmatch(path.name), path) for path in folder.glob("luoshi-*.zip"))
    return [
        (datetime.strptime(match[1], STAMP).replace(tzinfo=UTC), path)
        for match, path in found
        if match is not None
    ]


def outdated(shelf: Iterable[tuple[datetime, Path]], now: datetime, keep: timedelta) -> list[Path]:
    """What may go: beyond `keep`, or older than EVERY_NIGHT and not first in its week. Never the newest."""
    weeks: set[tuple[int, int]] = set()
    gone: list[Path] = []
    in_order = sorted(shelf)
    for at, path in in_order[:-1]:
        week = at.isocalendar()[:2]
        if now - at > keep or (now - at > EVERY_NIGHT and week in weeks):
            gone.append(path)
        else:
            weeks.add(week)
    return gone


def _clear_remains(folder: Path) -> None:
    """What a backup that was cut off left behind; `part` files are renamed when they are whole."""
    for path in folder.glob("luoshi-*.zip.part"):
        path.unlink(missing_ok=True)
