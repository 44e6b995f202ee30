"""What the matrix calls core/slips with: the task of the stage "warned", its lead and a part have a slip."""

from collections.abc import Callable
from typing import Any

from core.policy import Relation
from core.slips import SlipFilter
from core.slips.rules import DEFAULTS
from tests.policy_scene import MISSING, NOBODY, Cell, Factory, at, given

FOUND = "进展缓慢"


def slip(name: str) -> Callable[[Cell], int]:
    """A number of the slip about the task of the cell."""

    def number(cell: Cell) -> int:
        return NOBODY if cell.relation == MISSING else cell.stage("warned")[name]

    return number


def turn(cell: Cell) -> int:
    name = "part_slip_turn_id" if cell.relation == Relation.SUPPORTING else "slip_turn_id"
    return slip(name)(cell)


def _working(cell: Cell) -> dict[str, Any]:
    return {"task_id": cell.scene.stages["working", False]["task_id"]}


SLIPS: dict[str, Factory] = {
    "slips.rules": given(),
    "slips.change_rule": given(rule=DEFAULTS["near"]),
    "slips.due": given(),
    "slips.issue_due": _working,
    "slips.raise_unanswered": given(),
    "slips.listed": given(wanted=SlipFilter()),
    "slips.of_task": at("warned"),
    "slips.sheet": given(slip_id=slip("slip_id")),
    "documents.slip": given(slip_id=slip("slip_id")),
    "slips.issue": at("working", cause="overdue", found=FOUND, part_id=None),
    "slips.answer": at("warned", turn_id=turn, answer="已增派人手"),
    "slips.cancel": given(slip_id=slip("slip_id"), version=1, reason="误发"),
}
