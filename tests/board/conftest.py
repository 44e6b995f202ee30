"""An office with a calendar, and a board to look at."""

from collections.abc import Callable

import pytest

from core import board, calendar
from core.actor import Actor
from core.board import Board, Card
from core.tasks import Filter
from core.work import begin, look
from tests import make

Looked = Callable[..., dict[int, Card]]


@pytest.fixture
def house(office) -> make.Office:
    made = make.office()
    with begin(made.admin, now=make.at()) as work:
        calendar.ensure(work.session)
    return made


def seen_by(actor: Actor, *, day: int = 5, **wanted: object) -> Board:
    with look(actor, now=make.at(day)) as work:
        return board.cards(work, wanted=Filter(**wanted))  # type: ignore[arg-type]


def by_number(actor: Actor, *, day: int = 5, **wanted: object) -> dict[int, Card]:
    return {card.id: card for card in seen_by(actor, day=day, **wanted).cards}
