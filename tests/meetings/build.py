"""A weekly office meeting in the small office of tests/make.py."""

from datetime import timedelta

from core import meetings
from core.actor import Actor
from core.meetings import Plan
from core.work import begin
from tests import make


def plan_of(house: make.Office, days: int = 3, hour: int = 9, **values: object) -> Plan:
    """In `days` days; by default the director keeps it and the leader is in the chair."""
    with begin(house.director, now=make.at()) as work:
        meetings.install_kinds(work)
        kind = meetings.kinds(work)[0]
    usual: dict[str, object] = {
        "kind_id": kind.id,
        "title": "主任办公会",
        "starts_at": make.at(days, hour),
        "ends_at": make.at(days, hour) + timedelta(hours=2),
        "chair_id": house.leader.number,
        "secretary_id": house.director.number,
        "person_ids": [house.head.number, house.other_head.number],
    }
    return Plan(**{**usual, **values})  # type: ignore[arg-type]


def planned(house: make.Office, **values: object) -> int:
    wanted = plan_of(house, **values)  # type: ignore[arg-type]
    with begin(house.director, now=make.at()) as work:
        return meetings.plan(work, plan=wanted)


def room(house: make.Office, name: str = "三楼会议室") -> int:
    with begin(house.director, now=make.at()) as work:
        return meetings.keep_room(work, name=name, seats=20)


def running(house: make.Office, *titles: str, **values: object) -> tuple[int, list[int]]:
    """A meeting in session with these free items."""
    meeting = planned(house, **values)
    with begin(house.director, now=make.at(3, 9)) as work:
        items = [
            meetings.add_item(work, meeting_id=meeting, title=title) for title in titles or ("通报情况",)
        ]
        meetings.open_meeting(work, meeting_id=meeting)
    return meeting, items


def sheet(who: Actor, meeting: int) -> meetings.Sheet:
    with begin(who, now=make.at(3, 10)) as work:
        return meetings.sheet(work, meeting_id=meeting)
