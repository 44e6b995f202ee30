"""The history is append-only, chained without forks, and written in the same transaction as what it tells."""

from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from core import history
from core.work import begin, look
from db.models import Department, Event, Head
from db.session import database
from tests import make


class PenBroke(Exception):
    pass


@pytest.fixture
def clerk(office):
    return make.person("林晓", department=make.department("办公室"))


def rename(actor, name: str, **options) -> None:
    with begin(actor, **options) as work:
        department = work.session.get_one(Department, actor.department_id)
        work.record("department.renamed", department.id, name=[department.name, name])
        department.name = name


def events(actor) -> list[Event]:
    with look(actor) as work:
        return list(work.session.scalars(select(Event).order_by(Event.id)))


def test_a_trace_says_who_when_and_what(clerk):
    rename(clerk, "综合办公室", now=make.at(2, hour=10))

    [event] = events(clerk)
    assert (event.person_id, event.at, event.action) == (clerk.id, make.at(2, hour=10), "department.renamed")
    assert (event.subject, event.subject_id) == ("department", clerk.department_id)
    assert event.particulars == {"name": ["办公室", "综合办公室"]}


def test_a_moment_said_in_another_zone_is_the_same_moment_to_the_chain(clerk):
    rename(clerk, "综合办公室", now=make.at(2, hour=10).astimezone(ZoneInfo("Asia/Shanghai")))

    [event] = events(clerk)
    assert history.digest(event) == event.hash


@pytest.mark.parametrize(
    "edit",
    [
        "update events set reason = 'nothing happened'",
        "update events set hash = hash",
        "delete from events",
        "delete from events where id = 1",
    ],
)
def test_the_database_refuses_to_change_the_history(clerk, edit):
    rename(clerk, "综合办公室")

    with pytest.raises(DBAPIError, match="append-only"), database().writing() as session:
        session.execute(text(edit))

    assert len(events(clerk)) == 1


def test_postgres_refuses_to_empty_the_history(clerk):
    rename(clerk, "综合办公室")
    if not database().is_sqlite:
        with pytest.raises(DBAPIError, match="append-only"), database().writing() as session:
            session.execute(text("truncate events"))


def test_each_row_carries_the_hash_of_the_one_before(clerk):
    for name in ("一", "二", "三"):
        rename(clerk, name)

    rows = events(clerk)
    assert [row.id for row in rows] == [1, 2, 3]
    assert [row.previous_hash for row in rows] == [history.START, rows[0].hash, rows[1].hash]
    assert [history.digest(row) for row in rows] == [row.hash for row in rows]


def test_a_changed_word_no_longer_fits_its_hash(clerk):
    rename(clerk, "综合办公室", now=make.at())

    [row] = events(clerk)
    row.reason = "nothing happened"
    assert history.digest(row) != row.hash


def test_ten_writers_at_once_never_fork_the_chain(clerk):
    rename(clerk, "综合办公室")

    def leave_traces(writer: int) -> None:
        for step in range(5):
            with begin(clerk) as work:
                work.record("department.seen", clerk.department_id, step=[writer, step])

    with ThreadPoolExecutor(10) as crowd:
        list(crowd.map(leave_traces, range(10)))

    rows = events(clerk)
    assert [row.id for row in rows] == list(range(1, 52))
    assert [row.previous_hash for row in rows] == [history.START, *(row.hash for row in rows[:-1])]
    assert sorted(tuple(row.particulars["step"]) for row in rows[1:]) == [
        (w, s) for w in range(10) for s in range(5)
    ]


def test_the_pulse_moves_with_every_trace(clerk):
    rename(clerk, "一")
    rename(clerk, "二")

    with look(clerk) as work:
        head = work.session.get_one(Head, history.NAME)
        assert (history.pulse(work.session), head.hash) == (2, events(clerk)[-1].hash)


def test_without_a_trace_nothing_is_kept(clerk, monkeypatch):
    def broken(*_):
        raise PenBroke

    monkeypatch.setattr(history, "write", broken)
    with pytest.raises(PenBroke):
        rename(clerk, "综合办公室")

    with look(clerk) as work:
        assert work.session.get_one(Department, clerk.department_id).name == "办公室"
        assert work.session.scalar(select(func.count()).select_from(Event)) == 0


def test_without_the_change_no_trace_is_kept(clerk):
    with pytest.raises(PenBroke), begin(clerk) as work:
        work.record("department.renamed", 1, name=["办公室", "综合办公室"])
        raise PenBroke

    assert events(clerk) == []


def test_what_is_told_survives_the_round_trip(clerk):
    """Days and nested values are kept as JSON keeps them, the same on both databases, and still verify."""
    with begin(clerk, now=make.at(0, 9, 1)) as work:
        told = {"due_day": [None, make.day(3)], "nodes": [{"at": make.at()}], "text": '𠮷 "引号" \\ \n 😀'}
        work.record("department.told", 1, reason="因为", **told)

    [row] = events(clerk)
    assert row.particulars["due_day"] == [None, "2026-03-05"]
    assert row.particulars["text"] == told["text"]
    assert history.digest(row) == row.hash
