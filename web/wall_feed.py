"""One feed per process: it hears the pulse, computes the snapshot once, and hands it to every wall.

It sleeps while nothing changes: a look at the database every few seconds tells the walls how old their
data is, one statement for all of them. It ends with the last wall.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog
from anyio import to_thread

from core import access, wall
from core.wall import Arrangement, Snapshot
from web import live, wall_text

LOOK = 4.0  # seconds: how long an ended session goes on, and how old data can be without saying so
RETRY, AGAIN = 1.0, 5.0
ANEW = 600.0  # what leaves no trace appears by then
BREATH = 0.05  # a burst of changes is one snapshot
MOST_TEXTS = 64  # the addresses are the visitors' own: more ways to ask than walls are not kept

log = structlog.get_logger("luoshi")


@dataclass(eq=False, slots=True)
class Seat:
    """A wall that listens: by a screen link or by a session, never by both."""

    link: str
    session: str
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    gone: bool = False

    def refused(self, snapshot: Snapshot, ended: frozenset[str]) -> bool:
        if self.link:
            return self.link not in snapshot.links
        return not self.session or self.session in ended


class Feed:
    """`edition` counts snapshots, `beat` the looks at the database that went well."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.snapshot: Snapshot | None = None
        self.edition, self.beat = 0, 1
        self.confirmed = self._looked = 0.0
        self.ended: frozenset[str] = frozenset()
        self._seats: set[Seat] = set()
        self._running: asyncio.Task[None] | None = None
        self._texts: dict[Arrangement, str] = {}
        self._noted: dict[str, float] = {}

    @contextmanager
    def joined(self, seat: Seat) -> Iterator[None]:
        if not self._seats:
            self.snapshot, self._looked = None, time.monotonic()
            self._start()
        self._seats.add(seat)
        try:
            yield
        finally:
            self._seats.discard(seat)
            if not self._seats and self._running is not None:
                self._running.cancel()

    def text(self, wanted: Arrangement) -> str:
        """The same bytes for all walls that ask for the same."""
        assert self.snapshot is not None
        known = self._texts.get(wanted)
        if known is None:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            known = self._texts[wanted] = wall_text.written(self.snapshot, wanted, version=self.version)
        return known

    def _start(self) -> None:
        self._running = asyncio.create_task(self._run())
        self._running.add_done_callback(self._ended_by)

    def _ended_by(self, running: asyncio.Task[None]) -> None:
        """A fault in one widget is written down, and the walls try again: nobody stands beside a screen."""
        if running.cancelled() or running.exception() is None:
            return
        log.error("wall.failed", exc_info=running.exception())
        if self._seats:
            asyncio.get_running_loop().call_later(AGAIN, self._start_again)

    def _start_again(self) -> None:
        if self._seats and self._running is not None and self._running.done():
            self._start()

    async def _run(self) -> None:
        with live.wall.joined():
            while True:
                began = time.monotonic()
                found = await to_thread.run_sync(wall.latest)
                if found is None:
                    await asyncio.sleep(RETRY)
                    continue
                self._publish(found)
                await self._rest(found)
                await asyncio.sleep(max(BREATH - (time.monotonic() - began), 0))

    async def _rest(self, shown: Snapshot) -> None:
        """Until something changed, the day has turned, or it is time to look all the same."""
        until = time.monotonic() + ANEW
        while time.monotonic() < until and _today(shown.zone) == shown.today.isoformat():
            moved = live.wall.moved
            # First: where something changes all the time, nobody would ever be told that a session has ended.
            if time.monotonic() - self._looked >= LOOK and not await self._look():
                return
            if live.wall.number > shown.number:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(moved.wait(), self._looked + LOOK - time.monotonic())

    async def _look(self) -> bool:
        """Tell every wall that its data is as of now; False where the database does not answer."""
        sessions = frozenset(seat.session for seat in self._seats if seat.session)
        ended = await to_thread.run_sync(_ended, sessions, self._fresh())
        self._looked = time.monotonic()
        if ended is None:
            return False
        self.ended, self.beat, self.confirmed = ended, self.beat + 1, time.time()
        self._wake()
        return True

    def _fresh(self) -> frozenset[str]:
        """Links whose use is to be noted: once in a while."""
        now = time.monotonic()
        on = {seat.link for seat in self._seats if seat.link}
        due = frozenset(link for link in on if now - self._noted.get(link, -ANEW) >= ANEW)
        self._noted = {link: now if link in due else self._noted[link] for link in on}
        return due

    def _publish(self, found: Snapshot) -> None:
        self.snapshot, self.confirmed = found, time.time()
        self.edition += 1
        self._texts.clear()
        self._wake()

    def _wake(self) -> None:
        for seat in self._seats:
            seat.wake.set()


def _ended(sessions: frozenset[str], links: frozenset[str]) -> frozenset[str] | None:
    """Sessions that are over; None where the database does not answer."""
    if not wall.answers():
        return None
    if links:
        wall.note_seen(links)
    return sessions - access.alive(sessions) if sessions else frozenset()


def _today(zone: str) -> str:
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).date().isoformat()
