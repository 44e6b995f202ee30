"""Tasks in the matrix: one of every stage, brought there by the office's own commands, and their arguments.

A new command of core/tasks adds one line to TASKS, and a stage to STAGES where none fits.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from core import slips, tasks
from core.policy import Relation
from core.tasks import Facts, Filter, Progress, Step, Support
from core.turns import Kind
from core.work import begin
from db.models import Matter, Node, Part, Slip, TaskTemplate, Turn
from tests import make, policy_bulletins, policy_engagements, policy_meetings
from tests.policy_scene import MISSING, NOBODY, SECRET, Cell, Factory, Scene, at, given, spare

PROGRESS = Progress(percent=60, text="已完成初稿")
Stage = Callable[["Road"], None]


class Road:
    """One task on its way through the stages."""

    def __init__(self, scene: Scene, *, internal: bool, stage: str) -> None:
        self.scene, self.internal = scene, internal
        secret = internal or stage in ("drafted", "signing_off")
        self.title = f"{SECRET if secret else '完善值班制度'}（{stage}）"
        self.task_id = 0

    def do(self, who: str, command: Callable[..., Any], **arguments: Any) -> Any:
        with begin(self.scene.cast[who], now=make.at(0, 9)) as work:
            return command(work, **arguments)

    def on(self, who: str, command: Callable[..., Any], **arguments: Any) -> Any:
        return self.do(who, command, task_id=self.task_id, **arguments)

    def number(self, table: type[Any], *conditions: Any) -> int:
        """The first row of this task in a table; 0 where there is none."""
        wanted = select(table.id).where(table.matter_id == self.task_id, *conditions).order_by(table.id)
        with begin(self.scene.cast["director"]) as work:
            return work.session.scalars(wanted).first() or 0

    def turn(self, kind: Kind) -> int:
        return self.number(Turn, Turn.kind == kind, Turn.done_at.is_(None), Turn.part_id.is_(None))

    def numbers(self) -> dict[str, int]:
        with begin(self.scene.cast["director"]) as work:
            version = work.session.get_one(Matter, self.task_id).version
        urge = self.turn(Kind.ANSWER)
        return {
            "task_id": self.task_id,
            "version": version,
            "part_id": self.number(Part),
            "node_id": self.number(Node),
            "turn_id": urge or self.turn(Kind.OWE),
            "slip_id": self.number(Slip),
            "slip_turn_id": self.number(Turn, Turn.purpose == "slip", Turn.part_id.is_(None)),
            "part_slip_turn_id": self.number(Turn, Turn.purpose == "slip", Turn.part_id.is_not(None)),
            "part_turn_id": self.number(Turn, Turn.kind == Kind.ANSWER, Turn.part_id.is_not(None)),
        }


def facts(scene: Scene, title: str, **values: Any) -> Facts:
    at = scene.departments
    usual = {
        "title": title,
        "lead_department_id": at["lead"],
        "supervising_department_id": at["supervising"],
        "due_day": make.day(25),
        "standard": "制度印发执行",
        "form": "其他",
        "supporting": [Support(at["supporting"], "提供数据", make.day(20))],
        "steps": [Step("初稿", make.day(10), 40)],
    }
    return Facts(**{**usual, **values})


def drafted(road: Road) -> None:
    typed = facts(road.scene, road.title, internal=road.internal, needs_approval=False, needs_sign_off=False)
    road.task_id = road.do("director", tasks.draft, facts=typed)


def signing_off(road: Road) -> None:
    drafted(road)
    road.on("director", tasks.ask_sign_off, leader_id=road.scene.cast["leader"].number)


def issued(road: Road) -> None:
    drafted(road)
    road.on("director", tasks.issue, version=road.numbers()["version"])


def reassigning(road: Road) -> None:
    issued(road)
    suggested = road.scene.spare["department"]
    road.on("head", tasks.ask_reassignment, reason="职责不符", suggested_department_id=suggested)


def working(road: Road) -> None:
    issued(road)
    road.on("head", tasks.sign_for, handler_id=road.scene.cast["handler"].number)
    road.on("partner", tasks.sign_for_part, part_id=road.number(Part))


def extending(road: Road) -> None:
    working(road)
    road.on("head", tasks.ask_extension, to_day=make.day(40), reason="数据未齐")


def urged(road: Road) -> None:
    working(road)
    road.on("director", tasks.urge, form="电话", found="进度偏慢")
    road.on("director", tasks.urge, form="电话", found="数据未报", part_id=road.number(Part))


def warned(road: Road) -> None:
    working(road)
    road.on("director", slips.issue, cause="overdue", found="进展缓慢")
    road.on("director", slips.issue, cause="overdue", found="数据未报", part_id=road.number(Part))


def fast(road: Road) -> None:
    working(road)
    owed = [("请示件", make.day(8))]
    road.on("director", tasks.open_fast_track, ground="安全隐患", reason="先行处置", owed=owed)


def copied(road: Road) -> None:
    working(road)
    road.on("director", tasks.copy_to, person_ids=[road.scene.cast["leader"].number])


def paused(road: Road) -> None:
    working(road)
    road.on("director", tasks.pause, reason="等待上级意见")


def checking(road: Road) -> None:
    working(road)
    road.on("partner", tasks.hand_in_part, part_id=road.number(Part), summary="数据已提供")
    road.on("head", tasks.apply_to_close, summary="已印发")


def approving(road: Road) -> None:
    leader = road.scene.cast["leader"].number
    typed = facts(road.scene, road.title, internal=road.internal, needs_approval=True, given_by=leader)
    road.task_id = road.do("director", tasks.draft, facts=typed)
    road.on("director", tasks.issue, version=road.numbers()["version"])
    road.on("head", tasks.sign_for, handler_id=road.scene.cast["handler"].number)
    road.on("head", tasks.apply_to_close, summary="已印发", open_parts_reason="数据另行报送")
    road.on("checker", tasks.accept)


def closed(road: Road) -> None:
    checking(road)
    road.on("checker", tasks.accept)


def evaluated(road: Road) -> None:
    closed(road)
    road.on("director", tasks.evaluate, grade="good")


STAGES: dict[str, Stage] = {
    step.__name__: step
    for step in (
        drafted,
        signing_off,
        issued,
        reassigning,
        working,
        extending,
        urged,
        warned,
        fast,
        copied,
        paused,
        checking,
        approving,
        closed,
        evaluated,
    )
}


def bring(scene: Scene) -> None:
    """A task of every stage, for everybody and internal."""
    for name, lead_to in STAGES.items():
        for internal in (False, True):
            road = Road(scene, internal=internal, stage=name)
            lead_to(road)
            scene.stages[name, internal] = road.numbers()
    policy_bulletins.bring(scene)
    policy_meetings.bring(scene)
    policy_engagements.bring(scene)


def typed(cell: Cell) -> Facts:
    return facts(cell.scene, "修订后的事项")


def other_task(cell: Cell) -> int:
    number = cell.stage("issued")["task_id"]
    return NOBODY + 1 if cell.relation == MISSING else number


def urge(cell: Cell) -> int:
    """The urge that waits for the department that I stand for."""
    numbers = cell.stage("urged")
    return numbers["part_turn_id" if cell.relation == Relation.SUPPORTING else "turn_id"]


def template(cell: Cell) -> int:
    row = TaskTemplate(name="月度例会", values={"title": "月度例会"}, made_by=cell.me, rhythm="")
    cell.work.session.add(row)
    cell.work.session.flush()
    return row.id


EVERYTHING = Filter(scope="all")
REASON = {"reason": "工作需要"}
TASKS: dict[str, Factory] = {
    # drafting
    "tasks.draft": given(facts=typed),
    "tasks.edit_draft": at("drafted", "version", facts=typed),
    "tasks.drop_draft": at("drafted", "version"),
    "tasks.ask_sign_off": at("drafted", leader_id=spare("leader")),
    "tasks.sign_off": at("signing_off", agreed=True),
    # issuing
    "tasks.issue": at("drafted", "version"),
    "tasks.recall": at("issued", **REASON),
    "tasks.edit": at("working", "version", facts=typed),
    "tasks.hand_on": at("working", to_department_id=spare("department"), **REASON),
    "tasks.merge": at("working", into_id=other_task, **REASON),
    "tasks.copy_to": at("working", person_ids=lambda cell: [cell.scene.spare["person"]]),
    # carrying out
    "tasks.sign_for": at("issued", handler_id=lambda cell: cell.scene.cast["handler"].number),
    "tasks.sign_for_part": at("issued", "part_id", handler_id=lambda cell: cell.scene.cast["partner"].number),
    "tasks.name_handler": at("working", handler_id=lambda cell: cell.scene.cast["head"].number),
    "tasks.ask_reassignment": at("issued", **REASON),
    "tasks.decide_reassignment": at("reassigning", agreed=False, note="职责相符"),
    "tasks.report": at("working", progress=PROGRESS),
    "tasks.report_part": at("working", "part_id", progress=PROGRESS),
    "tasks.hand_in_part": at("working", "part_id", summary="数据已提供"),
    "tasks.finish_node": at("working", "node_id"),
    "tasks.ask_extension": at("working", to_day=make.day(40), **REASON),
    "tasks.decide_extension": at("extending", agreed=True),
    "tasks.apply_to_close": at("working", summary="已印发", open_parts_reason="数据另行报送"),
    "tasks.take_back_application": at("checking", **REASON),
    "tasks.mark_read": at("copied"),
    "tasks.mark_seen": at("working"),
    # supervising
    "tasks.urge": at("working", form="电话", part_id=None),
    "tasks.answer_urge": at("urged", turn_id=urge, answer="本周完成"),
    "tasks.mark_difficult": at("working", **REASON),
    "tasks.open_fast_track": at("working", ground="安全隐患", owed=[("请示件", make.day(8))], **REASON),
    "tasks.hand_in_owed": at("fast", "turn_id"),
    "tasks.accept": at("checking"),
    "tasks.send_back": at("checking", **REASON),
    "tasks.approve": at("approving", remark="同意"),
    "tasks.refuse_approval": at("approving", **REASON),
    "tasks.evaluate": at("closed", grade="good"),
    "tasks.archive": at("evaluated"),
    "tasks.pause": at("working", **REASON),
    "tasks.resume": at("paused"),
    "tasks.cancel": at("working", **REASON),
    "tasks.reopen": at("closed", due_day=make.day(50), **REASON),
    "tasks.comment": at("working", text="请抓紧"),
    # templates
    "tasks.save_template": given(name="周报", facts=typed),
    "tasks.retire_template": given(template_id=template, version=1),
    "tasks.templates": given(),
    "tasks.draft_from_template": given(template_id=template),
    "tasks.draft_recurring": given(),
    # reading
    "tasks.choices": given(),
    "tasks.listed": given(wanted=EVERYTHING),
    "tasks.lamps": given(),
    "tasks.department_lamps": given(),
    "tasks.ledger": given(wanted=EVERYTHING),
    "tasks.my_tasks": given(),
    "tasks.decisions": given(),
    "tasks.line_reds": given(),
    "tasks.drafts": given(),
    "tasks.face": at("working"),
    "tasks.papers": at("working"),
    "tasks.timeline": at("working"),
    "tasks.told": at("working"),
    "tasks.conversation": at("working"),
    "tasks.add_paper": at("working"),
    "tasks.may_read_papers": lambda cell: {"matter_id": cell.stage("working")["task_id"]},
}
