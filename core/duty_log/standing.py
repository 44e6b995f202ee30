"""Who is on duty: they write the log."""

from datetime import timedelta

from sqlalchemy import func, select

from core.policy import Relation
from core.work import Work
from db.models import Duty, DutyRole, Roster


def relation(work: Work) -> Relation:
    """Today's people, and yesterday's until they have handed over and gone."""
    who = func.coalesce(Duty.actual_person_id, Duty.person_id)
    mine = (
        select(Duty.id)
        .join(Roster, Roster.id == Duty.roster_id)
        .join(DutyRole, DutyRole.id == Duty.role_id)
        .where(
            who.in_(work.actor.selves),
            Duty.day.between(work.today - timedelta(1), work.today),
            Roster.published_at.is_not(None),
            DutyRole.kind == "duty",
        )
        .limit(1)
    )
    return Relation.OWN if work.session.scalar(mine) is not None else Relation.OTHER
