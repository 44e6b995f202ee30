"""The second step of signing in: a code from an app, recovery codes, and how a guesser is slowed down."""

import os
from datetime import timedelta

import pyotp
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from core import access, administration
from core.actor import Role
from core.policy import NotYours
from core.settings import settings
from core.work import begin, look
from db.models import Event, HalfSignIn, Person, RecoveryCode, SecondFactor
from db.session import database
from tests import make
from tests.access.conftest import PASSWORD, give

NOON = make.at(1, 12)


def code(secret, at=NOON):
    return pyotp.TOTP(secret).at(at)


def begun(actor):
    with begin(actor, now=NOON) as work:
        return access.begin_factor(work).secret


@pytest.fixture
def secret(head):
    return begun(head)


@pytest.fixture
def codes(head, secret):
    """Two-step sign-in is on; the code that switched it on is used up."""
    return access.confirm_factor(head, code=code(secret), now=NOON)


def half(at=NOON):
    return access.sign_in("王芳", PASSWORD, now=at).half


def finish(typed, at=NOON, token=None):
    return access.finish_sign_in(token or half(at), typed, now=at)


def later(**time):
    return NOON + timedelta(**time)


def test_without_it_the_password_is_enough(head):
    signed_in = access.sign_in("王芳", PASSWORD)

    assert signed_in.token
    assert not signed_in.half


def test_before_its_first_code_it_asks_for_nothing(head, secret):
    assert access.sign_in("王芳", PASSWORD).token


def test_the_password_alone_opens_nothing_and_the_code_opens_a_session(head, secret, codes):
    signed_in = access.sign_in("王芳", PASSWORD, now=later(minutes=1))

    assert (signed_in.token, access.person(access.digest(signed_in.half))) == ("", None)
    done = finish(code(secret, later(minutes=1)), later(minutes=1), signed_in.half)
    assert access.person(access.digest(done.token), now=later(minutes=1)).id == head.id


@pytest.mark.parametrize(
    ("seconds", "right"), [(-30, True), (0, True), (30, True), (-60, False), (60, False)]
)
def test_a_clock_may_be_one_step_off(head, secret, codes, seconds, right):
    at = later(minutes=10)
    typed = code(secret, at + timedelta(seconds=seconds))

    if right:
        assert finish(typed, at).person_id == head.id
    else:
        with pytest.raises(access.WrongCode):
            finish(typed, at)


def test_a_code_counts_once(head, secret, codes):
    at = later(minutes=10)
    finish(code(secret, at), at)

    with pytest.raises(access.WrongCode):
        finish(code(secret, at), at)
    with pytest.raises(access.WrongCode):
        finish(code(secret, at - timedelta(seconds=30)), at)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\x00" * 6, "9" * 9999])
def test_what_is_no_code_is_refused(head, secret, codes, typed):
    with pytest.raises(access.WrongCode):
        finish(typed)


def test_a_code_may_be_typed_with_a_blank(head, secret, codes):
    at = later(minutes=10)
    typed = code(secret, at)

    assert finish(f"{typed[:3]} {typed[3:]}", at).person_id == head.id


def test_a_recovery_code_opens_once(head, secret, codes):
    assert len(codes) == len(set(codes)) == 10
    assert finish(codes[0].upper()).person_id == head.id

    with pytest.raises(access.WrongCode):
        finish(codes[0])
    assert finish(codes[1].replace("-", " ")).person_id == head.id
    with look(head) as work:
        assert access.my_factor(work).left == 8


def test_codes_and_secrets_stand_nowhere_they_can_be_read(head, secret, codes):
    finish(codes[0])

    with database().reading() as session:
        hashes = set(session.scalars(select(RecoveryCode.code_hash)))
        said = repr([(one.action, one.reason, one.particulars) for one in session.scalars(select(Event))])
    assert not hashes & set(codes)
    assert not [one for one in (secret, *codes) if one in said]
    assert "person.recovery_code_used" in said


def test_one_persons_recovery_code_is_nobody_elses(people, head, secret, codes):
    give(people.staff)
    access.confirm_factor(people.staff, code=code(begun(people.staff)), now=NOON)

    with pytest.raises(access.WrongCode):
        access.finish_sign_in(access.sign_in("张敏", PASSWORD, now=NOON).half, codes[0], now=NOON)


def test_a_guesser_has_to_wait_and_the_right_code_waits_too(head, secret, codes):
    at = later(minutes=10)
    token = half(at)
    for _ in range(5):
        with pytest.raises(access.WrongCode):
            finish("000000", at, token)

    with pytest.raises(access.TriedTooOften):
        finish(code(secret, at), at, token)
    after = at + timedelta(minutes=2)
    assert finish(code(secret, after), after, token).person_id == head.id


def test_a_new_password_step_gives_no_new_tries(head, secret, codes):
    at = later(minutes=10)
    for _ in range(5):
        with pytest.raises(access.WrongCode):
            finish("000000", at)

    with pytest.raises(access.TriedTooOften):
        finish("000000", at)


def test_halfway_ends_after_five_minutes_with_the_password_and_with_the_person(people, head, secret, codes):
    at = later(minutes=10)
    slow, changed = half(at), half(at)
    with pytest.raises(access.HalfGone):
        finish(codes[0], at + timedelta(minutes=5), slow)
    with pytest.raises(access.HalfGone):
        finish(codes[0], at, "forged")

    give(head)
    with pytest.raises(access.HalfGone):
        finish(codes[0], at + timedelta(minutes=1), changed)
    left = half(at)
    with begin(people.admin) as work:
        row = work.session.get_one(Person, head.number)
        row.disabled_at = at
    with pytest.raises(access.HalfGone):
        finish(codes[0], at, left)


def test_a_half_token_is_used_up(head, secret, codes):
    token = half()
    finish(codes[0], token=token)

    with pytest.raises(access.HalfGone):
        finish(codes[1], token=token)


def test_new_recovery_codes_take_the_place_of_the_old(head, secret, codes):
    at = later(minutes=10)
    fresh = access.renew_codes(head, code=code(secret, at), now=at)

    with pytest.raises(access.WrongCode):
        finish(codes[0], at)
    assert finish(fresh[0], at).person_id == head.id


def test_it_is_switched_off_with_a_code_only(head, secret, codes):
    with pytest.raises(access.WrongCode):
        access.drop_factor(head, code="000000", now=NOON)
    access.drop_factor(head, code=codes[0], now=NOON)

    assert access.sign_in("王芳", PASSWORD).token
    with database().reading() as session:
        assert session.scalars(select(SecondFactor)).all() == []
        assert session.scalars(select(RecoveryCode)).all() == []


def test_where_the_role_needs_it_nobody_switches_it_off(people, head, secret, codes):
    require(people, ["head"])

    with pytest.raises(access.FactorRequired):
        access.drop_factor(head, code=codes[0], now=NOON)
    with look(head) as work:
        assert access.my_factor(work).required


def test_an_administrator_lets_somebody_begin_anew(people, head, secret, codes):
    with pytest.raises(NotYours), begin(people.director) as work:
        access.reset_factor(work, person_id=head.number)
    with begin(people.admin) as work:
        access.reset_factor(work, person_id=head.number)

    assert access.sign_in("王芳", PASSWORD).token


def test_a_stranger_cannot_replace_what_is_on(head, secret, codes):
    with pytest.raises(access.FactorOnAlready):
        begun(head)


def test_only_roles_that_there_are_can_be_required(people):
    from_the_form = [["nobody"], ["screen"], "head", [None], 7]
    for wrong in from_the_form:
        with pytest.raises(administration.rules.UnknownRole):
            require(people, wrong)
    require(people, [])


def test_what_was_left_halfway_is_swept(head, secret, codes):
    half(NOON)
    with begin(make.person("清扫", Role.ADMINISTRATOR), now=later(hours=1)) as work:
        access.sweep(work)

    with database().reading() as session:
        assert session.scalars(select(HalfSignIn)).all() == []


def require(people, roles):
    with begin(people.admin) as work:
        administration.change_settings(work, wanted={"second_factor_roles": roles}, seen={})


def test_secrets_are_sealed_with_a_key_that_is_in_no_backup(head, secret, codes):
    key = settings().secret_key_file
    with database().reading() as session:
        seal = session.scalar(select(SecondFactor.secret))
    assert secret not in seal
    assert key.parent == settings().folder
    if os.name == "posix":
        assert key.stat().st_mode & 0o777 == 0o600
    assert access.opens(seal, head.number)
    assert not access.opens(seal, head.number + 1)


def test_restored_without_the_key_recovery_codes_open_and_the_app_says_why_not(head, secret, codes):
    key, at = settings().secret_key_file, later(minutes=10)
    kept = key.read_text("ascii")
    key.unlink()

    with pytest.raises(access.KeyNotHere, match="recovery code"):
        finish(code(secret, at), at)
    assert finish(codes[0], at).person_id == head.id
    key.write_text(kept, "ascii")
    assert finish(code(secret, at), at).person_id == head.id


def test_one_key_for_several_processes_comes_from_the_environment(head, secret, codes, monkeypatch):
    at, kept = later(minutes=10), settings().secret_key_file.read_text("ascii")
    settings().secret_key_file.unlink()
    monkeypatch.setattr(settings(), "secret_key", SecretStr("too short"))
    with pytest.raises(access.KeyUnusable):
        finish(code(secret, at), at)

    monkeypatch.setattr(settings(), "secret_key", SecretStr(kept))
    after = at + timedelta(minutes=1)
    assert finish(code(secret, after), after).person_id == head.id
    assert kept not in repr(settings())
