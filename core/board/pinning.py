"""Cards that a reader keeps on top: a mark of their own, which changes nothing for anybody else."""

from sqlalchemy import delete, select

from core.tasks import TaskGone, visible
from core.work import Work
from db.models import Matter, Pin


def pin(work: Work, *, task_id: int) -> None:
    work.must("board.pin")
    seen = select(Matter.id).where(Matter.id == task_id, Matter.kind == "task", visible(work.actor))
    if work.session.scalar(seen) is None:
        raise TaskGone()
    if work.session.get(Pin, (work.actor.number, task_id)) is None:
        work.session.add(Pin(person_id=work.actor.number, matter_id=task_id, at=work.now))
        work.session.flush()


def unpin(work: Work, *, task_id: int) -> None:
    work.must("board.unpin")
    work.session.execute(delete(Pin).where(Pin.person_id == work.actor.number, Pin.matter_id == task_id))
