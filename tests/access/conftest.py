"""Passwords of the tests are hashed with the lowest cost; the way through the code stays the same."""

import functools

import bcrypt
import pytest

from core import access
from core.access import passwords
from core.actor import SYSTEM, Actor
from core.work import begin
from tests import make

PASSWORD = "登高望远 看得清"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bcrypt, "gensalt", functools.partial(bcrypt.gensalt, rounds=4))
    passwords.nobody.cache_clear()


@pytest.fixture
def people(office: object) -> make.Office:
    return make.office()


@pytest.fixture
def head(people: make.Office) -> Actor:
    """A department head with a password of her own."""
    give(people.head)
    return people.head


def give(actor: Actor, password: str = PASSWORD, *, must_change: bool = False) -> None:
    with begin(SYSTEM, now=make.at()) as work:
        access.give_password(work, person_id=actor.number, password=password, must_change=must_change)
