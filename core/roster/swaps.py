"""Swaps to look at: what one would mean, who could take a duty, what waits and what was decided."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core.policy import Relation
from core.roster.fitting import fits, ground
from core.roster.settling import DutyGone, away_today, holder, names, refusals, relation
from core.roster.special import kinds_of_days
from core.work import Work
from db.models import Duty, DutyRole, DutySwap, Person, Roster

LISTED, PROPOSED = 50, 8


@dataclass(frozen=True, slots=True)
class Effect:
    """One person's year in the role: duties in all and of this class of day, before and after."""

    person_id: int
    person: str
    kind: str
    before: int
    after: int
    total_before: int
    total_after: int


@dataclass(frozen=True, slots=True)
class SwapTrial:
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class DutyFacts:
    id: int
    role_id: int
    role: str
    day: date
    kind: str
    person_id: int
    person: str
    planned: str
    mine: bool
    may_ask: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who could take it: the fewest duties of the year first, then whoever has none near."""

    person_id: int
    person: str
    duties: int
    nearest: int | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SwapRow:
    id: int
    version: int
    matter_id: int
    role: str
    day: date
    other_day: date | None
    giver: str
    taker: str
    reason: str
    asked_at: datetime
    consented: bool
    approved: bool | None
    ended: bool
    undone: bool
    may_consent: bool = False
    may_decide: bool = False
    may_withdraw: bool = False
    may_undo: bool = False


def duty(work: Work, *, duty_id: int) -> DutyFacts:
    work.must("roster.duty")
    row = _published(work, duty_id)
    known = names(work)
    role = work.session.get_one(DutyRole, row.role_id)
    kind = kinds_of_days(work, row.day, row.day)[row.day]
    mine = holder(row) in work.actor.selves
    ahead = row.day >= work.today
    may = work.may("roster.ask_swap", Relation.OWN if mine else Relation.OTHER) and ahead
    planned = known[str(row.person_id)] if row.actual_person_id else ""
    who = known[str(holder(row))]
    return DutyFacts(row.id, role.id, role.name, row.day, kind, holder(row), who, planned, mine, may)


def swap_trial(
    work: Work, *, duty_id: int, other_duty_id: int | None = None, person_id: int | None = None
) -> SwapTrial:
    """What stands against it, and what it does to both ledgers of the year; nothing is asked yet."""
    work.must("roster.swap_trial")
    row = _published(work, duty_id)
    other = _published(work, other_duty_id) if other_duty_id else None
    taker = holder(other) if other else int(person_id or 0)
    known = names(work)
    here = ground(work, work.session.get_one(Roster, row.roster_id), known)
    found = refusals(here, row, other, taker)
    free = here.without((str(holder(row)), str(row.role_id), row.day))
    warned = fits(free, str(taker), str(row.role_id), row.day).warnings if not found else ()
    return SwapTrial(tuple(found), warned, tuple(_effects(work, row, other, taker, known)))


def proposals(work: Work, *, duty_id: int) -> list[Proposal]:
    """Whoever could take this duty without breaking a rule, the most fitting first."""
    work.must("roster.proposals")
    row = _published(work, duty_id)
    known = names(work)
    here = ground(work, work.session.get_one(Roster, row.roster_id), known)
    role = str(row.role_id)
    free = here.without((str(holder(row)), role, row.day))
    pool = next((one.people for one in here.problem.roles if one.name == role), ())
    done = Counter(who for who, _on in _served(work, row.role_id, row.day.year))
    found = []
    for person in pool:
        if person == str(holder(row)):
            continue
        verdict = fits(free, person, role, row.day)
        if verdict:
            near = [abs((on - row.day).days) for _role, on in free.served.get(person, ())]
            nearest = min(near, default=None)
            found.append(Proposal(int(person), known[person], done[int(person)], nearest, verdict.warnings))
    found.sort(key=lambda one: (bool(one.warnings), one.duties, -(one.nearest or 999), one.person_id))
    return found[:PROPOSED]


def swaps(work: Work, *, matter_id: int | None = None) -> list[SwapRow]:
    """Those that I am in or decide; with the roster charge all. What waits stands first."""
    work.must("roster.swaps")
    given, taken, other = aliased(Person), aliased(Person), aliased(Duty)
    rows = (
        select(DutySwap, Duty.day, other.day, DutyRole, given, taken.name)
        .join(Duty, Duty.id == DutySwap.duty_id)
        .outerjoin(other, other.id == DutySwap.other_duty_id)
        .join(DutyRole, DutyRole.id == Duty.role_id)
        .join(given, given.id == DutySwap.from_id)
        .join(taken, taken.id == DutySwap.to_id)
        .order_by(DutySwap.ended_at.is_not(None), DutySwap.id.desc())
        .limit(LISTED)
    )
    if matter_id is not None:
        rows = rows.where(DutySwap.matter_id == matter_id)
    away = away_today(work) if work.may("roster.consent", Relation.SUPPORTING) else frozenset()
    found = []
    for swap, on, back, role, giver, taker in work.session.execute(rows):
        decides = work.may("roster.decide_swap", relation(work.actor, role, giver))
        if _sees(work, swap, decides=decides):
            days = (on, back)
            found.append(_row(work, swap, days, (role.name, giver.name, taker), away, decides=decides))
    return found


def _sees(work: Work, swap: DutySwap, *, decides: bool) -> bool:
    mine = bool(work.actor.selves & {swap.from_id, swap.to_id, swap.asked_by})
    return mine or work.may("roster.undo_swap") or (swap.ended_at is None and decides)


def _row(
    work: Work,
    swap: DutySwap,
    days: tuple[date, date | None],
    said: tuple[str, str, str],
    away: frozenset[int],
    *,
    decides: bool,
) -> SwapRow:
    me, waits = work.actor.selves, swap.ended_at is None
    on, other = days
    role, giver, taker = said
    asked = waits and swap.consented_at is None
    partner = swap.to_id in me | away
    involved = work.actor.id in (swap.from_id, swap.to_id)
    decides = decides and waits and not asked and not involved
    mine = bool(me & {swap.from_id, swap.asked_by}) or work.may("roster.withdraw_swap", Relation.OTHER)
    undo = bool(swap.approved) and swap.undone_at is None and min(on, other or on) >= work.today
    return SwapRow(
        swap.id,
        swap.version,
        swap.matter_id,
        role,
        on,
        other,
        giver,
        taker,
        swap.reason,
        swap.asked_at,
        swap.consented_at is not None,
        swap.approved,
        not waits,
        swap.undone_at is not None,
        may_consent=asked and partner,
        may_decide=decides,
        may_withdraw=waits and mine,
        may_undo=undo and work.may("roster.undo_swap"),
    )


def _published(work: Work, duty_id: int | None) -> Duty:
    there = select(Duty).join(Roster, Roster.id == Duty.roster_id).where(Duty.id == duty_id)
    row = work.session.scalar(there.where(Roster.published_at.is_not(None)))
    if row is None:
        raise DutyGone()
    return row


def _served(work: Work, role_id: int, year: int) -> list[tuple[int, date]]:
    who = func.coalesce(Duty.actual_person_id, Duty.person_id)
    between = Duty.day.between(date(year, 1, 1), date(year, 12, 31))
    rows = (
        select(who, Duty.day)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(Duty.role_id == role_id, between, Roster.published_at.is_not(None))
    )
    return [(person, on) for person, on in work.session.execute(rows)]


def _effects(work: Work, row: Duty, other: Duty | None, taker: int, known: dict[str, str]) -> list[Effect]:
    year = row.day.year
    kinds = kinds_of_days(work, date(year, 1, 1), date(year, 12, 31))
    kind = kinds[row.day]
    served = _served(work, row.role_id, year)
    moves: Counter[tuple[int, str]] = Counter()
    moves[(holder(row), kind)] -= 1
    moves[(taker, kind)] += 1
    if other is not None and other.day.year == year:
        moves[(holder(other), kinds[other.day])] -= 1
        moves[(holder(row), kinds[other.day])] += 1
    found = []
    for person in (holder(row), taker):
        if str(person) not in known:
            continue
        total = sum(1 for who, _on in served if who == person)
        here = sum(1 for who, on in served if who == person and kinds[on] == kind)
        change = sum(number for (who, _kind), number in moves.items() if who == person)
        after = here + moves[(person, kind)]
        found.append(Effect(person, known[str(person)], kind, here, after, total, total + change))
    return found
