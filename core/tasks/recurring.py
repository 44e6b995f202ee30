"""What drafts itself by rhythm: on its day, or on the last workday before, without being asked."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import select

from core import calendar, notices
from core.actor import SYSTEM
from core.errors import InvalidInput
from core.tasks.drafting import write_draft
from core.tasks.facts import Facts, office_department
from core.tasks.settling import spokesmen
from core.tasks.templates import Rhythm, due
from core.upkeep import TimedJob, jobs
from core.work import Work, begin
from db.models import TaskTemplate

MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}
# No holiday keeps an office away for longer: so far ahead a day may have to be drafted for.
LONGEST_REST = timedelta(days=15)


def draft_recurring(work: Work) -> int:
    """Draft what is due by rhythm, once each, also for days that were missed; returns how many."""
    work.must("tasks.draft_recurring")
    waiting = select(TaskTemplate).where(
        TaskTemplate.next_day <= work.today + LONGEST_REST, TaskTemplate.retired_at.is_(None)
    )
    made = 0
    for template in work.session.scalars(waiting.with_for_update()):
        day = template.next_day
        if day is None or not _reached(work, day):
            continue
        _draft(work, template)
        while _reached(work, day):
            day = following(day, Rhythm(template.rhythm), template.day_of_month)
        template.next_day = day
        made += 1
    return made


def following(day: date, rhythm: Rhythm, day_of_month: int | None = None) -> date:
    """The next day of the rhythm: the same weekday, or the same day of a later month (its last at most)."""
    if rhythm == Rhythm.WEEKLY:
        return day + timedelta(days=7)
    months = day.year * 12 + day.month - 1 + MONTHS[rhythm]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day_of_month or day.day, monthrange(year, month + 1)[1]))


def draft_what_is_due() -> str:
    with begin(SYSTEM) as work:
        return f"{draft_recurring(work)} drafts"


def _reached(work: Work, day: date) -> bool:
    return calendar.workday_on_or_before(work, day) <= work.today


def _draft(work: Work, template: TaskTemplate) -> None:
    facts = due(work, template, work.today)
    try:
        with work.session.begin_nested():
            task_id = write_draft(work, facts, created_by=template.made_by, template_id=template.id)
    except InvalidInput:
        # A department was closed, a source taken off the list: the draft comes all the same, to be completed.
        task_id = write_draft(work, _bare(facts), created_by=template.made_by, template_id=template.id)
    people = [template.made_by, *spokesmen(work, office_department(work))]
    notices.tell(work, people, "drafted", task_id, f"drafted:{task_id}", title=facts.title, number="")


def _bare(facts: Facts) -> Facts:
    """Words and days alone: they hold whatever the office has reorganised since."""
    return replace(
        facts,
        source="",
        form="",
        lead_department_id=None,
        supervising_department_id=None,
        given_by=None,
        parent_id=None,
        supporting=(),
    )


jobs.register(TimedJob("recurring", draft_what_is_due, at=time(6, 0)))
