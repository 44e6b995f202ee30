"""Signed-in browsers: a row each, so that every one of them can be ended.

The cookie holds a token; only its SHA-256, the digest, stands in the table and reaches scripts as
`st.user["session"]`. A session ends by signing out, when idle too long, after its hours, with the password,
or with the person.
"""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import Row, delete, select, update
from sqlalchemy.orm import Session

from core import office, people
from core.access import lately
from core.access.lately import Visitor
from core.actor import SYSTEM, Actor
from core.errors import Conflict
from core.settings import settings
from core.work import Work, begin, look
from db.models import Credential, Person, SecondFactor, SignInSession

SEEN_EVERY = timedelta(minutes=5)
KEPT = timedelta(days=200)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def start(work: Work, person_id: int, *, address: str, browser: str) -> str:
    """A new session; returns the token for the cookie, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    work.session.add(
        SignInSession(
            digest=digest(token),
            person_id=person_id,
            started_at=work.now,
            seen_at=work.now,
            expires_at=work.now + timedelta(hours=settings().session_hours),
            address=address[:64],
            browser=browser[:200],
        )
    )
    return token


def visitor(session_digest: str | None, *, active: bool = True) -> Visitor | None:
    """Who holds the session behind a digest now, remembered for a second in this process."""
    if not session_digest:
        return None
    known = lately.seen(session_digest)
    if known is not None:
        return known
    with look(SYSTEM) as work:
        row = _alive(work, session_digest)
        asked = row is not None and row.role in office.profile(work.session).second_factor_roles
        old = row is not None and aged(work, row.changed_at)
    if row is None:
        return None
    if active:
        _saw(session_digest, row.seen_at, work.now)
    lacking = asked and row.confirmed_at is None
    found = Visitor(row.person_id, bool(row.must_change) or old, row.language, lacking)
    lately.remember(session_digest, found)
    return found


def person(session_digest: str | None, *, now: datetime | None = None, active: bool = True) -> Actor | None:
    """The person behind a session, as of now; None when it has ended or never was.

    `active=False` where a screen looks by itself: that does not keep an idle session open.
    """
    if not session_digest:
        return None
    with look(SYSTEM, now=now) as work:
        row = _alive(work, session_digest)
        actor = people.actor(work.session, row.person_id, today=work.today) if row is not None else None
    if row is not None and active:
        _saw(session_digest, row.seen_at, work.now)
    return actor


def alive(digests: Collection[str]) -> frozenset[str]:
    """Which of these sessions are open: one look for all who watch something together."""
    with look(SYSTEM) as work:
        found = (
            select(SignInSession.digest)
            .join(Person, Person.id == SignInSession.person_id)
            .where(SignInSession.digest.in_(digests), Person.disabled_at.is_(None), *still_open(work.now))
        )
        return frozenset(work.session.scalars(found))


def actors(digests: Collection[str], known: Mapping[str, Actor]) -> dict[str, Actor]:
    """Who is behind these sessions, where open; who is `known` is not read again: the asker forgets them."""
    with look(SYSTEM) as work:
        found = (
            select(SignInSession.digest, SignInSession.person_id)
            .join(Person, Person.id == SignInSession.person_id)
            .where(SignInSession.digest.in_(digests), Person.disabled_at.is_(None), *still_open(work.now))
        )
        people_of = {one: (known.get(one), person_id) for one, person_id in work.session.execute(found)}
        asked = {
            one: actor or people.actor(work.session, person_id, today=work.today)
            for one, (actor, person_id) in people_of.items()
        }
    return {one: actor for one, actor in asked.items() if actor is not None}


def owner(session_digest: str | None) -> int | None:
    """Whose session this is or was: what was typed when it ran out of time can still be kept as a draft.

    None where it was ended on purpose, or the person was disabled.
    """
    with look(SYSTEM) as work:
        return work.session.scalar(
            select(SignInSession.person_id)
            .join(Person, Person.id == SignInSession.person_id)
            .where(
                SignInSession.digest == (session_digest or ""),
                SignInSession.ended_at.is_(None),
                Person.disabled_at.is_(None),
            )
        )


def sign_out(session_digest: str) -> None:
    with begin(SYSTEM) as work:
        end(work, SignInSession.digest == session_digest)


def end_all(work: Work, person_id: int, *, keep: str = "") -> int:
    return end(work, SignInSession.person_id == person_id, SignInSession.digest != keep)


def aged(work: Work, changed_at: datetime | None) -> bool:
    """Where the office asks for complexity it asks for a new one from time to time as well."""
    profile = office.profile(work.session)
    if profile.password_rules != "complexity" or changed_at is None:
        return False
    return changed_at + timedelta(days=profile.password_days) <= work.now


def came_from(session: Session, person_id: int | None, address: str) -> bool:
    """Has this person signed in from this address before?"""
    known = select(SignInSession.id).where(
        SignInSession.person_id == (person_id or 0), SignInSession.address == (address or "?")
    )
    return session.scalar(known.limit(1)) is not None


def sweep(session: Session, now: datetime) -> None:
    """Forget sessions that ended more than half a year ago: until then they tell who was signed in."""
    session.execute(delete(SignInSession).where(SignInSession.expires_at < now - KEPT))


def still_open(now: datetime) -> tuple:
    idle = now - timedelta(minutes=settings().session_idle_minutes)
    return SignInSession.ended_at.is_(None), SignInSession.expires_at > now, SignInSession.seen_at > idle


def _alive(work: Work, session_digest: str) -> Row | None:
    statement = (
        select(
            SignInSession.person_id,
            SignInSession.seen_at,
            Credential.must_change,
            Credential.changed_at,
            Person.language,
            Person.role,
            SecondFactor.confirmed_at,
        )
        .join(Person, Person.id == SignInSession.person_id)
        .outerjoin(Credential, Credential.person_id == SignInSession.person_id)
        .outerjoin(SecondFactor, SecondFactor.person_id == SignInSession.person_id)
        .where(SignInSession.digest == session_digest, Person.disabled_at.is_(None), *still_open(work.now))
    )
    return work.session.execute(statement).one_or_none()


def end(work: Work, *which: object) -> int:
    statement = update(SignInSession).where(SignInSession.ended_at.is_(None), *which)  # type: ignore[arg-type]
    ended = work.session.execute(statement.values(ended_at=work.now))
    lately.forget()
    return int(ended.rowcount)  # type: ignore[attr-defined]


def _saw(session_digest: str, seen_at: datetime, now: datetime) -> None:
    """Note that the session is in use, often enough for the idle end. Not worth refusing anybody for."""
    every = min(SEEN_EVERY, timedelta(minutes=settings().session_idle_minutes) / 10)
    if now - seen_at < every:
        return
    this = SignInSession.digest == session_digest, SignInSession.seen_at <= now - every
    with suppress(Conflict), begin(SYSTEM, now=now) as work:
        work.session.execute(update(SignInSession).where(*this).values(seen_at=now))
