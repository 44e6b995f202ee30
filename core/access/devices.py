"""Where somebody is signed in, as they see it themselves: and the end of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.access import sessions
from core.errors import NotFound
from core.i18n import N_
from core.policy import Relation
from core.work import Work
from db.models import SignInSession


class SessionGone(NotFound):
    message = N_("This session has ended already.")


@dataclass(frozen=True, slots=True)
class OpenSession:
    id: int
    started_at: datetime
    seen_at: datetime
    address: str
    browser: str
    is_this: bool


def end_session(work: Work, *, session_id: int) -> None:
    """End one of my own sessions: the telephone that was lost."""
    work.must("access.end_session")
    ended = sessions.end(work, SignInSession.id == session_id, SignInSession.person_id == work.actor.id)
    if not ended:
        raise SessionGone()
    work.record("session.ended", session_id)


def end_sessions(work: Work, *, person_id: int, keep: str = "") -> int:
    """Sign somebody out everywhere, but for the session with the digest `keep`. Returns how many ended."""
    work.must("access.end_sessions", Relation.OWN if person_id == work.actor.id else Relation.OTHER)
    ended = sessions.end_all(work, person_id, keep=keep)
    work.record("person.signed_out_everywhere", person_id, sessions=ended)
    return ended


def my_sessions(work: Work, *, this: str = "") -> list[OpenSession]:
    """Where I am signed in, last used first; `this` is the digest of the session that asks."""
    work.must("access.my_sessions")
    rows = work.session.scalars(
        select(SignInSession)
        .where(SignInSession.person_id == work.actor.id, *sessions.still_open(work.now))
        .order_by(SignInSession.seen_at.desc())
        .limit(50)
    )
    return [
        OpenSession(row.id, row.started_at, row.seen_at, row.address, row.browser, row.digest == this)
        for row in rows
    ]
