"""One computation per meeting and change, however many follow it: the stage itself travels to every page.

The pulse of the house (web/live.py) says that something changed; the first page that hears of it computes
the stage, all others of this process send the same bytes. Nothing is computed while nothing changes.
"""

import asyncio
import json
from collections import OrderedDict
from dataclasses import dataclass, field

from anyio import to_thread

from core import meetings
from core.actor import Actor
from core.errors import DomainError
from core.i18n import day, speaking
from core.work import look
from web import live

MOST = 50  # meetings in session at once


@dataclass(slots=True)
class Told:
    """The stage as it was at a pulse, by language; `text` empty: the meeting is gone."""

    number: int = -1
    texts: dict[str, str] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Feed:
    def __init__(self) -> None:
        self._told: OrderedDict[int, Told] = OrderedDict()

    async def text(self, actor: Actor, meeting_id: int) -> str:
        """What the meeting shows now; computed once for each pulse."""
        told = self._told.setdefault(meeting_id, Told())
        self._told.move_to_end(meeting_id)
        while len(self._told) > MOST:
            self._told.popitem(last=False)
        async with told.lock:
            number = live.wall.number
            if told.number != number:
                told.number, told.texts = number, {}
            if actor.language not in told.texts:
                told.texts[actor.language] = await to_thread.run_sync(written, actor, meeting_id)
            return told.texts[actor.language]


def written(actor: Actor, meeting_id: int) -> str:
    """The stage in the words of this reader; empty where the meeting is not theirs to see."""
    try:
        with look(actor) as work:
            stage = meetings.stage(work, meeting_id=meeting_id)
    except DomainError:
        return ""
    with speaking(actor.language):
        shown = stage["shown"]
        if shown is not None:
            shown["due"] = day(shown["due_on"]) if shown["due_on"] else ""
            del shown["due_on"]
    return json.dumps(stage, ensure_ascii=False, separators=(",", ":"), default=str)


feed = Feed()
