"""Who sees the whole appraisal, who only the own department; whether a half-year is closed."""

from sqlalchemy import select

from core.actor import Actor
from core.appraisal.policy import APPRAISERS
from core.appraisal.rules import Half
from core.work import Work
from db.models import ClosedHalf


def sees_all(actor: Actor) -> bool:
    return bool(actor.grants() & APPRAISERS)


def closed_row(work: Work, half: Half) -> ClosedHalf | None:
    statement = select(ClosedHalf).where(ClosedHalf.year == half.year, ClosedHalf.half == half.half)
    return work.session.scalars(statement).one_or_none()
