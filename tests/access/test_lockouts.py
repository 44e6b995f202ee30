"""A guesser waits longer each time; a person is never locked out for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core import access
from core.access import MustWait, WrongNameOrPassword, lockouts, passwords
from core.work import begin
from db.models import Lockout
from db.session import database
from tests import make
from tests.access.conftest import PASSWORD, give


def guess(name="王芳", *, seconds=0.0, address="", password="wrong"):
    """True: the password was looked at. False: it had to wait."""
    try:
        access.sign_in(name, password, address=address, now=make.at() + timedelta(seconds=seconds))
    except MustWait:
        return False
    except WrongNameOrPassword:
        return True
    return True


def test_the_wait_grows_and_ends_at_a_quarter_of_an_hour(head):
    moment, waits = 0.0, []
    for _ in range(5):
        assert guess(seconds=moment)
    for _ in range(8):
        began = moment
        while not guess(seconds=moment):
            moment += 15
        waits.append(moment - began)

    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_ten_minutes_of_guessing_are_ten_looks_at_most(head):
    assert sum(guess(seconds=second) for second in range(600)) <= 10


def test_waiting_tries_make_nothing_longer(head):
    for second in range(29):
        guess(seconds=second / 10)
        guess(seconds=second)

    assert guess(seconds=40)


def test_a_hundred_guesses_at_once_are_five_looks(head, monkeypatch):
    looks = []
    real = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda *given: looks.append(1) or real(*given))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: guess(), range(100)))

    assert len(looks) == 5


def test_names_that_nobody_has_wait_just_the_same(head):
    assert [guess("nobody") for _ in range(7)] == [guess("王芳") for _ in range(7)]


def test_what_was_typed_as_a_name_is_not_kept(head):
    guess("my secret password")

    with database().reading() as session:
        [subject] = session.scalars(select(Lockout.subject))
    assert "secret" not in subject


def test_a_network_waits_after_thirty_names(people):
    looked_at = [guess(f"name{number}", address="203.0.113.9") for number in range(40)]

    assert looked_at == [True] * 30 + [False] * 10
    assert guess("another", address="203.0.113.10")


def test_an_ipv6_network_is_one_however_many_addresses_it_has(people):
    looked_at = [guess(f"name{number}", address=f"2001:db8:1:2::{number:x}") for number in range(40)]

    assert looked_at.count(True) == 30
    assert guess("another", address="2001:db8:1:3::1")


def test_a_proxy_on_this_machine_does_not_lock_the_whole_house(people):
    assert all(guess(f"name{number}", address="127.0.0.1") for number in range(40))


def test_a_stranger_cannot_keep_a_person_out_from_where_she_always_signs_in(head):
    access.sign_in("王芳", PASSWORD, address="10.1.1.1", now=make.at())
    while guess(address="203.0.113.9"):
        pass

    assert access.sign_in("王芳", PASSWORD, address="10.1.1.1", now=make.at()).person_id == head.id
    assert not guess(address="10.1.1.2", password=PASSWORD)


def test_success_starts_the_count_afresh(head):
    for _ in range(4):
        guess()
    access.sign_in("王芳", PASSWORD, now=make.at())

    assert [guess() for _ in range(6)] == [True] * 5 + [False]


def test_an_administrator_ends_the_wait(head, people):
    while guess():
        pass
    with begin(people.admin) as work:
        access.unlock(work, person_id=head.number)

    assert guess()


def test_failures_are_forgotten_after_a_day(head):
    while guess():
        pass
    day = timedelta(days=1, hours=1).total_seconds()

    assert [guess(seconds=day) for _ in range(6)] == [True] * 5 + [False]


def test_sweeping_forgets_what_no_longer_counts(head, people):
    guess()
    with begin(people.admin, now=make.at(3)) as work:
        access.sweep(work)

    with database().reading() as session:
        assert session.scalar(select(func.count()).select_from(Lockout)) == 0


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.1", "net:192.0.2.1/32"),
        ("::ffff:192.0.2.1", "net:192.0.2.1/32"),
        ("2001:db8::1:2:3", "net:2001:db8::/64"),
    ],
)
def test_networks_are_counted_as_one_pays_for_them(address, key):
    subject = lockouts.of_network(address)
    assert subject is not None
    assert subject.key == key


@pytest.mark.parametrize("address", ["", "testclient", "127.0.0.1", "::1", "' or 1=1"])
def test_no_network_is_no_subject(address):
    assert lockouts.of_network(address) is None


def test_own_password_cannot_be_guessed_at_an_open_screen(head):
    for _ in range(5):
        with pytest.raises(access.WrongPassword):
            access.change_own(head, current="wrong", new="another good one", now=make.at())
    with pytest.raises(access.TriedTooOften):
        access.change_own(head, current=PASSWORD, new="another good one", now=make.at())


def test_give_clears_the_wait(head):
    while guess():
        pass
    give(head, "a fresh password of mine")

    assert access.sign_in("王芳", "a fresh password of mine", now=make.at()).person_id == head.id
