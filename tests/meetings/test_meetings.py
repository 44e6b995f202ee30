"""A meeting is prepared, led through, decided; what is decided is followed up, what is left is carried on."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from core import bulletins, meetings, tasks, turns
from core.actor import SYSTEM
from core.errors import Conflict, InvalidInput, NotFound
from core.meetings import Cause, Form, ItemState, Rhythm, State, feeding
from core.meetings.refusals import (
    InternalTask,
    ItemTwice,
    NoItems,
    NotNow,
    OwnMinutes,
    RoomTaken,
    SomebodyPresents,
)
from core.tasks import Facts, Progress
from core.turns import Kind
from core.work import begin, look
from db.models import Hold, Matter, Notice, Turn
from tests import make
from tests.meetings.build import plan_of, planned, room, running, sheet


@pytest.fixture
def house(office):
    return make.office()


def test_a_meeting_holds_its_room_and_tells_whom_it_holds_twice(house):
    place = room(house)
    first = planned(house, room_id=place)
    with pytest.raises(RoomTaken) as refused:
        planned(house, room_id=place, hour=10, title="预算会")
    assert (refused.value.field, refused.value.values["title"]) == ("room_id", "主任办公会")

    second = planned(house, hour=10, title="预算会")
    with look(house.clerk, now=make.at()) as work:
        window = {"starts_at": make.at(3, 10), "ends_at": make.at(3, 12), "person_ids": [house.head.number]}
        found = meetings.clashes(work, **window, but=second)
    assert [(one.person, one.title, one.origin) for one in found] == [("王芳", "主任办公会", "meeting")]

    with begin(house.director, now=make.at()) as work:
        meetings.call_off(work, meeting_id=first, reason="领导出差")
        held = select(func.count()).where(Hold.released_at.is_(None), Hold.subject == "room")
        assert work.session.scalar(held) == 0
        kinds = set(work.session.scalars(select(Notice.kind).where(Notice.person_id == house.head.number)))
        assert kinds == {"meeting_planned", "meeting_called_off"}
        waiting = select(func.count()).where(Turn.kind == Kind.PREPARE, Turn.done_at.is_(None))
        assert work.session.scalar(waiting) == len(meetings.kinds(work)[0].steps)  # the second one's
    assert planned(house, room_id=place, title="又一次") > second


def test_the_preparation_waits_for_its_people(house):
    meeting = planned(house)
    steps = sheet(house.director, meeting).steps
    with begin(house.director, now=make.at(1)) as work:
        mine = [one for one in turns.waiting(work) if one.kind == Kind.PREPARE]
        assert len(mine) == len(steps) == 8
        meetings.finish_step(work, meeting_id=meeting, turn_id=steps[0].turn_id)
    assert sheet(house.director, meeting).steps[0].done_at is not None
    with pytest.raises(NotFound), begin(house.director, now=make.at(1)) as work:
        meetings.finish_step(work, meeting_id=meeting, turn_id=steps[0].turn_id)


def test_the_agenda_comes_from_what_is_overdue_or_due_soon(house):
    late = make.task(house, title="逾期事项", due_day=make.day(1))
    make.task(house, title="还早", due_day=make.day(60))
    hidden = make.task(house, title="内部事项", due_day=make.day(1), internal=True)
    meeting = planned(house)
    with begin(house.director, now=make.at(2)) as work:
        offered = meetings.proposals(work, meeting_id=meeting)
        assert [(one.title, one.cause) for one in offered] == [("逾期事项", Cause.OVERDUE)]
        meetings.put_on(work, meeting_id=meeting, wanted=offered)
        assert meetings.proposals(work, meeting_id=meeting) == []
        free = meetings.add_item(work, meeting_id=meeting, title="冬季供暖", minutes=15)
        meetings.move_item(work, meeting_id=meeting, item_id=free, to=0)
    with pytest.raises(ItemTwice), begin(house.director, now=make.at(2)) as work:
        meetings.add_item(work, meeting_id=meeting, task_id=late)
    with pytest.raises(InternalTask), begin(house.director, now=make.at(2)) as work:
        meetings.add_item(work, meeting_id=meeting, task_id=hidden)
    items = sheet(house.head, meeting).items
    assert [(one.title, one.lamp, one.minutes) for one in items] == [
        ("冬季供暖", "", 15),
        ("逾期事项", "red", 10),
    ]


def test_one_leads_and_what_is_left_is_carried_on(house):
    meeting, (first, second) = running(house, "供暖", "预算")
    with begin(house.director, now=make.at(3, 9, 20)) as work:
        meetings.show_item(work, meeting_id=meeting, item_id=second)
    with pytest.raises(SomebodyPresents), begin(house.leader, now=make.at(3, 9, 21)) as work:
        meetings.show_item(work, meeting_id=meeting, item_id=first)
    with begin(house.leader, now=make.at(3, 9, 30)) as work:
        meetings.take_over(work, meeting_id=meeting)
        meetings.decide(work, meeting_id=meeting, item_id=first, decision="11月15日起供暖")
        meetings.note_attendance(
            work, meeting_id=meeting, came={house.head.number: True, house.other_head.number: False}
        )
        meetings.close_meeting(work, meeting_id=meeting)
    items = sheet(house.director, meeting).items
    assert [(one.seconds, one.state) for one in items] == [(1200, ItemState.DONE), (600, ItemState.CARRIED)]

    following = planned(house, days=10)
    with begin(house.director, now=make.at(4)) as work:
        (left,) = meetings.proposals(work, meeting_id=following)
        assert (left.title, left.cause, left.times) == ("预算", Cause.CARRIED, 2)
        meetings.put_on(work, meeting_id=following, wanted=[left])
        assert meetings.proposals(work, meeting_id=following) == []


def test_decisions_become_tasks_and_move_those_that_are_there(house):
    task = make.task(house, due_day=make.day(5))
    meeting, (free,) = running(house, "冬季供暖")
    facts = Facts(
        "冬季供暖准备",
        lead_department_id=house.finance,
        due_day=make.day(30),
        standard="按期供暖",
        form="其他",
    )
    with begin(house.director, now=make.at(3, 9, 5)) as work:
        about = meetings.add_item(work, meeting_id=meeting, task_id=task)
        new = meetings.set_task(work, meeting_id=meeting, item_id=free, facts=facts)
        progress = Progress(40, "已完成初稿")
        meetings.take_down_report(work, meeting_id=meeting, item_id=about, progress=progress)
        meetings.urge(work, meeting_id=meeting, item_id=about, found="进度偏慢")
        meetings.grant_day(work, meeting_id=meeting, item_id=about, to_day=make.day(20), reason="会议同意")
        meetings.decide(work, meeting_id=meeting, item_id=about, decision="同意延期")
    with look(house.director, now=make.at(3, 11)) as work:
        made = work.session.get_one(Matter, new)
        assert (made.state, made.source, made.source_reference) == ("issued", "会议议定", "主任办公会")
        moved = work.session.get_one(Matter, task)
        assert (moved.due_day, moved.extensions, moved.percent) == (make.day(20), 1, 40)
        forms = [(one.form, one.task_id) for one in meetings.follow_up(work, meeting_id=meeting)]
        assert forms == [(Form.TASK, new), (Form.REPORT, task), (Form.URGE, task), (Form.EXTENSION, task)]
        assert [one[0] for one in meetings.of_task(work, task_id=new)] == [meeting]
        assert any(line.action == "meeting.resolved" for line in tasks.timeline(work, task_id=task))
        shown = meetings.stage(work, meeting_id=meeting)["shown"]
        assert (shown["title"], shown["decision"]) == ("冬季供暖", "冬季供暖准备")


def test_minutes_are_approved_by_somebody_else_and_then_frozen(house):
    meeting, (item,) = running(house)
    with begin(house.director, now=make.at(3, 10)) as work:
        meetings.decide(work, meeting_id=meeting, item_id=item, decision="下周再议")
        meetings.close_meeting(work, meeting_id=meeting)
    wording = {"opening": "会议由赵局长主持。", "closing": ""}
    with begin(house.director, now=make.at(3, 11)) as work:
        meetings.keep_minutes(work, meeting_id=meeting, wording=wording, version=version(work, meeting))
    with pytest.raises(OwnMinutes), begin(house.director, now=make.at(3, 12)) as work:
        meetings.approve_minutes(work, meeting_id=meeting, version=version(work, meeting))
    with begin(house.leader, now=make.at(3, 13)) as work:
        assert (
            meetings.approve_minutes(work, meeting_id=meeting, version=version(work, meeting))
            == "纪要〔2026〕1号"
        )
    frozen = sheet(house.head, meeting)
    assert (frozen.state, frozen.minutes["items"][0]["decision"]) == (State.APPROVED, "下周再议")
    for change in (meetings.decide, meetings.note):
        text = {"decision": "别的"} if change is meetings.decide else {"text": "别的"}
        with pytest.raises(NotNow), begin(house.director, now=make.at(4)) as work:
            change(work, meeting_id=meeting, item_id=item, **text)


def test_what_cannot_be_is_said_where_it_was_typed(house):
    start = make.at(3, 9)
    for field, values in {
        "ends_at": {"ends_at": start - timedelta(hours=1)},
        "starts_at": {"starts_at": make.at(-3), "ends_at": make.at(-3, 10)},
        "title": {"title": " "},
        "person_ids": {"person_ids": []},
        "chair_id": {"chair_id": 999},
    }.items():
        with pytest.raises(InvalidInput) as refused:
            planned(house, **values)
        assert refused.value.field == field
    meeting = planned(house)
    with pytest.raises(NoItems), begin(house.director, now=start) as work:
        meetings.open_meeting(work, meeting_id=meeting)
    with pytest.raises(NotFound), begin(house.staff, now=start) as work:
        meetings.sheet(work, meeting_id=meeting)
    wanted = plan_of(house)
    with pytest.raises(Conflict), begin(house.director, now=start) as work:
        meetings.change_plan(work, meeting_id=meeting, plan=wanted, version=99)
    with begin(house.head, now=start) as work:
        meetings.reply(work, meeting_id=meeting, comes=False, reason="出差", deputy_id=house.staff.number)
    with look(house.staff, now=start) as work:
        assert [row.title for row in meetings.meetings(work).rows] == ["主任办公会"]
        assert [
            guest.deputy for guest in meetings.sheet(work, meeting_id=meeting).guests if guest.deputy
        ] == ["张敏"]


def version(work, meeting):
    return meetings.sheet(work, meeting_id=meeting).version


def test_a_series_falls_on_its_weekday_and_never_takes_a_room_twice(house):
    weekly = list(meetings.days(Rhythm(0), date(2026, 3, 4), date(2026, 3, 31)))
    assert [day.day for day in weekly] == [9, 16, 23, 30]
    assert [day.day for day in meetings.days(Rhythm(0, 2), date(2026, 3, 4), date(2026, 3, 31))] == [9, 23]
    last = list(meetings.days(Rhythm(4, week_of_month=5), date(2026, 3, 1), date(2026, 5, 31)))
    assert last == [date(2026, 3, 27), date(2026, 4, 24), date(2026, 5, 29)]

    place = room(house)
    first = plan_of(house, days=7, room_id=place, title="周例会", secretary_id=house.clerk.number)
    planned(house, days=14, room_id=place, title="预算会")
    weekday = first.starts_at.astimezone(ZoneInfo("Asia/Shanghai")).weekday()
    with begin(house.director, now=make.at()) as work:
        meetings.start_series(work, first=first, rhythm=Rhythm(weekday))
        found = [one for one in meetings.meetings(work).rows if one.title == "周例会"]
        assert len(found) == 5
        assert sum(one.place == "" for one in found) == 1
        assert meetings.plan_series(work) == 0
        kinds = select(func.count()).where(Notice.kind == "meeting_no_room")
        assert work.session.scalar(kinds) == 1
    with begin(SYSTEM, now=make.at(7, 12)) as work:
        assert meetings.plan_series(work) == 1


def test_a_visit_has_two_lists_and_an_answer_to_whoever_raised_it(house):
    with begin(house.director, now=make.at()) as work:
        meetings.install_kinds(work)
        visit = next(one.id for one in meetings.kinds(work) if one.visit)
    number = planned(house, kind_id=visit, title="现场调研", place="办事大厅")
    with begin(house.director, now=make.at(3, 9)) as work:
        solved = meetings.add_item(
            work, meeting_id=number, title="叫号屏偏高", cause=Cause.SOLVED_THERE, raised_by="窗口人员"
        )
        meetings.add_item(work, meeting_id=number, title="午间服务", cause=Cause.TO_STUDY, raised_by="群众")
        meetings.open_meeting(work, meeting_id=number)
        meetings.decide(work, meeting_id=number, item_id=solved, decision="当场调整")
        meetings.answer_raiser(work, meeting_id=number, item_id=solved, answer="已现场解决")
    with begin(house.director, now=make.at(3, 11)) as work:
        meetings.close_meeting(work, meeting_id=number)
        items = meetings.sheet(work, meeting_id=number).items
        [year] = meetings.figures(work)
    assert [(one.cause, one.raised_by, one.answer, one.state) for one in items] == [
        (Cause.SOLVED_THERE, "窗口人员", "已现场解决", ItemState.DONE),
        (Cause.TO_STUDY, "群众", "", ItemState.CARRIED),
    ]
    assert (year.kind, year.count, year.hours) == ("现场调研", 1, 2.0)


def test_the_telephone_knows_ones_meetings_and_that_one_is_called_off(house):
    number = planned(house)
    window = (make.day(0), make.day(10))
    with look(house.head, now=make.at()) as work:
        [entry] = feeding.entries(work, *window)
    with begin(house.director, now=make.at()) as work:
        meetings.call_off(work, meeting_id=number, reason="改期")
    with look(house.head, now=make.at()) as work:
        [later] = feeding.entries(work, *window)
    with look(house.staff, now=make.at()) as work:
        assert feeding.entries(work, *window) == []
    assert (entry.title, entry.called_off, later.called_off) == ("主任办公会", False, True)
    assert (later.uid, later.sequence > entry.sequence) == (entry.uid, True)


def test_the_bulletin_that_was_published_is_proposed_until_it_was_on(house):
    month = {"first": date(2026, 2, 1), "last": date(2026, 2, 28)}
    with begin(house.director, now=make.at()) as work:
        number = bulletins.draft(work, **month)
    for who, command in ((house.director, bulletins.submit), (house.leader, bulletins.publish)):
        with begin(who, now=make.at()) as work:
            version = bulletins.sheet(work, bulletin_id=number).version
            command(work, bulletin_id=number, version=version)
    meeting = planned(house)
    with begin(house.director, now=make.at(1)) as work:
        offered = meetings.proposals(work, meeting_id=meeting)
        assert [one.cause for one in offered] == [Cause.BULLETIN]
        meetings.put_on(work, meeting_id=meeting, wanted=offered)
        assert meetings.proposals(work, meeting_id=meeting) == []
