"""The meetings: a year of them with minutes and decisions, a visit, and one planned for tomorrow."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from core import engagements, meetings
from core.actor import Actor
from core.meetings import Plan
from core.tasks import Facts
from core.work import Work, begin
from db.models import Meeting
from tools.demo.world import World

MONTHS_BACK = (13, 12, 3, 2, 1)
TALK = (
    ("听取重点工作推进情况汇报", "各牵头部门要对照目标倒排工期，每周五报送进展。"),
    ("研究窗口服务提升事项", "原则同意优化方案，先在办事大厅试行一个月。"),
    ("审议季度采购计划", "同意采购计划，由财务部门按程序办理。"),
)
TASKS = ("制定窗口服务提升试行方案", "梳理超期事项并逐项明确完成时限", "完成会议室音响设备更新")
SAID = "牵头部门作了汇报，与会人员进行了讨论。"
HEATING = "研究冬季供暖保障工作"
ENGAGEMENTS = (
    ("赴企业开展助企纾困调研", "高新区", False),
    ("参加全市经济运行调度会", "市行政中心", True),
    ("接待来访群众", "信访接待室", False),
    ("检查安全生产工作", "物流园区", True),
    ("走访慰问基层干部", "河东街道", False),
    ("参加党风廉政建设专题会", "五楼小会议室", True),
    ("调研政务服务窗口", "办事大厅", False),
    ("与高校洽谈合作", "三楼会议室", False),
)
OPENING = "会议听取了各部门重点工作情况汇报，研究了有关事项。现纪要如下。"
CLOSING = "会议要求，各部门要强化责任落实，办公室做好跟踪督办。"


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits there."""

    keeper: Actor
    chair: Actor
    kinds: list[meetings.KindSheet]
    rooms: list[int]
    heads: list[int]
    departments: list[int]


def confer(world: World) -> None:
    table = _table(world)
    today = world.stage.today
    for back in MONTHS_BACK:
        _held(world, table, today - timedelta(days=30 * back), approved=True)
    _held(world, table, today - timedelta(days=7), approved=False)
    _visit(world, table, today - timedelta(days=4))
    _tomorrow(world, table)
    _engage(world, table)


def _table(world: World) -> Table:
    keeper = world.stage.actors[world.director]
    places = list(world.departments.values())[:5]
    with begin(keeper) as work:
        meetings.install_kinds(work)
        rooms = [
            meetings.keep_room(work, name=name, seats=seats)
            for name, seats in (("三楼会议室", 24), ("五楼小会议室", 10))
        ]
        kinds = meetings.kinds(work)
    chair = world.stage.actors[places[0].leader]
    heads = [one.head for one in places]
    return Table(keeper, chair, kinds, rooms, heads, [one.department for one in places])


def _plan(world: World, table: Table, on: date, kind: int, title: str, hour: int = 9) -> Plan:
    start = datetime.combine(on, time(hour), world.stage.zone)
    return Plan(
        table.kinds[kind].id,
        title,
        start,
        start + timedelta(hours=2),
        table.chair.number,
        table.keeper.number,
        table.heads,
        table.rooms[0],
    )


def _held(world: World, table: Table, on: date, *, approved: bool) -> None:
    """A meeting from its plan to its minutes, at the hours when it was held."""
    plan = _plan(world, table, _workday(on), 0, "局长办公会")
    before, start = plan.starts_at - timedelta(days=3), plan.starts_at.astimezone(UTC)
    with begin(table.keeper, now=before) as work:
        number = meetings.plan(work, plan=plan)
        items = [
            meetings.add_item(work, meeting_id=number, title=title, speaker_id=table.heads[place])
            for place, (title, _said) in enumerate(TALK)
        ]
        for step in meetings.sheet(work, meeting_id=number).steps[:6]:
            meetings.finish_step(work, meeting_id=number, turn_id=step.turn_id)
    with begin(table.keeper, now=start) as work:
        meetings.open_meeting(work, meeting_id=number)
    for place, (item, (_title, said)) in enumerate(zip(items, TALK, strict=True)):
        with begin(table.keeper, now=start + timedelta(minutes=25 * place + 20)) as work:
            meetings.show_item(work, meeting_id=number, item_id=item)
            meetings.note(work, meeting_id=number, item_id=item, text=SAID)
            if approved or place < len(TALK) - 1:
                meetings.decide(work, meeting_id=number, item_id=item, decision=said)
            if not approved and place < 2:
                _set_task(work, table, number, item, place)
    _end(table, number, start + timedelta(minutes=95), approved=approved)


def _set_task(work: Work, table: Table, number: int, item: int, place: int) -> None:
    facts = Facts(
        TASKS[place],
        lead_department_id=table.departments[place],
        due_day=work.today + timedelta(days=14 + 7 * place),
        standard="形成书面成果并报办公室备案。",
    )
    meetings.set_task(work, meeting_id=number, item_id=item, facts=facts)


def _end(table: Table, number: int, now: datetime, *, approved: bool) -> None:
    with begin(table.keeper, now=now) as work:
        people = meetings.sheet(work, meeting_id=number).guests
        came = {one.person_id: place != len(people) - 1 for place, one in enumerate(people)}
        meetings.note_attendance(work, meeting_id=number, came=came)
        meetings.close_meeting(work, meeting_id=number)
        wording = {"opening": OPENING, "closing": CLOSING}
        version = work.session.get_one(Meeting, number).version
        meetings.keep_minutes(work, meeting_id=number, wording=wording, version=version)
    if approved:
        _prepared(table, number, now)
        with begin(table.chair, now=now + timedelta(days=1)) as work:
            version = work.session.get_one(Meeting, number).version
            meetings.approve_minutes(work, meeting_id=number, version=version)


def _prepared(table: Table, number: int, now: datetime) -> None:
    with begin(table.keeper, now=now) as work:
        for step in meetings.sheet(work, meeting_id=number).steps:
            if step.done_at is None:
                meetings.finish_step(work, meeting_id=number, turn_id=step.turn_id)


def _visit(world: World, table: Table, on: date) -> None:
    visit = next(place for place, one in enumerate(table.kinds) if one.visit)
    plan = replace(
        _plan(world, table, _workday(on), visit, "服务中心现场调研", 14), room_id=None, place="办事大厅"
    )
    with begin(table.keeper, now=plan.starts_at - timedelta(days=1)) as work:
        number = meetings.plan(work, plan=plan)
        solved = meetings.add_item(
            work, meeting_id=number, title="叫号屏位置偏高", cause="solved_there", raised_by="窗口工作人员"
        )
        study = meetings.add_item(
            work, meeting_id=number, title="延长午间服务时间", cause="to_study", raised_by="来访群众李女士"
        )
    with begin(table.keeper, now=plan.starts_at) as work:
        meetings.open_meeting(work, meeting_id=number)
        meetings.decide(work, meeting_id=number, item_id=solved, decision="当场调整到位。")
        meetings.note(work, meeting_id=number, item_id=study, text="涉及人员排班，会后研究。")
        meetings.answer_raiser(work, meeting_id=number, item_id=solved, answer="已现场解决。")
    with begin(table.keeper, now=plan.ends_at) as work:
        meetings.close_meeting(work, meeting_id=number)
    _prepared(table, number, plan.ends_at)


def _tomorrow(world: World, table: Table) -> None:
    plan = _plan(world, table, _workday(world.stage.today + timedelta(days=1), 1), 0, "局长办公会")
    with begin(table.keeper) as work:
        number = meetings.plan(work, plan=plan)
        offered = meetings.proposals(work, meeting_id=number)[:5]
        meetings.put_on(work, meeting_id=number, wanted=offered)
        meetings.add_item(work, meeting_id=number, title=HEATING, speaker_id=table.heads[0])
        for step in meetings.sheet(work, meeting_id=number).steps[:3]:
            meetings.finish_step(work, meeting_id=number, turn_id=step.turn_id)


def _workday(on: date, step: int = -1) -> date:
    while on.weekday() >= len("一二三四五"):
        on += timedelta(days=step)
    return on


def _engage(world: World, table: Table) -> None:
    """This week of the leaders: mostly settled and published, one wish that clashes with a meeting."""
    leaders = sorted({one.leader for one in world.departments.values()})
    monday = world.stage.today - timedelta(days=world.stage.today.weekday())
    for place, (title, where, important) in enumerate(ENGAGEMENTS):
        on = monday + timedelta(days=7 * (place // 5) + place % 5)
        start = datetime.combine(on, time(9 + 3 * (place % 3)), world.stage.zone)
        leader = leaders[place % len(leaders)]
        wanted = engagements.Wanted(leader, title, start, start + timedelta(hours=2), where, important)
        with begin(table.keeper) as work:
            number = engagements.ask(work, wanted=wanted)
            if place < len(ENGAGEMENTS) - 2:
                engagements.agree(work, entry_id=number, version=1)
    with begin(table.keeper) as work:
        week = engagements.period(engagements.Span.WEEK, world.stage.today)
        engagements.publish(work, period=week)
