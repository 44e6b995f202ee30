"""Signing, reassignment, handing on, parts of supporting departments."""

import pytest

from core import tasks
from core.policy import NotYours
from core.tasks import Progress, Support
from core.tasks.refusals import LeadAlsoSupports, NotOfDepartment, PartsOpen, TooLateToAsk
from core.work import begin, look
from tests import make
from tests.tasks import scenes


def part_of(house: make.Office, task_id: int) -> int:
    with look(house.clerk, now=make.at()) as work:
        return tasks.papers(work, task_id=task_id).parts[0].id


def supported(house: make.Office) -> int:
    return scenes.signed(house, supporting=(Support(house.works, "提供场地数据", make.day(10)),))


def test_the_handler_belongs_to_the_department(house):
    task_id = scenes.issued(house)

    with begin(house.head, now=make.at(1)) as work, pytest.raises(NotOfDepartment):
        tasks.sign_for(work, task_id=task_id, handler_id=house.other_staff.id)


def test_staff_do_not_sign_for_their_department(house):
    task_id = scenes.issued(house)

    with begin(house.staff, now=make.at(1)) as work, pytest.raises(NotYours):
        tasks.sign_for(work, task_id=task_id)


def test_a_department_asks_for_reassignment_and_the_office_agrees(house):
    task_id = scenes.issued(house)
    with begin(house.head, now=make.at(1)) as work:
        tasks.ask_reassignment(
            work, task_id=task_id, reason="职责在后勤部", suggested_department_id=house.works
        )

    with begin(house.director, now=make.at(1, hour=15)) as work:
        tasks.decide_reassignment(work, task_id=task_id, agreed=True)

    with look(house.other_head, now=make.at(2)) as work:
        face = tasks.face(work, task_id=task_id)
    assert (face.row.lead, face.row.state) == ("后勤部", "issued")
    assert "sign_for" in {move.name for move in face.moves}


def test_the_office_confirms_the_department(house):
    task_id = scenes.issued(house)
    with begin(house.head, now=make.at(1)) as work:
        tasks.ask_reassignment(work, task_id=task_id, reason="人手不足")

    with begin(house.director, now=make.at(1)) as work:
        tasks.decide_reassignment(work, task_id=task_id, agreed=False, note="仍由财务部主责")

    with begin(house.head, now=make.at(2)) as work:
        tasks.sign_for(work, task_id=task_id)
    assert scenes.state(task_id, house.head) == "working"


def test_reassignment_is_asked_for_in_time(house):
    task_id = scenes.issued(house)

    with begin(house.head, now=make.at(4)) as work, pytest.raises(TooLateToAsk):
        tasks.ask_reassignment(work, task_id=task_id, reason="太忙")


def test_a_supporting_department_works_on_its_own_part(house):
    task_id = supported(house)
    part_id = part_of(house, task_id)

    with begin(house.other_head, now=make.at(2)) as work:
        tasks.sign_for_part(work, task_id=task_id, part_id=part_id, handler_id=house.other_staff.id)
    with begin(house.other_staff, now=make.at(3)) as work:
        tasks.report_part(work, task_id=task_id, part_id=part_id, progress=Progress(60, "已汇总"))
        tasks.hand_in_part(work, task_id=task_id, part_id=part_id, summary="数据已提供")

    with look(house.staff, now=make.at(4)) as work:
        [part] = tasks.papers(work, task_id=task_id).parts
    assert (part.percent, part.handler, part.done_at is not None) == (100, "郑浩", True)


def test_the_lead_does_not_answer_for_a_part(house):
    task_id = supported(house)

    with begin(house.head, now=make.at(2)) as work, pytest.raises(NotYours):
        tasks.sign_for_part(work, task_id=task_id, part_id=part_of(house, task_id))


def test_open_parts_need_a_reason_to_close(house):
    task_id = supported(house)

    with begin(house.staff, now=make.at(4)) as work, pytest.raises(PartsOpen, match="后勤部"):
        tasks.apply_to_close(work, task_id=task_id, summary="完成")

    with begin(house.staff, now=make.at(4)) as work:
        tasks.apply_to_close(work, task_id=task_id, summary="完成", open_parts_reason="数据改由上级提供")
    assert scenes.state(task_id, house.staff) == "checking"


def test_the_lead_does_not_support_itself(house):
    with pytest.raises(LeadAlsoSupports):
        scenes.drafted(house, supporting=(Support(house.finance),))


def test_handed_on_to_another_department(house):
    task_id = scenes.signed(house)

    with begin(house.director, now=make.at(2)) as work:
        tasks.hand_on(work, task_id=task_id, to_department_id=house.works, reason="职责调整")

    with look(house.other_head, now=make.at(2)) as work:
        row = tasks.face(work, task_id=task_id).row
    assert (row.lead, row.handler, row.state, row.due_day) == ("后勤部", "", "issued", make.day(21))
    with begin(house.staff, now=make.at(2)) as work, pytest.raises(NotYours):
        tasks.report(work, task_id=task_id, progress=Progress(10, "x"))


def test_recalled_before_signing_it_keeps_its_number(house):
    task_id = scenes.issued(house)
    with begin(house.clerk, now=make.at(0, hour=15)) as work:
        tasks.recall(work, task_id=task_id, reason="标题有误")

    with begin(house.clerk, now=make.at(0, hour=16)) as work:
        face = tasks.face(work, task_id=task_id)
        assert face.row.state == "draft"
        number = tasks.issue(work, task_id=task_id, version=face.version)
    assert number == "督办〔2026〕1号"
