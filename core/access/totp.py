"""The second step of signing in: a code of six digits from an app, or a recovery code. Optional.

A code counts once and for one step before and after its own. A recovery code opens once; only hashes of
them are kept. Tries are slowed down like those of a password. No secret and no code reaches the history.
The secrets are sealed with a key that no backup has; without it the recovery codes still open.
"""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pyotp
from sqlalchemy import delete, func, select, update

from core import office
from core.access import lately, lockouts, sealing
from core.access.credentials import NobodyThere, TriedTooOften
from core.actor import SYSTEM, Actor
from core.errors import Conflict, InvalidInput
from core.i18n import N_
from core.text import clean_line
from core.work import Work, begin
from db.models import Person, RecoveryCode, SecondFactor

STEP = 30
AROUND = 1
CODES, GROUPS, SIGNS = 10, 3, "23456789abcdefghjkmnpqrstuvwxyz"


class WrongCode(InvalidInput):
    message = N_("This code is not right. Codes change every 30 seconds; is the clock of the phone right?")
    field = "code"


class KeyNotHere(InvalidInput):
    message = N_(
        "Codes of the app cannot be checked here: the key to them (secret.key) was not restored with the "
        "database. Please use a recovery code, or ask an administrator to reset your second step."
    )
    field = "code"


class FactorOnAlready(Conflict):
    message = N_("Two-step sign-in is on already.")


class FactorNotBegun(Conflict):
    message = N_("Two-step sign-in has not been begun. Please start again.")


class FactorRequired(Conflict):
    message = N_("Your role needs two-step sign-in; it cannot be switched off.")


@dataclass(frozen=True, slots=True)
class Factor:
    """`left`: recovery codes not used yet. `required`: the office asks it of this role."""

    on: bool
    since: datetime | None
    left: int
    required: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """Shown once, to be scanned or typed into the app."""

    secret: str
    address: str


def my_factor(work: Work) -> Factor:
    work.must("access.my_factor")
    mine = work.session.get(SecondFactor, work.actor.number)
    unused = select(func.count()).select_from(RecoveryCode)
    left = work.session.scalar(
        unused.where(RecoveryCode.person_id == work.actor.number, RecoveryCode.used_at.is_(None))
    )
    since = mine.confirmed_at if mine else None
    return Factor(since is not None, since, left or 0, required(work, work.actor.role))


def begin_factor(work: Work) -> Begun:
    """A new secret, which counts for nothing before its first code; an unconfirmed one is replaced."""
    work.must("access.begin_factor")
    person = work.session.get_one(Person, work.actor.number)
    mine = work.session.get(SecondFactor, person.id, with_for_update=True)
    if mine is not None and mine.confirmed_at is not None:
        raise FactorOnAlready()
    if mine is None:
        mine = SecondFactor(person_id=person.id, secret="", begun_at=work.now)
        work.session.add(mine)
    secret = pyotp.random_base32()
    mine.secret, mine.begun_at, mine.last_step = sealing.sealed(secret, person.id), work.now, 0
    work.record("person.second_factor_begun", person.id)
    return _begun(work, secret, person)


def pending_factor(work: Work) -> Begun | None:
    """What was begun and waits for its first code."""
    work.must("access.pending_factor")
    mine = work.session.get(SecondFactor, work.actor.number)
    if mine is None or mine.confirmed_at is not None:
        return None
    secret = sealing.opened(mine.secret, mine.person_id)
    return _begun(work, secret, work.session.get_one(Person, work.actor.number)) if secret else None


def confirm_factor(actor: Actor, *, code: str, now: datetime | None = None) -> list[str]:
    """The first right code switches it on; returns the recovery codes, shown this once."""
    at = now or datetime.now(UTC)
    _count(actor.number, at)
    with begin(actor, now=at) as work:
        mine = work.session.get(SecondFactor, actor.number, with_for_update=True)
        if mine is None:
            raise FactorNotBegun()
        if mine.confirmed_at is not None:
            raise FactorOnAlready()
        if not _fits(mine, code, at):
            raise WrongCode()
        mine.confirmed_at = work.now
        _forgive(work, actor.number)
        work.record("person.second_factor_on", actor.number)
        codes = _new_codes(work, actor.number)
    lately.forget()  # whoever was held back for lacking it goes on at once
    return codes


def renew_codes(actor: Actor, *, code: str, now: datetime | None = None) -> list[str]:
    """Ten new recovery codes instead of the old ones; asks for a code of the app."""
    at = now or datetime.now(UTC)
    prove(actor.number, code, at)
    with begin(actor, now=at) as work:
        work.record("person.recovery_codes_renewed", actor.number)
        return _new_codes(work, actor.number)


def drop_factor(actor: Actor, *, code: str, now: datetime | None = None) -> None:
    """Off again, by its owner and with a code; not where the role needs it."""
    at = now or datetime.now(UTC)
    with begin(actor, now=at) as work:
        if required(work, actor.role):
            raise FactorRequired()
    prove(actor.number, code, at)
    with begin(actor, now=at) as work:
        _remove(work, actor.number)
        work.record("person.second_factor_off", actor.number)


def reset_factor(work: Work, *, person_id: int) -> None:
    """The telephone and the codes are gone: an administrator lets somebody begin anew."""
    work.must("access.reset_factor")
    if work.session.get(Person, person_id) is None:
        raise NobodyThere()
    _remove(work, person_id)
    _forgive(work, person_id)
    work.record("person.second_factor_reset", person_id)


def prove(person_id: int, code: str, at: datetime) -> None:
    """Counted first, then looked at: raises TriedTooOften or WrongCode."""
    _count(person_id, at)
    with begin(SYSTEM, now=at) as work:
        mine = work.session.get(SecondFactor, person_id, with_for_update=True)
        if mine is None or mine.confirmed_at is None:
            raise FactorNotBegun()
        if not (_recovers(work, person_id, code) or _fits(mine, code, at)):
            raise WrongCode()
        _forgive(work, person_id)


def is_on(work: Work, person_id: int) -> bool:
    on = select(SecondFactor.person_id).where(
        SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_not(None)
    )
    return work.session.scalar(on) is not None


def required(work: Work, role: str) -> bool:
    return role in office.profile(work.session).second_factor_roles


def _begun(work: Work, secret: str, person: Person) -> Begun:
    named = office.profile(work.session).name or "Luoshi"
    address = pyotp.TOTP(secret).provisioning_uri(name=person.user_name, issuer_name=named)
    return Begun(secret, address)


def _subject(person_id: int) -> lockouts.Subject:
    return lockouts.of_name(f"{person_id}", "second step")


def _count(person_id: int, at: datetime) -> None:
    with begin(SYSTEM, now=at) as work:
        free = lockouts.reserve(work.session, at, _subject(person_id))
    if not free:
        raise TriedTooOften(field="code")


def _forgive(work: Work, person_id: int) -> None:
    lockouts.forgive(work.session, work.now, _subject(person_id), None)


def _fits(mine: SecondFactor, code: str, at: datetime) -> bool:
    """The step that was used is remembered: the same code, or an older one, opens nothing again."""
    typed = "".join(char for char in clean_line(code[:40]) if char.isascii() and char.isdigit())
    if len(typed) != 6:
        return False
    secret = sealing.opened(mine.secret, mine.person_id)
    if secret is None:
        raise KeyNotHere()
    for step in _steps(at):
        right = secrets.compare_digest(pyotp.TOTP(secret).generate_otp(step), typed)
        if right and step > mine.last_step:
            mine.last_step = step
            return True
    return False


def _steps(at: datetime) -> Iterator[int]:
    now = int(at.timestamp()) // STEP
    yield from range(now - AROUND, now + AROUND + 1)


def _recovers(work: Work, person_id: int, code: str) -> bool:
    """Used up in the same statement that finds it: two at once are one."""
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person_id,
            RecoveryCode.code_hash == _hash(person_id, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=work.now)
    )
    if not work.session.execute(used).rowcount:  # type: ignore[attr-defined]
        return False
    work.record("person.recovery_code_used", person_id)
    return True


def _new_codes(work: Work, person_id: int) -> list[str]:
    work.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = ["-".join(_group() for _ in range(GROUPS)) for _ in range(CODES)]
    work.session.add_all(RecoveryCode(person_id=person_id, code_hash=_hash(person_id, one)) for one in codes)
    return codes


def _group() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(4))


def _hash(person_id: int, code: str) -> str:
    plain = "".join(char for char in clean_line(code[:80]).lower() if char.isalnum())
    return hashlib.sha256(f"{person_id}:{plain}".encode()).hexdigest()


def _remove(work: Work, person_id: int) -> None:
    for table in (RecoveryCode, SecondFactor):
        work.session.execute(delete(table).where(table.person_id == person_id))
