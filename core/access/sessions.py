"""Signed-in browsers: a row each, so that every one of them can be ended.

The cookie holds a token; only its SHA-256, the digest, stands in the table and reaches scripts as
`st.user["session"]`. A session ends by signing out, when idle too long, after its hours, with the password,
or with the person.
"""

import hashlib
import secrets
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.orm import Session

from core import people
from core.actor import SYSTEM, Actor
from core.errors import Conflict, NotFound
from core.i18n import N_
from core.policy import Relation
from core.settings import settings
from core.work import Work, begin, look
from db.models import Credential, Person, SignInSession

SEEN_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=200)
TRUSTED_SECONDS = 1.0


class SessionGone(NotFound):
    message = N_("This session has ended already.")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who holds a session, as the gate needs to know it."""

    person_id: int
    must_change_password: bool
    language: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    id: int
    started_at: datetime
    seen_at: datetime
    address: str
    browser: str
    is_this: bool


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
    known = _lately.get(session_digest)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    with look(SYSTEM) as work:
        row = _alive(work, session_digest)
    if row is None:
        return None
    if active:
        _saw(session_digest, row.seen_at, work.now)
    found = Visitor(row.person_id, bool(row.must_change), row.language)
    _lately.remember(session_digest, found)
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
        _end(work, SignInSession.digest == session_digest)


def end_session(work: Work, *, session_id: int) -> None:
    """End one of my own sessions: the telephone that was lost."""
    work.must("access.end_session")
    ended = _end(work, SignInSession.id == session_id, SignInSession.person_id == work.actor.id)
    if not ended:
        raise SessionGone()
    work.record("session.ended", session_id)


def end_sessions(work: Work, *, person_id: int, keep: str = "") -> int:
    """Sign somebody out everywhere, but for the session with the digest `keep`. Returns how many ended."""
    work.must("access.end_sessions", Relation.OWN if person_id == work.actor.id else Relation.OTHER)
    ended = end_all(work, person_id, keep=keep)
    work.record("person.signed_out_everywhere", person_id, sessions=ended)
    return ended


def my_sessions(work: Work, *, this: str = "") -> list[OpenSession]:
    """Where I am signed in, last used first; `this` is the digest of the session that asks."""
    work.must("access.my_sessions")
    rows = work.session.scalars(
        select(SignInSession)
        .where(SignInSession.person_id == work.actor.id, *_open(work.now))
        .order_by(SignInSession.seen_at.desc())
        .limit(50)
    )
    return [
        OpenSession(row.id, row.started_at, row.seen_at, row.address, row.browser, row.digest == this)
        for row in rows
    ]


def end_all(work: Work, person_id: int, *, keep: str = "") -> int:
    return _end(work, SignInSession.person_id == person_id, SignInSession.digest != keep)


def came_from(session: Session, person_id: int | None, address: str) -> bool:
    """Has this person signed in from this address before?"""
    known = select(SignInSession.id).where(
        SignInSession.person_id == (person_id or 0), SignInSession.address == (address or "?")
    )
    return session.scalar(known.limit(1)) is not None


def sweep(session: Session, now: datetime) -> None:
    """Forget sessions that ended more than half a year ago: until then they tell who was signed in."""
    session.execute(delete(SignInSession).where(SignInSession.expires_at < now - KEPT))


def _open(now: datetime) -> tuple:
    idle = now - timedelta(minutes=settings().session_idle_minutes)
    return SignInSession.ended_at.is_(None), SignInSession.expires_at > now, SignInSession.seen_at > idle


def _alive(work: Work, session_digest: str) -> Row | None:
    statement = (
        select(SignInSession.person_id, SignInSession.seen_at, Credential.must_change, Person.language)
        .join(Person, Person.id == SignInSession.person_id)
        .join(Credential, Credential.person_id == SignInSession.person_id)
        .where(SignInSession.digest == session_digest, Person.disabled_at.is_(None), *_open(work.now))
    )
    return work.session.execute(statement).one_or_none()


def _end(work: Work, *which: object) -> int:
    statement = update(SignInSession).where(SignInSession.ended_at.is_(None), *which)  # type: ignore[arg-type]
    ended = work.session.execute(statement.values(ended_at=work.now))
    _lately.forget()
    return int(ended.rowcount)  # type: ignore[attr-defined]


def _saw(session_digest: str, seen_at: datetime, now: datetime) -> None:
    """Note that the session is in use, once a minute. Not worth refusing anybody for."""
    if now - seen_at < SEEN_EVERY:
        return
    late = or_(SignInSession.seen_at < now - SEEN_EVERY, SignInSession.seen_at.is_(None))
    with suppress(Conflict), begin(SYSTEM, now=now) as work:
        work.session.execute(
            update(SignInSession).where(SignInSession.digest == session_digest, late).values(seen_at=now)
        )


class _Lately:
    """Visitors seen in the last second: one page is a hundred requests. Ending a session forgets all."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Visitor]] = {}
        self._lock = threading.Lock()

    def get(self, session_digest: str) -> tuple[float, Visitor] | None:
        return self._known.get(session_digest)

    def remember(self, session_digest: str, found: Visitor) -> None:
        with self._lock:
            if len(self._known) > 500:
                self._known.clear()
            self._known[session_digest] = (time.monotonic() + TRUSTED_SECONDS, found)

    def forget(self) -> None:
        with self._lock:
            self._known.clear()


_lately = _Lately()
