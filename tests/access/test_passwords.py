"""What a password may be, and that every character of it counts."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.access import passwords
from core.access.passwords import PasswordNamesYou, PasswordTooCommon, PasswordTooLong, PasswordTooShort
from core.errors import InvalidInput


@pytest.mark.parametrize("password", ["1234567", "密码", "", "  a   b"])
def test_a_short_password_is_refused(password):
    with pytest.raises(PasswordTooShort):
        passwords.check(password)


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Password123",
        "ｐａｓｓｗｏｒｄ１",
        "admin@123",
        "Aa123456",
        "qwertyuiop",
        "1qaz2wsx",
        "88888888",
        "19850412",
        "woaini1314",
        "abcabcabc",
        "zxcvbnm123",
        "87654321",
    ],
)
def test_what_is_guessed_first_is_refused(password):
    with pytest.raises(PasswordTooCommon):
        passwords.check(password)


@pytest.mark.parametrize(
    "password", ["王芳的密码是秘密", "wangfang2026!", "财务中心的好同志", "WangFang-rocks"]
)
def test_names_of_the_person_and_the_office_are_refused(password):
    with pytest.raises(PasswordNamesYou):
        passwords.check(password, names=("王芳", "wangfang", "财务中心"))


@pytest.mark.parametrize(
    "password",
    ["登高望远 看得清", "correct horse battery", "tr0ub4dor&3x", "  blanks count  ", "delight-in-it"],
)
def test_a_sentence_is_welcome_in_any_script(password):
    passwords.check(password, names=("李伟", "li", "办公室"))


def test_a_password_is_not_endless():
    with pytest.raises(PasswordTooLong):
        passwords.check("好" * 257)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=8, max_size=200), st.integers(0, 199))
def test_every_character_counts_beyond_72_bytes(password, place):
    stored = passwords.hashed(password)
    place %= len(password)
    other = password[:place] + ("乙" if password[place] != "乙" else "甲") + password[place + 1 :]

    assert passwords.matches(password, stored)
    assert not passwords.matches(other, stored)
    assert not passwords.matches(password + " ", stored)


def test_two_spellings_of_one_character_are_the_same_password():
    assert passwords.matches("caf\u00e9 au lait", passwords.hashed("cafe\u0301 au lait"))


def test_a_first_password_is_good_and_easy_to_read_out():
    made = {passwords.first_password() for _ in range(200)}

    assert len(made) == 200
    for one in made:
        passwords.check(one)
        assert re.fullmatch(r"[a-z]{4}-[a-z]{4}-\d{4}", one)
        assert not set(one) & set("il0o1")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=3))
def test_hostile_passwords_meet_a_sentence_or_pass(password, names):
    said = ["password"]
    try:
        passwords.check(password, names=names)
    except InvalidInput as refusal:
        said = [refusal.field]
        refusal.for_user.encode()
    assert said == ["password"]
