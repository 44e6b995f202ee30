"""When a timed job is due. Knows no database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

RETRY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class TimedJob:
    """Something to be done `at` a time of each day (the office's), or `every` so often.

    `run` opens its own transactions, may be repeated without harm, and answers with one line of result.
    `lease` is how long it may take before another process takes it over.
    """

    name: str
    run: Callable[[], str]
    at: time | None = None
    every: timedelta | None = None
    lease: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class LastRun:
    started_at: datetime | None = None
    ended_at: datetime | None = None
    claimed_until: datetime | None = None
    failed: bool = False

    @property
    def unfinished(self) -> bool:
        return self.started_at is not None and (self.ended_at is None or self.ended_at < self.started_at)


def due(job: TimedJob, last: LastRun, now: datetime, zone: ZoneInfo) -> bool:
    """A missed night is caught up in the morning; what failed is tried again after RETRY."""
    if last.claimed_until is not None and now < last.claimed_until:
        return False
    if last.started_at is None or last.unfinished:
        return True
    if last.failed and last.ended_at is not None:
        return now >= last.ended_at + RETRY
    return last.started_at < latest(job, now, zone)


def latest(job: TimedJob, now: datetime, zone: ZoneInfo) -> datetime:
    """The last moment, up to now, for which the job was meant."""
    if job.every is not None:
        return now - job.every + timedelta(microseconds=1)
    today = now.astimezone(zone).date()
    meant = _moment(today, job.at, zone)
    return meant if meant <= now else _moment(today - timedelta(days=1), job.at, zone)


def upcoming(job: TimedJob, last: LastRun, now: datetime, zone: ZoneInfo) -> datetime:
    """When it runs next, as things stand; now, where it is due already."""
    if last.claimed_until is not None and now < last.claimed_until:
        return following(job, now, zone)
    if due(job, last, now, zone):
        return now
    if last.failed and last.ended_at is not None:
        return last.ended_at + RETRY
    if job.every is not None and last.started_at is not None:
        return last.started_at + job.every
    return following(job, now, zone)


def following(job: TimedJob, now: datetime, zone: ZoneInfo) -> datetime:
    """The next moment after now for which it is meant."""
    if job.every is not None:
        return now + job.every
    today = now.astimezone(zone).date()
    meant = _moment(today, job.at, zone)
    return meant if meant > now else _moment(today + timedelta(days=1), job.at, zone)


def _moment(day: date, at: time | None, zone: ZoneInfo) -> datetime:
    """In UTC: where the clock is moved, times on the wall cannot be compared."""
    return datetime.combine(day, at or time(0), zone).astimezone(UTC)
