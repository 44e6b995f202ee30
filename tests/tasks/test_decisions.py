"""Extensions, urging, fast track, pausing, cancelling, merging, approval, sign-off, reopening."""

import pytest

from core import files, notices, tasks, turns
from core.policy import NotYours
from core.tasks import Filter, Progress, Step
from core.tasks.refusals import (
    DayNotLater,
    ExtensionPending,
    NotEvaluated,
    PapersOwed,
    SignOffFirst,
    UrgedRecently,
    WrongState,
)
from core.turns.moves import PaperNeeded
from core.work import begin, look
from db.models import Absence, Recorder
from db.session import database
from tests import make
from tests.tasks import scenes


def row(house, task_id, days=0):
    with look(house.clerk, now=make.at(days)) as work:
        return tasks.face(work, task_id=task_id).row


def test_an_extension_keeps_the_first_day_visible(house):
    task_id = scenes.signed(house)
    with begin(house.staff, now=make.at(5)) as work:
        tasks.ask_extension(work, task_id=task_id, to_day=make.day(30), reason="等待上级批复")

    with begin(house.director, now=make.at(6)) as work:
        tasks.decide_extension(work, task_id=task_id, agreed=True)

    found = row(house, task_id)
    assert (found.due_day, found.original_due_day, found.extensions) == (make.day(30), make.day(21), 1)


def test_one_extension_at_a_time(house):
    task_id = scenes.signed(house)
    with begin(house.staff, now=make.at(5)) as work:
        tasks.ask_extension(work, task_id=task_id, to_day=make.day(30), reason="等待")
        with pytest.raises(ExtensionPending):
            tasks.ask_extension(work, task_id=task_id, to_day=make.day(40), reason="等待")


def test_an_extension_is_to_a_later_day(house):
    task_id = scenes.signed(house)

    with begin(house.staff, now=make.at(5)) as work, pytest.raises(DayNotLater):
        tasks.ask_extension(work, task_id=task_id, to_day=make.day(21), reason="等待")


def test_urging_has_a_pause_for_the_office_but_not_for_leaders(house):
    task_id = scenes.signed(house)
    with begin(house.clerk, now=make.at(5)) as work:
        tasks.urge(work, task_id=task_id, form="电话", found="进度偏慢")

    with begin(house.clerk, now=make.at(5, hour=15)) as work, pytest.raises(UrgedRecently):
        tasks.urge(work, task_id=task_id, form="电话")
    with begin(house.leader, now=make.at(5, hour=15)) as work:
        tasks.urge(work, task_id=task_id, form="现场")


def test_an_urge_is_answered(house):
    task_id = scenes.signed(house)
    with begin(house.clerk, now=make.at(5)) as work:
        tasks.urge(work, task_id=task_id, form="电话")
    with look(house.staff, now=make.at(5)) as work:
        [turn] = [one for one in turns.waiting(work) if one.kind == "answer"]

    with begin(house.staff, now=make.at(6)) as work:
        tasks.answer_urge(work, task_id=task_id, turn_id=turn.turn_id, answer="本周完成")

    with look(house.clerk, now=make.at(6)) as work:
        [urge] = tasks.papers(work, task_id=task_id).urges
    assert urge.answer == "本周完成"


def test_the_fast_track_archives_nothing_while_papers_are_owed(house):
    task_id = scenes.signed(house)
    with begin(house.director, now=make.at(1)) as work:
        tasks.open_fast_track(
            work, task_id=task_id, ground="突发事件", reason="抢修", owed=[("采购审批单", make.day(15))]
        )
    with begin(house.staff, now=make.at(2)) as work:
        tasks.apply_to_close(work, task_id=task_id, summary="完成")
    with begin(house.director, now=make.at(3)) as work:
        tasks.accept(work, task_id=task_id)
        tasks.evaluate(work, task_id=task_id, grade="good")
        with pytest.raises(PapersOwed, match="采购审批单"):
            tasks.archive(work, task_id=task_id)

    with look(house.staff, now=make.at(4)) as work:
        [owed] = [one for one in turns.waiting(work) if one.kind == "owe"]
    with begin(house.staff, now=make.at(4)) as work:
        tasks.hand_in_owed(work, task_id=task_id, turn_id=owed.turn_id, note="已补")
    with begin(house.director, now=make.at(5)) as work:
        tasks.archive(work, task_id=task_id)
    assert row(house, task_id).state == "archived"


def test_nothing_is_archived_without_an_evaluation(house):
    task_id = scenes.closed(house)

    with begin(house.director, now=make.at(6)) as work, pytest.raises(NotEvaluated):
        tasks.archive(work, task_id=task_id)


def test_a_paused_task_is_at_rest_and_waits_for_nobody(house):
    task_id = scenes.signed(house)
    with begin(house.director, now=make.at(2)) as work:
        tasks.pause(work, task_id=task_id, reason="等待资金")

    assert (row(house, task_id, 40).state, row(house, task_id, 40).lamp) == ("paused", "grey")
    with look(house.staff, now=make.at(3)) as work:
        assert turns.waiting(work) == []
    with begin(house.staff, now=make.at(3)) as work, pytest.raises(WrongState):
        tasks.report(work, task_id=task_id, progress=Progress(10, "x"))
    with begin(house.director, now=make.at(4)) as work:
        tasks.resume(work, task_id=task_id, due_day=make.day(28))
    assert row(house, task_id).due_day == make.day(28)


def test_a_cancelled_task_can_be_opened_again(house):
    task_id = scenes.signed(house)
    with begin(house.director, now=make.at(2)) as work:
        tasks.cancel(work, task_id=task_id, reason="上级取消")
    assert row(house, task_id).state == "cancelled"

    with begin(house.director, now=make.at(3)) as work:
        tasks.reopen(work, task_id=task_id, reason="恢复", due_day=make.day(30))
    assert (row(house, task_id).state, row(house, task_id).round) == ("working", 2)


def test_one_matter_given_twice_is_merged(house):
    first, second = scenes.signed(house), scenes.issued(house)

    with begin(house.director, now=make.at(2)) as work:
        tasks.merge(work, task_id=second, into_id=first, reason="同一事项")

    assert row(house, second).state == "merged"
    with look(house.clerk, now=make.at(2)) as work:
        assert tasks.face(work, task_id=second).merged_into == (first, "完成全市调研报告")


def test_a_key_task_is_approved_by_its_leader(house):
    task_id = scenes.applied(house, importance="key", given_by=house.leader.id)
    with begin(house.clerk, now=make.at(5)) as work:
        tasks.accept(work, task_id=task_id)
    assert row(house, task_id).state == "approving"

    with begin(house.other_leader, now=make.at(6)) as work, pytest.raises(NotYours):
        tasks.approve(work, task_id=task_id)
    with begin(house.leader, now=make.at(6)) as work:
        tasks.approve(work, task_id=task_id, remark="同意")
    assert row(house, task_id).state == "closed"


def test_a_leader_sends_it_back(house):
    task_id = scenes.applied(house, importance="key", given_by=house.leader.id)
    with begin(house.clerk, now=make.at(5)) as work:
        tasks.accept(work, task_id=task_id)

    with begin(house.leader, now=make.at(6)) as work:
        tasks.refuse_approval(work, task_id=task_id, reason="补充数据")

    assert (row(house, task_id).state, row(house, task_id).round) == ("working", 2)


def test_a_stand_in_decides_for_an_absent_leader(house):
    task_id = scenes.applied(house, importance="key", given_by=house.leader.id)
    with begin(house.clerk, now=make.at(5)) as work:
        tasks.accept(work, task_id=task_id)
    with database().writing() as session:
        away = Absence(
            person_id=house.leader.id,
            stand_in_id=house.other_leader.id,
            first_day=make.day(5),
            last_day=make.day(9),
        )
        session.add(away)

    with begin(make.actor(house.other_leader.id, today=make.day(6)), now=make.at(6)) as work:
        tasks.approve(work, task_id=task_id, remark="代为批准")

    with look(house.clerk, now=make.at(6)) as work:
        line = tasks.timeline(work, task_id=task_id)[0]
    assert (line.person, line.for_person) == ("钱副局长", "赵局长")


def test_a_recorder_needs_the_paper(house):
    task_id = scenes.applied(house, importance="key", given_by=house.leader.id)
    with begin(house.clerk, now=make.at(5)) as work:
        tasks.accept(work, task_id=task_id)
    with database().writing() as session:
        session.add(Recorder(leader_id=house.leader.id, recorder_id=house.clerk.id))
    recorder = make.actor(house.clerk.id)

    with begin(recorder, now=make.at(6)) as work, pytest.raises(PaperNeeded):
        tasks.approve(work, task_id=task_id)
    paper = scenes.evidence(recorder, task_id, days=6)
    with begin(recorder, now=make.at(6)) as work:
        tasks.approve(work, task_id=task_id, paper_id=paper)
        assert paper in {one.id for one in files.of(work, "task", task_id)}
    assert row(house, task_id).state == "closed"


def test_what_needs_a_sign_off_is_not_issued_without(house):
    task_id = scenes.drafted(house, needs_sign_off=True)
    with begin(house.clerk, now=make.at()) as work, pytest.raises(SignOffFirst):
        tasks.issue(work, task_id=task_id, version=scenes.version_in(work, task_id))

    with begin(house.clerk, now=make.at()) as work:
        tasks.ask_sign_off(work, task_id=task_id, leader_id=house.leader.id)
    with begin(house.leader, now=make.at()) as work:
        tasks.sign_off(work, task_id=task_id, agreed=True, remark="同意下达")
    with begin(house.clerk, now=make.at()) as work:
        tasks.issue(work, task_id=task_id, version=scenes.version_in(work, task_id))
    assert row(house, task_id).state == "issued"


def test_steps_have_their_own_days(house):
    steps = (Step("完成初稿", make.day(7), 40), Step("征求意见", make.day(14), 80))
    task_id = scenes.signed(house, steps=steps)
    with look(house.staff, now=make.at(8)) as work:
        papers = tasks.papers(work, task_id=task_id)
    assert papers.expected == 40

    with begin(house.staff, now=make.at(8)) as work:
        tasks.finish_node(work, task_id=task_id, node_id=papers.steps[0].id)
    with look(house.staff, now=make.at(8)) as work:
        assert [step.done_at is not None for step in tasks.papers(work, task_id=task_id).steps] == [
            True,
            False,
        ]


def test_lagging_is_judged_on_report_days_only(house):
    task_id = scenes.signed(house)
    with begin(house.staff, now=make.at(10)) as work:
        tasks.report(work, task_id=task_id, progress=Progress(5, "刚开始"))
    assert row(house, task_id, 10).lagging is False

    with begin(house.staff, now=make.at(18)) as work:
        tasks.report(work, task_id=task_id, progress=Progress(10, "较慢"))
    before_due = row(house, task_id, 18).lagging
    with begin(house.staff, now=make.at(21)) as work:
        tasks.report(work, task_id=task_id, progress=Progress(20, "较慢"))
    assert (before_due, row(house, task_id, 21).lagging) == (False, True)


def test_slow_checking_never_makes_a_department_late(house):
    task_id = scenes.applied(house)

    assert row(house, task_id, 60).lamp == "green"


def test_people_hear_what_concerns_them_once(house):
    task_id = scenes.issued(house)

    with look(house.head, now=make.at()) as work:
        lines = [one for one in notices.inbox(work) if one.matter_id == task_id]
    assert len(lines) == 1
    with look(house.other_head, now=make.at()) as work:
        assert notices.inbox(work) == []


def test_copies_are_read(house):
    task_id = scenes.issued(house, internal=True)
    with begin(house.clerk, now=make.at()) as work:
        tasks.copy_to(work, task_id=task_id, person_ids=[house.other_staff.id])

    with begin(house.other_staff, now=make.at(1)) as work:
        tasks.mark_read(work, task_id=task_id)
        assert tasks.papers(work, task_id=task_id).facts["title"] == "完成全市调研报告"


def test_internal_items_are_seen_by_their_parties_alone(house):
    task_id = scenes.issued(house, internal=True)

    for actor, seen in ((house.head, 1), (house.leader, 1), (house.other_head, 0), (house.screen, 0)):
        with look(actor, now=make.at()) as work:
            found = [one for one in tasks.listed(work, wanted=Filter()).rows if one.id == task_id]
        assert len(found) == seen, actor.name
