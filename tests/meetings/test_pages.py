"""The screens of meetings: planned, prepared, decided, written down, approved; what the room takes in."""

import json
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core import documents, meetings
from core.meetings import State
from core.work import begin, look
from tests import make
from tests.documents.conftest import words as words_of
from tests.meetings.build import planned, room, running, sheet
from tests.screens import open_screen, texts
from web import meeting_acts, meeting_feed

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def house(office):
    return make.office()


def soon(days: int = 3, hour: int = 9) -> datetime:
    return datetime.combine(datetime.now(ZONE).date() + timedelta(days=days), time(hour), ZONE)


def test_a_meeting_is_planned_on_the_screen_and_clashes_stand_beside_the_field(house):
    screen = open_screen("meetings/meetings.py", house.director)
    assert "No meeting is planned" in texts(screen)
    screen.button(key="no-kinds").click().run()
    place = room(house)
    busy = planned(
        house, starts_at=soon(), ends_at=soon() + timedelta(hours=2), room_id=place, title="预算会"
    )
    screen.run()

    form = "new-meeting"
    screen.text_input(key=f"{form}:title").set_value("主任办公会").run()
    screen.date_input(key=f"{form}:day").set_value(soon().date()).run()
    screen.selectbox(key=f"{form}:chair_id").set_value(house.leader.number).run()
    screen.selectbox(key=f"{form}:room_id").set_value(place).run()
    screen.multiselect(key=f"{form}:person_ids").set_value([house.head.number]).run()
    assert "王芳 is wanted elsewhere" in texts(screen)
    screen.button(key=f"{form}:submit").click().run()
    assert "is taken from" in texts(screen)
    assert screen.text_input(key=f"{form}:title").value == "主任办公会"

    screen.selectbox(key=f"{form}:begins").set_value("14:00").run()
    screen.button(key=f"{form}:submit").click().run()
    assert not screen.exception
    with look(house.director) as work:
        coming = meetings.meetings(work).rows
    assert [(one.title, one.kind) for one in coming if one.id != busy] == [
        ("主任办公会", "党委（党组）会和办公会")
    ]


def test_the_page_of_a_meeting_prepares_it_and_fills_the_agenda(house):
    make.task(house, title="逾期事项", due_day=make.day(1))
    number = planned(house, starts_at=soon(), ends_at=soon() + timedelta(hours=2))
    steps = sheet(house.director, number).steps
    screen = open_screen("meetings/meeting.py", house.director, id=str(number))
    screen.button(key=f"step-done-{steps[0].turn_id}").click().run()
    screen.button(key="put-on-all").click().run()
    screen.text_input(key=f"add-item-{number}:title").set_value("冬季供暖").run()
    screen.button(key=f"add-item-{number}:submit").click().run()
    assert not screen.exception
    found = sheet(house.director, number)
    assert [one.title for one in found.items] == ["逾期事项", "冬季供暖"]
    assert found.steps[0].done_at is not None

    guest = open_screen("meetings/meeting.py", house.head, id=str(number))
    assert not [one for one in guest.button if one.key == "put-on-all"]
    guest.text_area(key=f"apology-{number}:reason").set_value("出差").run()
    guest.button(key=f"apology-{number}:submit").click().run()
    assert [one.reason for one in sheet(house.director, number).guests if one.answer == "apologises"] == [
        "出差"
    ]

    stranger = open_screen("meetings/meeting.py", house.staff, id=str(number))
    assert "does not exist, or it is not yours" in texts(stranger)
    assert "冬季供暖" not in texts(stranger)


def test_minutes_are_written_approved_by_the_chair_and_taken_out_as_word(house):
    number, items = running(house, "研究供暖")
    with begin(house.director, now=make.at(3, 10)) as work:
        meetings.decide(work, meeting_id=number, item_id=items[0], decision="同意改造")
        facts = meeting_acts.Facts("改造管道", lead_department_id=house.finance, due_day=make.day(30))
        made = meetings.set_task(work, meeting_id=number, item_id=items[0], facts=facts)
        meetings.close_meeting(work, meeting_id=number)

    form = f"minutes-{number}"
    screen = open_screen("meetings/meeting.py", house.director, id=str(number))
    screen.text_area(key=f"{form}:opening").set_value("会议研究了供暖工作。").run()
    screen.button(key=f"{form}:submit").click().run()
    assert "They wait for the chair" in texts(screen)
    chair = open_screen("meetings/meeting.py", house.leader, id=str(number))
    chair.button(key="approve").click().run()
    assert sheet(house.director, number).state == State.APPROVED
    assert "nothing of it is altered" in texts(chair)

    with look(house.head) as work:
        said = words_of(documents.minutes(work, meeting_id=number))
    expected = (
        "主任办公会纪要",
        "会议研究了供暖工作。",
        "一、研究供暖",
        "会议决定：同意改造",
        "改造管道",
        "纪要〔",
    )
    for words in expected:
        assert words in said
    task = open_screen("tasks/task.py", house.head, id=str(made))
    assert "Meetings about it" in texts(task)


def test_an_act_of_the_room_counts_once_and_strangers_hear_nothing(house):
    number, items = running(house, "研究供暖")
    act = {
        "key": "0123456789abcdef",
        "do": "task",
        "item": items[0],
        "title": "改造管道",
        "lead_department_id": house.finance,
        "due_day": datetime.now(UTC).date().isoformat(),
        "standard": "",
        "draft": True,
    }
    for _again in range(2):
        meeting_acts.carry_out(house.director, number, act)
    with look(house.director) as work:
        assert [one.title for one in meetings.follow_up(work, meeting_id=number)] == ["改造管道"]
    for wrong in ({"do": "task", "due_day": "31.3."}, {"do": "report", "percent": "viel"}, {"do": "nothing"}):
        with pytest.raises(meeting_acts.InvalidInput):
            meeting_acts.carry_out(house.director, number, {**act, **wrong, "key": "fedcba9876543210"})

    told = json.loads(meeting_feed.written(house.head, number))
    assert told["shown"]["title"] == "研究供暖"
    assert told["shown"]["resolutions"][0]["title"] == "改造管道"
    assert meeting_feed.written(house.staff, number) == ""


def test_kinds_and_rooms_are_kept_on_the_screen(house):
    planned(house)
    screen = open_screen("meetings/meetings.py", house.director)
    with look(house.director) as work:
        kind = meetings.kinds(work)[0]
    form = f"meeting-kind-{kind.id}"
    screen.text_area(key=f"{form}:steps").set_value("印发材料，2，王芳\n摆放桌签").run()
    screen.button(key=f"{form}:submit").click().run()
    screen.text_input(key="meeting-room-0:name").set_value("三楼会议室").run()
    screen.button(key="meeting-room-0:submit").click().run()
    assert not screen.exception
    with look(house.director) as work:
        steps = meetings.kinds(work)[0].steps
        assert [(one.what, one.days, one.person_id) for one in steps] == [
            ("印发材料", 2, house.head.number),
            ("摆放桌签", 1, None),
        ]
        assert [one.name for one in meetings.rooms(work)] == ["三楼会议室"]


def test_a_series_is_planned_on_the_screen_and_goes_on_by_itself(house):
    planned(house)
    form = "new-meeting"
    screen = open_screen("meetings/meetings.py", house.director)
    screen.text_input(key=f"{form}:title").set_value("周例会").run()
    screen.date_input(key=f"{form}:day").set_value(soon(7).date()).run()
    screen.selectbox(key=f"{form}:chair_id").set_value(house.leader.number).run()
    screen.multiselect(key=f"{form}:person_ids").set_value([house.head.number]).run()
    screen.selectbox(key=f"{form}:repeats").set_value("weekly").run()
    screen.button(key=f"{form}:submit").click().run()
    assert not screen.exception
    with look(house.director) as work:
        first = [one for one in meetings.meetings(work).rows if one.title == "周例会"]
        number = meetings.series(work)[0].id
    assert len(first) in (4, 5)
    screen = open_screen("meetings/meetings.py", house.director)
    screen.button(key=f"end-series-{number}").click().run()
    with look(house.director) as work:
        assert meetings.series(work) == []
