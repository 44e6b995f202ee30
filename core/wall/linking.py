"""Lasting links of screens: whoever opens one sees the wall and nothing else, until it is revoked.

The token stands in the address of the screen and nowhere else; the table keeps its hash. It never expires
by itself: a meeting may be long.
"""

import hashlib
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core.actor import SYSTEM
from core.errors import Conflict, NotFound
from core.i18n import N_
from core.text import clean_line
from core.work import SomebodyWasFaster, Work, begin
from db.models import Person, ScreenLink

NAME = 40
SEEN_EVERY = timedelta(minutes=10)


class LinkGone(NotFound):
    message = N_("This link is not there any more.")


@dataclass(frozen=True, slots=True)
class ScreenLinkRow:
    id: int
    version: int
    name: str
    made_at: datetime
    made_by: str
    seen_at: datetime | None
    revoked_at: datetime | None


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def links(work: Work) -> list[ScreenLinkRow]:
    """Those that work first, then the revoked ones; the newest first."""
    work.must("wall.links")
    found = (
        select(ScreenLink, Person.name)
        .join(Person, Person.id == ScreenLink.made_by)
        .order_by(ScreenLink.revoked_at.is_not(None), ScreenLink.id.desc())
    )
    return [
        ScreenLinkRow(one.id, one.version, one.name, one.made_at, maker, one.seen_at, one.revoked_at)
        for one, maker in work.session.execute(found)
    ]


def make_link(work: Work, *, name: str) -> str:
    """A new link for the screen of this name ("Meeting room 3"); returns the token, which is kept nowhere."""
    work.must("wall.make_link")
    name = clean_line(name, limit=NAME, field="name", required=True)
    token = secrets.token_urlsafe(24)
    link = ScreenLink(name=name, digest=digest(token), made_at=work.now, made_by=work.actor.number)
    work.session.add(link)
    work.session.flush()
    work.record("screen_link.made", link.id, name=name)
    return token


def revoke_link(work: Work, *, link_id: int, version: int) -> None:
    """Screens that show it go dark in a moment."""
    work.must("wall.revoke_link")
    link = work.session.get(ScreenLink, link_id, with_for_update=True)
    if link is None or link.revoked_at is not None:
        raise LinkGone()
    if link.version != version:
        raise SomebodyWasFaster()
    link.revoked_at, link.revoked_by = work.now, work.actor.number
    work.record("screen_link.revoked", link.id, name=link.name)


def live(session: Session) -> frozenset[str]:
    """The digests of all links that work."""
    return frozenset(session.scalars(select(ScreenLink.digest).where(ScreenLink.revoked_at.is_(None))))


def note_seen(digests: Iterable[str]) -> None:
    """When a screen was last on: worth a look before revoking, not worth failing for. The version stays:
    whoever revokes the link meanwhile is not told that somebody was faster."""
    with suppress(Conflict, DBAPIError), begin(SYSTEM) as work:
        old = or_(ScreenLink.seen_at.is_(None), ScreenLink.seen_at < work.now - SEEN_EVERY)
        these = ScreenLink.digest.in_(list(digests)), ScreenLink.revoked_at.is_(None), old
        work.session.execute(update(ScreenLink).where(*these).values(seen_at=work.now))
