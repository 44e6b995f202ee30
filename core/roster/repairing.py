"""Repair after leave: duties whose people cannot go to others, as few as can be; all touched are told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from core import notices
from core.errors import Conflict, NotFound
from core.i18n import N_, _, day
from core.roster import engine
from core.roster.engine import Cell
from core.roster.fitting import fits, ground
from core.roster.gathering import Trial, gathered
from core.roster.settling import holder, names, put
from core.work import SomebodyWasFaster, Work
from db.models import Duty, Roster


class NoPublishedRoster(NotFound):
    message = N_("This roster is not published, or not there any more.")


class RepairStale(Conflict):
    message = N_("The roster has changed since. Please let the repair be searched once more.")


class RepairBreaks(Conflict):
    message = N_("This repair does not fit any more: {why}.")


@dataclass(frozen=True, slots=True)
class Damaged:
    """What the search is asked: the rules, the roster as it stands, and up to when nothing moves."""

    problem: dict[str, Any]
    cells: tuple[Cell, ...]
    frozen_until: date
    version: int


def damaged(work: Work, *, roster_id: int) -> Damaged:
    """The published roster as the engine sees it, with all leave that was approved since."""
    work.must("roster.damaged")
    row = _published(work, roster_id)
    cells = tuple(_cell(duty) for duty in _duties(work, row))
    return Damaged(
        engine.write(gathered(work, row, Trial(wishes=False))), cells, _frozen(work, row), row.version
    )


def repair(
    work: Work, *, roster_id: int, version: int, cells: Sequence[Cell], first: date, last: date
) -> int:
    """The chosen cells stand for the days from `first` to `last`; returns how many duties changed hands."""
    work.must("roster.repair")
    row = _published(work, roster_id, for_change=True)
    if row.version != version:
        raise SomebodyWasFaster()
    moved = _moved(_duties(work, row), frozenset(cells), first, last)
    if any(duty.day <= _frozen(work, row) for duty, _taker in moved):
        raise RepairStale()
    touched: dict[int, list[date]] = defaultdict(list)
    for duty, taker in moved:
        for person in (holder(duty), taker):
            touched[person].append(duty.day)
        put(work, duty, taker)
    work.session.flush()
    _ensure_fits(work, row, moved)
    flag_modified(row, "made_at")
    work.record("roster.repaired", roster_id, about=row.name, duties=len(moved))
    for person, days in touched.items():
        what = _(", ").join(day(on) for on in sorted(set(days)))
        notices.tell(
            work, {person}, "duties_changed", None, f"repair:{row.id}:{version}", title=row.name, what=what
        )
    return len(moved)


def _published(work: Work, roster_id: int, *, for_change: bool = False) -> Roster:
    row = work.session.get(Roster, roster_id, with_for_update=for_change)
    if row is None or row.published_at is None:
        raise NoPublishedRoster()
    return row


def _duties(work: Work, row: Roster) -> list[Duty]:
    return list(
        work.session.scalars(select(Duty).where(Duty.roster_id == row.id).order_by(Duty.day, Duty.id))
    )


def _cell(duty: Duty) -> Cell:
    return str(duty.role_id), duty.day, str(holder(duty))


def _frozen(work: Work, row: Roster) -> date:
    """The past is frozen, today's duty has begun."""
    return max(work.today, row.frozen_until or row.first_day - timedelta(1))


def _moved(duties: list[Duty], wanted: frozenset[Cell], first: date, last: date) -> list[tuple[Duty, int]]:
    """Each duty that changes hands, with who takes it; the numbers of both sides must agree."""
    free: dict[tuple[str, date], list[Duty]] = defaultdict(list)
    takers = defaultdict(list)
    inside = [duty for duty in duties if first <= duty.day <= last]
    now = {_cell(duty) for duty in inside}
    for duty in inside:
        if _cell(duty) not in wanted:
            free[(str(duty.role_id), duty.day)].append(duty)
    for role, on, person in sorted(wanted - now):
        takers[(role, on)].append(int(person))
    if {key: len(some) for key, some in free.items()} != {key: len(some) for key, some in takers.items()}:
        raise RepairStale()
    return [pair for key, some in free.items() for pair in zip(some, takers[key], strict=True)]


def _ensure_fits(work: Work, row: Roster, moved: list[tuple[Duty, int]]) -> None:
    """Leave may have been approved while somebody was choosing."""
    here = ground(work, row, names(work))
    for duty, taker in moved:
        person, role = str(taker), str(duty.role_id)
        found = fits(here.without((person, role, duty.day)), person, role, duty.day).refusals
        if found:
            raise RepairBreaks(why=found[0])
