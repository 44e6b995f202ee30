"""The open pieces of work that a rule may speak about, read in a constant number of queries."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from core import calendar, office
from core.i18n import speaking
from core.slips import rules
from core.slips.judging import Due, Judged, Measure, judge
from core.slips.rules import Cause
from core.tasks import RUNNING, Milestone
from core.turns import Kind
from core.work import Work
from db.models import Matter, Node, Part, Reminder, Report, Slip, Turn


def due(work: Work) -> list[Due]:
    """The slips that the rules ask for now and that were not issued yet: what the timed job will issue."""
    work.must("slips.due")
    return asked_for(work)


def asked_for(work: Work, matter_ids: Collection[int] | None = None) -> list[Due]:
    """Of these tasks, or of all. Words on papers are Chinese, whoever asks."""
    by = measure(work)
    with speaking("zh_CN"):
        found = [said for one in judged(work, by, matter_ids) if (said := judge(one, by)) is not None]
    had = set(
        work.session.scalars(select(Slip.key).where(Slip.matter_id.in_([one.matter_id for one in found])))
    )
    return [one for one in found if one.key not in had]


def measure(work: Work) -> Measure:
    tolerance = office.profile(work.session).lag_tolerance
    return Measure(work.today, calendar.table(work), tolerance, rules.every(work.session))


def judged(work: Work, by: Measure, matter_ids: Collection[int] | None) -> list[Judged]:
    rows = work.session.execute(_rows(by, matter_ids)).all()
    numbers = {row.Matter.id for row in rows}
    reports = _reports(work, numbers)
    steps = _steps(work, {row.Matter.id for row in rows if row.report_due is not None})
    found = []
    for row in rows:
        matter, part_id = row.Matter, row.part_id
        lead = part_id is None
        last, sound = reports.get(matter.id, (None, 0))
        found.append(
            Judged(
                matter.id,
                part_id,
                row.department_id,
                matter.number or "",
                matter.title,
                matter.issued_at.astimezone(work.zone).date(),
                row.due_day,
                matter.percent if lead else row.percent or 0,
                row.reminded,
                lead and matter.lagging,
                last.day if last is not None else None,
                last.expected if last is not None else None,
                sound,
                row.report_due if lead else None,
                steps.get(matter.id, ()),
            )
        )
    return found


def _rows(by: Measure, matter_ids: Collection[int] | None) -> Select[*tuple[Any, ...]]:
    """Open work with a day: near or past it, lagging, or with a report that did not come."""
    asked = aliased(Turn)
    report_due = (
        select(func.min(asked.due_day))
        .where(asked.matter_id == Matter.id, asked.kind == Kind.REPORT, asked.done_at.is_(None))
        .scalar_subquery()
    )
    statement = (
        select(
            Matter,
            Turn.part_id,
            Turn.holder_department_id.label("department_id"),
            Turn.due_day,
            _reminded().label("reminded"),
            Part.percent,
            report_due.label("report_due"),
        )
        .join(Turn, Turn.matter_id == Matter.id)
        .outerjoin(Part, Part.id == Turn.part_id)
        .where(
            Matter.kind == "task",
            Matter.state.in_(RUNNING),
            Matter.issued_at.is_not(None),
            Turn.kind == Kind.DO,
            Turn.node_id.is_(None),
            Turn.done_at.is_(None),
            Turn.due_day.is_not(None),
            Turn.holder_department_id.is_not(None),
            _worth_judging(by),
        )
        .order_by(Turn.due_day, Turn.id)
    )
    return statement if matter_ids is None else statement.where(Matter.id.in_(matter_ids))


def _reminded() -> ColumnElement[bool]:
    """Did a reminder of this day go out, to whomever?"""
    return exists().where(Reminder.turn_id == Turn.id, Reminder.due_revision == Turn.due_revision)


def _worth_judging(by: Measure) -> ColumnElement[bool]:
    horizon = by.today + timedelta(days=by.rules[Cause.NEAR].days)
    asked = aliased(Turn)
    missing = exists().where(
        asked.matter_id == Matter.id,
        asked.kind == Kind.REPORT,
        asked.done_at.is_(None),
        asked.due_day < by.today,
    )
    return or_(Turn.due_day <= horizon, Matter.lagging, missing)


def _reports(work: Work, numbers: Iterable[int]) -> dict[int, tuple[Report, int]]:
    """The lead's last report of each, and the number of its last one that did not lag."""
    ours = (Report.matter_id.in_(numbers), Report.part_id.is_(None))
    newest = select(func.max(Report.id)).where(*ours).group_by(Report.matter_id)
    sound = (
        select(Report.matter_id, func.max(Report.id))
        .where(*ours, Report.lagging.is_(False))
        .group_by(Report.matter_id)
    )
    good = {number: last for number, last in work.session.execute(sound)}
    last = work.session.scalars(select(Report).where(Report.id.in_(newest)))
    return {one.matter_id: (one, good.get(one.matter_id, 0)) for one in last}


def _steps(work: Work, numbers: Iterable[int]) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = {}
    wanted = select(Node).where(Node.matter_id.in_(numbers), Node.percent > 0)
    for node in work.session.scalars(wanted):
        found.setdefault(node.matter_id, []).append(Milestone(node.due_day, node.percent))
    return found
