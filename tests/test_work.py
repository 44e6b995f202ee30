"""One action is one transaction: kept whole or not at all, once per form, and never over somebody's head."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from core.policy import NotYours
from core.work import AlreadyDone, SomebodyWasFaster, StorageFull, TooBusy, _refusal, begin, look
from db.models import Department, FormKey, Hold
from db.session import WriteInsideWrite, database
from tests import make


def names(actor) -> list[str]:
    with look(actor) as work:
        return sorted(work.session.scalars(select(Department.name)))


@pytest.fixture
def clerk(office):
    return make.person("林晓", department=make.department("办公室"))


def test_work_is_kept_when_it_ends_well(clerk):
    with begin(clerk) as work:
        work.session.add(Department(name="财务部"))

    assert names(clerk) == ["办公室", "财务部"]


def test_work_is_undone_when_it_is_refused(clerk):
    with pytest.raises(NotYours), begin(clerk) as work:
        work.session.add(Department(name="财务部"))
        work.session.flush()
        raise NotYours()

    assert names(clerk) == ["办公室"]


def test_the_same_form_counts_once(clerk):
    form = str(uuid.uuid4())
    with begin(clerk, key=form) as work:
        work.session.add(Department(name="财务部"))

    with pytest.raises(AlreadyDone), begin(clerk, key=form) as work:
        work.session.add(Department(name="后勤部"))

    assert names(clerk) == ["办公室", "财务部"]


def test_a_form_that_was_refused_may_be_handed_in_again(clerk):
    form = str(uuid.uuid4())
    with pytest.raises(NotYours), begin(clerk, key=form):
        raise NotYours()

    with begin(clerk, key=form) as work:
        work.session.add(Department(name="财务部"))

    assert names(clerk) == ["办公室", "财务部"]


def test_a_form_handed_in_by_ten_at_once_counts_once(clerk):
    form, ready = str(uuid.uuid4()), threading.Barrier(10)

    def hand_in(number: int) -> str:
        ready.wait()
        try:
            with begin(clerk, key=form) as work:
                work.session.add(Department(name=f"部门{number}"))
        except AlreadyDone:
            return "already done"
        return "kept"

    with ThreadPoolExecutor(10) as crowd:
        answers = list(crowd.map(hand_in, range(10)))

    assert sorted(answers) == ["already done"] * 9 + ["kept"]
    assert len(names(clerk)) == 2


def test_a_lost_race_for_a_name_is_a_conflict(clerk):
    with pytest.raises(SomebodyWasFaster), begin(clerk) as work:
        work.session.add_all([Department(name="财务部"), Department(name="财务部")])


def test_a_stale_version_is_a_conflict(clerk):
    with pytest.raises(SomebodyWasFaster), begin(clerk) as work:
        department = work.session.get_one(Department, clerk.department_id)
        work.session.execute(text("update departments set version = version + 1"))
        department.name = "综合办公室"

    assert names(clerk) == ["办公室"]


def test_a_version_goes_up_with_each_edit(clerk):
    for name in ("综合办公室", "行政办公室"):
        with begin(clerk) as work:
            work.session.get_one(Department, clerk.department_id).name = name

    with look(clerk) as work:
        assert work.session.get_one(Department, clerk.department_id).version == 3


def test_two_exclusive_holds_never_overlap(clerk):
    def hold(from_hour: int, to_hour: int) -> None:
        with begin(clerk) as work:
            times = {"starts_at": make.at(0, from_hour), "ends_at": make.at(0, to_hour)}
            origin = {"origin": "meeting", "origin_id": 1, "made_by": clerk.number, "made_at": work.now}
            work.session.add(Hold(subject="room", subject_id=1, **times, **origin))

    hold(9, 11)
    with pytest.raises(SomebodyWasFaster):
        hold(10, 12)
    hold(11, 12)


def test_a_reader_cannot_write(clerk):
    with pytest.raises(Exception, match=r"readonly|read-only"), look(clerk) as work:
        work.session.execute(text("update departments set position = 9"))


def test_a_transaction_inside_another_is_refused(clerk):
    with pytest.raises(WriteInsideWrite), begin(clerk) as work:
        work.session.add(Department(name="财务部"))
        with begin(clerk):
            pass

    assert names(clerk) == ["办公室"]
    with begin(clerk) as work:
        work.session.add(Department(name="后勤部"))
    assert names(clerk) == ["办公室", "后勤部"]


def test_a_full_disk_is_said_and_nothing_is_kept(clerk):
    """SQLite is given no more pages; on Postgres the server's own answer is thrown."""
    with pytest.raises(StorageFull), begin(clerk, key="the form") as work:
        work.session.add(Department(name="财务部"))
        work.session.flush()
        fill_the_disk(work.session)

    assert names(clerk) == ["办公室"]
    with look(clerk) as work:
        assert work.session.get(FormKey, "the form") is None


def fill_the_disk(session) -> None:
    if database().is_sqlite:
        session.execute(text("pragma max_page_count = 1"))
        session.execute(text("create table ballast as select randomblob(1000000) as weight"))
    session.execute(
        text("do $$ begin raise exception using errcode = 'disk_full', message = 'no space left'; end $$")
    )


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("40001", TooBusy),
        ("40P01", TooBusy),
        ("55P03", TooBusy),
        ("23505", SomebodyWasFaster),
        ("53100", StorageFull),
    ],
)
def test_what_postgres_answers_becomes_a_sentence(code, refusal):
    class Answer(Exception):
        sqlstate = code

    assert isinstance(_refusal(OperationalError("update", {}, Answer())), refusal)


def test_an_unknown_database_error_stays_a_bug():
    bug = OperationalError("update", {}, Exception("no such table"))

    assert _refusal(bug) is bug


def test_today_is_the_office_s_day(clerk):
    with look(clerk, now=make.at(0, hour=23, minute=59)) as work:
        assert work.today == make.day(0)
    with look(clerk, now=make.at(1, hour=0, minute=1)) as work:
        assert (work.today, work.now.date()) == (make.day(1), make.day(0))
