"""The office sets how it works; what makes no sense is refused beside its field."""

import pytest

from core import administration, office
from core.administration import ChangedMeanwhile
from core.errors import InvalidInput, NotPermitted
from core.office import LevelRule, Profile, levels
from core.work import SomebodyWasFaster, begin, look
from db.models import Event
from db.session import database
from tests import make


@pytest.fixture
def people(office):
    return make.office()


def change(actor, seen=None, **wanted):
    with begin(actor) as work:
        return administration.change_settings(work, wanted=wanted, seen=seen or {})


def profile() -> Profile:
    with database().reading() as session:
        return office.profile(session)


def test_what_is_set_holds_and_stands_in_the_history(people):
    assert change(people.director, near_days=5, sources="批示\n\n 会议 ", papers_for_all=True) == [
        "near_days",
        "sources",
        "papers_for_all",
    ]

    now = profile()
    assert (now.near_days, now.sources, now.papers_for_all) == (5, ("批示", "会议"), True)
    with database().reading() as session:
        event = session.query(Event).where(Event.action == "office.settings_changed").one()
    assert event.particulars["near_days"] == [3, 5]


def test_setting_what_it_is_already_changes_nothing(people):
    assert change(people.admin, near_days=3, sources=list(Profile().sources)) == []
    with database().reading() as session:
        assert session.query(Event).count() == 0


def test_the_second_of_two_who_change_the_same_setting_is_told(people):
    change(people.admin, near_days=5)

    with pytest.raises(ChangedMeanwhile) as refused:
        change(people.director, seen={"near_days": 3, "lag_tolerance": 20}, near_days=7, lag_tolerance=30)
    assert refused.value.field == "near_days"
    assert change(people.director, seen={"near_days": 3, "lag_tolerance": 20}, near_days=3, lag_tolerance=30)
    assert (profile().near_days, profile().lag_tolerance) == (5, 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "  "),
        ("name", "长" * 61),
        ("time_zone", "Asia/Nowhere"),
        ("number_format", "督办{year}号"),
        ("number_format", "{year}{sequence}{0}"),
        ("number_format", "{year}{sequence.__class__}"),
        ("number_format", "{year}{sequence}{"),
        ("near_days", 31),
        ("near_days", True),
        ("near_days", "3"),
        ("near_days", None),
        ("sources", "\n \n"),
        ("sources", "甲\n乙\n甲"),
        ("sources", "\n".join(str(n) for n in range(61))),
        ("forms", None),
        ("papers_for_all", 1),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(people, name, value):
    with pytest.raises(InvalidInput) as refused:
        change(people.admin, **{name: value})
    assert refused.value.field == name
    assert refused.value.for_user


def test_a_setting_that_nobody_knows_is_refused(people):
    with pytest.raises(InvalidInput):
        change(people.admin, colour="red")


def test_heads_do_not_set_the_office(people):
    with pytest.raises(NotPermitted):
        change(people.head, near_days=5)
    with pytest.raises(NotPermitted), look(people.clerk) as work:
        administration.settings(work)


def test_a_level_has_a_default_until_the_office_sets_it(people):
    with look(people.director) as work:
        before = administration.rhythm(work)
        assert levels.of(work.session, "key", "express").report_every == 1
    assert len(before) == 6

    rule = LevelRule("key", "express", sign_within=2, report_every=4, check_within=1, sign_off=True)
    with begin(people.director) as work:
        administration.change_level(work, rule=rule)

    with look(people.director) as work:
        now = levels.of(work.session, "key", "express")
        assert (now.report_every, now.sign_off, now.approval, now.version) == (4, True, False, 1)
        assert [one for one in administration.rhythm(work) if one.version] == [now]


def test_the_second_of_two_who_change_a_level_is_told(people):
    rule = LevelRule("key", "urgent", sign_within=2, report_every=4, check_within=1)
    with begin(people.director) as work:
        administration.change_level(work, rule=rule)
    with pytest.raises(SomebodyWasFaster), begin(people.admin) as work:
        administration.change_level(work, rule=rule)


def test_a_level_stays_within_reason(people):
    rule = LevelRule("key", "urgent", sign_within=0, report_every=4, check_within=1)
    with pytest.raises(InvalidInput) as refused, begin(people.admin) as work:
        administration.change_level(work, rule=rule)
    assert refused.value.field == "sign_within"
