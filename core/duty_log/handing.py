"""Handing over: who goes signs, who comes signs; what is open passes on."""

from datetime import date, timedelta

from sqlalchemy import func, select

from core.duty_log.standing import relation
from core.errors import Conflict, NotFound, NotPermitted
from core.i18n import N_
from core.policy import Relation
from core.text import clean_text
from core.work import SomebodyWasFaster, Work
from db.models import DutyEntry, DutyHandover


class HandedAlready(Conflict):
    message = N_("This day was handed over already.")


class DayNotBegun(Conflict):
    message = N_("This day has not begun: nothing of it can be handed over.")


class DayLongOver(NotPermitted):
    message = N_("Who is on duty hands over today or yesterday; older days are for who keeps the roster.")


class HandoverGone(NotFound):
    message = N_("This hand-over is not there any more.")


class OwnHandover(Conflict):
    message = N_("Whoever hands over cannot take over: the other side signs.")


def hand_over(work: Work, *, day: date, note: str = "") -> int:
    """Signed by who goes; the number of open items is written down with it."""
    work.must("duty_log.hand_over", relation(work))
    if day > work.today:
        raise DayNotBegun()
    if day < work.today - timedelta(1) and not work.may("duty_log.hand_over", Relation.OTHER):
        raise DayLongOver()
    if work.session.scalar(select(DutyHandover.id).where(DutyHandover.day == day)) is not None:
        raise HandedAlready()
    count = select(func.count()).select_from(DutyEntry).where(DutyEntry.closed_at.is_(None))
    row = DutyHandover(
        day=day,
        note=clean_text(note, field="note"),
        open_items=work.session.scalar(count) or 0,
        given_by=work.actor.number,
        given_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record("duty_handover.given", row.id, day=day, open_items=row.open_items)
    return row.id


def take_over(work: Work, *, handover_id: int, version: int) -> None:
    """Signed by who comes, never by the same person."""
    work.must("duty_log.take_over", relation(work))
    row = work.session.get(DutyHandover, handover_id, with_for_update=True)
    if row is None:
        raise HandoverGone()
    if row.version != version:
        raise SomebodyWasFaster()
    if row.taken_at is not None:
        raise HandedAlready()
    if row.given_by == work.actor.id:
        raise OwnHandover()
    row.taken_by, row.taken_at = work.actor.number, work.now
    work.record("duty_handover.taken", row.id, day=row.day)
