"""The stage: commands of the office played at moments of the past, in order, in few transactions."""

import heapq
import random
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history
from core.actor import Actor
from core.errors import DomainError
from core.work import Work
from db.models import Department, Person
from db.session import database

# A life yields the moment of its next step and is woken then.
Life = Generator[datetime, None, None]
CHUNK = 400


@dataclass(slots=True)
class Stage:
    """Plays lives side by side: whoever's moment is next acts next."""

    luck: random.Random
    today: date
    zone: ZoneInfo
    actors: dict[int, Actor] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    _session: Session | None = None
    _known: list[object] = field(default_factory=list)
    _traces: list[history.Trace] = field(default_factory=list)

    def play(self, lives: Iterator[Life]) -> None:
        """Until everybody's next moment lies in the future."""
        end = datetime.combine(self.today, time(9, 30), self.zone).astimezone(UTC)
        waiting: list[tuple[datetime, int, Life]] = []
        for number, life in enumerate(lives):
            self._wait(waiting, number, life, end)
        while waiting:
            with database().writing() as session:
                self._session = session
                # Held here, they are not read again for every command.
                self._known = [*session.scalars(select(Department)), *session.scalars(select(Person))]
                for _step in range(CHUNK):
                    if not waiting:
                        break
                    _moment, number, life = heapq.heappop(waiting)
                    self._wait(waiting, number, life, end)
                history.write(session, self._traces)
            self._session = None
            self._traces.clear()

    def _wait(
        self, waiting: list[tuple[datetime, int, Life]], number: int, life: Life, end: datetime
    ) -> None:
        moment = next(life, None)
        if moment is not None and moment <= end:
            heapq.heappush(waiting, (moment, number, life))

    @contextmanager
    def acting(self, person_id: int, now: datetime) -> Iterator[Work]:
        """One command of one person at one moment; a refusal undoes that command alone and is remembered."""
        assert self._session is not None
        work = Work(self._session, self.actors[person_id], now, _zone=self.zone)
        try:
            with self._session.begin_nested():
                yield work
                self._session.flush()
        except DomainError as refusal:
            self.refused.append(f"{type(refusal).__name__}: {refusal}")
            return
        self._traces += work.traces

    def moment(self, day: date, *, earliest: int = 8, latest: int = 17) -> datetime:
        """Some time of a working day."""
        hour, minute = self.luck.randint(earliest, latest), self.luck.randint(0, 59)
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)

    def later(self, now: datetime, days: int) -> datetime:
        """So many days later, never on a weekend."""
        day = now.astimezone(self.zone).date() + timedelta(days=days)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        return max(self.moment(day), now + timedelta(minutes=7))
