"""From the tables to the engine's problem: one query per kind of fact, whatever the size of the office.

The engine knows roles and people by their numbers, as text.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from sqlalchemy import select

from core import calendar
from core.i18n import N_, _
from core.roster.engine import CLASSES, SPECIAL, TOTAL, Cell, Day, Problem, Role, Wish
from core.roster.leaves import LEAVE_NAMES, LeaveKind
from core.roster.roles import open_rows
from core.roster.special import kinds_of_days, special_days
from core.work import Work
from db.models import (
    Duty,
    DutyBalance,
    DutyExemption,
    DutyMember,
    DutyPair,
    DutyRole,
    DutyWish,
    Hold,
    Leave,
    Roster,
)

NOT_YET, NO_MORE = N_("not yet in the pool"), N_("no longer in the pool")
REACH = 130  # days before the first that spacing may look back
NEARLY_A_DAY = 20  # hours from which on a duty needs a day of rest

Spans = dict[tuple[str, str], list[tuple[date | None, date | None, str]]]


@dataclass(frozen=True, slots=True)
class Trial:
    """Rules tried out instead of those that stand: gaps, yielding and weekends by role."""

    gaps: Mapping[int, int] = field(default_factory=dict)
    yields: bool | None = None
    together: Mapping[int, bool] = field(default_factory=dict)
    wishes: bool = True


def gathered(work: Work, roster: Roster, trial: Trial) -> Problem:
    first, last = roster.first_day, roster.last_day
    rows = open_rows(work)
    pools, out = _pools(work, first, last)
    roles = tuple(_role(row, pools.get(row.id, ()), trial) for row in rows)
    done = _published(work, first, {row.id for row in rows})
    _exempt(work, first, last, roles, out)
    return Problem(
        name=roster.name,
        days=_days(work, first, last),
        roles=roles,
        away=_away(work, first, last),
        out={key: tuple(spans) for key, spans in out.items()},
        carried=_carried(work, rows, pools, first, done),
        past=tuple(cell for cell in done if cell[1] >= first - timedelta(REACH)),
        pins=tuple(pin for pin in _pins(work, roster) if pin[0] in {role.name for role in roles}),
        pairs=_pairs(work),
        wishes=_wishes(work, first, last) if trial.wishes else (),
        rest_for_all=True,
    )


def _days(work: Work, first: date, last: date) -> tuple[Day, ...]:
    special = special_days(work, first, last)
    kinds = kinds_of_days(work, first, last)
    return tuple(Day(on, kind, special.get(on, "")) for on, kind in sorted(kinds.items()))


def _role(row: DutyRole, people: tuple[int, ...], trial: Trial) -> Role:
    return Role(
        name=str(row.id),
        people=tuple(map(str, people)),
        need={"W": row.on_workdays, "R": row.on_rest_days, "H": row.on_holidays},
        gap=trial.gaps.get(row.id, row.gap),
        long=row.hours >= NEARLY_A_DAY,
        rest=row.rest,
        yields=row.yields if trial.yields is None else trial.yields,
        together=trial.together.get(row.id, row.together),
    )


def _pools(work: Work, first: date, last: date) -> tuple[dict[int, tuple[int, ...]], Spans]:
    """Who is in each pool on at least one of the days, and when they are not."""
    meets = (DutyMember.joined_on <= last, DutyMember.left_on.is_(None) | (DutyMember.left_on >= first))
    columns = (DutyMember.role_id, DutyMember.person_id, DutyMember.joined_on, DutyMember.left_on)
    stays: dict[tuple[int, int], list[tuple[date, date | None]]] = defaultdict(list)
    for role_id, person_id, joined, left in work.session.execute(
        select(*columns).where(*meets).order_by(DutyMember.joined_on, DutyMember.id)
    ):
        stays[(role_id, person_id)].append((joined, left))
    out: Spans = defaultdict(list)
    pools: dict[int, list[int]] = defaultdict(list)
    for (role_id, person_id), times in stays.items():
        pools[role_id].append(person_id)
        out_of = out[(str(role_id), str(person_id))]
        at: date | None = first
        for joined, left in times:
            if at is not None and joined > at:
                out_of.append((at, joined - timedelta(1), _(NOT_YET)))
            at = left + timedelta(1) if left else None
        if at is not None and at <= last:
            out_of.append((at, None, _(NO_MORE)))
        if not out_of:
            del out[(str(role_id), str(person_id))]
    return {role_id: tuple(sorted(people)) for role_id, people in pools.items()}, out


def _exempt(work: Work, first: date, last: date, roles: tuple[Role, ...], out: Spans) -> None:
    meets = (
        DutyExemption.first_day <= last,
        DutyExemption.last_day.is_(None) | (DutyExemption.last_day >= first),
    )
    for row in work.session.scalars(select(DutyExemption).where(*meets)):
        for role in roles:
            if row.role_id in (None, int(role.name)) and str(row.person_id) in role.people:
                reason = _("exempt: {reason}", reason=row.reason)
                out.setdefault((role.name, str(row.person_id)), []).append(
                    (row.first_day, row.last_day, reason)
                )


def _away(work: Work, first: date, last: date) -> dict[tuple[str, date], str]:
    """Approved leave and travel, and entered absences: the holds on people."""
    start, end = (datetime.combine(day, time(), work.zone) for day in (first, last + timedelta(1)))
    held = (
        select(Hold.subject_id, Hold.starts_at, Hold.ends_at, Leave.kind)
        .outerjoin(Leave, (Hold.origin == "leave") & (Leave.id == Hold.origin_id))
        .where(
            Hold.subject == "person",
            Hold.origin.in_(("leave", "absence")),
            Hold.released_at.is_(None),
            Hold.starts_at < end,
            Hold.ends_at > start,
        )
    )
    found = {}
    for person_id, begins, ends, kind in work.session.execute(held):
        why = _(LEAVE_NAMES[LeaveKind(kind)]) if kind else _("away")
        on = max(first, begins.astimezone(work.zone).date())
        until = min(last, (ends.astimezone(work.zone) - timedelta(seconds=1)).date())
        while on <= until:
            found[(str(person_id), on)] = why
            on += timedelta(1)
    return found


def _published(work: Work, before: date, roles: set[int]) -> list[Cell]:
    """What was planned, or in fact done, before this day: since the beginning of the year before."""
    since = date(before.year - 1, 1, 1)
    columns = (Duty.role_id, Duty.day, Duty.person_id, Duty.actual_person_id)
    done = (
        select(*columns)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(Roster.published_at.is_not(None), Duty.day >= since, Duty.day < before)
    )
    return [
        (str(role_id), day, str(actual or person_id))
        for role_id, day, person_id, actual in work.session.execute(done)
        if role_id in roles
    ]


def _carried(
    work: Work,
    rows: list[DutyRole],
    pools: Mapping[int, tuple[int, ...]],
    first: date,
    done: list[Cell],
) -> dict[tuple[str, str, str], int]:
    """Done so far and brought along; whoever came later is taken to have had a share of what went before."""
    found: Counter[tuple[str, str, str]] = Counter()
    since = min((on for _, on, _ in done), default=first)
    kinds = kinds_of_days(work, since, first)
    for role, on, person in done:
        found[(role, kinds[on], person)] += 1
        found[(role, TOTAL, person)] += 1
    for brought in work.session.scalars(select(DutyBalance)):
        key = (str(brought.role_id), brought.kind, str(brought.person_id))
        found[key] += brought.number
        if brought.kind in CLASSES:
            found[(key[0], TOTAL, key[2])] += brought.number
    for role_id, name, person_id in _special(work, first):
        found[(str(role_id), SPECIAL + name, str(person_id))] += 1
    for row in rows:
        _newcomers(work, row.id, pools.get(row.id, ()), kinds, done, found)
    return dict(found)


def _special(work: Work, before: date) -> list[tuple[int, str, int]]:
    """Special days that people had, as far back as the office remembers."""
    named = {day: name for day, name in special_days(work, date.min, before - timedelta(1)).items()}
    columns = (Duty.role_id, Duty.day, Duty.person_id, Duty.actual_person_id)
    done = (
        select(*columns)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(Roster.published_at.is_not(None), Duty.day.in_(named))
    )
    return [
        (role_id, named[day], actual or person_id)
        for role_id, day, person_id, actual in work.session.execute(done)
    ]


def _newcomers(
    work: Work,
    role_id: int,
    pool: tuple[int, ...],
    kinds: Mapping[date, str],
    done: list[Cell],
    found: Counter[tuple[str, str, str]],
) -> None:
    joined: dict[int, date] = {}
    first_days = select(DutyMember.person_id, DutyMember.joined_on).where(DutyMember.role_id == role_id)
    for person_id, on in work.session.execute(first_days):
        joined[person_id] = min(on, joined.get(person_id, on))
    own = [(on, person) for role, on, person in done if role == str(role_id)]
    since = min((on for on, _ in own), default=None)
    late = [person for person in pool if since and joined.get(person, since) > since]
    served = {person for _, person in own}
    shares: dict[tuple[int, str], Fraction] = defaultdict(Fraction)
    for person in late:
        # Whoever served before the entry into the pool was there: only the entry came later.
        if str(person) in served and min(on for on, who in own if who == str(person)) < joined[person]:
            continue
        for on, _who in own:
            if on < joined[person]:
                present = sum(1 for other in pool if joined.get(other, on) <= on) or len(served) or 1
                shares[(person, kinds[on])] += Fraction(1, present)
                shares[(person, TOTAL)] += Fraction(1, present)
    for (person, kind), share in shares.items():
        found[(str(role_id), kind, str(person))] += round(share)


def _pins(work: Work, roster: Roster) -> tuple[Cell, ...]:
    pinned = select(Duty.role_id, Duty.day, Duty.person_id).where(
        Duty.roster_id == roster.id, Duty.pinned_at.is_not(None)
    )
    return tuple(
        (str(role_id), day, str(person_id)) for role_id, day, person_id in work.session.execute(pinned)
    )


def _pairs(work: Work) -> tuple[tuple[str, str], ...]:
    pairs = select(DutyPair.one_id, DutyPair.other_id)
    return tuple((str(one), str(other)) for one, other in work.session.execute(pairs))


def _wishes(work: Work, first: date, last: date) -> tuple[Wish, ...]:
    between = select(DutyWish).where(DutyWish.day.between(first, last))
    return tuple(
        Wish(str(row.person_id), row.day, 1 if row.wants else -1) for row in work.session.scalars(between)
    )


def unconfirmed(work: Work, first: date, last: date) -> list[int]:
    """Years of the period whose make-up workdays nobody has confirmed."""
    confirmed = calendar.table(work).confirmed
    return [year for year in range(first.year, last.year + 1) if year not in confirmed]
