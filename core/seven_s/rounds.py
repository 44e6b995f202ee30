"""Rounds: the day's team of three through the house, an owner's self-check, a mutual check.

A round lists its visits when it starts, each with the three items that are asked by themselves, so that
what is retired or published meanwhile changes nothing under way.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, or_, select

from core import calendar, notices
from core.seven_s import tallying
from core.seven_s.catalogue import asked, newest
from core.seven_s.refusals import (
    AreaGone,
    NoAreas,
    NotAnotherDepartment,
    NotAWorkday,
    RoundExists,
    RoundHandedIn,
    RoundUnfinished,
    TeamIncomplete,
    UnknownValue,
)
from core.seven_s.rotation import spot_items
from core.seven_s.rules import RANKS, TEAM, Item, RoundKind, TeamPart
from core.seven_s.sight import load_area, load_round, owns, related
from core.text import clean_line
from core.work import Work
from db.models import Area, ItemAnswer, LastLook, Person, Round, RoundMember, Visit


@dataclass(frozen=True, slots=True)
class Member:
    """Who walks, as what, which floors; no floors means all."""

    person_id: int
    part: str
    floors: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class RoundRow:
    id: int
    day: date
    kind: str
    leader_id: int
    leader: str
    done: int
    skipped: int
    visits: int
    handed_in_at: datetime | None
    version: int


def start_round(work: Work, *, day: date, members: Sequence[Member], leader_id: int) -> int:
    """The daily round of a team named by hand or by the roster. Returns its number."""
    work.must("seven_s.start_round")
    return start_with(work, day=day, members=members, leader_id=leader_id)


def start_with(work: Work, *, day: date, members: Sequence[Member], leader_id: int) -> int:
    """Nobody is asked whether they may: the commands that start the daily round do."""
    if not calendar.is_workday(work, day):
        raise NotAWorkday(day=day)
    _check_team(work, members, leader_id)
    areas = open_areas(work)
    if not areas:
        raise NoAreas()
    return _begin(work, RoundKind.DAILY, "", day, leader_id, members, areas)


def start_self_check(work: Work, *, area_id: int) -> int:
    """The owner looks at the own area today; the same one again leads back to it."""
    area = work.session.get(Area, area_id)
    work.must("seven_s.start_self_check", related(owns(work.actor, area)))
    if area is None or area.retired_on is not None:
        raise AreaGone()
    scope = f"area:{area_id}"
    known = begun(work, work.today, RoundKind.SELF, scope)
    if known is not None:
        return known
    me = Member(work.actor.number, TeamPart.INSPECTOR)
    return _begin(work, RoundKind.SELF, scope, work.today, work.actor.number, [me], [area])


def start_mutual_check(work: Work, *, day: date, inspector_id: int, area_ids: Collection[int]) -> int:
    """Somebody of another department looks at these areas, without seeing what others found."""
    work.must("seven_s.start_mutual_check")
    inspector = work.session.get(Person, inspector_id)
    if inspector is None or inspector.disabled_at is not None:
        raise UnknownValue(field="inspector_id")
    areas = [load_area(work, area_id) for area_id in sorted(set(area_ids))]
    if any(area.owner_department_id == inspector.department_id for area in areas):
        raise NotAnotherDepartment()
    me = Member(inspector_id, TeamPart.INSPECTOR)
    return _begin(work, RoundKind.MUTUAL, f"person:{inspector_id}", day, inspector_id, [me], areas)


def set_team(work: Work, *, round_id: int, members: Sequence[Member], leader_id: int, version: int) -> None:
    """Somebody else walks instead, or the floors are shared out anew."""
    found = load_round(work, round_id, "set_team", lock=True)
    if found.handed_in_at is not None or found.version != version:
        raise RoundHandedIn()
    _check_team(work, members, leader_id)
    work.session.execute(delete(RoundMember).where(RoundMember.round_id == round_id))
    _add_members(work, found, members)
    change = [found.leader_id, leader_id]
    found.leader_id = leader_id
    found.started_at = found.started_at  # the version moves with the team
    work.record("round.team_set", round_id, leader_id=change, members=[one.person_id for one in members])


def my_rounds(work: Work, *, day: date | None = None) -> list[RoundRow]:
    """Rounds of a day that this person walks, leads or keeps, and those of earlier days not handed in."""
    work.must("seven_s.my_rounds")
    people = work.actor.selves
    mine = or_(
        Round.leader_id.in_(people),
        Round.started_by == work.actor.number,
        Round.id.in_(select(RoundMember.round_id).where(RoundMember.person_id.in_(people))),
    )
    today = day or work.today
    recent = or_(
        Round.day == today,
        (Round.handed_in_at.is_(None))
        & (Round.day < today)
        & (Round.day >= date.fromordinal(today.toordinal() - 7)),
    )
    wanted = (
        select(
            Round,
            Person.name,
            func.count(Visit.finished_at),
            func.count(Visit.skipped_at),
            func.count(Visit.id),
        )
        .join(Person, Person.id == Round.leader_id)
        .outerjoin(Visit, Visit.round_id == Round.id)
        .where(mine, recent)
        .group_by(Round.id, Person.name)
        .order_by(Round.day.desc(), Round.id.desc())
        .limit(30)
    )
    return [
        RoundRow(r.id, r.day, r.kind, r.leader_id, leader, done, skipped, visits, r.handed_in_at, r.version)
        for r, leader, done, skipped, visits in work.session.execute(wanted)
    ]


def hand_in(work: Work, *, round_id: int, reason: str = "") -> None:
    """The leader hands the round in; what was not done needs a reason, which stays with it."""
    found = load_round(work, round_id, "hand_in", lock=True)
    if found.handed_in_at is not None:
        raise RoundHandedIn()
    open_ones = list(
        work.session.scalars(
            select(Visit).where(
                Visit.round_id == round_id, Visit.finished_at.is_(None), Visit.skipped_at.is_(None)
            )
        )
    )
    reason = clean_line(reason, field="reason")
    if open_ones and not reason:
        raise RoundUnfinished(count=len(open_ones))
    for visit in open_ones:
        visit.skipped_at, visit.skip_reason = work.now, reason
    found.handed_in_at, found.handed_in_by = work.now, work.actor.id
    tallying.handed_in(work, found)
    work.record("round.handed_in", round_id, left_out=len(open_ones), reason=reason)


def _check_team(work: Work, members: Sequence[Member], leader_id: int) -> None:
    people = {one.person_id for one in members}
    if sorted(one.part for one in members) != sorted(TEAM) or len(people) != len(TEAM):
        raise TeamIncomplete()
    if leader_id not in people:
        raise UnknownValue(field="leader_id")
    for one in members:
        person = work.session.get(Person, one.person_id)
        if person is None or person.disabled_at is not None or person.rank not in RANKS[one.part]:
            raise TeamIncomplete(field=one.part)


def open_areas(work: Work) -> list[Area]:
    found = work.session.scalars(
        select(Area).where(Area.retired_on.is_(None)).order_by(Area.floor, Area.route_order, Area.id)
    )
    return list(found)


def begun(work: Work, day: date, kind: str, scope: str) -> int | None:
    wanted = select(Round.id).where(Round.day == day, Round.kind == kind, Round.scope == scope)
    return work.session.scalar(wanted)


def _begin(
    work: Work,
    kind: str,
    scope: str,
    day: date,
    leader_id: int,
    members: Iterable[Member],
    areas: Sequence[Area],
) -> int:
    if begun(work, day, kind, scope) is not None:
        raise RoundExists()
    if not areas:
        raise NoAreas()
    edition = newest(work)
    started = Round(
        day=day,
        kind=kind,
        scope=scope,
        leader_id=leader_id,
        edition=edition,
        started_by=work.actor.id or leader_id,  # the roster starts it in the name of who leads
        started_at=work.now,
    )
    work.session.add(started)
    work.session.flush()
    _add_members(work, started, members)
    _plan_visits(work, started, areas, asked(work, edition))
    work.record("round.started", started.id, day=day, kind=kind, areas=len(areas), leader_id=leader_id)
    return started.id


def _add_members(work: Work, found: Round, members: Iterable[Member]) -> None:
    listed = list(members)
    work.session.add_all(
        RoundMember(round_id=found.id, person_id=one.person_id, part=one.part, floors=sorted(one.floors))
        for one in listed
    )
    work.session.flush()
    people = [one.person_id for one in listed]
    notices.tell(work, people, "round_assigned", None, f"round:{found.id}", day=found.day)


def _plan_visits(work: Work, found: Round, areas: Sequence[Area], items: Sequence[Item]) -> None:
    last = _last_looks(work, found.kind, [area.id for area in areas])
    visits = [Visit(round_id=found.id, area_id=area.id, kind=found.kind, day=found.day) for area in areas]
    work.session.add_all(visits)
    work.session.flush()
    for area, visit in zip(areas, visits, strict=True):
        here = [item for item in items if area.kind in item.area_kinds]
        for place, item in enumerate(spot_items(here, last.get(area.id, {})), start=1):
            work.session.add(ItemAnswer(visit_id=visit.id, item_id=item.id, spot=place))
    work.session.flush()


def _last_looks(work: Work, kind: str, area_ids: Sequence[int]) -> dict[int, dict[tuple[str, int], datetime]]:
    rows = work.session.execute(
        select(LastLook.area_id, LastLook.item_key, LastLook.revision, LastLook.answered_at).where(
            LastLook.kind == kind, LastLook.area_id.in_(area_ids)
        )
    )
    last: dict[int, dict[tuple[str, int], datetime]] = {}
    for area_id, key, revision, at in rows:
        last.setdefault(area_id, {})[key, revision] = at
    return last
