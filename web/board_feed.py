"""What boards hear of a change: one look for the whole process, one small message for each reader.

The thread of the pulse reads what moved and who listens; each listener's part is judged in memory when its
turn comes. A board that shows less than everything, or has seen another day, hears the number alone.
"""

import json
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core import access, board
from core.actor import Actor
from core.board import Change
from core.i18n import LANGUAGES
from core.wall import AWAY

KEPT = 32
MOST_ASKED = 500  # characters that a page may say


@dataclass(slots=True)
class Page:
    """A board in somebody's browser: whose, in which language, and of which day it shows everything."""

    session: str
    language: str = ""
    today: str = ""

    def hear(self, said: str) -> None:
        """What the page says of itself; anything else is no board that follows."""
        self.language = self.today = ""
        try:
            asked = json.loads(said[:MOST_ASKED])
        except ValueError:
            return
        if isinstance(asked, dict) and asked.get("language") in list(LANGUAGES):
            self.language, self.today = str(asked["language"]), str(asked.get("today"))


class Feed:
    """The last changes, and who was listening to them."""

    def __init__(self) -> None:
        self._sessions: Counter[str] = Counter()
        self._changes: deque[Change] = deque(maxlen=KEPT)
        self._actors: dict[str, Actor] = {}
        self._seen = 0

    @contextmanager
    def joined(self, session: str) -> Iterator[None]:
        self._sessions[session] += 1
        try:
            yield
        finally:
            self._sessions[session] -= 1
            if not self._sessions[session]:
                del self._sessions[session]

    def sessions(self) -> frozenset[str]:
        return frozenset(self._sessions)

    def look(self, number: int) -> int:
        """In the pulse's thread, before anybody hears the number: reads what moved. Answers with the number
        that was reached; where the database is away nothing is known, and boards ask for themselves."""
        sessions, since = self.sessions(), self._seen
        try:
            if sessions and 0 < since < number:
                change = board.changed(since)
                self._remember(change, sessions)
                number = max(number, change.number)
            else:
                self._changes.clear()
        except AWAY:
            self._changes.clear()
            self._actors = {}
        self._seen = number
        return number

    def texts(self, page: Page, told: int) -> list[str] | None:
        """What this page has not heard since it was told a number; None: let it look for itself."""
        actor = self._actors.get(page.session)
        missed = [change for change in list(self._changes) if change.number > told]
        if actor is None or not missed or missed[0].since > told:
            return None
        if any(change.moved is None or change.today.isoformat() != page.today for change in missed):
            return None
        return [_text(change, actor, page.language) for change in missed]

    def _remember(self, change: Change, sessions: frozenset[str]) -> None:
        same_day = bool(self._changes) and self._changes[-1].today == change.today
        known = self._actors if same_day and change.moved is not None else {}
        self._actors = access.actors(sessions, known)
        self._changes.append(change)


def _text(change: Change, actor: Actor, language: str) -> str:
    told = board.told(change, actor)
    cards = board.written(told.cards, today=change.today, zone=change.zone, language=language)
    said = {
        "since": change.since,
        "pulse": change.number,
        "near": change.near_days,
        **cards,
        "gone": told.gone,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
