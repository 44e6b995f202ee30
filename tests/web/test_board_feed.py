"""The live socket of a board: the cards that moved, to whoever may see them; else the number alone."""

import json
import threading
import time
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient, WebSocketTestSession

from core import access, board, tasks
from core.actor import Actor
from core.board import Card
from core.tasks import Filter, State
from core.work import begin, look
from tests import make
from tests.tasks import desk
from tests.web.conftest import give
from web import live
from web.gate import ENDED, HEADER


@pytest.fixture
def socket(people: make.Office) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=live.ROUTES)) as client:
        live.wall = live.Wall()
        yield client
    for thread in threading.enumerate():
        if thread.name == "pulse":
            thread.join(10)


def session(person: Actor) -> str:
    give(person)
    with begin(person) as work:
        return access.digest(access.sessions.start(work, person.number, address="", browser=""))


def today(person: Actor) -> str:
    with look(person) as work:
        return work.today.isoformat()


def introduced(listening: WebSocketTestSession, person: Actor) -> int:
    """A board that shows everything; the number that it hears first."""
    number = int(listening.receive_text())
    listening.send_json({"language": "zh_CN", "today": today(person)})
    time.sleep(0.1)  # the socket answers nothing to this
    return number


def accepted(house: make.Office, task_id: int) -> None:
    with begin(house.clerk) as work:
        tasks.accept(work, task_id=task_id)


def of(person: Actor, task_id: int) -> Card:
    with look(person) as work:
        return board.cards(work, wanted=Filter(), only=task_id).cards[0]


def test_a_board_hears_the_card_that_moved_as_its_own_look_would_show_it(people, socket):
    task_id = desk.applied(people)
    headers = {HEADER.decode(): session(people.head)}
    with socket.websocket_connect("/live", headers=headers) as listening:
        number = introduced(listening, people.head)
        accepted(people, task_id)
        said = json.loads(listening.receive_text())

    [card] = said["cards"]
    assert (card[0], card[4]) == (task_id, board.COLUMNS.index(State.CLOSED))
    assert card[15] == of(people.head, task_id).signs
    assert said["since"] == number < said["pulse"]


def test_an_internal_card_is_not_told_to_those_who_may_not_see_it(people, socket):
    task_id = desk.applied(people, internal=True)
    with socket.websocket_connect(
        "/live", headers={HEADER.decode(): session(people.other_staff)}
    ) as listening:
        introduced(listening, people.other_staff)
        accepted(people, task_id)
        said = json.loads(listening.receive_text())

    assert said["cards"] == said["gone"] == []


def test_a_board_that_shows_something_else_hears_the_number(people, socket):
    headers = {HEADER.decode(): session(people.head)}
    for words in (
        "{}",
        "[",
        '{"language":["zh_CN"]}',
        json.dumps({"language": "zh_CN", "today": "2020-01-01"}),
    ):
        task_id = desk.applied(people)
        with socket.websocket_connect("/live", headers=headers) as listening:
            number = int(listening.receive_text())
            listening.send_text(words)
            time.sleep(0.05)
            accepted(people, task_id)
            assert int(listening.receive_text()) > number


def test_an_ended_session_is_told_nothing_more(people, socket, monkeypatch):
    monkeypatch.setattr(live, "LOOK_AGAIN", 0.2)
    digest, task_id = session(people.head), desk.applied(people)
    with socket.websocket_connect("/live", headers={HEADER.decode(): digest}) as listening:
        introduced(listening, people.head)
        access.sign_out(digest)
        accepted(people, task_id)
        heard = [listening.receive() for _ in range(2)]

    texts = [message.get("text", "") for message in heard]
    assert not any(text.startswith("{") and json.loads(text)["cards"] for text in texts)
    assert heard[-1].get("code", ENDED) == ENDED
