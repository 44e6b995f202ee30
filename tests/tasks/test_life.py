"""The closed loop: an instruction becomes a closed and archived task."""

import pytest

from core import tasks, turns
from core.tasks import Progress
from core.tasks.refusals import (
    CheckedByYourself,
    EvidenceMissing,
    NotReadyToIssue,
    SignFirst,
    TurnGone,
    WrongState,
)
from core.work import begin, look
from tests import make
from tests.tasks import scenes


def test_a_task_goes_from_draft_to_archive(house):
    task_id = scenes.closed(house)
    assert scenes.state(task_id, house.head) == "closed"

    with begin(house.director, now=make.at(6)) as work:
        tasks.evaluate(work, task_id=task_id, grade="good", words="按期高质量完成")
        tasks.archive(work, task_id=task_id)

    assert scenes.state(task_id, house.head) == "archived"


def test_the_loop_is_told_as_sentences(house):
    task_id = scenes.closed(house)

    with look(house.clerk) as work:
        told = [line.action for line in tasks.timeline(work, task_id=task_id)]

    assert told[::-1] == [
        "task.drafted",
        "task.issued",
        "task.signed_for",
        "task.reported",
        "task.applied_to_close",
        "task.closed",
    ]


def test_a_number_counts_within_the_year(house):
    first, second = scenes.issued(house), scenes.issued(house)

    with look(house.clerk) as work:
        numbers = [tasks.face(work, task_id=one).row.number for one in (first, second)]

    assert numbers == ["督办〔2026〕1号", "督办〔2026〕2号"]


def test_an_incomplete_draft_is_not_issued(house):
    task_id = scenes.drafted(house, standard="")

    with begin(house.clerk, now=make.at()) as work, pytest.raises(NotReadyToIssue) as refusal:
        tasks.issue(work, task_id=task_id, version=scenes.version_in(work, task_id))

    assert refusal.value.field == "standard"


def test_nobody_reports_before_signing(house):
    task_id = scenes.issued(house)

    with begin(house.head, now=make.at(1)) as work, pytest.raises(SignFirst):
        tasks.report(work, task_id=task_id, progress=Progress(10, "x"))


def test_signing_twice_is_refused(house):
    task_id = scenes.signed(house)

    with begin(house.head, now=make.at(1)) as work, pytest.raises((TurnGone, WrongState)):
        tasks.sign_for(work, task_id=task_id)


def test_a_return_opens_the_next_round_with_the_same_day(house):
    task_id = scenes.applied(house)

    with begin(house.clerk, now=make.at(5)) as work:
        tasks.send_back(work, task_id=task_id, reason="数据不全")

    with look(house.staff, now=make.at(5)) as work:
        face = tasks.face(work, task_id=task_id)
        assert (face.row.state, face.row.round, face.row.due_day) == ("working", 2, make.day(21))
        assert "report" in {move.name for move in face.moves}


def test_evidence_of_this_round_is_asked_for(house):
    task_id = scenes.reported(house, form="书面报告")

    with begin(house.staff, now=make.at(4)) as work, pytest.raises(EvidenceMissing):
        tasks.apply_to_close(work, task_id=task_id, summary="完成")

    scenes.evidence(house.staff, task_id)
    with begin(house.staff, now=make.at(4)) as work:
        tasks.apply_to_close(work, task_id=task_id, summary="完成")
    assert scenes.state(task_id, house.staff) == "checking"


def test_nobody_checks_their_own_application(house):
    task_id = scenes.issued(house, lead_department_id=house.bureau)
    with begin(house.clerk, now=make.at(1)) as work:
        tasks.sign_for(work, task_id=task_id)
        tasks.apply_to_close(work, task_id=task_id, summary="完成")

    with begin(house.clerk, now=make.at(2)) as work, pytest.raises(CheckedByYourself):
        tasks.accept(work, task_id=task_id)


def test_what_waits_is_seen_by_those_who_may_take_it(house):
    scenes.issued(house)

    with look(house.head, now=make.at()) as work:
        assert [one.kind for one in turns.waiting(work)] == ["sign"]
    with look(house.staff, now=make.at()) as work:
        assert turns.waiting(work) == []
