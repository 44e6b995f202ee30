"""Timed jobs: looked at every minute, claimed in the database, so that of several processes one runs each.

A feature registers its job at import. A result, or the failure, stands in the table `jobs`.
"""

from datetime import UTC, datetime
from types import TracebackType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import office
from core.actor import SYSTEM
from core.errors import Conflict
from core.upkeep.schedule import LastRun, TimedJob, due
from core.work import begin, look
from db.models import Job

TICK_SECONDS = 60
RESULT = 500

JOBS: dict[str, TimedJob] = {}
_schedulers: list[BackgroundScheduler] = []


def register(job: TimedJob) -> TimedJob:
    assert job.name not in JOBS, job.name
    assert (job.at is None) != (job.every is None), job.name
    JOBS[job.name] = job
    return job


def start() -> None:
    """Run what is registered, each when it is due, until stop()."""
    if _schedulers:
        return
    scheduler = BackgroundScheduler(timezone=UTC, executors={"default": ThreadPoolExecutor(4)})
    for job in JOBS.values():
        scheduler.add_job(
            run_if_due,
            "interval",
            args=[job],
            id=job.name,
            seconds=TICK_SECONDS,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,  # a busy machine looks late, but it looks
        )
    scheduler.start()
    _schedulers.append(scheduler)


def stop() -> None:
    """No further job starts; one that runs is not waited for, its lease lets another process repeat it."""
    while _schedulers:
        _schedulers.pop().shutdown(wait=False)


def run_due(now: datetime | None = None) -> list[str]:
    """Run every job that is due, one after the other; the names of those that ran."""
    return [job.name for job in list(JOBS.values()) if run_if_due(job, now)]


def run_if_due(job: TimedJob, now: datetime | None = None) -> bool:
    """Whether it ran. A failure is recorded and raised."""
    if not (_is_due(job, now) and claim(job, now)):
        return False
    with _Settling(job, now) as settling:
        settling.result = job.run()
    return True


def claim(job: TimedJob, now: datetime | None = None) -> bool:
    """Take the job for the length of its lease, unless it is not due or somebody has it."""
    try:
        with begin(SYSTEM, now=now) as work:
            row = _row(work.session, job.name)
            if not due(job, _last(row), work.now, work.zone):
                return False
            row.started_at = work.now
            row.claimed_until = work.now + job.lease
            return True
    except Conflict:
        # Two processes met at the very first run; the other one has it.
        return False


def _is_due(job: TimedJob, now: datetime | None) -> bool:
    """A look without a lock first: almost always the answer is no."""
    with look(SYSTEM, now=now) as work:
        if not office.is_set_up(work.session):
            return False
        row = work.session.get(Job, job.name)
        return due(job, _last(row) if row else LastRun(), work.now, work.zone)


class _Settling:
    """Records how a run ended, well or badly, and gives the claim back."""

    def __init__(self, job: TimedJob, now: datetime | None) -> None:
        self.job = job
        self.now = now
        self.result = ""

    def __enter__(self) -> "_Settling":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        with begin(SYSTEM, now=self.now) as work:
            row = _row(work.session, self.job.name)
            row.ended_at = work.now
            row.claimed_until = None
            row.failed = error is not None
            row.result = (f"{type(error).__name__}: {error}" if error else self.result)[:RESULT]


def _row(session: Session, name: str) -> Job:
    """The job's row, locked until the transaction ends; made at the very first run."""
    row = session.scalars(select(Job).where(Job.name == name).with_for_update()).one_or_none()
    if row is None:
        row = Job(name=name, result="", failed=False)
        session.add(row)
        session.flush()
    return row


def _last(row: Job) -> LastRun:
    return LastRun(row.started_at, row.ended_at, row.claimed_until, row.failed)
