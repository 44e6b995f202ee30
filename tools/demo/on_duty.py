"""Living with the roster in the demo: a swap waits for its partner, one for approval; the log has lines."""

from collections.abc import Mapping
from datetime import date, timedelta

from core import duty_log, roster
from core.actor import Actor
from core.roster import DutyCell
from core.work import begin, look

LINES = (
    ("patrol", "夜间巡查一至七层，门窗、电源正常", "", "", False),
    ("call", "群众来电反映服务大厅叫号机无声音，请协调维修", "市民李先生", "后勤保障科", True),
    ("visitor", "兄弟单位两人来取文件，已登记并转办公室", "市档案馆 王科长", "办公室", False),
)


def live_on_duty(actors: Mapping[int, Actor], keeper: Actor, today: date) -> None:
    with look(keeper) as work:
        shown = roster.grid(work, first_day=today, last_day=today + timedelta(20))
        of_leaders = {one.id for one in roster.roles(work) if one.facts.of_leaders}
    coming = [
        cell
        for line in shown.days
        for role_id, cells in line.cells.items()
        for cell in cells
        if role_id not in of_leaders and line.day > today + timedelta(1)
    ]
    asked = 0
    for cell in coming[::4]:
        if asked < 2 and cell.person_id in actors:
            asked += _asked(actors, cell, agreed=asked == 1)
    with begin(keeper) as work:
        for kind, text, who, passed_to, open_item in LINES:
            duty_log.note(work, kind=kind, text=text, who=who, passed_to=passed_to, open_item=open_item)


def _asked(actors: Mapping[int, Actor], cell: DutyCell, *, agreed: bool) -> bool:
    """Somebody who fits is asked to stand in; nobody fits near every day."""
    with look(actors[cell.person_id]) as work:
        likely = [one for one in roster.proposals(work, duty_id=cell.duty_id) if one.person_id in actors]
    if not likely:
        return False
    with begin(actors[cell.person_id]) as work:
        number = roster.ask_swap(
            work, duty_id=cell.duty_id, person_id=likely[0].person_id, reason="外出参加培训"
        )
    if agreed:
        with begin(actors[likely[0].person_id]) as work:
            roster.consent(work, swap_id=number, version=1, agrees=True)
    return True
