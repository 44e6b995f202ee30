"""A department objects to points within so many workdays; a leader decides."""

from datetime import date

from sqlalchemy import select

from core import calendar
from core.appraisal.points import APPROVED, CANCELLED, PointGone, take
from core.appraisal.rules import Half, every, rules_at
from core.errors import Conflict
from core.i18n import N_
from core.policy import NotYours
from core.text import clean_text
from core.work import Work
from db.models import Point, PointObjection


class ObjectionTooLate(Conflict):
    message = N_("Objections were possible until {day}.")


class ObjectedAlready(Conflict):
    message = N_("There is an objection to these points already.")


def object_to(work: Work, *, point_id: int, text: str) -> int:
    """The department says why it does not agree."""
    work.must("appraisal.object_to")
    point = take(work, point_id, APPROVED)
    if point.department_id not in work.actor.departments:
        raise NotYours()
    text = clean_text(text, limit=2000, field="text", required=True)
    until = last_day(work, point)
    if work.today > until:
        raise ObjectionTooLate(day=until)
    if work.session.scalar(select(PointObjection.id).where(PointObjection.point_id == point_id)):
        raise ObjectedAlready()
    made = PointObjection(
        point_id=point_id, person_id=work.actor.number, at=work.now, text=text, outcome="", note=""
    )
    work.session.add(made)
    work.session.flush()
    work.record("appraisal.objected", made.id, reason=text, point=point_id)
    return made.id


def decide_objection(work: Work, *, objection_id: int, upheld: bool, note: str) -> None:
    """Upheld: the points are taken back. Else they stay, and why is said."""
    work.must("appraisal.decide_objection")
    note = clean_text(note, limit=1000, field="note", required=True)
    objection = work.session.get(PointObjection, objection_id)
    if objection is None or objection.outcome:
        raise PointGone()
    point = take(work, objection.point_id, APPROVED)
    objection.outcome, objection.note = ("upheld" if upheld else "refused"), note
    objection.decided_by, objection.decided_at = work.actor.number, work.now
    if upheld:
        point.state = CANCELLED
    work.record("appraisal.objection_decided", objection_id, reason=note, outcome=objection.outcome)


def last_day(work: Work, point: Point) -> date:
    """Counted in workdays from the decision, by the rules of the half-year's end."""
    rules = rules_at(every(work), Half(point.year, point.half).period.last)
    return calendar.add_workdays(work, point.decided_on or work.today, rules.objection_days)
