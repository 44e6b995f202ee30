"""One card: what stands on it, and what its reader may do with it. Judged in memory, for whoever looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from core.board.facts import LEAD, Stake, facts
from core.board.standing import Reader
from core.tasks import Lamp, State, lamp


class Card(NamedTuple):
    """A tuple and not a dataclass: there are two thousand of them on a screen."""

    id: int
    version: int
    number: str
    title: str
    state: State
    lamp: Lamp
    lead_id: int | None
    handler_id: int | None
    due_day: date | None
    closed_at: datetime | None
    round: int
    files: int  # 0 as well for whoever may not see them
    percent: int
    extensions: int
    importance: str
    urgency: str
    internal: bool
    difficult: bool
    lagging: bool
    unread: bool
    mine: bool
    pinned: bool
    signs: str


@dataclass(frozen=True, slots=True)
class Eye:
    """One reader's look on one day: what is known for all cards at once."""

    reader: Reader
    stake: Stake
    pinned: frozenset[int]
    today: date
    near_days: int

    def card(self, row: Sequence[Any]) -> Card:
        """Of a row of `facts.rows`."""
        known = facts(row, self.stake)
        signs, standing = self.reader.signs(known)
        number, version, state, _back, label, title, due_day, applied_on, closed_at = row[:9]
        turn, percent, extensions, importance, urgency, internal, lagging, difficult, files = row[9:LEAD]
        burning = lamp(
            state,
            due_day,
            today=self.today,
            near_days=self.near_days,
            lagging=lagging,
            applied_on=applied_on,
        )
        return Card(
            number,
            version,
            label or "",
            title,
            known.state,
            burning,
            known.lead_id,
            known.handler_id,
            due_day,
            closed_at,
            turn,
            files if standing else 0,
            percent,
            extensions,
            importance,
            urgency,
            internal,
            bool(difficult),
            lagging,
            number in self.stake.unread,
            self.reader.waits(known),
            number in self.pinned,
            signs,
        )
