"""Drafts: a month, quarter or year; cells pinned by hand; what the solver found is kept in them."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_, Text, _
from core.roster import engine
from core.roster.engine import Outcome
from core.roster.gathering import Trial, gathered
from core.roster.pools import PersonUnknown
from core.roster.roles import found as role_found
from core.work import SomebodyWasFaster, Work
from db.models import Duty, DutyMember, Roster

EARLIEST, LATEST = 2000, 2100


class Period(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


PERIOD_NAMES: dict[Period, Text] = {
    Period.MONTH: N_("Month"),
    Period.QUARTER: N_("Quarter"),
    Period.YEAR: N_("Whole year"),
}
MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


class RosterGone(NotFound):
    message = N_("This roster is not there any more.")


class PublishedAlready(Conflict):
    message = N_("This roster is published. Its duties change by swaps and repairs only.")


class NoSuchPeriod(InvalidInput):
    message = N_("Please choose a month, a quarter or a year.")
    field = "first_day"


class NotInTheRoster(InvalidInput):
    message = N_("This day does not belong to the roster.")
    field = "day"


class NotInThePool(InvalidInput):
    message = N_("This person is not in the pool on that day.")
    field = "person_id"


class PinnedAlready(Conflict):
    message = N_("This duty is pinned already.")


class NothingPinned(NotFound):
    message = N_("Nothing is pinned there.")


class NothingFound(Conflict):
    message = N_("No roster was found. The draft before stands.")


class DraftMoved(Conflict):
    message = N_("The draft was changed while the search ran. Please start it again.")


def draft(work: Work, *, period: str, first_day: date | None) -> int:
    """An empty draft of the month, quarter or year that this day begins or lies in."""
    work.must("roster.draft")
    if period not in set(Period) or first_day is None or not EARLIEST <= first_day.year <= LATEST:
        raise NoSuchPeriod()
    first, last = bounds_of(Period(period), first_day)
    row = Roster(
        name=named(Period(period), first),
        first_day=first,
        last_day=last,
        made_by=work.actor.number,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record("roster.drafted", row.id, about=row.name, first_day=first, last_day=last)
    return row.id


def drop_draft(work: Work, *, roster_id: int, version: int) -> None:
    work.must("roster.drop_draft")
    row = drafted(work, roster_id, version=version)
    work.session.execute(delete(Duty).where(Duty.roster_id == roster_id))
    work.session.delete(row)
    work.record("roster.dropped", roster_id, about=row.name)


def problem(work: Work, *, roster_id: int, trial: Trial | None = None) -> dict[str, Any]:
    """What the engine is asked for this draft, with its pins and all that went before."""
    work.must("roster.problem")
    row = work.session.get(Roster, roster_id)
    if row is None:
        raise RosterGone()
    return engine.write(gathered(work, row, trial or Trial()))


def keep_result(work: Work, *, roster_id: int, version: int, outcome: Outcome) -> None:
    """The found duties replace those of the draft; pins stay pins. Without any, the draft before stands."""
    work.must("roster.keep_result")
    row = work.session.get(Roster, roster_id, with_for_update=True)
    if row is None:
        raise RosterGone()
    if row.published_at is not None:
        raise PublishedAlready()
    if row.version != version:
        raise DraftMoved()
    if not outcome.cells:
        raise NothingFound()
    unpinned = (Duty.roster_id == roster_id, Duty.pinned_at.is_(None))
    work.session.execute(delete(Duty).where(*unpinned))
    pinned = {
        (str(duty.role_id), duty.day, str(duty.person_id))
        for duty in work.session.scalars(select(Duty).where(Duty.roster_id == roster_id))
    }
    work.session.add_all(
        Duty(roster_id=roster_id, role_id=int(role), day=on, person_id=int(person))
        for role, on, person in outcome.cells
        if (role, on, person) not in pinned
    )
    row.verdict, row.solved_at = verdict_of(outcome), work.now
    work.record("roster.solved", roster_id, about=row.name, status=outcome.status, duties=len(outcome.cells))


def verdict_of(outcome: Outcome) -> dict[str, Any]:
    """Everything but the duties, which stand in their table."""
    return {**engine.as_json(outcome), "cells": []}


def pin(
    work: Work, *, roster_id: int, version: int, role_id: int, day: date | None, person_id: int | None
) -> None:
    """This person has this duty whatever the solver finds; somebody unpinned gives way."""
    work.must("roster.pin")
    row = drafted(work, roster_id, version=version)
    role = role_found(work, role_id)
    if day is None or not row.first_day <= day <= row.last_day:
        raise NotInTheRoster()
    if not person_id:
        raise PersonUnknown()
    _ensure_member(work, role_id, person_id, day)
    here = select(Duty).where(Duty.roster_id == roster_id, Duty.role_id == role_id, Duty.day == day)
    duties = list(work.session.scalars(here.order_by(Duty.id)))
    mine = next((duty for duty in duties if duty.person_id == person_id), None)
    if mine is not None and mine.pinned_at is not None:
        raise PinnedAlready()
    if mine is None:
        free = next((duty for duty in duties if duty.pinned_at is None), None)
        if free is not None:
            work.session.delete(free)
            work.session.flush()
        mine = Duty(roster_id=roster_id, role_id=role_id, day=day, person_id=person_id)
        work.session.add(mine)
    mine.pinned_at, mine.pinned_by = work.now, work.actor.number
    _touch(work, row)
    work.record("roster.pinned", roster_id, role=role.name, day=day, person_id=person_id)


def unpin(
    work: Work, *, roster_id: int, version: int, role_id: int, day: date | None, person_id: int | None
) -> None:
    """The duty stays as it is until the next search."""
    work.must("roster.unpin")
    row = drafted(work, roster_id, version=version)
    here = select(Duty).where(
        Duty.roster_id == roster_id,
        Duty.role_id == role_id,
        Duty.day == day,
        Duty.person_id == person_id,
        Duty.pinned_at.is_not(None),
    )
    duty = work.session.scalar(here)
    if duty is None:
        raise NothingPinned()
    duty.pinned_at = duty.pinned_by = None
    _touch(work, row)
    work.record("roster.unpinned", roster_id, role_id=role_id, day=day, person_id=person_id)


def drafted(work: Work, roster_id: int, *, version: int) -> Roster:
    """The draft, for change."""
    row = work.session.get(Roster, roster_id, with_for_update=True)
    if row is None:
        raise RosterGone()
    if row.published_at is not None:
        raise PublishedAlready()
    if row.version != version:
        raise SomebodyWasFaster()
    return row


def bounds_of(period: Period, day: date) -> tuple[date, date]:
    """The first and the last day of the month, quarter or year around this day."""
    months = MONTHS[period]
    month = (day.month - 1) // months * months + 1
    later = month + months
    after = date(day.year + 1, 1, 1) if later > 12 else date(day.year, later, 1)
    return date(day.year, month, 1), after - timedelta(1)


def named(period: Period, first: date) -> str:
    if period is Period.YEAR:
        return _("Duty roster {year}", year=first.year)
    if period is Period.QUARTER:
        return _("Duty roster {year}, quarter {quarter}", year=first.year, quarter=(first.month + 2) // 3)
    return _("Duty roster {year}-{month}", year=first.year, month=f"{first.month:02}")


def _ensure_member(work: Work, role_id: int, person_id: int, day: date) -> None:
    there = select(DutyMember.id).where(
        DutyMember.role_id == role_id,
        DutyMember.person_id == person_id,
        DutyMember.joined_on <= day,
        DutyMember.left_on.is_(None) | (DutyMember.left_on >= day),
    )
    if work.session.scalar(there.limit(1)) is None:
        raise NotInThePool()


def _touch(work: Work, row: Roster) -> None:
    """A draft whose pins changed is another one: a search that runs meanwhile is not kept."""
    row.made_at = work.now
    flag_modified(row, "made_at")
