"""Everything on the board: the open tasks that the reader may see, the newest MOST, and what closed lately.

One bounded query, by the indexes that hold nothing but what is open: the archive costs nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select

from core import history, office
from core.board.card import Card, Eye
from core.board.facts import rows, stake
from core.board.standing import Reader
from core.tasks import Filter, Lamp, State, narrowed
from core.work import Work
from db.models import Matter, Pin

MOST = 2000
CLOSED_DAYS, CLOSED_MOST = 30, 200
BURNING = {Lamp.RED: 0, Lamp.YELLOW: 1, Lamp.GREEN: 2, Lamp.GREY: 3}


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
        self.session = work.session
        self.near = office.profile(work.session).near_days
        pinned = select(Pin.matter_id).where(Pin.person_id == (work.actor.id or 0))
        self.eye = Eye(
            Reader(work.actor), stake(work), frozenset(work.session.scalars(pinned)), work.today, self.near
        )

    def read(self, statement: Select[*tuple[Any, ...]]) -> Iterator[Card]:
        """Past the ORM, which would take as long again to hand over the same rows."""
        known: set[int] = set()
        for row in self.session.connection().execute(statement).all():
            if row[0] not in known:  # two turns in hand would be a fault elsewhere, and are one card here
                known.add(row[0])
                yield self.eye.card(row)
