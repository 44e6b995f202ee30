"""Timed jobs: when they are due, and that of many processes one runs each."""

import threading
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.upkeep import TimedJob, jobs, timed_jobs
from core.upkeep.schedule import LastRun, due
from core.work import look
from db.models import Job
from tests import make

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHTLY = TimedJob("nightly", lambda: "", at=time(2, 30))
QUARTERLY = TimedJob("quarterly", lambda: "", every=timedelta(minutes=15))
NOW = make.at(1, hour=9)


def ran(hours_ago: float, *, failed: bool = False) -> LastRun:
    moment = NOW - timedelta(hours=hours_ago)
    return LastRun(started_at=moment, ended_at=moment, failed=failed)


@pytest.mark.parametrize(
    ("job", "last", "is_due"),
    [
        (NIGHTLY, LastRun(), True),
        (NIGHTLY, ran(6), False),
        (NIGHTLY, ran(7), True),
        (NIGHTLY, ran(24 * 9), True),
        (NIGHTLY, ran(0.4, failed=True), False),
        (NIGHTLY, ran(0.6, failed=True), True),
        (QUARTERLY, ran(0.2), False),
        (QUARTERLY, ran(0.25), True),
    ],
    ids=["never", "last night", "just before", "off for days", "just failed", "failed", "fresh", "stale"],
)
def test_a_missed_night_is_caught_up_and_a_failure_tried_again(job, last, is_due):
    assert due(job, last, NOW, SHANGHAI) is is_due


def test_a_job_that_somebody_runs_is_left_alone_until_its_lease_ends():
    started = NOW - timedelta(minutes=50)
    running = LastRun(started_at=started, claimed_until=started + timedelta(hours=1))
    assert not due(NIGHTLY, running, NOW, SHANGHAI)
    assert due(NIGHTLY, running, NOW + timedelta(minutes=10), SHANGHAI)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin", "America/St_Johns"])
def test_once_a_day_is_once_a_day_through_a_year(zone):
    """Also where the clock changes: every day has its night, none has two."""
    last, runs = LastRun(), []
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for _ in range(365 * 24):
        if due(NIGHTLY, last, now, ZoneInfo(zone)):
            last = LastRun(started_at=now, ended_at=now)
            runs.append(now.astimezone(ZoneInfo(zone)).date())
        now += timedelta(hours=1)
    assert len(runs) == len(set(runs))
    assert len(runs) in (365, 366)


@pytest.fixture
def counted(office, monkeypatch):
    """A job of its own, and how often it ran."""
    monkeypatch.setattr(jobs, "JOBS", {})
    runs: list[str] = []

    def run() -> str:
        runs.append("run")
        return f"run {len(runs)}"

    jobs.register(TimedJob("counted", run, at=time(2, 30)))
    return runs


def state(now: datetime = NOW) -> Job:
    with look(jobs.SYSTEM, now=now) as work:
        return work.session.get_one(Job, "counted")


def test_of_many_that_come_at_once_one_runs_it(counted):
    make.office()
    for night in range(5):
        now = NOW + timedelta(days=night)
        gate = threading.Barrier(8)
        threads = [threading.Thread(target=come, args=[gate, now]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(counted) == night + 1
        assert not state().failed


def come(gate: threading.Barrier, now: datetime) -> None:
    gate.wait()
    jobs.run_due(now)


def test_the_result_stands_in_the_database(counted):
    make.office()
    assert jobs.run_due(NOW) == ["counted"]
    assert jobs.run_due(NOW + timedelta(minutes=1)) == []
    row = state()
    assert (row.result, row.failed, row.claimed_until, row.ended_at) == ("run 1", False, None, NOW)


def test_a_failure_is_recorded_and_tried_again(office, monkeypatch):
    make.office()
    monkeypatch.setattr(jobs, "JOBS", {})
    outcomes = iter([ZeroDivisionError("disk on fire"), "well"])

    def run() -> str:
        outcome = next(outcomes)
        if isinstance(outcome, ZeroDivisionError):
            raise outcome
        return outcome

    jobs.register(TimedJob("counted", run, at=time(2, 30)))
    with pytest.raises(ZeroDivisionError):
        jobs.run_due(NOW)
    assert state().failed
    assert "disk on fire" in state().result
    assert jobs.run_due(NOW + timedelta(minutes=31)) == ["counted"]
    assert (state().failed, state().result) == (False, "well")


def test_before_the_set_up_nothing_runs(counted):
    assert jobs.run_due(NOW) == []


def test_administrators_see_every_job_also_one_that_never_ran(counted):
    house = make.office()
    with look(house.admin) as work:
        assert [(job.name, job.started_at) for job in timed_jobs(work)] == [("counted", None)]


def test_the_clock_starts_once_and_stops(counted):
    jobs.start()
    jobs.start()
    assert len(jobs._schedulers) == 1
    jobs.stop()
    assert jobs._schedulers == []
