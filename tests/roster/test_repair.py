"""Repair after leave: the fewest changes, proven against trying all; past and frozen duties stay."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise, product

import pytest
from sqlalchemy import func, select

from core import notices, roster
from core.errors import Conflict
from core.roster import engine
from core.roster.engine import Day, Problem, Role
from core.roster.engine.bounds import spreads
from core.roster.engine.outcome import numbers
from core.roster.engine.repairing import repair
from core.work import begin, look
from db.models import Duty, Notice
from db.session import database
from tests import make
from tests.roster.house import House

FIRST = date(2026, 6, 1)


def small(away):
    days = tuple(Day(FIRST + timedelta(n), "R" if n in (5, 6) else "W") for n in range(8))
    need = {"W": 1, "R": 1, "H": 1}
    return Problem("小", days, (Role("班", tuple("甲乙丙丁"), need, gap=2),), away=away)


def tried(problem, now, changes):
    """The least spread of all rosters with at most so many changes; None where there is none."""
    best = None
    days = [day.on for day in problem.days]
    for moved in combinations(range(len(days)), changes):
        for people in product("甲乙丙丁", repeat=changes):
            cells = list(now)
            for place, person in zip(moved, people, strict=True):
                cells[place] = ("班", days[place], person)
            if any((person, on) in problem.away for _, on, person in cells):
                continue
            if any(one[2] == other[2] for one, other in pairwise(cells)):
                continue
            least = sum(most - low for low, most in spreads(problem, numbers(problem, cells)).values())
            best = least if best is None else min(best, least)
    return best


@pytest.mark.parametrize("ill", ["甲", "乙"])
def test_each_choice_is_the_best_there_is(ill):
    now = [("班", FIRST + timedelta(n), "甲乙丙丁"[n % 4]) for n in range(8)]
    problem = small({(ill, FIRST + timedelta(n)): "病假" for n in range(2, 8)})
    made = repair(problem, now, FIRST)
    assert [cell[2] for cell in made.vacant] == [ill]
    assert made.points
    spread = None
    for point in made.points:
        assert len({cell for cell in now if cell[1] > FIRST} - set(point.cells)) == point.changes
        assert point.spread == tried(problem, now, point.changes)
        for fewer in range(1, point.changes):  # with fewer there is none as fair
            least = tried(problem, now, fewer)
            assert least is None or (spread is not None and least > point.spread)
        spread = point.spread
    assert repair(replace(problem, away={}), now, FIRST) is None


def state():
    with database().reading() as session:
        who = func.coalesce(Duty.actual_person_id, Duty.person_id)
        return {row[0]: row[1:] for row in session.execute(select(Duty.id, Duty.day, who))}


def test_a_repair_moves_nothing_that_is_past_or_frozen_and_tells_everybody_once(office):
    house = House()
    fourth = make.person("司机4", house.drivers[0].role, house.bureau, rank="driver")
    with begin(house.keeper, now=make.at()) as work:
        roster.join(work, role_id=house.drive, person_ids=[fourth.number], joined_on=date(2026, 1, 1))
    number = house.draft()
    house.solved(number)
    house.published(number)
    frozen = make.day(4)
    with begin(house.keeper, now=make.at()) as work:
        roster.freeze(work, roster_id=number, version=house.version(number), until=frozen)
    ill = house.drivers[0]
    before = state()
    house.leave(ill, make.day(1), make.day(10))
    with look(house.keeper, now=make.at()) as work:
        asked = roster.damaged(work, roster_id=number)
    made = engine.mend(asked.problem, asked.cells, asked.frozen_until)
    assert {cell[1] > frozen for cell in made.vacant} == {True}
    point = made.points[0]
    chosen = {"cells": point.cells, "first": made.first, "last": made.last, "version": asked.version}
    with begin(house.keeper, now=make.at()) as work:
        assert roster.repair(work, roster_id=number, **chosen) == point.changes

    after = state()
    moved = {one for one in before if before[one] != after[one]}
    assert len(moved) == point.changes
    assert min(before[one][0] for one in moved) > frozen
    assert not any(who == ill.number and frozen < on <= make.day(10) for on, who in after.values())
    touched = {state[one][1] for state in (before, after) for one in moved}
    with database().reading() as session:
        told = session.scalars(select(Notice.person_id).where(Notice.kind == "duties_changed")).all()
    assert sorted(told) == sorted(touched)
    with look(fourth, now=make.at()) as work:
        assert all(line.text for line in notices.inbox(work))
    with pytest.raises(Conflict), begin(house.keeper, now=make.at()) as work:
        roster.repair(work, roster_id=number, **chosen)  # it has changed since
