"""Everything on the board: the open tasks that the reader may see, the newest MOST, and what closed lately.

One bounded query, by the indexes that hold nothing but what is open: the archive costs nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from core import history, office
from core.board.facts import LEAD, facts, rows, stake
from core.board.standing import Reader
from core.tasks import Filter, Lamp, State, lamp, narrowed
from core.work import Work
from db.models import Matter, Pin

MOST = 2000
CLOSED_DAYS, CLOSED_MOST = 30, 200
BURNING = {Lamp.RED: 0, Lamp.YELLOW: 1, Lamp.GREEN: 2, Lamp.GREY: 3}


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
class Board:
    """`cut`: more is open than MOST; `pulse`: what the reader has seen by now;
    `near_days`: from when on a day is near."""

    cards: list[Card]
    cut: bool
    pulse: int
    near_days: int


def cards(work: Work, *, wanted: Filter, only: int | None = None) -> Board:
    """In the order of each column: pinned, then by lamp and due day; what is closed, the latest first.

    The filter is the list's, but for its range, its state, its order and its pages. With `only` the card
    of that task alone, where it is on the board.
    """
    work.must("board.cards")
    moved = history.pulse(work.session)
    wanted = replace(wanted, state="", scope="open")
    which = rows(work.actor.departments)
    if only is not None:
        which = which.where(Matter.id == only)
    newest = which.where(*narrowed(work, wanted)).order_by(Matter.id.desc()).limit(MOST + 1)
    latest = (
        which.where(
            *narrowed(work, replace(wanted, scope="ended", state=State.CLOSED)),
            Matter.closed_at >= work.now - timedelta(days=CLOSED_DAYS),
        )
        .order_by(Matter.closed_at.desc(), Matter.id.desc())
        .limit(CLOSED_MOST)
    )
    reading = _Reading(work)
    open_ones, closed = list(reading.read(newest)), list(reading.read(latest))
    ordered = sorted(open_ones[:MOST], key=_order) + sorted(closed, key=lambda card: not card.pinned)
    return Board(ordered, len(open_ones) > MOST, moved, reading.near)


def _order(card: Card) -> tuple[bool, int, date, int]:
    return (not card.pinned, BURNING[card.lamp], card.due_day or date.max, card.id)


class _Reading:
    """What is known once for all cards of one look."""

    def __init__(self, work: Work) -> None:
        self.session, self.today = work.session, work.today
        self.near = office.profile(work.session).near_days
        self.reader, self.stake = Reader(work.actor), stake(work)
        pinned = select(Pin.matter_id).where(Pin.person_id == (work.actor.id or 0))
        self.pinned = frozenset(work.session.scalars(pinned))

    def read(self, statement: Select[*tuple[Any, ...]]) -> Iterator[Card]:
        """Past the ORM, which would take as long again to hand over the same rows."""
        known: set[int] = set()
        for row in self.session.connection().execute(statement).all():
            if row[0] not in known:  # two turns in hand would be a fault elsewhere, and are one card here
                known.add(row[0])
                yield self._card(row)

    def _card(self, row: Sequence[Any]) -> Card:
        known = facts(row, self.stake)
        signs, standing = self.reader.signs(known)
        number, version, state, _back, label, title, due_day, applied_on, closed_at = row[:9]
        turn, percent, extensions, importance, urgency, internal, lagging, difficult, files = row[9:LEAD]
        burning = lamp(
            state, due_day, today=self.today, near_days=self.near, lagging=lagging, applied_on=applied_on
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
