"""What everybody has done in a year: per class of day, statutory days, in all; with what was carried over.

Who was there in fact counts, up to today; what is still to come stands beside it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import func, select

from core.roster.engine import CLASSES
from core.roster.special import kinds_of_days
from core.work import Work
from db.models import Day, Duty, DutyBalance, DutyMember, DutyRole, Person, Roster


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """`share` is what would have fallen to the person by numbers, for the days in the pools."""

    person_id: int
    person: str
    workdays: int
    rest_days: int
    holidays: int
    statutory: int
    total: int
    carried: int
    share: float
    to_come: int


@dataclass(frozen=True, slots=True)
class LedgerDay:
    day: date
    role: str
    kind: str
    statutory: bool
    planned: str  # whose duty it was, where somebody else was there in fact


def ledger(work: Work, *, year: int) -> list[LedgerRow]:
    """Everybody who had a duty, has one or is in a pool in this year, in official order."""
    work.must("roster.ledger")
    first, last = date(year, 1, 1), date(year, 12, 31)
    kinds, statutory = kinds_of_days(work, first, last), _statutory(work, first, last)
    done: dict[int, Counter[str]] = defaultdict(Counter)
    served = _served(work, first, last)
    for person, _role, on in served:
        if on > work.today:
            done[person]["to_come"] += 1
            continue
        done[person][kinds[on]] += 1
        done[person]["statutory"] += on in statutory
    shares = _shares(work, [(role, on) for _person, role, on in served if on <= work.today], first, last)
    carried = _carried(work, first)
    everybody = {*done, *shares}
    order = select(Person.id, Person.name).where(Person.id.in_(everybody))
    return [
        _row(number, name, done[number], carried[number], shares.get(number, Fraction()))
        for number, name in work.session.execute(order.order_by(Person.position, Person.id))
    ]


def ledger_days(work: Work, *, person_id: int, year: int) -> list[LedgerDay]:
    """The days behind the numbers of one person."""
    work.must("roster.ledger_days")
    first, last = date(year, 1, 1), date(year, 12, 31)
    who = func.coalesce(Duty.actual_person_id, Duty.person_id)
    rows = (
        select(Duty.day, DutyRole.name, Person.name, Duty.person_id)
        .join(DutyRole, DutyRole.id == Duty.role_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .join(Person, Person.id == Duty.person_id)
        .where(who == person_id, Duty.day.between(first, last), Roster.published_at.is_not(None))
        .order_by(Duty.day, DutyRole.position)
    )
    kinds, statutory = kinds_of_days(work, first, last), _statutory(work, first, last)
    return [
        LedgerDay(on, role, kinds[on], on in statutory, name if planned != person_id else "")
        for on, role, name, planned in work.session.execute(rows)
    ]


def _row(number: int, name: str, done: Counter[str], carried: int, share: Fraction) -> LedgerRow:
    workdays, rest_days, holidays = (done[kind] for kind in CLASSES)
    return LedgerRow(
        number,
        name,
        workdays,
        rest_days,
        holidays,
        statutory=done["statutory"],
        total=workdays + rest_days + holidays,
        carried=carried,
        share=round(float(share), 1),
        to_come=done["to_come"],
    )


def _served(work: Work, first: date, last: date) -> list[tuple[int, int, date]]:
    who = func.coalesce(Duty.actual_person_id, Duty.person_id)
    rows = (
        select(who, Duty.role_id, Duty.day)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(Duty.day.between(first, last), Roster.published_at.is_not(None))
    )
    return [(person, role, on) for person, role, on in work.session.execute(rows)]


def _statutory(work: Work, first: date, last: date) -> frozenset[date]:
    flagged = select(Day.day).where(Day.day.between(first, last), Day.statutory.is_(True))
    return frozenset(work.session.scalars(flagged))


def _carried(work: Work, before: date) -> Counter[int]:
    """Brought along, and done here in the years before."""
    who = func.coalesce(Duty.actual_person_id, Duty.person_id)
    done = (
        select(who, func.count())
        .join(Roster, Roster.id == Duty.roster_id)
        .where(Duty.day < before, Roster.published_at.is_not(None))
        .group_by(who)
    )
    found: Counter[int] = Counter({person: number for person, number in work.session.execute(done)})
    brought = select(DutyBalance.person_id, func.sum(DutyBalance.number))
    classes = brought.where(DutyBalance.kind.in_(CLASSES)).group_by(DutyBalance.person_id)
    for person, number in work.session.execute(classes):
        found[person] += int(number)
    return found


def _shares(work: Work, duties: list[tuple[int, date]], first: date, last: date) -> dict[int, Fraction]:
    """Each day's duties, shared out among whoever was in the pool on that day."""
    meets = (DutyMember.joined_on <= last, DutyMember.left_on.is_(None) | (DutyMember.left_on >= first))
    columns = (DutyMember.role_id, DutyMember.person_id, DutyMember.joined_on, DutyMember.left_on)
    pools: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
    for role, person, joined, left in work.session.execute(select(*columns).where(*meets)):
        pools[role].append((person, joined, left or date.max))
    found: dict[int, Fraction] = {person: Fraction() for pool in pools.values() for person, _, _ in pool}
    for (role, on), number in Counter(duties).items():
        present = [person for person, joined, left in pools[role] if joined <= on <= left]
        for person in present:
            found[person] += Fraction(number, len(present))
    return found
