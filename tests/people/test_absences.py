"""Away from–to: one switch, one stand-in, nobody missing twice."""

from datetime import timedelta

import pytest

from core import people
from core.people.absences import (
    AwayAlready,
    AwayTooLong,
    CannotStandIn,
    DaysOutOfOrder,
    EndedAlready,
    InThePast,
    NamesThemselves,
    NeededAsStandIn,
    StandInAway,
    StandsInForSelf,
)
from core.people.loading import PersonDisabled
from core.policy import NotYours
from core.work import SomebodyWasFaster, begin, look
from db.models import Absence, Hold, Person
from tests import make


@pytest.fixture
def house(office):
    return make.office()


def away(house, by=None, person=None, stand_in=None, first=1, last=5, **more) -> int:
    person = person or house.leader
    with begin(by or person, now=make.at()) as work:
        return people.set_absence(
            work,
            person_id=person.id,
            stand_in_id=(stand_in or house.other_leader).id,
            first_day=make.day(first),
            last_day=make.day(last),
            **more,
        )


def test_while_somebody_is_away_the_stand_in_acts_for_them_and_their_lines(house):
    away(house, first=1, last=5)

    before, during, after = (make.actor(house.other_leader.id, today=make.day(on)) for on in (0, 5, 6))
    assert during.stands_in_for == {house.leader.id}
    assert during.lines == {house.finance, house.works}
    assert before.stands_in_for == after.stands_in_for == frozenset()


def test_back_early_ends_the_stand_in_at_once(house):
    number = away(house, first=0, last=9)
    with begin(house.leader, now=make.at(2)) as work:
        people.end_absence(work, absence_id=number, version=1)

    assert make.actor(house.other_leader.id, today=make.day(2)).stands_in_for == frozenset()
    again = away(house, first=3, last=4)
    with pytest.raises(SomebodyWasFaster), begin(house.leader, now=make.at(2)) as work:
        people.end_absence(work, absence_id=again, version=7)
    with pytest.raises(EndedAlready), begin(house.leader, now=make.at(2)) as work:
        people.end_absence(work, absence_id=number, version=2)


@pytest.mark.parametrize(("first", "last"), [(1, 5), (0, 1), (5, 9), (2, 3), (0, 9)])
def test_nobody_is_away_twice_at_a_time(house, first, last):
    away(house, first=1, last=5)

    with pytest.raises(AwayAlready, match="赵局长"):
        away(house, first=first, last=last)


def test_two_absences_may_follow_each_other(house):
    away(house, first=1, last=5)

    assert away(house, first=6, last=8)


def test_a_stand_in_is_there_on_those_days(house):
    away(house, person=house.other_leader, stand_in=house.director, first=3, last=3)

    with pytest.raises(StandInAway, match="钱副局长"):
        away(house, first=1, last=5)


def test_whoever_stands_in_does_not_go_away_meanwhile(house):
    away(house, first=1, last=5)

    with pytest.raises(NeededAsStandIn, match="赵局长"):
        away(house, person=house.other_leader, stand_in=house.director, first=5, last=6)


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [(5, 4, DaysOutOfOrder), (-9, -1, InThePast), (0, 366, AwayTooLong)],
)
def test_days_are_in_order_not_over_and_not_endless(house, first, last, refusal):
    with pytest.raises(refusal) as refused:
        away(house, first=first, last=last)

    assert refused.value.field == "last_day"


def test_a_stand_in_is_somebody_else_who_can_act(house):
    gone = make.person("已离职", department=house.bureau)
    with begin(house.admin) as work:
        people.disable_person(work, person_id=gone.id, version=work.session.get_one(Person, gone.id).version)

    for stand_in, refusal in (
        (house.leader, StandsInForSelf),
        (house.screen, CannotStandIn),
        (gone, PersonDisabled),
    ):
        with pytest.raises(refusal) as refused:
            away(house, stand_in=stand_in)
        assert refused.value.field == "stand_in_id"


def test_the_director_enters_it_for_others_but_never_in_the_own_favour(house):
    assert away(house, by=house.director)
    with pytest.raises(NamesThemselves):
        away(house, by=house.director, stand_in=house.director, first=7, last=8)
    with pytest.raises(NotYours):
        away(house, by=house.head)


def test_everybody_sees_who_is_away_and_nobody_why(house):
    away(house, reason="住院检查")

    with look(house.other_staff, now=make.at()) as work:
        [row] = people.away(work)
        assert (row.person, row.stand_in, row.reason) == ("赵局长", "钱副局长", "")
    with look(house.leader, now=make.at()) as work:
        assert people.absences(work, person_id=house.leader.id)[0].reason == "住院检查"
    with pytest.raises(NotYours), look(house.head, now=make.at()) as work:
        people.absences(work, person_id=house.leader.id)


def test_an_absence_holds_the_person_so_that_rosters_see_it(house):
    number = away(house, first=1, last=5)

    with look(house.admin) as work:
        [hold] = work.session.query(Hold)
        assert (hold.subject, hold.subject_id, hold.origin_id) == ("person", house.leader.id, number)
        assert hold.starts_at == make.at(1, hour=0)
        assert hold.ends_at == make.at(5, hour=0) + timedelta(days=1)


def test_the_database_itself_refuses_a_second_absence(house):
    away(house, first=1, last=5)

    with pytest.raises(SomebodyWasFaster), begin(house.leader, now=make.at()) as work:
        hold = work.session.query(Hold).one()
        work.session.add(
            Hold(
                subject="person",
                subject_id=hold.subject_id,
                starts_at=make.at(2),
                ends_at=make.at(3),
                origin="absence",
                origin_id=0,
                made_by=house.leader.id,
                made_at=work.now,
            )
        )
    with look(house.admin) as work:
        assert work.session.query(Absence).count() == 1
