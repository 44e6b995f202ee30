"""A task at every station of its life, for the tests."""

from dataclasses import dataclass, replace
from typing import Any

from core import files, tasks
from core.actor import Actor
from core.tasks import Facts, Progress
from core.work import begin, look
from tests import make


@dataclass(frozen=True, slots=True)
class Scene:
    office: make.Office
    task_id: int


FACTS = Facts(
    title="完成全市调研报告",
    source="会议议定",
    due_day=make.day(21),
    standard="形成正式报告并经审定",
    form="其他",
)


def facts(house: make.Office, **changes: Any) -> Facts:
    return replace(FACTS, **{"lead_department_id": house.finance, **changes})


def drafted(house: make.Office, **changes: Any) -> int:
    with begin(house.clerk, now=make.at()) as work:
        return tasks.draft(work, facts=facts(house, **changes))


def version(actor: Actor, task_id: int) -> int:
    with look(actor, now=make.at()) as work:
        return tasks.face(work, task_id=task_id).version


def issued(house: make.Office, **changes: Any) -> int:
    task_id = drafted(house, **changes)
    with begin(house.clerk, now=make.at()) as work:
        tasks.issue(work, task_id=task_id, version=version_in(work, task_id))
    return task_id


def version_in(work: Any, task_id: int) -> int:
    return tasks.face(work, task_id=task_id).version


def signed(house: make.Office, **changes: Any) -> int:
    task_id = issued(house, **changes)
    with begin(house.head, now=make.at(1)) as work:
        tasks.sign_for(work, task_id=task_id, handler_id=house.staff.id)
    return task_id


def reported(house: make.Office, percent: int = 50, **changes: Any) -> int:
    task_id = signed(house, **changes)
    with begin(house.staff, now=make.at(3)) as work:
        tasks.report(work, task_id=task_id, progress=Progress(percent, "完成初稿"))
    return task_id


def applied(house: make.Office, **changes: Any) -> int:
    task_id = reported(house, **changes)
    with begin(house.staff, now=make.at(4)) as work:
        tasks.apply_to_close(work, task_id=task_id, summary="报告已审定印发")
    return task_id


def closed(house: make.Office, **changes: Any) -> int:
    task_id = applied(house, **changes)
    with begin(house.clerk, now=make.at(5)) as work:
        tasks.accept(work, task_id=task_id)
    return task_id


def state(task_id: int, actor: Actor, days: int = 0) -> str:
    with look(actor, now=make.at(days)) as work:
        return str(tasks.face(work, task_id=task_id).row.state)


def evidence(actor: Actor, task_id: int, days: int = 3) -> int:
    with begin(actor, now=make.at(days)) as work:
        return files.keep(
            work,
            content=b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
            name="证明材料.pdf",
            subject="task",
            subject_id=task_id,
            matter_id=task_id,
            key=f"evidence-{task_id}-{days}-0000000000000000",
        )
