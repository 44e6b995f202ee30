"""The supervision slip (督办单) as Word: the task's own fields and those of the slip."""

from typing import Any

from core import slips
from core.documents import own
from core.documents.fields import fields, shown, subject
from core.documents.rendering import rendered
from core.slips import SlipSheet
from core.work import Work


def slip(work: Work, *, slip_id: int) -> bytes:
    """Raises what core.slips raises where this person may not read it."""
    work.must("documents.slip")
    one = slips.sheet(work, slip_id=slip_id)
    context = fields(subject(work, one.task_id)) | _of_slip(work, one)
    return rendered(own.template(work, "slip"), context, "slip")


def _of_slip(work: Work, one: SlipSheet) -> dict[str, Any]:
    replied = one.answered_at.astimezone(work.zone).date() if one.answered_at else None
    values: dict[str, object] = {
        "督办单名称": one.name,
        "督办单编号": one.number,
        "被督办部门": one.department,
        "督办事由": one.found,
        "督办要求": one.demand,
        "回复时限": one.reply_day,
        "签发日期": one.issued_on,
        "签发人": one.issued_by,
        "部门回复": one.answer,
        "回复人": one.answered_by,
        "回复日期": replied,
    }
    return {name: shown(value) for name, value in values.items()}
