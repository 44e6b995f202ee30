"""Between the password and the code: a few minutes, for one browser, for this password.

The cookie holds a token that opens nothing but the second step; only its digest stands in the table.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from core.access import sessions, totp
from core.actor import SYSTEM
from core.errors import NotPermitted
from core.i18n import N_
from core.work import Work, begin, look
from db.models import Credential, HalfSignIn, Person

MINUTES = 5


class HalfGone(NotPermitted):
    message = N_("This took too long. Please sign in again with your password.")


@dataclass(frozen=True, slots=True)
class Finished:
    token: str
    person_id: int
    must_change_password: bool


def start(work: Work, credential: Credential) -> str:
    token = secrets.token_urlsafe(32)
    work.session.add(
        HalfSignIn(
            digest=sessions.digest(token),
            person_id=credential.person_id,
            password_changed_at=credential.changed_at,
            expires_at=work.now + timedelta(minutes=MINUTES),
        )
    )
    return token


def finish_sign_in(
    half: str, code: str, *, address: str = "", browser: str = "", now: datetime | None = None
) -> Finished:
    """The code was right: now there is a session. Raises HalfGone, WrongCode or TriedTooOften."""
    at = now or datetime.now(UTC)
    digest = sessions.digest(half)
    with look(SYSTEM, now=at) as looking:
        person_id = _alive(looking, digest).person_id
    totp.prove(person_id, code, at)
    with begin(SYSTEM, now=at) as work:
        credential = _alive(work, digest)
        gone = work.session.execute(delete(HalfSignIn).where(HalfSignIn.digest == digest))
        if not gone.rowcount:  # type: ignore[attr-defined]
            raise HalfGone()
        token = sessions.start(work, person_id, address=address, browser=browser)
        must_change = credential.must_change or sessions.aged(work, credential.changed_at)
        return Finished(token, person_id, must_change)


def sweep(session: Session, now: datetime) -> None:
    session.execute(delete(HalfSignIn).where(HalfSignIn.expires_at < now))


def _alive(work: Work, digest: str) -> Credential:
    """The person may have been disabled, or the password changed, a moment ago."""
    half = work.session.get(HalfSignIn, digest)
    if half is None or half.expires_at <= work.now:
        raise HalfGone()
    person = work.session.get(Person, half.person_id)
    credential = work.session.get(Credential, half.person_id)
    if person is None or person.disabled_at is not None or credential is None:
        raise HalfGone()
    if credential.changed_at != half.password_changed_at:
        raise HalfGone()
    return credential
