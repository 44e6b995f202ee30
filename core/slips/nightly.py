"""What is issued and laid before the next level every workday morning, after the reminders went out."""

from datetime import datetime, time

from core import calendar
from core.actor import SYSTEM
from core.errors import Conflict
from core.slips.answering import raise_unanswered
from core.slips.finding import due
from core.slips.issuing import issue_due
from core.upkeep import TimedJob, jobs
from core.work import begin, look


def issue_what_is_due(now: datetime | None = None) -> str:
    """Each task in a transaction of its own: one that somebody is changing waits for the next run."""
    with look(SYSTEM, now=now) as work:
        if not calendar.is_workday(work, work.today):
            return "0 slips"
        waiting = list(dict.fromkeys(one.matter_id for one in due(work)))
    issued = sum(_issue(task_id, now) for task_id in waiting)
    with begin(SYSTEM, now=now) as work:
        raised = raise_unanswered(work)
    return f"{issued} slips, {raised} raised"


def _issue(task_id: int, now: datetime | None) -> int:
    try:
        with begin(SYSTEM, now=now) as work:
            return issue_due(work, task_id=task_id)
    except Conflict:
        return 0


jobs.register(TimedJob("slips", issue_what_is_due, at=time(8, 45)))
