"""A finding becomes a supervised task in one click, and is done with when the task is."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core import calendar, office, tasks
from core.policy import Relation
from core.seven_s.refusals import FindingGone, FindingSettled
from core.seven_s.settling import end, office_of
from core.seven_s.sight import open_turns, sees
from core.tasks import Facts, write_draft
from core.work import Work
from db.models import Area, CheckItem, Finding, Matter

SOURCE, FORM = "7S问题", "现场完成"
DAYS = 5


@dataclass(frozen=True, slots=True)
class Supervised:
    task_id: int
    number: str  # empty while it is a draft that the office still has to issue


def supervise(work: Work, *, finding_id: int, version: int) -> Supervised:
    """Drafted and, by whoever may, issued at once; the turns of the finding end, the task's begin."""
    work.must("seven_s.supervise")
    row = work.session.execute(
        select(Finding, Area, CheckItem)
        .join(Area, Area.id == Finding.area_id)
        .join(CheckItem, CheckItem.id == Finding.item_id)
        .where(Finding.id == finding_id, Finding.saved_at.is_not(None))
        .with_for_update(of=Finding)
    ).one_or_none()
    if row is None or not sees(work, row[0]):
        raise FindingGone()
    finding, area, item = row
    if finding.task_id is not None or finding.closed_at is not None or finding.version != version:
        raise FindingSettled()
    task_id = write_draft(work, _facts(work, finding, area, item), created_by=work.actor.number)
    finding.task_id = task_id
    end(work, finding.matter_id, open_turns(work, finding.matter_id), "supervised")
    number = issued_if_may(work, task_id)
    work.record("finding.supervised", finding.id, matter_id=task_id, task_id=task_id, number=number)
    return Supervised(task_id, number)


def issued_if_may(work: Work, task_id: int) -> str:
    """Given out at once by somebody of the supervising department; else it waits there as a draft."""
    matter = work.session.get_one(Matter, task_id)
    here = matter.supervising_department_id in work.actor.departments
    if not (here and work.may("tasks.issue", Relation.SUPERVISING)):
        return ""
    return tasks.issue(work, task_id=task_id, version=matter.version)


def _facts(work: Work, finding: Finding, area: Area, item: CheckItem) -> Facts:
    what = finding.phrase or finding.note or item.wording
    due = finding.due_day if finding.due_day and finding.due_day > work.today else None
    profile = office.profile(work.session)
    return Facts(
        title=f"{area.name}：{what}"[:200],
        source=SOURCE if SOURCE in profile.sources else "",
        source_reference=f"7S-{finding.id}",
        lead_department_id=finding.owner_department_id or office_of(work),
        due_day=due or office_day(work),
        background=finding.note,
        standard=item.wording,
        form=FORM if FORM in profile.forms else profile.forms[0],
        internal=area.restricted,
    )


def office_day(work: Work) -> date:
    return calendar.add_workdays(work, work.today, DAYS)
