"""The office's logo: a picture written anew, kept like every file, named by its hash in the settings.

It is shown before anybody has signed in, so reading it asks for no right.
"""

from functools import lru_cache

from sqlalchemy import update

from core import files, office
from core.actor import SYSTEM
from core.administration.settings import keep
from core.errors import InvalidInput
from core.i18n import N_
from core.work import Work, look
from db.models import File

SUBJECT = "office-logo"
WITHIN = (720, 144)
LARGEST = 5 * 1024 * 1024


class LogoTooLarge(InvalidInput):
    message = N_("The logo is too large: at most {limit} MB.")


def set_logo(work: Work, *, content: bytes, name: str, key: str) -> None:
    """PNG, JPEG or WEBP, scaled down; drawings with scripts in them (SVG) are no pictures here."""
    work.must("administration.set_logo")
    if len(content) > LARGEST:
        raise LogoTooLarge(limit=LARGEST >> 20)
    ready = files.emblem(content, files.safe_name(name), within=WITHIN)
    _set_aside(work)
    number = files.keep(work, content=ready, subject=SUBJECT, subject_id=1, matter_id=None, key=key)
    keep(work, "logo", work.session.get_one(File, number).sha256)
    work.record("office.logo_set", number, name=ready.name)


def drop_logo(work: Work) -> None:
    """Back to what the house brings."""
    work.must("administration.drop_logo")
    if office.profile(work.session).logo:
        _set_aside(work)
        keep(work, "logo", "")
        work.record("office.logo_dropped", 0)


def present_logo() -> str:
    """Its hash, for whoever stands at the door; empty where the office has none."""
    with look(SYSTEM) as work:
        return office.profile(work.session).logo


@lru_cache(maxsize=2)
def picture(digest: str) -> bytes:
    """The bytes of a logo, read from the store once."""
    return files.store().get(digest)


def _set_aside(work: Work) -> None:
    """The old picture stays, as everything that was ever kept."""
    present = update(File).where(File.subject == SUBJECT, File.removed_at.is_(None))
    work.session.execute(present.values(removed_at=work.now, removed_by=work.actor.id))
