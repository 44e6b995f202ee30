"""What the matrix calls core/meetings with: meetings of every state, kept by others than who asks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import update

from core import meetings
from core.meetings import Plan, Rhythm
from core.policy import Relation
from core.tasks import Facts, Progress
from core.work import begin
from db.models import AgendaItem, Meeting, MeetingKind, MeetingPerson, MeetingSeries, Room, Turn
from tests import make
from tests.policy_scene import MISSING, NOBODY, Cell, Factory, Scene, given, spare

SOON: dict[str, Any] = {"starts_at": make.at(3, 9), "ends_at": make.at(3, 11)}


def bring(scene: Scene) -> None:
    """One of each state; what a cell does to it is rolled back."""
    director = scene.cast["director"]
    with begin(director, now=make.at()) as work:
        meetings.install_kinds(work)
        scene.spare["kind"] = meetings.kinds(work)[0].id
        scene.spare["room"] = meetings.keep_room(work, name="三楼会议室")
        scene.spare["empty room"] = meetings.keep_room(work, name="二楼会议室")
    with begin(director, now=make.at()) as work:
        first = plan_of(scene)
        scene.spare["series"] = meetings.start_series(work, first=first, rhythm=Rhythm(0))
    for state in ("planned", "running", "held", "written"):
        with begin(director, now=make.at()) as work:
            number = scene.spare[f"meeting {state}"] = meetings.plan(work, plan=plan_of(scene))
            scene.spare[f"item {state}"] = meetings.add_item(work, meeting_id=number, title="供暖")
            task = scene.stages["working", False]["task_id"]
            scene.spare[f"about {state}"] = meetings.add_item(work, meeting_id=number, task_id=task)
            if state != "planned":
                meetings.open_meeting(work, meeting_id=number)
            if state in ("held", "written"):
                meetings.close_meeting(work, meeting_id=number)
            if state == "written":
                version = work.session.get_one(Meeting, number).version
                meetings.keep_minutes(work, meeting_id=number, wording={}, version=version)


def plan_of(scene: Scene) -> Plan:
    return Plan(
        scene.spare["kind"],
        "主任办公会",
        chair_id=scene.cast["leader"].number,
        secretary_id=scene.cast["director"].number,
        person_ids=[scene.cast["head"].number],
        **SOON,
    )


def meeting(state: str, cell: Cell) -> int:
    """A meeting of this state to which I stand in the cell's relation."""
    number = cell.scene.spare[f"meeting {state}"]
    session = cell.work.session
    if cell.relation == Relation.AUTHOR:
        presents = {"secretary_id": cell.me, "presenter_id": None}
        session.execute(update(Meeting).where(Meeting.id == number).values(presents))
    if cell.relation == Relation.OWN:
        session.execute(update(Meeting).where(Meeting.id == number).values(presenter_id=None))
        session.add(MeetingPerson(meeting_id=number, person_id=cell.me))
        session.flush()
    session.expire_all()
    return NOBODY if cell.relation == MISSING else number


def of(state: str, *names: str, **more: Any) -> Factory:
    def arguments(cell: Cell) -> dict[str, Any]:
        numbers = {"meeting_id": meeting(state, cell)}
        if "item_id" in names:
            numbers["item_id"] = cell.scene.spare[f"item {state}"]
        if "about" in names:
            numbers["item_id"] = cell.scene.spare[f"about {state}"]
        if "version" in names:
            numbers["version"] = cell.version(Meeting, cell.scene.spare[f"meeting {state}"])
        return numbers | given(**more)(cell)

    return arguments


def version(table: type[Any], name: str) -> Callable[[Cell], int]:
    return lambda cell: cell.version(table, cell.scene.spare[name])


def step(cell: Cell) -> dict[str, Any]:
    number = meeting("planned", cell)
    row = cell.work.session.get(Meeting, cell.scene.spare["meeting planned"])
    assert row is not None
    turn = cell.work.session.query(Turn).filter_by(matter_id=row.matter_id).first()
    assert turn is not None
    if cell.relation == Relation.OWN:
        turn.holder_person_id = cell.me
        cell.work.session.flush()
    return {"meeting_id": number, "turn_id": turn.id}


def unplanned(cell: Cell) -> dict[str, Any]:
    """As if its next meetings were still to be planned."""
    cell.work.session.execute(update(MeetingSeries).values(planned_until=None))
    cell.work.session.expire_all()
    return {}


def decided(cell: Cell) -> Facts:
    return Facts("供暖准备", lead_department_id=cell.scene.departments["lead"], due_day=make.day(30))


MEETINGS: dict[str, Factory] = {
    "meetings.kinds": given(),
    "meetings.keep_kind": given(name="专题会"),
    "meetings.retire_kind": given(kind_id=spare("kind"), version=version(MeetingKind, "kind")),
    "meetings.install_kinds": given(),
    "meetings.rooms": given(),
    "meetings.keep_room": given(name="四楼会议室"),
    "meetings.retire_room": given(room_id=spare("empty room"), version=version(Room, "empty room")),
    "meetings.plan": given(plan=lambda cell: plan_of(cell.scene)),
    "meetings.series": given(),
    "meetings.start_series": given(first=lambda cell: plan_of(cell.scene), rhythm=Rhythm(0)),
    "meetings.end_series": given(series_id=spare("series"), version=version(MeetingSeries, "series")),
    "meetings.plan_series": unplanned,
    "meetings.change_plan": of(
        "planned", "version", plan=lambda cell: replace(plan_of(cell.scene), title="专题会")
    ),
    "meetings.call_off": of("planned", reason="改期"),
    "meetings.invite": of("planned", person_ids=lambda cell: [cell.scene.spare["person"]]),
    "meetings.reply": of("planned", comes=False, reason="出差", deputy_id=None),
    "meetings.clashes": given(person_ids=lambda cell: [cell.scene.cast["head"].number], **SOON),
    "meetings.finish_step": step,
    "meetings.proposals": of("planned"),
    "meetings.put_on": of("planned", wanted=[]),
    "meetings.add_item": of("planned", title="预算", task_id=None),
    "meetings.change_item": of(
        "planned",
        "item_id",
        title="供暖安排",
        minutes=5,
        speaker_id=None,
        version=version(AgendaItem, "item planned"),
    ),
    "meetings.move_item": of("planned", "item_id", to=1),
    "meetings.take_off": of("planned", "item_id"),
    "meetings.open_meeting": of("planned"),
    "meetings.show_item": of("running", "about"),
    "meetings.take_over": of("running"),
    "meetings.note_attendance": of("running", came=lambda cell: {cell.scene.cast["head"].number: True}),
    "meetings.note": of("running", "item_id", text="已汇报"),
    "meetings.decide": of("running", "item_id", decision="同意"),
    "meetings.set_task": of("running", "item_id", facts=decided, issue=False, decision="同意"),
    "meetings.take_down_report": of("running", "about", progress=Progress(50, "过半")),
    "meetings.grant_day": of("running", "about", to_day=make.day(40), reason="会议同意"),
    "meetings.urge": of("running", "about", found="偏慢"),
    "meetings.close_meeting": of("running"),
    "meetings.keep_minutes": of("held", "version", wording={"opening": "主持：赵局长", "closing": ""}),
    "meetings.approve_minutes": of("written", "version"),
    "meetings.answer_raiser": of("held", "item_id", answer="已答复"),
    "meetings.meetings": given(),
    "meetings.sheet": of("planned"),
    "meetings.minutes": of("held"),
    "documents.minutes": of("held"),
    "meetings.stage": of("running"),
    "meetings.follows": of("running"),
    "meetings.follow_up": of("held"),
    "meetings.figures": given(),
    "meetings.number_of": given(matter_id=1),
    "meetings.of_task": given(task_id=lambda cell: cell.scene.stages["working", False]["task_id"]),
}

NOT_ABOUT_ONE = {
    "kinds", "keep_kind", "retire_kind", "install_kinds", "rooms", "keep_room", "retire_room", "plan",
    "clashes", "meetings", "figures", "of_task",
    "number_of", "series", "start_series", "end_series", "plan_series",
}  # fmt: skip
# Invited, keeping it, or neither: there are no other ways to stand to a meeting.
ONLY_AS = {
    name: (Relation.AUTHOR, Relation.OWN, Relation.OTHER, MISSING)
    for name in MEETINGS
    if name.partition(".")[2] not in NOT_ABOUT_ONE
}
