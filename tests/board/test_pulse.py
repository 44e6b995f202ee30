"""The pulse: whoever watches hears of every change, once it is committed and not before."""

import queue
import threading
from collections.abc import Iterator

import pytest

from core import board, pulse, tasks
from core.work import begin
from tests.board.conftest import seen_by
from tests.tasks import scenes


@pytest.fixture
def heard(house) -> Iterator["queue.Queue[int]"]:
    told: queue.Queue[int] = queue.Queue()
    ended = threading.Event()
    watching = threading.Thread(target=pulse.watch, args=(told.put, ended))
    watching.start()
    yield told
    ended.set()
    watching.join(10)
    assert not watching.is_alive()


def test_a_watcher_hears_the_number_now_and_each_later_one(house, heard):
    assert heard.get(timeout=10) == seen_by(house.clerk).pulse

    task_id = scenes.issued(house)

    until(heard, seen_by(house.clerk).pulse)
    with begin(house.clerk) as work:
        tasks.recall(work, task_id=task_id, reason="重新拟定")
    until(heard, seen_by(house.clerk).pulse)


def test_what_leaves_no_trace_does_not_stir_anybody(house, heard):
    task_id = scenes.issued(house)
    until(heard, seen_by(house.clerk).pulse)

    with begin(house.clerk) as work:
        board.pin(work, task_id=task_id)
    with pytest.raises(tasks.TaskGone), begin(house.clerk) as work:
        board.pin(work, task_id=0)

    with pytest.raises(queue.Empty):
        while heard.get(timeout=1.5) == seen_by(house.clerk).pulse:
            pass


def until(heard: "queue.Queue[int]", number: int) -> None:
    while heard.get(timeout=10) != number:
        pass
