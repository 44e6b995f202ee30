"""Giving and changing passwords. No password and no hash ever reaches the history."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, select

from core import office
from core.access import lockouts, passwords, sessions
from core.access.passwords import Hashed
from core.actor import Actor
from core.errors import Conflict, InvalidInput, NotFound
from core.i18n import N_
from core.work import Work, begin
from db.models import Credential, HalfSignIn, Person


class NobodyThere(NotFound):
    message = N_("There is no such person.")


class WrongPassword(InvalidInput):
    message = N_("This is not your present password.")
    field = "current"


class SamePassword(InvalidInput):
    message = N_("Please choose a password that differs from the present one.")
    field = "new"


class TriedTooOften(InvalidInput):
    message = N_("Too many wrong tries. Please wait a while, then try again.")
    field = "current"


class ChangedMeanwhile(Conflict):
    message = N_("The password was changed by somebody else meanwhile. Please sign in again.")


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of somebody's password, and the names that must not stand in it."""

    user_key: str
    stored: str
    changed_at: datetime
    names: tuple[str, ...]
    mixed: bool


def give_password(work: Work, *, person_id: int, password: str, must_change: bool = True) -> None:
    """A first or a forgotten password: the person has to change it, and is signed out everywhere.

    Pass `access.hashed(password)` where many are given in one transaction.
    """
    work.must("access.give_password")
    person = work.session.get(Person, person_id, with_for_update=True)
    if person is None:
        raise NobodyThere()
    if not isinstance(password, Hashed):
        passwords.check(password, names=_names(work, person), mixed=_mixed(work))
    _keep(work, person_id, passwords.hashed(password), must_change=must_change)
    sessions.end_all(work, person_id)
    lockouts.clear(work.session, person.user_key)
    work.record("person.password_given", person_id)


def unlock(work: Work, *, person_id: int) -> None:
    """Let somebody try again at once who had to wait after wrong tries."""
    work.must("access.unlock")
    person = work.session.get(Person, person_id)
    if person is None:
        raise NobodyThere()
    lockouts.clear(work.session, person.user_key)
    work.record("person.unlocked", person_id)


def change_password(
    work: Work, *, password: Hashed, changed_at: datetime, keep: str = "", must_change: bool = False
) -> None:
    """My own, checked and hashed before (see `change_own`); ends my sessions but for the digest `keep`."""
    work.must("access.change_password")
    mine = work.session.get(Credential, work.actor.number, with_for_update=True)
    if mine is None or mine.changed_at != changed_at:
        raise ChangedMeanwhile()
    _keep(work, work.actor.number, password, must_change=must_change)
    ended = sessions.end_all(work, work.actor.number, keep=keep)
    work.record("person.password_changed", work.actor.number, sessions_ended=ended)


def change_own(actor: Actor, *, current: str, new: str, keep: str = "", now: datetime | None = None) -> None:
    """Check the present password, judge the new one, and change it. The slow part is outside transactions."""
    at = now or datetime.now(UTC)
    with begin(actor, now=at) as work:
        account = _account(work)
        name = lockouts.of_name(account.user_key, "own password")
        free = lockouts.reserve(work.session, work.now, name)
    if not free:
        raise TriedTooOften()
    if not passwords.matches(current, account.stored):
        raise WrongPassword()
    passwords.check(new, names=account.names, field="new", mixed=account.mixed)
    if passwords.matches(new, account.stored):
        raise SamePassword()
    fresh = passwords.hashed(new)
    with begin(actor, now=at) as work:
        lockouts.forgive(work.session, work.now, name, None)
        change_password(work, password=fresh, changed_at=account.changed_at, keep=keep)


def has_password(work: Work, *, person_id: int) -> bool:
    work.must("access.has_password")
    return work.session.get(Credential, person_id) is not None


def _account(work: Work) -> Account:
    found = work.session.execute(
        select(Person, Credential)
        .join(Credential, Credential.person_id == Person.id)
        .where(Person.id == work.actor.number)
    ).one_or_none()
    if found is None:
        raise NobodyThere()
    person, credential = found
    names = _names(work, person)
    return Account(person.user_key, credential.password_hash, credential.changed_at, names, _mixed(work))


def _mixed(work: Work) -> bool:
    return office.profile(work.session).password_rules == "complexity"


def _names(work: Work, person: Person) -> tuple[str, ...]:
    return person.name, person.user_name, office.profile(work.session).name


def _keep(work: Work, person_id: int, password: Hashed, *, must_change: bool) -> None:
    mine = work.session.get(Credential, person_id)
    if mine is None:
        mine = Credential(person_id=person_id)
        work.session.add(mine)
    mine.password_hash = str(password)
    mine.must_change = must_change
    mine.changed_at = work.now
    # Who was halfway in came with the old one.
    work.session.execute(delete(HalfSignIn).where(HalfSignIn.person_id == person_id))
