"""Visitors seen in the last second: one page is a hundred requests. Ending a session forgets all of them."""

import threading
import time
from dataclasses import dataclass

TRUSTED_SECONDS = 1.0
MOST = 500


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who holds a session, as the gate needs to know it."""

    person_id: int
    must_change_password: bool
    language: str
    must_add_factor: bool = False


_known: dict[str, tuple[float, Visitor]] = {}
_lock = threading.Lock()


def seen(session_digest: str) -> Visitor | None:
    until, found = _known.get(session_digest, (0.0, None))
    return found if until > time.monotonic() else None


def remember(session_digest: str, found: Visitor) -> None:
    with _lock:
        if len(_known) > MOST:
            _known.clear()
        _known[session_digest] = (time.monotonic() + TRUSTED_SECONDS, found)


def forget() -> None:
    with _lock:
        _known.clear()
