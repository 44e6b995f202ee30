"""How the timed jobs stand, for administrators."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.upkeep import jobs
from core.work import Work
from db.models import Job


@dataclass(frozen=True, slots=True)
class JobState:
    name: str
    started_at: datetime | None
    ended_at: datetime | None
    result: str
    failed: bool


def timed_jobs(work: Work) -> list[JobState]:
    """Every registered job, also one that never ran."""
    work.must("upkeep.timed_jobs")
    rows = {row.name: row for row in work.session.scalars(select(Job))}
    return [_state(name, rows.get(name)) for name in sorted(jobs.JOBS)]


def _state(name: str, row: Job | None) -> JobState:
    if row is None:
        return JobState(name, None, None, "", False)
    return JobState(name, row.started_at, row.ended_at, row.result, row.failed)
