"""Links in messages: after signing in, or, where the office wants it, by a one-time link.

A one-time link shows its one item once, to be read, within a day; it signs nobody in (docs/decisions/0016).
There is none for internal items, none where a group reads it, and none for roles that must sign in in two
steps.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select, update

from core import office
from core.channels import ROBOTS
from core.messages import wording
from core.messages.readers import Reader
from core.messages.wording import Said
from core.settings import settings
from core.work import Work
from db.models import Channel, Matter, OneTimeLink

LIFE = timedelta(hours=24)
KEPT = timedelta(days=7)


def of(work: Work, channel: Channel, reader: Reader | None, lines: Sequence[Said]) -> dict[int, str]:
    """The one-time links: an address for each task that is spoken of, where the office wants them."""
    if reader is None or not channel.one_time_links or channel.group or channel.kind in ROBOTS:
        return {}
    if reader.role in office.profile(work.session).second_factor_roles:
        return {}
    wanted = {line.matter_id for line in lines[: wording.MOST] if line.matter_id}
    known = select(Matter.id, Matter.kind, Matter.internal).where(Matter.id.in_(wanted)).order_by(Matter.id)
    matters = work.session.execute(known).all() if wanted and settings().public_url else []
    open_ones = [number for number, kind, internal in matters if kind == "task" and not internal]
    return {number: made(work, reader.id, number) for number in open_ones}


def made(work: Work, person_id: int, matter_id: int) -> str:
    """The address of a new link; its token is kept nowhere."""
    token = secrets.token_urlsafe(32)
    work.session.add(
        OneTimeLink(
            digest=digest(token), person_id=person_id, matter_id=matter_id, expires_at=work.now + LIFE
        )
    )
    return f"{settings().public_url.rstrip('/')}/go/{token}"


def usable(work: Work, token: str) -> OneTimeLink | None:
    link = work.session.get(OneTimeLink, digest(token))
    return link if link and link.used_at is None and link.expires_at > work.now else None


def use(work: Work, token: str) -> OneTimeLink | None:
    """Used up in the statement that finds it: of two at once, one."""
    fresh = (OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > work.now)
    mine = update(OneTimeLink).where(OneTimeLink.digest == digest(token), *fresh).values(used_at=work.now)
    if not work.session.execute(mine).rowcount:  # type: ignore[attr-defined]
        return None
    return work.session.get(OneTimeLink, digest(token))


def sweep(work: Work) -> None:
    work.session.execute(delete(OneTimeLink).where(OneTimeLink.expires_at < work.now - KEPT))


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
