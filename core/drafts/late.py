"""Somebody whose session ran out while typing: the text is still theirs, and is kept."""

from core import access, people
from core.actor import SYSTEM, Actor
from core.work import look


def writer(session_digest: str) -> Actor | None:
    """Whose session this is, or was until it ran out: for keeping drafts, for nothing else."""
    person_id = access.owner(session_digest)
    if person_id is None:
        return None
    with look(SYSTEM) as work:
        return people.actor(work.session, person_id, today=work.today)
