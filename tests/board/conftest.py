"""An office with a calendar, and a board to look at."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event

from core import board, calendar
from core.actor import Actor
from core.board import Board, Card
from core.tasks import Filter
from core.work import begin, look
from db.session import Database
from tests import make


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


@pytest.fixture
def queries(office: Database) -> Iterator[Callable[[Callable[[], object]], int]]:
    """How many statements something sends to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engines = {office.reads, office.writes} if office.is_sqlite else {office.writes}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)

    def counted(what: Callable[[], object]) -> int:
        sent.clear()
        what()
        return len(sent)

    yield counted
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
