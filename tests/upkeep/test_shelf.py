"""The nightly backups: which are kept, and when administrators see a red line."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.settings import settings
from core.upkeep import jobs, last_backup, shelf
from core.work import begin, look
from tests import make

START = datetime(2026, 1, 1, 18, 30, tzinfo=UTC)
KEEP = timedelta(days=30)


def test_every_night_of_a_week_then_one_a_week_then_none():
    kept: list[tuple[datetime, Path]] = []
    for night in range(120):
        now = START + timedelta(days=night)
        kept.append((now, Path(f"{night}.zip")))
        gone = shelf.outdated(kept, now, KEEP)
        kept = [one for one in kept if one[1] not in gone]
    ages = [(now - at).days for at, _ in kept]
    assert ages[-8:] == [7, 6, 5, 4, 3, 2, 1, 0]
    assert len(ages) in (11, 12)
    assert max(ages) <= 30


def test_the_newest_stays_however_old_it_is():
    assert shelf.outdated([(START, Path("only.zip"))], START + timedelta(days=999), KEEP) == []


def test_an_office_without_a_backup_turns_red_after_a_day_and_a_half(office):
    house = make.office()
    with begin(house.admin, now=make.at()) as work:
        work.record("task.reported", 1)
    for hours, red in ((1, False), (35, False), (37, True)):
        with look(house.admin, now=make.at() + timedelta(hours=hours)) as work:
            assert last_backup(work).old is red


def test_the_red_line_goes_with_a_backup_and_comes_back(worked_in):
    shelf.nightly(make.at(10))
    with look(worked_in.admin, now=make.at(11)) as work:
        newest = last_backup(work)
    assert (newest.at, newest.old) == (make.at(10), False)
    assert newest.size > 0
    with look(worked_in.admin, now=make.at(12)) as work:
        assert last_backup(work).old


def test_a_backup_that_somebody_took_away_counts_no_more(worked_in):
    taken = shelf.nightly(make.at(10))
    taken.file.unlink()
    with look(worked_in.admin, now=make.at(11)) as work:
        assert last_backup(work).at is None


def test_what_a_cut_off_backup_left_is_cleared_away(worked_in):
    folder = settings().backup_folder
    folder.mkdir(parents=True)
    (folder / "luoshi-20260101T000000Z.zip.part").write_bytes(b"half")
    (folder / "my own.zip").write_bytes(b"kept")
    shelf.nightly(make.at(10))
    assert sorted(path.name for path in folder.iterdir()) == ["luoshi-20260312T010000Z.zip", "my own.zip"]


@pytest.mark.parametrize(("name", "nights"), [("head", 2), ("sweep", 2), ("verify", 2), ("backup", 1)])
def test_every_job_of_the_night_ends_well_and_may_be_repeated(worked_in, name, nights):
    for night in range(nights):
        assert jobs.run_if_due(jobs.JOBS[name], make.at(night))
        with look(worked_in.admin) as work:
            assert not work.session.get_one(jobs.Job, name).failed


def test_old_forms_are_forgotten_and_fresh_ones_are_not(worked_in):
    with look(worked_in.admin) as work:
        now = work.now
    for key, age in (("old", 31), ("fresh", 29)):
        with begin(worked_in.clerk, key=key, now=now - timedelta(days=age)):
            pass
    jobs.run_if_due(jobs.JOBS["sweep"])
    with begin(worked_in.clerk, key="old"):
        pass
    with pytest.raises(Exception, match="saved already"), begin(worked_in.clerk, key="fresh"):
        pass
