"""What the system finds by itself: the same item failing in several areas within days (共性问题)."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from core import calendar, notices, office
from core.actor import Charge
from core.seven_s.catalogue import current_rows
from core.seven_s.rules import SHARED_AREAS, SHARED_DAYS
from core.seven_s.settling import office_of, speaking_for
from core.seven_s.supervising import FORM, SOURCE
from core.tasks import Facts, write_draft
from core.work import Work
from db.models import Area, ChargeGrant, CheckItem, Finding, Person, SharedFault

DAYS = 10


@dataclass(frozen=True, slots=True)
class Shared:
    item_key: str
    area_ids: tuple[int, ...]


def find_shared_faults(work: Work) -> list[int]:
    """One task for whoever owns the standard, where an item failed in three areas within 14 days.

    Once for each spell: not again while the last one is younger than the days looked at.
    """
    work.must("seven_s.find_shared_faults")
    since = work.today - timedelta(days=SHARED_DAYS - 1)
    told = set(work.session.scalars(select(SharedFault.item_key).where(SharedFault.found_on >= since)))
    items = {row.key: row for row in current_rows(work)}
    return [
        _draft(work, items[one.item_key], one)
        for one in _shared(work)
        if one.item_key not in told and one.item_key in items
    ]


def _shared(work: Work) -> list[Shared]:
    since = work.today - timedelta(days=SHARED_DAYS - 1)
    counts = (
        Finding.day.between(since, work.today),
        Finding.saved_at.is_not(None),
        Finding.voided_at.is_(None),
    )
    often = (
        select(Finding.item_key)
        .where(*counts)
        .group_by(Finding.item_key)
        .having(func.count(func.distinct(Finding.area_id)) >= SHARED_AREAS)
    )
    rows = work.session.execute(
        select(Finding.item_key, Finding.area_id).where(*counts, Finding.item_key.in_(often)).distinct()
    )
    found: dict[str, list[int]] = {}
    for key, area_id in rows:
        found.setdefault(key, []).append(area_id)
    return [Shared(key, tuple(sorted(found[key]))) for key in sorted(found)]


def _draft(work: Work, item: CheckItem, shared: Shared) -> int:
    names = list(
        work.session.scalars(select(Area.name).where(Area.id.in_(shared.area_ids)).order_by(Area.id))
    )
    owner = item.owner_department_id or office_of(work)
    profile = office.profile(work.session)
    facts = Facts(
        title=f"7S共性问题：{item.wording}",
        source=SOURCE if SOURCE in profile.sources else "",
        source_reference=item.key,
        lead_department_id=owner,
        due_day=calendar.add_workdays(work, work.today, DAYS),
        background="、".join(names),
        standard=item.wording,
        form=FORM if FORM in profile.forms else profile.forms[0],
    )
    task_id = write_draft(work, facts, created_by=_keeper(work))
    row = SharedFault(item_key=item.key, found_on=work.today, area_ids=list(shared.area_ids), task_id=task_id)
    work.session.add(row)
    work.session.flush()
    told = {"what": item.wording, "count": len(shared.area_ids)}
    people = {*speaking_for(work, office_of(work)), *speaking_for(work, owner)}
    notices.tell(work, people, "shared_fault", task_id, f"shared_fault:{row.id}", **told)
    work.record("shared_fault.found", row.id, matter_id=task_id, item=item.key, areas=list(shared.area_ids))
    return task_id


def _keeper(work: Work) -> int:
    """In whose name it is drafted: whoever is charged with 7S, else the office director, else anybody."""
    charged = select(ChargeGrant.person_id).where(ChargeGrant.charge == Charge.SEVEN_S)
    keeps = Person.id.in_(charged)
    wanted = (
        select(Person.id)
        .where(Person.disabled_at.is_(None))
        .order_by(keeps.desc(), (Person.role == "director").desc(), Person.id)
        .limit(1)
    )
    return work.session.scalars(wanted).one()
