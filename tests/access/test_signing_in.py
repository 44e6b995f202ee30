"""Who comes in, and that everybody else gets one and the same answer."""

import statistics
import time
from datetime import timedelta

import bcrypt
import pytest
from sqlalchemy import event

from core import access, people
from core.access import MustWait, WrongNameOrPassword, passwords
from core.work import begin
from db.session import database
from tests import make
from tests.access.conftest import PASSWORD, give


def test_a_person_signs_in_and_is_known_from_then_on(head):
    signed_in = access.sign_in("王芳", PASSWORD, address="10.0.0.7", browser="Firefox/140")

    who = access.person(access.digest(signed_in.token))
    assert who is not None
    assert (who.id, who.name, signed_in.must_change_password) == (head.id, "王芳", False)


@pytest.mark.parametrize("typed", [" 王芳 ", "王芳\u200b"])
def test_a_user_name_is_the_same_however_it_is_spelled(head, typed):
    assert access.sign_in(typed, PASSWORD).person_id == head.id


def test_wide_and_capital_letters_name_the_same_person(people):
    person = make.person("赵六", department=people.finance, user_name="ZhaoLiu")
    give(person)

    assert access.sign_in("ｚｈａｏｌｉｕ", PASSWORD).person_id == person.id


@pytest.mark.parametrize(
    ("user_name", "password"),
    [
        ("王芳", "wrong"),
        ("nobody", PASSWORD),
        ("", ""),
        ("王芳", ""),
        ("张敏", PASSWORD),
        ("王芳\x00'--", "x" * 9999),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(head, user_name, password):
    with pytest.raises(WrongNameOrPassword) as refused:
        access.sign_in(user_name, password)
    assert refused.value.for_user == WrongNameOrPassword().for_user


def test_a_disabled_person_gets_the_answer_of_a_wrong_password(head, people):
    _disable(people.admin, head)

    with pytest.raises(WrongNameOrPassword):
        access.sign_in("王芳", PASSWORD)


def _disable(admin, person):
    with begin(admin) as work:
        version = people.person(work, person_id=person.number).version
        people.disable_person(work, person_id=person.number, version=version)


def test_an_unknown_name_costs_as_many_checks_and_questions_as_a_known_one(head, monkeypatch):
    checks = []
    real = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", lambda *given: checks.append(1) or real(*given))

    def cost(name):
        checks.clear()
        statements = []
        listen = lambda *args: statements.append(args[2])  # noqa: E731
        event.listen(database().writes, "before_cursor_execute", listen)
        with pytest.raises(WrongNameOrPassword):
            access.sign_in(name, "a wrong password")
        event.remove(database().writes, "before_cursor_execute", listen)
        return len(checks), len(statements)

    assert cost("王芳") == cost("nobody here")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_nobody_learns_from_the_time_whether_a_name_exists(office, monkeypatch):
    """Medians of 200 interleaved tries each, at a cost between that of the tests and the product's."""
    monkeypatch.setattr(bcrypt, "gensalt", lambda: bcrypt_salt(7))
    passwords.nobody.cache_clear()
    give(make.office().head)
    taken = {"王芳": [], "nobody": []}
    for number in range(400):
        name = ("王芳", "nobody")[number % 2]
        began = time.perf_counter()
        with pytest.raises(WrongNameOrPassword):
            access.sign_in(name, "a wrong password", now=make.at(2 * number))
        taken[name].append(time.perf_counter() - began)

    known, unknown = (statistics.median(times) for times in taken.values())
    assert abs(known - unknown) < 0.1 * max(known, unknown), (known, unknown)


_gensalt = bcrypt.gensalt


def bcrypt_salt(rounds):
    return _gensalt(rounds=rounds)


def test_a_first_password_has_to_be_changed(people):
    give(people.staff, must_change=True)

    signed_in = access.sign_in("张敏", PASSWORD)

    visitor = access.visitor(access.digest(signed_in.token))
    assert signed_in.must_change_password
    assert visitor is not None
    assert visitor.must_change_password


def test_a_password_changed_while_it_was_checked_lets_nobody_in(head, monkeypatch):
    real = passwords.matches

    def slow(password, stored):
        right = real(password, stored)
        monkeypatch.setattr(passwords, "matches", real)
        give(head, "a fresh password of mine")
        return right

    monkeypatch.setattr(passwords, "matches", slow)
    with pytest.raises(WrongNameOrPassword):
        access.sign_in("王芳", PASSWORD)


def test_after_five_wrong_tries_the_right_password_waits_and_later_works(head):
    for _ in range(5):
        with pytest.raises(WrongNameOrPassword):
            access.sign_in("王芳", "wrong", now=make.at())
    with pytest.raises(MustWait) as waiting:
        access.sign_in("王芳", PASSWORD, now=make.at() + timedelta(seconds=29))

    assert waiting.value.for_user == WrongNameOrPassword().for_user
    assert access.sign_in("王芳", PASSWORD, now=make.at() + timedelta(seconds=31)).person_id == head.id
