"""What the office does by itself at night. Each may be repeated without harm."""

from datetime import time, timedelta

from sqlalchemy import delete

from core import access
from core.actor import SYSTEM
from core.errors import Conflict
from core.settings import settings
from core.upkeep import chain, shelf
from core.upkeep.jobs import register
from core.upkeep.schedule import TimedJob
from core.upkeep.verify import verify
from core.work import begin, look
from db.models import FormKey

FORM_KEYS_KEPT = timedelta(days=30)


class VerifyFoundDamage(Conflict):
    message = "{count}: {first}"


def take_backup() -> str:
    with look(SYSTEM) as work:
        now = work.now
    taken = shelf.nightly(now)
    counted = f"{taken.events} events, {taken.files} files, {taken.damaged} damaged"
    return f"{taken.file.name} {taken.size} bytes, {counted}"


def check_everything() -> str:
    found = verify()
    if not found.sound:
        raise VerifyFoundDamage(count=len(found.damages), first=found.damages[0].for_user)
    return f"{found.events} events, {found.files} files"


def note_head() -> str:
    file = settings().head_file
    if file is None:
        return ""
    with look(SYSTEM) as work:
        return chain.note_outside(work.session, file, work.today)


def sweep() -> str:
    """Forget what has served its time: old forms, sessions and failed tries."""
    with begin(SYSTEM) as work:
        access.sweep(work)
        gone = work.session.execute(delete(FormKey).where(FormKey.at < work.now - FORM_KEYS_KEPT))
        return f"{gone.rowcount} forms"  # type: ignore[attr-defined]


register(TimedJob("head", note_head, at=time(0, 10)))
register(TimedJob("sweep", sweep, at=time(1, 0)))
register(TimedJob(shelf.BACKUP_JOB, take_backup, at=time(2, 30), lease=timedelta(hours=3)))
register(TimedJob("verify", check_everything, at=time(4, 0), lease=timedelta(hours=3)))
