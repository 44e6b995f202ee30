"""Bulletins: drafted in a click or by itself, edited, reviewed by a second person, frozen, corrected."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core import bulletins, notices, slips, tasks
from core.actor import Charge, Role
from core.bulletins.drafting import NotADraft
from core.bulletins.monthly import draft_last_month
from core.bulletins.reviewing import NotUnderReview, SecondPersonNeeded
from core.bulletins.wording import said
from core.counting import Period
from core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from core.work import begin, look
from tests import make
from tests.tasks import scenes

MARCH = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
APRIL = make.at(date(2026, 4, 1))


def sheet(actor, number) -> bulletins.BulletinSheet:
    with look(actor, now=APRIL) as work:
        return bulletins.sheet(work, bulletin_id=number)


def do(actor, command, number, **more):
    version = sheet(actor, number).version
    with begin(actor, now=APRIL) as work:
        return command(work, bulletin_id=number, version=version, **more)


def drafted(house) -> int:
    with begin(house.clerk, now=APRIL) as work:
        return bulletins.draft(work, **MARCH)


def published(house) -> int:
    number = drafted(house)
    do(house.clerk, bulletins.submit, number)
    do(house.leader, bulletins.publish, number)
    return number


def test_from_draft_to_number_with_two_people_and_then_for_ever(house, office):
    task_id = scenes.signed(house)
    number = drafted(house)
    do(house.clerk, bulletins.edit, number, wording={"demands": "请各部门抓紧。", "title": "三月份督办通报"})
    with pytest.raises(NotPermitted):
        do(house.clerk, bulletins.publish, number)
    with pytest.raises(NotUnderReview):
        do(house.leader, bulletins.publish, number)
    do(house.director, bulletins.submit, number)
    with pytest.raises(SecondPersonNeeded):
        do(house.director, bulletins.publish, number)
    do(house.leader, bulletins.send_back, number, reason="标题请用全称")
    assert sheet(house.clerk, number).returned == "标题请用全称"
    do(house.clerk, bulletins.edit, number, wording={"title": "关于三月份督办情况的通报"})
    do(house.clerk, bulletins.submit, number)
    with pytest.raises(NotADraft):
        do(house.clerk, bulletins.edit, number, wording={"title": "迟到的修改"})
    assert do(house.leader, bulletins.publish, number) == "通报〔2026〕1号"

    before = sheet(house.staff, number)
    assert before.row.state == "published"
    assert before.sound
    with begin(house.clerk, now=APRIL) as work:
        tasks.cancel(work, task_id=task_id, reason="不再需要")
    after = sheet(house.staff, number)
    assert (after.figures, after.wording, after.seal) == (before.figures, before.wording, before.seal)
    for statement in (
        "update bulletins set wording = '{}'",
        "update bulletins set state = 'draft'",
        "delete from bulletins",
    ):
        with pytest.raises(DBAPIError), office.writing() as session:
            session.execute(text(statement))
    with pytest.raises(Conflict):
        do(house.leader, bulletins.publish, number)
    with look(house.head, now=APRIL) as work:
        assert any("通报〔2026〕1号" in line.text for line in notices.inbox(work))


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_correction_is_a_new_row_with_a_number_of_its_own(house):
    task_id = scenes.signed(house)
    wrong = published(house)
    with begin(house.clerk, now=APRIL) as work:
        tasks.cancel(work, task_id=task_id, reason="重复下达")
    with begin(house.clerk, now=APRIL) as work:
        right = bulletins.correct(work, bulletin_id=wrong, reason="一项重复计入")
    do(house.clerk, bulletins.submit, right)
    assert do(house.leader, bulletins.publish, right) == "通报〔2026〕2号"

    old, new = sheet(house.staff, wrong), sheet(house.staff, right)
    assert (old.row.corrected_by, new.row.corrects) == ("通报〔2026〕2号", "通报〔2026〕1号")
    assert (len(old.figures["office"]["handled"]), len(new.figures["office"]["handled"])) == (1, 0)
    assert "通报〔2026〕1号有关内容需要更正（一项重复计入）" in new.wording["opening"]


@pytest.mark.parametrize("backend", ["sqlite"])
def test_last_month_drafts_itself_on_the_first_workday_once_and_after_downtime(house):
    charged = make.person("文书", Role.STAFF, house.bureau, charges=[Charge.BULLETINS])
    assert draft_last_month(make.at(date(2026, 5, 1), 7)) == ""  # a holiday
    assert draft_last_month(make.at(date(2026, 5, 5), 7)) == ""
    assert draft_last_month(make.at(date(2026, 5, 6), 7)) == "关于2026年4月督办事项办理情况的通报"
    assert draft_last_month(make.at(date(2026, 5, 6), 8)) == ""
    assert draft_last_month(make.at(date(2026, 6, 18), 7)) == "关于2026年5月督办事项办理情况的通报"
    with look(charged, now=make.at(date(2026, 6, 18))) as work:
        assert len([line for line in notices.inbox(work) if line.kind == "bulletin_drafted"]) == 2
        assert bulletins.listed(work).total == 2
    with look(house.staff, now=make.at(date(2026, 6, 18))) as work:
        assert bulletins.listed(work).total == 0  # drafts are not for everybody


@pytest.mark.parametrize("backend", ["sqlite"])
def test_counting_again_keeps_what_was_written_by_hand(house):
    number = drafted(house)
    do(house.clerk, bulletins.edit, number, wording={"demands": "按我说的办。"})
    task_id = scenes.signed(house, due_day=date(2026, 3, 20))
    with begin(house.clerk, now=make.at(28)) as work:
        slips.issue(work, task_id=task_id, cause="overdue", found="至今未办结")
    do(house.clerk, bulletins.recount, number)

    now = sheet(house.clerk, number)
    assert now.wording["demands"] == "按我说的办。"
    assert "共承办督办事项1项" in now.wording["overall"]
    assert "红色督办单1张），其中1张尚未回复" in now.wording["slips"]
    assert "逾期11天" in now.wording["laggards"]
    assert [one["number"] for one in now.items(now.figures["office"]["overdue"])] == ["督办〔2026〕1号"]


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_period_that_makes_no_sense_is_refused_and_a_draft_can_be_dropped(house):
    for days in (
        (date(2026, 3, 9), date(2026, 3, 1)),
        (date(2027, 1, 1), date(2027, 2, 1)),
        (date(2020, 1, 1), date(2026, 1, 1)),
    ):
        with pytest.raises(InvalidInput), begin(house.clerk, now=APRIL) as work:
            bulletins.draft(work, first=days[0], last=days[1])
    number = drafted(house)
    do(house.clerk, bulletins.drop, number)
    with pytest.raises(NotFound):
        sheet(house.clerk, number)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2026, 3, 1), (2026, 3, 31), "2026年3月"),
        ((2026, 12, 1), (2026, 12, 31), "2026年12月"),
        ((2026, 1, 1), (2026, 6, 30), "2026年上半年"),
        ((2026, 1, 1), (2026, 12, 31), "2026年度"),
        ((2026, 4, 1), (2026, 6, 30), "2026年第二季度"),
        ((2026, 3, 2), (2026, 3, 15), "2026年3月2日至2026年3月15日"),
    ],
)
def test_a_period_is_called_as_the_office_calls_it(first, last, words):
    assert said(Period(date(*first), date(*last))) == words
