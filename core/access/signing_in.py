"""From a user name and a password to a session. One answer, in one time, whatever was wrong.

The try is counted in one transaction, the password looked at outside of any, the session started in a second.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from core.access import halfway, lockouts, passwords, sessions, totp
from core.actor import SYSTEM
from core.errors import InvalidInput
from core.i18n import N_
from core.text import name_key
from core.work import Work, begin
from db.models import Credential, Person

LONGEST_NAME = 200


class WrongNameOrPassword(InvalidInput):
    message = N_(
        "User name or password is not right. After several wrong tries signing in is locked for a while."
    )
    field = "user_name"


class MustWait(WrongNameOrPassword):
    """Says the same: only our own log tells it apart."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`half`: the password was right, the code is still to come; then there is no session yet."""

    token: str
    person_id: int
    must_change_password: bool
    half: str = ""


@dataclass(frozen=True, slots=True)
class _Try:
    """A counted try: whom it names, if anybody, and what it is counted under."""

    person_id: int | None
    stored: str | None
    name: lockouts.Subject
    net: lockouts.Subject | None


def sign_in(
    user_name: str, password: str, *, address: str = "", browser: str = "", now: datetime | None = None
) -> SignedIn:
    """Raises WrongNameOrPassword: nobody of that name, disabled, wrong password, or waiting (MustWait)."""
    at = now or datetime.now(UTC)
    with begin(SYSTEM, now=at) as work:
        tried = _count(work, name_key(user_name[:LONGEST_NAME]), address)
    if tried is None:
        raise MustWait()
    right = passwords.matches(password[: passwords.LONGEST + 1], tried.stored or passwords.nobody())
    if not right or tried.person_id is None:
        raise WrongNameOrPassword()
    with begin(SYSTEM, now=at) as work:
        return _let_in(work, tried, address=address, browser=browser)


def _count(work: Work, user_key: str, address: str) -> _Try | None:
    found = work.session.execute(
        select(Person.id, Credential.password_hash)
        .join(Credential, Credential.person_id == Person.id)
        .where(Person.user_key == user_key, Person.disabled_at.is_(None))
    ).one_or_none()
    person_id = found.id if found else None
    known_here = sessions.came_from(work.session, person_id, address)
    name = lockouts.of_name(user_key, address if known_here else "")
    net = lockouts.of_network(address)
    if not lockouts.reserve(work.session, work.now, name, net):
        return None
    return _Try(person_id, found.password_hash if found else None, name, net)


def _let_in(work: Work, tried: _Try, *, address: str, browser: str) -> SignedIn:
    """Looked at again: the person may have been disabled, or the password changed, a moment ago."""
    credential = work.session.get(Credential, tried.person_id)
    person = work.session.get(Person, tried.person_id)
    if credential is None or person is None or person.disabled_at or credential.password_hash != tried.stored:
        raise WrongNameOrPassword()
    lockouts.forgive(work.session, work.now, tried.name, tried.net)
    must_change = credential.must_change or sessions.aged(work, credential.changed_at)
    if totp.is_on(work, person.id):
        return SignedIn("", person.id, must_change, halfway.start(work, credential))
    token = sessions.start(work, person.id, address=address, browser=browser)
    return SignedIn(token, person.id, must_change)
