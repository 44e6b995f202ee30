"""A meeting opens no door to a task that is closed elsewhere, and keeps what is internal to itself."""

import pytest

from core import meetings
from core.errors import NotPermitted
from core.meetings import Cause, Rhythm
from core.meetings.refusals import InternalTask, ItemTwice
from core.meetings.series import SeriesInternal
from core.tasks import Facts, Progress
from core.work import begin, look
from db.models import Level, Matter, Meeting, Task
from tests import make
from tests.meetings.build import plan_of, planned, running, sheet


@pytest.fixture
def house(office):
    return make.office()


def test_a_meeting_of_ones_own_moves_no_task(house):
    """The head of works keeps a meeting in the leader's name; the task is finance's."""
    task = make.task(house, due_day=make.day(5))
    meeting, _free = running(house, secretary_id=house.other_head.number)
    with begin(house.director, now=make.at(3, 9)) as work:
        about = meetings.add_item(work, meeting_id=meeting, task_id=task)
    here = {"meeting_id": meeting, "item_id": about}
    commands = (
        (meetings.take_down_report, {"progress": Progress(90, "快完成了")}),
        (meetings.grant_day, {"to_day": make.day(20), "reason": "会议同意"}),
        (meetings.urge, {"found": "偏慢"}),
    )
    for command, values in commands:
        with pytest.raises(NotPermitted), begin(house.other_head, now=make.at(3, 10)) as work:
            command(work, **here, **values)
    with begin(house.other_head, now=make.at(3, 10)) as work:
        meetings.note(work, **here, text="已汇报")
    with begin(house.leader, now=make.at(3, 10)) as work:  # in the chair
        for command, values in commands:
            command(work, **here, **values)
    with pytest.raises(NotPermitted), begin(house.other_leader, now=make.at(3, 10)) as work:
        meetings.urge(work, **here)
    with look(house.director, now=make.at(3, 11)) as work:
        moved = work.session.get_one(Matter, task)
        assert (moved.percent, moved.due_day) == (90, make.day(20))


def test_a_task_is_put_on_by_who_may_read_its_papers(house):
    task = make.task(house, title="财务事项", due_day=make.day(4))
    theirs = planned(house, secretary_id=house.other_head.number)
    with pytest.raises(NotPermitted), begin(house.other_head, now=make.at(1)) as work:
        meetings.add_item(work, meeting_id=theirs, task_id=task)
    with begin(house.director, now=make.at(1)) as work:
        offered = meetings.proposals(work, meeting_id=theirs)
        assert [one.title for one in offered] == ["财务事项"]
    with begin(house.other_head, now=make.at(1)) as work:
        assert meetings.proposals(work, meeting_id=theirs) == []
    with pytest.raises(ItemTwice), begin(house.other_head, now=make.at(1)) as work:
        meetings.put_on(work, meeting_id=theirs, wanted=offered)

    own = planned(house, days=4, secretary_id=house.head.number)
    with begin(house.head, now=make.at(1)) as work:
        assert [one.matter_id for one in meetings.proposals(work, meeting_id=own)] == [task]
        meetings.add_item(work, meeting_id=own, task_id=task)


def test_only_the_chair_or_an_organiser_gives_a_task_in_the_leaders_name(house):
    """In an office where every task is signed off."""
    with begin(house.director, now=make.at()) as work:
        work.session.add(
            Level(
                importance="ordinary",
                urgency="normal",
                sign_within=2,
                report_every=10,
                check_within=3,
                sign_off=True,
            )
        )
    meeting, (item,) = running(house, secretary_id=house.head.number)
    typed = Facts(
        "供暖准备",
        lead_department_id=house.finance,
        due_day=make.day(30),
        given_by=house.leader.number,
        needs_sign_off=False,
    )
    found = {}
    for who in (house.head, house.leader, house.director):
        with begin(who, now=make.at(3, 9, 5)) as work:
            made = meetings.set_task(work, meeting_id=meeting, item_id=item, facts=typed, issue=False)
            task = work.session.get_one(Task, made)
            found[who.name] = (task.given_by, task.needs_sign_off)
    leader = house.leader.number
    assert found == {"王芳": (None, True), "赵局长": (leader, False), "陈主任": (leader, False)}


def test_what_an_internal_meeting_left_stays_internal(house):
    task = make.task(house, title="人事事项", due_day=make.day(60))
    secret, (free,) = running(house, "干部调整", internal=True)
    with begin(house.director, now=make.at(3, 9)) as work:
        about = meetings.add_item(work, meeting_id=secret, task_id=task)
        for number in (free, about):
            meetings.decide(work, meeting_id=secret, item_id=number, decision="暂不公开", done=False)
        meetings.close_meeting(work, meeting_id=secret)
    public, within = planned(house, days=10), planned(house, days=10, internal=True)
    with begin(house.director, now=make.at(4)) as work:
        assert meetings.proposals(work, meeting_id=public) == []
        left = meetings.proposals(work, meeting_id=within)
        assert [one.title for one in left] == ["干部调整", "人事事项"]
        meetings.put_on(work, meeting_id=within, wanted=left[1:])
        meetings.add_item(work, meeting_id=public, task_id=task)
    for meeting, said in ((public, ""), (within, "暂不公开")):
        with begin(house.director, now=make.at(10)) as work:
            meetings.open_meeting(work, meeting_id=meeting)
            assert meetings.stage(work, meeting_id=meeting)["shown"]["last_decision"] == said


def test_what_is_left_comes_from_the_last_meeting_its_keeper_saw(house):
    """Of two meetings the head of finance was at the first; a task that is internal by now stays out too."""
    task = make.task(house, title="后来涉密", due_day=make.day(60))
    held = running(house, "预算")[0]
    with begin(house.director, now=make.at(3, 9)) as work:
        meetings.add_item(work, meeting_id=held, task_id=task)
    closed = running(house, "供暖", days=3, hour=14, person_ids=[house.other_head.number])[0]
    for meeting in (held, closed):
        with begin(house.director, now=make.at(3, 16)) as work:
            meetings.close_meeting(work, meeting_id=meeting)
    following = planned(house, days=10, secretary_id=house.head.number)
    with begin(house.head, now=make.at(4)) as work:
        assert [one.title for one in carried(work, following)] == ["预算", "后来涉密"]
    with begin(house.director, now=make.at(4)) as work:
        assert [one.title for one in carried(work, following)] == ["供暖"]
        work.session.get_one(Matter, task).internal = True
    with begin(house.head, now=make.at(4)) as work:
        assert [one.title for one in carried(work, following)] == ["预算"]


def test_an_internal_meeting_stays_so_while_internal_tasks_are_on_its_agenda(house):
    hidden = make.task(house, title="内部事项", due_day=make.day(9), internal=True)
    meeting = planned(house, internal=True)
    with begin(house.director, now=make.at(1)) as work:
        item = meetings.add_item(work, meeting_id=meeting, task_id=hidden)
    with pytest.raises(InternalTask):
        change(house, meeting, internal=False)
    with begin(house.director, now=make.at(1)) as work:
        meetings.take_off(work, meeting_id=meeting, item_id=item)
    for internal in (False, True):
        change(house, meeting, internal=internal)
        with look(house.director, now=make.at(1)) as work:
            row = work.session.get_one(Meeting, meeting)
            assert row.internal is work.session.get_one(Matter, row.matter_id).internal is internal


def test_an_internal_meeting_does_not_repeat_by_itself(house):
    first = plan_of(house, internal=True)
    with pytest.raises(SeriesInternal) as refused, begin(house.director, now=make.at()) as work:
        meetings.start_series(work, first=first, rhythm=Rhythm(0))
    assert refused.value.field == "internal"
    with look(house.director, now=make.at()) as work:
        assert meetings.series(work) == []


def carried(work, meeting):
    return [one for one in meetings.proposals(work, meeting_id=meeting) if one.cause == Cause.CARRIED]


def change(house, meeting, **values):
    wanted, version = plan_of(house, **values), sheet(house.director, meeting).version
    with begin(house.director, now=make.at(1)) as work:
        meetings.change_plan(work, meeting_id=meeting, plan=wanted, version=version)
