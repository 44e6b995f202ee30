"""Swaps and stand-ins: what is checked, who has to agree, what they do, and how they are undone."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core import notices, roster, turns
from core.actor import Role
from core.errors import Conflict, NotPermitted
from core.work import begin, look
from db.models import Duty, Hold, Matter
from db.session import database
from tests import make
from tests.roster.house import House


@pytest.fixture
def house(office):
    """March is published; it is the evening before its first day."""
    house = House()
    number = house.draft()
    house.solved(number)
    house.published(number)
    return house


def duties(role_id, person=None):
    with database().reading() as session:
        who = func.coalesce(Duty.actual_person_id, Duty.person_id)
        rows = session.execute(
            select(Duty.id, Duty.day, who).where(Duty.role_id == role_id).order_by(Duty.day)
        )
        return [row for row in rows if person is None or row[2] == person.number]


def holders(*numbers):
    with database().reading() as session:
        found = {row.id: row for row in session.scalars(select(Duty).where(Duty.id.in_(numbers)))}
        return [found[n].actual_person_id or found[n].person_id for n in numbers]


def swap_of(actor, number):
    with look(actor, now=make.at()) as work:
        return next(one for one in roster.swaps(work) if one.id == number)


def pair(house):
    """Two duties of two drivers that can be swapped without breaking a rule."""
    one, other = house.drivers[:2]
    with look(one, now=make.at()) as work:
        for mine, day, _ in duties(house.drive, one):
            for theirs, back, _ in duties(house.drive, other):
                if day < back and not roster.swap_trial(work, duty_id=mine, other_duty_id=theirs).refusals:
                    return mine, theirs
    raise AssertionError("no pair")


def test_a_swap_is_consented_to_approved_and_undone(house):
    one, other, third = house.drivers
    head = make.person("车队负责人", Role.HEAD, house.bureau)
    mine, theirs = pair(house)
    with begin(one, now=make.at()) as work:
        number = roster.ask_swap(work, duty_id=mine, other_duty_id=theirs, reason="孩子家长会")
    with pytest.raises(Conflict), begin(one, now=make.at()) as work:
        roster.ask_swap(work, duty_id=mine, person_id=third.number)  # waits already

    with look(other, now=make.at()) as work:
        [turn] = turns.waiting(work)
        assert (turn.kind, "值班司机" in turn.title) == ("consent", True)
        assert notices.inbox(work)[0].kind == "swap_asked"
    with pytest.raises(NotPermitted), begin(third, now=make.at()) as work:
        roster.consent(work, swap_id=number, version=1, agrees=True)
    row = swap_of(other, number)
    assert row.may_consent
    assert not row.may_decide
    with begin(other, now=make.at()) as work:
        roster.consent(work, swap_id=number, version=row.version, agrees=True)
    assert holders(mine, theirs) == [one.number, other.number]  # nothing before it is approved

    row = swap_of(head, number)
    assert row.may_decide
    with pytest.raises(NotPermitted), begin(house.leaders[0], now=make.at()) as work:
        roster.decide_swap(work, swap_id=number, version=row.version, approved=True)
    with begin(head, now=make.at()) as work:
        roster.decide_swap(work, swap_id=number, version=row.version, approved=True)
    assert holders(mine, theirs) == [other.number, one.number]
    with database().reading() as session:  # planned and actual stand side by side, the hold went along
        kept = session.get(Duty, mine)
        assert (kept.person_id, kept.actual_person_id) == (one.number, other.number)
        held = select(Hold.subject_id).where(Hold.origin_id == mine, Hold.released_at.is_(None))
        assert session.scalars(held.where(Hold.origin == "duty")).all() == [other.number]
        assert session.scalars(select(Matter.state).where(Matter.kind == "swap")).all() == ["closed"]
    with look(head, now=make.at()) as work:
        assert turns.waiting(work) == []

    row = swap_of(house.keeper, number)
    assert row.may_undo
    with begin(house.keeper, now=make.at()) as work:
        roster.undo_swap(work, swap_id=number, version=row.version)
    assert holders(mine, theirs) == [one.number, other.number]
    with database().reading() as session:
        assert session.get(Duty, mine).actual_person_id is None
    with pytest.raises(Conflict), begin(house.keeper, now=make.at()) as work:
        roster.undo_swap(work, swap_id=number, version=swap_of(house.keeper, number).version)


def test_what_breaks_a_rule_is_refused_before_it_is_asked(house):
    one, other, third = house.drivers
    day, number = next((day, n) for n, day, who in duties(house.drive) if who == one.number)
    house.leave(other, day, day)
    with look(one, now=make.at()) as work:
        trial = roster.swap_trial(work, duty_id=number, person_id=other.number)
        assert "年休假" in trial.refusals[0] or "Annual leave" in trial.refusals[0]
        stranger = roster.swap_trial(work, duty_id=number, person_id=house.leaders[0].number)
        assert stranger.refusals
        assert not {one.number, other.number} & {p.person_id for p in roster.proposals(work, duty_id=number)}
    with pytest.raises(Conflict), begin(one, now=make.at()) as work:
        roster.ask_swap(work, duty_id=number, person_id=other.number)
    with pytest.raises(NotPermitted), begin(third, now=make.at()) as work:
        roster.ask_swap(work, duty_id=number, person_id=third.number)  # not my duty

    # a duty on the next day of the same person: nobody has two days in a row
    follows = next(n for n, on, who in duties(house.drive) if on == day + timedelta(1))
    [taker] = holders(follows)
    with look(one, now=make.at()) as work:
        assert roster.swap_trial(work, duty_id=number, person_id=taker).refusals


def test_effects_and_proposals_name_who_has_least(house):
    one = house.drivers[0]
    number = duties(house.drive, one)[3][0]
    with look(one, now=make.at()) as work:
        proposed = roster.proposals(work, duty_id=number)
        for person in proposed:
            trial = roster.swap_trial(work, duty_id=number, person_id=person.person_id)
            assert trial.refusals == ()
            giver, taker = trial.effects
            assert (giver.total_after, taker.total_after) == (giver.total_before - 1, taker.total_before + 1)
            assert giver.after == giver.before - 1
        order = [(bool(one.warnings), one.duties) for one in proposed]
        assert order == sorted(order)


def test_leaders_go_up_and_the_keeper_acts_for_somebody_away(house):
    one, other, third = house.leaders
    for number, day, _ in duties(house.lead, one):
        with look(house.keeper, now=make.at()) as work:
            fitting = [p for p in roster.proposals(work, duty_id=number) if p.person_id == other.number]
        if fitting and day > make.at().date() + timedelta(3):
            break
    house.leave(other, make.at().date(), make.at().date(), by=house.director)
    with begin(house.keeper, now=make.at()) as work:
        swap = roster.ask_swap(work, duty_id=number, person_id=other.number)
    row = swap_of(house.keeper, swap)
    assert row.consented  # the partner is away: the roster charge speaks for them
    with pytest.raises(NotPermitted), begin(house.director, now=make.at()) as work:
        roster.decide_swap(work, swap_id=swap, version=row.version, approved=True)
    with pytest.raises(Conflict), begin(other, now=make.at()) as work:
        roster.decide_swap(work, swap_id=swap, version=row.version, approved=True)
    with begin(third, now=make.at()) as work:
        roster.decide_swap(work, swap_id=swap, version=row.version, approved=False)
    assert holders(number) == [one.number]
