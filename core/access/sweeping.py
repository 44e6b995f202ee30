"""Before the first visitor, while somebody watches, and every night."""

from sqlalchemy.exc import SQLAlchemyError

from core import office
from core.access import halfway, lockouts, passwords, sessions
from core.actor import SYSTEM
from core.work import Work, look


def warm() -> None:
    """Make what the first sign-in would have to wait for, or be told apart by."""
    passwords.nobody()


def database_answers() -> bool:
    """Can this process read the office's tables now?"""
    try:
        with look(SYSTEM) as work:
            office.is_set_up(work.session)
    except SQLAlchemyError:
        return False
    return True


def sweep(work: Work) -> None:
    """Forget old sessions and failures that no longer count."""
    work.must("access.sweep")
    sessions.sweep(work.session, work.now)
    lockouts.sweep(work.session, work.now)
    halfway.sweep(work.session, work.now)
