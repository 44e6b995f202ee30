"""The address of somebody's feed: made, revoked, and read by a telephone that signs in nowhere.

The token stands in the address and nowhere else; the table keeps its hash. It dies with a new one, when it
is revoked, and with the account.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from core import office, people
from core.actor import SYSTEM
from core.errors import NotFound
from core.feeds import entries
from core.feeds.ical import calendar_file
from core.i18n import N_, _, speaking
from core.work import Work, look
from db.models import CalendarFeed

BEFORE, AFTER = timedelta(days=60), timedelta(days=400)
TOKEN_BYTES = 32


class FeedGone(NotFound):
    message = N_("This calendar address is not valid any more.")


@dataclass(frozen=True, slots=True)
class Feed:
    made_at: datetime


def my_feed(work: Work) -> Feed | None:
    """Whether there is one; its address is known to the telephone alone."""
    work.must("feeds.my_feed")
    row = _live(work, work.actor.number)
    return Feed(row.made_at) if row else None


def make_feed(work: Work) -> str:
    """A new address: the one before is dead. Returns the token, which is kept nowhere."""
    work.must("feeds.make_feed")
    _revoke(work)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = CalendarFeed(person_id=work.actor.number, digest=digest(token), made_at=work.now)
    work.session.add(row)
    work.session.flush()
    work.record("feed.made", row.id)
    return token


def revoke_feed(work: Work) -> None:
    work.must("feeds.revoke_feed")
    if not _revoke(work):
        raise FeedGone()


def read(token: str, *, now: datetime | None = None) -> bytes:
    """What the person of this address has to be at, as an iCalendar file. Raises FeedGone."""
    with look(SYSTEM, now=now) as work:
        # Found by the hash: how long the search takes says nothing about any token.
        row = work.session.scalar(
            select(CalendarFeed).where(
                CalendarFeed.digest == digest(token), CalendarFeed.revoked_at.is_(None)
            )
        )
        actor = people.actor(work.session, row.person_id, today=work.today) if row else None
    if actor is None:
        raise FeedGone()
    with look(actor, now=now) as work, speaking(actor.language):
        first, last = work.today - BEFORE, work.today + AFTER
        found = [entry for source in entries.SOURCES for entry in source(work, first, last)]
        name = _("{office}: {person}", office=office.profile(work.session).name, person=actor.name)
        return calendar_file(name, found, zone=work.zone, now=work.now)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _live(work: Work, person_id: int) -> CalendarFeed | None:
    mine = select(CalendarFeed).where(CalendarFeed.person_id == person_id, CalendarFeed.revoked_at.is_(None))
    return work.session.scalar(mine)


def _revoke(work: Work) -> bool:
    row = _live(work, work.actor.number)
    if row is None:
        return False
    row.revoked_at = work.now
    work.session.flush()
    work.record("feed.revoked", row.id)
    return True
