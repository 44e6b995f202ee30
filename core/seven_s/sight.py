"""Who stands how to an area, a round, a finding; loading them for a command."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from core import turns
from core.actor import Actor, Role
from core.policy import Relation
from core.seven_s.policy import KEEPERS, SEERS
from core.seven_s.refusals import (
    AreaGone,
    FindingGone,
    OwnArea,
    RestrictedArea,
    RoundGone,
    RoundHandedIn,
    VisitGone,
)
from core.seven_s.rules import RoundKind
from core.work import Work
from db.models import Area, AreaInspector, CheckItem, Finding, ItemAnswer, Round, RoundMember, Turn, Visit

SPOKESMEN = frozenset({Role.HEAD, Role.LIAISON, Role.DIRECTOR, Role.OFFICE})


def related(mine: bool) -> Relation:
    return Relation.OWN if mine else Relation.OTHER


def keeps(actor: Actor) -> bool:
    return bool(KEEPERS & actor.grants())


def owns(actor: Actor, area: Area | Finding | None) -> bool:
    """The person named, whom that one stands in for, or who speaks for the department."""
    if area is None:
        return False
    if area.owner_person_id is not None and area.owner_person_id in actor.selves:
        return True
    department = area.owner_department_id
    return department in actor.deputises or (department in actor.departments and actor.role in SPOKESMEN)


def is_member(work: Work, round_id: int) -> bool:
    wanted = select(RoundMember.person_id).where(
        RoundMember.round_id == round_id, RoundMember.person_id.in_(work.actor.selves)
    )
    return work.session.scalar(wanted.limit(1)) is not None


def may_enter(work: Work, area: Area, *, named: bool | None = None) -> bool:
    """A restricted room is for the inspectors that are named, its owner and who keeps 7S."""
    if not area.restricted or keeps(work.actor) or owns(work.actor, area):
        return True
    return bool(work.session.scalar(select(_named(work.actor, area.id))) if named is None else named)


def load_area(work: Work, area_id: int) -> Area:
    area = work.session.get(Area, area_id)
    if area is None:
        raise AreaGone()
    return area


@dataclass(slots=True)
class Stop:
    """A visit opened for one tap."""

    visit: Visit
    round: Round
    area: Area
    said: ItemAnswer | None = None  # about the item that was loaded last


def load_round(work: Work, round_id: int, function: str, *, lock: bool = False) -> Round:
    found = work.session.get(Round, round_id, with_for_update=lock)
    mine = found is not None and (
        found.leader_id in work.actor.selves or found.started_by == work.actor.id or is_member(work, found.id)
    )
    work.must(f"seven_s.{function}", related(mine))
    if found is None:
        raise RoundGone()
    return found


def load_stop(work: Work, visit_id: int, function: str) -> Stop:
    """The visit, locked; refuses strangers, a round that was handed in, and owners of the area."""
    people = work.actor.selves
    walks = exists().where(RoundMember.round_id == Visit.round_id, RoundMember.person_id.in_(people))
    row = work.session.execute(
        select(Visit, Round, Area, walks, _named(work.actor))
        .join(Round, Round.id == Visit.round_id)
        .join(Area, Area.id == Visit.area_id)
        .where(Visit.id == visit_id)
        .with_for_update(of=Visit)
    ).one_or_none()
    work.must(f"seven_s.{function}", related(row is not None and row[3]))
    if row is None:
        raise VisitGone()
    stop = Stop(*row[:3])
    if stop.round.handed_in_at is not None:
        raise RoundHandedIn()
    if not may_enter(work, stop.area, named=row[4]):
        raise RestrictedArea()
    if stop.round.kind != RoundKind.SELF and stop.area.owner_person_id == work.actor.id:
        raise OwnArea()
    return stop


def load_item(work: Work, stop: Stop, item_id: int) -> CheckItem | None:
    """The item, and what was said about it here: two rows in one statement."""
    here = (ItemAnswer.item_id == CheckItem.id) & (ItemAnswer.visit_id == stop.visit.id)
    wanted = select(CheckItem, ItemAnswer).outerjoin(ItemAnswer, here).where(CheckItem.id == item_id)
    row = work.session.execute(wanted).one_or_none()
    item, stop.said = row if row is not None else (None, None)
    return item


@dataclass(slots=True)
class Case:
    """A finding opened for one command."""

    finding: Finding
    area: Area
    item: CheckItem
    round: Round
    open: list[Turn]

    def turn(self, kind: str) -> Turn | None:
        return next((turn for turn in self.open if turn.kind == kind), None)


def load_finding(work: Work, finding_id: int, function: str, *, turn: str = "", lock: bool = True) -> Case:
    """`turn` names the kind of turn that has to be mine; without it, being the owner is enough."""
    case = _case(work, finding_id, lock=lock)
    work.must(f"seven_s.{function}", related(case is not None and _mine(work, case, turn)))
    if case is None or not sees(work, case.finding):
        raise FindingGone()
    return case


def _case(work: Work, finding_id: int, *, lock: bool) -> Case | None:
    wanted = (
        select(Finding, Area, CheckItem, Round)
        .join(Area, Area.id == Finding.area_id)
        .join(CheckItem, CheckItem.id == Finding.item_id)
        .join(Visit, Visit.id == Finding.visit_id)
        .join(Round, Round.id == Visit.round_id)
        .where(Finding.id == finding_id, Finding.saved_at.is_not(None))
    )
    row = work.session.execute(wanted.with_for_update(of=Finding) if lock else wanted).one_or_none()
    if row is None:
        return None
    return Case(*row, open=open_turns(work, row[0].matter_id))


def open_turns(work: Work, matter_id: int | None) -> list[Turn]:
    if matter_id is None:
        return []
    wanted = select(Turn).where(Turn.matter_id == matter_id, Turn.done_at.is_(None)).order_by(Turn.id)
    return list(work.session.scalars(wanted))


def _mine(work: Work, case: Case, kind: str) -> bool:
    if not kind:
        return owns(work.actor, case.finding)
    turn = case.turn(kind)
    return turn is not None and holds(work.actor, turn)


def holds(actor: Actor, turn: Turn) -> bool:
    """The turn is theirs: in person, by standing in, or as who speaks for the department."""
    department = turn.holder_department_id
    speaks = department in actor.departments and actor.role in SPOKESMEN
    return turns.mine(actor, turn) or (department is not None and speaks)


def look_at_finding(work: Work, finding_id: int) -> Case:
    """For reading: whoever may see it has it as their own."""
    case = _case(work, finding_id, lock=False)
    seen = case is not None and sees(work, case.finding)
    work.must("seven_s.finding", related(seen))
    if case is None or not seen:
        raise FindingGone()
    return case


def sees(work: Work, finding: Finding) -> bool:
    wanted = select(Finding.id).join(Area, Area.id == Finding.area_id)
    return work.session.scalar(wanted.where(Finding.id == finding.id, visible(work.actor))) is not None


def visible(actor: Actor) -> ColumnElement[bool]:
    """In SQL, for findings joined with their areas: the team, the owner's department, who keeps 7S; what is
    not in a restricted room also leaders and the office."""
    people = actor.selves
    team = exists().where(
        Visit.id == Finding.visit_id,
        RoundMember.round_id == Visit.round_id,
        RoundMember.person_id.in_(people),
    )
    holds = exists().where(Turn.matter_id == Finding.matter_id, Turn.holder_person_id.in_(people))
    speaks = true() if actor.role in SPOKESMEN else false()
    parties = or_(
        Finding.found_by.in_(people),
        Finding.owner_person_id.in_(people),
        and_(Finding.owner_department_id.in_(actor.departments or {0}), Area.restricted.is_(False)),
        and_(Finding.owner_department_id.in_(actor.departments or {0}), speaks),
        Finding.owner_department_id.in_(actor.lines or {0}),
        and_(team, or_(Area.restricted.is_(False), _named(actor))),
        holds,
    )
    if keeps(actor):
        return Finding.id.is_not(None)
    return or_(parties, Area.restricted.is_(False)) if SEERS & actor.grants() else parties


def _named(actor: Actor, area_id: int | None = None) -> ColumnElement[bool]:
    here = Area.id if area_id is None else area_id
    return exists().where(AreaInspector.area_id == here, AreaInspector.person_id.in_(actor.selves))
