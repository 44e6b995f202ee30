"""Everybody is told what concerns them, once, and only they read it."""

from threading import Barrier, Thread

import pytest

from core import notices
from core.actor import SYSTEM
from core.errors import NotPermitted
from core.i18n import speaking
from core.work import begin, look
from db.models import Absence, Person
from db.session import database
from tests import make


@pytest.fixture
def people(office):
    return make.office()


def tell(actor, *readers, kind="assigned", key="assigned:1", **values):
    with begin(actor, now=make.at(0)) as work:
        return notices.tell(work, [one.number for one in readers], kind, None, key, **values)


def lines(actor, **which):
    with look(actor) as work:
        return notices.inbox(work, **which)


def test_a_notice_says_what_happened_in_the_readers_language(people):
    tell(people.clerk, people.head, number="督办〔2026〕1号", title="修缮{屋顶}", day=make.day(4))

    (line,) = lines(people.head)
    with speaking("zh_CN"):
        assert line.text == "督办〔2026〕1号 修缮{屋顶}：请于3月6日 周五前签收"
    with speaking("en"):
        assert "Fri 6 Mar" in line.text


def test_the_same_reason_tells_a_person_once(people):
    assert tell(people.clerk, people.head, people.liaison) == 2
    assert tell(people.clerk, people.head, people.staff) == 1
    assert len(lines(people.head)) == 1


def test_once_also_when_two_tell_at_the_same_moment(people):
    gate = Barrier(4)

    def run():
        gate.wait()
        tell(SYSTEM, people.head)

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines(people.head)) == 1


def test_nobody_is_told_what_they_did_themselves(people):
    assert tell(people.head, people.head, people.staff) == 1
    assert lines(people.head) == []


def test_a_stand_in_is_told_as_well(people):
    with database().writing() as session:
        session.add(
            Absence(
                person_id=people.head.number,
                stand_in_id=people.staff.number,
                first_day=make.day(0),
                last_day=make.day(2),
                reason="",
            )
        )

    tell(people.clerk, people.head)

    assert len(lines(people.staff)) == 1


def test_leavers_are_told_nothing(people):
    gone = make.person("离岗")
    with database().writing() as session:
        session.get_one(Person, gone.number).disabled_at = make.at(0)
    assert tell(people.clerk, gone) == 0


def test_reading_is_noted_one_by_one_and_all_at_once(people):
    for number in range(3):
        tell(people.clerk, people.head, key=f"assigned:{number}")
    tell(people.clerk, people.staff, key="assigned:1")
    with look(people.head) as work:
        assert notices.unread(work) == 3

    with begin(people.head) as work:
        notices.mark_read(work, notice_ids=[lines(people.head)[0].id, lines(people.staff)[0].id])
    assert len(lines(people.head, only_unread=True)) == 2
    with begin(people.head) as work:
        notices.mark_all_read(work)

    with look(people.head) as work:
        assert notices.unread(work) == 0
    with look(people.staff) as work:
        assert notices.unread(work) == 1


def test_the_inbox_comes_in_pages_newest_first(people):
    for number in range(5):
        tell(people.clerk, people.head, key=f"assigned:{number}", title=str(number))

    titles = [line.values["title"] for line in lines(people.head, page=1, size=2)]
    assert titles == ["4", "3"]
    assert [line.values["title"] for line in lines(people.head, page=3, size=2)] == ["0"]


def test_the_screen_tells_nobody(people):
    with pytest.raises(NotPermitted):
        tell(people.screen, people.head)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_kind_has_a_sentence(language):
    with speaking(language):
        for kind in notices.TEXTS:
            assert notices.sentence(kind, {"number": "督办〔2026〕1号", "title": "修缮"})
