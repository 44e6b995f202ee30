"""Swaps and stand-ins: checked before they are asked, consented to, approved, undone.

A swap is a matter with one turn at a time: first the partner's, then of whoever approves. The plan stays as
it was published; who is there in fact stands beside it.
"""

from sqlalchemy import select

from core.errors import Conflict, InvalidInput
from core.i18n import N_, _, day
from core.policy import Relation
from core.roster.pools import enabled
from core.roster.settling import (
    DutyGone,
    NotSwappable,
    SwapGone,
    approver,
    away_today,
    end,
    held,
    holder,
    names,
    new_matter,
    office_of,
    put,
    refuse,
    relation,
    tell,
    turns_of,
)
from core.text import clean_line
from core.turns import Kind, finish, open_turn
from core.work import SomebodyWasFaster, Work
from db.models import Duty, DutyRole, DutySwap, Matter, Person


class SwapEnded(Conflict):
    message = N_("This swap has been decided already.")


class DutyPast(Conflict):
    message = N_("This duty has begun already; it cannot be swapped any more.")


class DutyInSwap(Conflict):
    message = N_("A swap of this duty waits already.")


class SwapWithWhom(InvalidInput):
    message = N_("Please choose who takes the duty.")
    field = "person_id"


class NotOfOneRole(InvalidInput):
    message = N_("Only duties of the same role can be swapped.")
    field = "other_duty_id"


class OwnSwap(Conflict):
    message = N_("Nobody approves a swap of their own.")


def ask_swap(
    work: Work,
    *,
    duty_id: int,
    other_duty_id: int | None = None,
    person_id: int | None = None,
    reason: str = "",
) -> int:
    """My duty for another one, or somebody stands in for me. The roster charge asks for others."""
    duty = held(work, duty_id)
    mine = duty is not None and holder(duty) in work.actor.selves
    work.must("roster.ask_swap", Relation.OWN if mine else Relation.OTHER)
    if duty is None:
        raise DutyGone()
    reason = clean_line(reason, field="reason")
    other = held(work, other_duty_id) if other_duty_id else None
    if other_duty_id and other is None:
        raise DutyGone()
    if other is None and not person_id:
        raise SwapWithWhom()
    to_id = holder(other) if other else enabled(work, int(person_id or 0)).id
    _ensure_open(work, duty, other)
    refuse(work, duty, other, to_id)
    swap = _begun(work, duty, other, to_id, reason)
    if _consents_at_once(work, to_id):
        _consented(work, swap)
    return swap.id


def consent(work: Work, *, swap_id: int, version: int, agrees: bool) -> None:
    """The partner says yes or no; the roster charge does for somebody who is away."""
    swap = work.session.get(DutySwap, swap_id, with_for_update=True)
    mine = swap is not None and swap.to_id in work.actor.selves
    away = swap is not None and swap.to_id in away_today(work)
    work.must("roster.consent", Relation.OWN if mine else Relation.SUPPORTING if away else Relation.OTHER)
    swap = _waiting(swap, version)
    if swap.consented_at is not None:
        raise SwapEnded()
    if not agrees:
        end(work, swap, approved=False)
        work.record("swap.refused", swap.id, matter_id=swap.matter_id, for_person_id=swap.to_id)
        tell(work, swap, {swap.from_id}, "swap_refused")
        return
    _recheck(work, swap)
    for turn in turns_of(work, swap):
        finish(work, turn, "agreed")
    _consented(work, swap)


def decide_swap(work: Work, *, swap_id: int, version: int, approved: bool) -> None:
    """The head of the department or the director; a leader for leaders, and for nobody else."""
    swap = work.session.get(DutySwap, swap_id, with_for_update=True)
    work.must("roster.decide_swap", _relation(work, swap))
    swap = _waiting(swap, version)
    if swap.consented_at is None:
        raise NotSwappable(why=_("the partner has not agreed yet"))
    if work.actor.id in (swap.from_id, swap.to_id):
        raise OwnSwap()
    if approved:
        _recheck(work, swap)
        carry_out(work, swap)
    end(work, swap, approved=approved)
    work.record("swap.approved" if approved else "swap.refused", swap.id, matter_id=swap.matter_id)
    tell(work, swap, {swap.from_id, swap.to_id}, "swap_approved" if approved else "swap_refused")


def withdraw_swap(work: Work, *, swap_id: int, version: int) -> None:
    """Whoever asked thinks better of it, as long as it is not decided."""
    swap = work.session.get(DutySwap, swap_id, with_for_update=True)
    mine = swap is not None and work.actor.id in (swap.from_id, swap.asked_by)
    work.must("roster.withdraw_swap", Relation.OWN if mine else Relation.OTHER)
    swap = _waiting(swap, version)
    end(work, swap, approved=None)
    work.record("swap.withdrawn", swap.id, matter_id=swap.matter_id)
    tell(work, swap, {swap.to_id}, "swap_withdrawn")


def undo_swap(work: Work, *, swap_id: int, version: int) -> None:
    """Everybody has the own duty again, where nothing else was changed meanwhile."""
    work.must("roster.undo_swap")
    swap = work.session.get(DutySwap, swap_id, with_for_update=True)
    if swap is None:
        raise SwapGone()
    if swap.version != version:
        raise SomebodyWasFaster()
    if not swap.approved or swap.undone_at is not None:
        raise SwapEnded()
    duty, other = held(work, swap.duty_id), held(work, swap.other_duty_id) if swap.other_duty_id else None
    if duty is None or holder(duty) != swap.to_id or (other is not None and holder(other) != swap.from_id):
        raise NotSwappable(why=_("it was changed once more meanwhile"))
    _ensure_ahead(work, duty, other)
    put(work, duty, swap.from_id)
    if other is not None:
        put(work, other, swap.to_id)
    swap.undone_at, swap.undone_by = work.now, work.actor.number
    work.record("swap.undone", swap.id, matter_id=swap.matter_id)
    tell(work, swap, {swap.from_id, swap.to_id}, "swap_undone")


def carry_out(work: Work, swap: DutySwap) -> None:
    duty, other = held(work, swap.duty_id), held(work, swap.other_duty_id)
    if duty is None:
        raise DutyGone()
    put(work, duty, swap.to_id)
    if other is not None:
        put(work, other, swap.from_id)


def _ensure_open(work: Work, duty: Duty, other: Duty | None) -> None:
    if other is not None and other.role_id != duty.role_id:
        raise NotOfOneRole()
    _ensure_ahead(work, duty, other)
    numbers = [duty.id, *([other.id] if other else [])]
    pending = select(DutySwap.id).where(
        DutySwap.ended_at.is_(None), DutySwap.duty_id.in_(numbers) | DutySwap.other_duty_id.in_(numbers)
    )
    if work.session.scalar(pending.limit(1)) is not None:
        raise DutyInSwap()


def _ensure_ahead(work: Work, duty: Duty, other: Duty | None) -> None:
    if duty.day < work.today or (other is not None and other.day < work.today):
        raise DutyPast()


def _begun(work: Work, duty: Duty, other: Duty | None, to_id: int, reason: str) -> DutySwap:
    from_id = holder(duty)
    known = names(work)
    role = work.session.get_one(DutyRole, duty.role_id).name
    what = N_("{role} {day}: {one} and {other}")
    title = _(what, role=role, day=day(duty.day), one=known[str(from_id)], other=known[str(to_id)])
    due = min(duty.day, other.day) if other else duty.day
    matter = new_matter(work, title, work.session.get_one(Person, from_id).department_id, due)
    swap = DutySwap(
        matter_id=matter.id,
        duty_id=duty.id,
        other_duty_id=other.id if other else None,
        from_id=from_id,
        to_id=to_id,
        reason=reason,
        asked_by=work.actor.number,
        asked_at=work.now,
    )
    work.session.add(swap)
    work.session.flush()
    open_turn(work, matter.id, Kind.CONSENT, person_id=to_id, due_day=due, origin_id=swap.id)
    work.record("swap.asked", swap.id, matter_id=matter.id, for_person_id=from_id, reason=reason)
    tell(work, swap, {to_id}, "swap_asked")
    return swap


def _consented(work: Work, swap: DutySwap) -> None:
    for turn in turns_of(work, swap):
        finish(work, turn, "agreed", for_person_id=swap.to_id)
    swap.consented_at, swap.consented_by = work.now, work.actor.number
    who = approver(work, swap)
    matter = work.session.get_one(Matter, swap.matter_id)
    open_turn(
        work,
        swap.matter_id,
        Kind.GRANT,
        person_id=who,
        department_id=None if who else office_of(work),
        due_day=matter.due_day,
        origin_id=swap.id,
    )
    work.record("swap.agreed", swap.id, matter_id=swap.matter_id, for_person_id=swap.to_id)
    if who:
        tell(work, swap, {who}, "swap_agreed")


def _waiting(swap: DutySwap | None, version: int) -> DutySwap:
    if swap is None:
        raise SwapGone()
    if swap.version != version:
        raise SomebodyWasFaster()
    if swap.ended_at is not None:
        raise SwapEnded()
    return swap


def _recheck(work: Work, swap: DutySwap) -> None:
    """Much may have happened since it was asked."""
    duty, other = held(work, swap.duty_id), held(work, swap.other_duty_id)
    if duty is None or holder(duty) != swap.from_id or (other is not None and holder(other) != swap.to_id):
        raise NotSwappable(why=_("it was changed once more meanwhile"))
    _ensure_ahead(work, duty, other)
    refuse(work, duty, other, swap.to_id)


def _consents_at_once(work: Work, to_id: int) -> bool:
    """The roster charge acts for somebody who is away, and needs not ask them."""
    return work.may("roster.consent", Relation.SUPPORTING) and to_id in away_today(work)


def _relation(work: Work, swap: DutySwap | None) -> Relation:
    if swap is None:
        return Relation.OTHER
    duty = work.session.get_one(Duty, swap.duty_id)
    role, giver = (
        work.session.get_one(DutyRole, duty.role_id),
        work.session.get_one(Person, swap.from_id),
    )
    return relation(work.actor, role, giver)
