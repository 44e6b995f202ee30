"""What the matrix calls core/duty_log with: a line of today; where it is mine, I am on duty."""

from datetime import timedelta

from core.policy import Relation
from db.models import Duty, DutyEntry, DutyHandover, DutyWording, Roster
from tests.policy_roster import added, role
from tests.policy_scene import Cell, Factory


def on_duty(cell: Cell) -> None:
    if cell.relation == Relation.OWN:
        today = cell.work.today
        sheet = Roster(
            name="已发布",
            first_day=today,
            last_day=today,
            made_by=cell.me,
            made_at=cell.work.now,
            published_at=cell.work.now,
        )
        number = added(cell, sheet)
        added(cell, Duty(roster_id=number, role_id=role(cell), day=today, person_id=cell.me))


def entry(cell: Cell) -> dict[str, object]:
    on_duty(cell)
    by, now = cell.scene.spare["person"], cell.work.now
    row = DutyEntry(day=cell.work.today, kind="call", at=now, made_by=by, made_at=now)
    number = added(cell, row)
    added(cell, DutyWording(entry_id=number, text="来电", made_by=by, made_at=now))
    return {"entry_id": number, "version": 1}


def handover(cell: Cell) -> dict[str, object]:
    on_duty(cell)
    day = cell.work.today - timedelta(1)
    row = DutyHandover(day=day, given_by=cell.scene.spare["person"], given_at=cell.work.now)
    return {"handover_id": added(cell, row), "version": 1}


def with_duty(cell: Cell, **arguments: object) -> dict[str, object]:
    on_duty(cell)
    return arguments


DUTY_LOG: dict[str, Factory] = {
    "duty_log.log": lambda cell: with_duty(cell, day=cell.work.today),
    "duty_log.note": lambda cell: with_duty(cell, kind="call", text="来电"),
    "duty_log.reword": lambda cell: {**entry(cell), "text": "来电，已转"},
    "duty_log.close_entry": entry,
    "duty_log.make_task": entry,
    "duty_log.hand_over": lambda cell: with_duty(cell, day=cell.work.today),
    "duty_log.take_over": handover,
}
# On duty, or not: there are no other ways to stand to the log.
LOG_ONLY_AS = dict.fromkeys(DUTY_LOG, (Relation.OWN, Relation.OTHER))
