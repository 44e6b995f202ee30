"""How the timed jobs stand, for administrators."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.upkeep import jobs
from core.upkeep.schedule import LastRun, TimedJob, upcoming
from core.work import Work
from db.models import Job


@dataclass(frozen=True, slots=True)
class JobState:
    name: str
    started_at: datetime | None
    ended_at: datetime | None
    result: str
    failed: bool
    next_at: datetime | None = None
    running: bool = False


def timed_jobs(work: Work) -> list[JobState]:
    """Every registered job, also one that never ran."""
    work.must("upkeep.timed_jobs")
    rows = {row.name: row for row in work.session.scalars(select(Job))}
    return [_state(work, job, rows.get(name)) for name, job in sorted(jobs.JOBS.items())]


def _state(work: Work, job: TimedJob, row: Job | None) -> JobState:
    last = LastRun() if row is None else LastRun(row.started_at, row.ended_at, row.claimed_until, row.failed)
    soon = upcoming(job, last, work.now, work.zone)
    running = last.claimed_until is not None and work.now < last.claimed_until
    if row is None:
        return JobState(job.name, None, None, "", False, soon)
    return JobState(job.name, row.started_at, row.ended_at, row.result, row.failed, soon, running)
