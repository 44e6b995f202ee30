"""The office chooses: length and the list of common ones, or kinds of signs and a change in between."""

from datetime import timedelta

import pytest

from core import access, administration
from core.access import lately
from core.work import begin
from tests import make
from tests.access.conftest import PASSWORD, give

MIXED = "Tulpe-im-Hof-4711"


def choose(people, **wanted):
    with begin(people.admin) as work:
        administration.change_settings(work, wanted=wanted, seen={})
    lately.forget()


def test_length_alone_is_enough_unless_the_office_says_otherwise(people):
    give(people.head, "tulpen im hofgarten")

    choose(people, password_rules="complexity")
    with pytest.raises(access.PasswordTooPlain):
        give(people.head, "tulpen im hofgarten")
    give(people.head, MIXED)


@pytest.mark.parametrize(
    "password", ["tulpeimhofgarten", "TULPEhofgarten", "tulpe47114712", "登高望远看得清楚"]
)
def test_two_kinds_of_signs_are_too_plain(people, password):
    choose(people, password_rules="complexity")

    with pytest.raises(access.PasswordTooPlain):
        give(people.head, password)


def test_common_ones_and_names_are_refused_either_way(people):
    choose(people, password_rules="complexity")

    with pytest.raises(access.PasswordNamesYou):
        give(people.head, "王芳Tulpe-4711")
    with pytest.raises(access.PasswordTooCommon):
        give(people.head, "Password123!")
    give(people.head, access.first_password())


def test_ones_own_new_password_follows_the_rule(people, head):
    choose(people, password_rules="complexity")

    with pytest.raises(access.PasswordTooPlain):
        access.change_own(head, current=PASSWORD, new="tulpen im hofgarten")
    access.change_own(head, current=PASSWORD, new=MIXED)


def test_an_old_password_is_changed_before_anything_else_only_where_the_rule_says_so(people, head):
    late = make.at() + timedelta(days=31)
    assert not access.sign_in("王芳", PASSWORD, now=late).must_change_password

    choose(people, password_rules="complexity", password_days=30)
    assert access.sign_in("王芳", PASSWORD, now=late).must_change_password
    assert not access.sign_in("王芳", PASSWORD, now=make.at(29)).must_change_password


def test_whoever_is_signed_in_is_led_to_the_change_as_well(people, head):
    signed_in = access.sign_in("王芳", PASSWORD)
    assert not access.visitor(access.digest(signed_in.token)).must_change_password

    choose(people, password_rules="complexity", password_days=7)
    assert access.visitor(access.digest(signed_in.token)).must_change_password


@pytest.mark.parametrize("wrong", [{"password_rules": "none"}, {"password_days": 0}, {"password_days": 9999}])
def test_no_other_rule_can_be_set(people, wrong):
    with pytest.raises((administration.rules.UnknownPasswordRules, administration.rules.OutOfRange)):
        choose(people, **wrong)
