"""The pulse: who watches is told of every change, on both databases, also of those of another process."""

import threading
from collections.abc import Iterator
from queue import Queue

import pytest

from core import pulse, tasks
from core.work import begin
from tests import make


@pytest.fixture
def told(office) -> Iterator["Queue[int]"]:
    """The numbers that a watcher hears."""
    heard: Queue[int] = Queue()
    ended = threading.Event()
    watcher = threading.Thread(target=pulse.watch, args=(heard.put, ended), daemon=True)
    watcher.start()
    yield heard
    ended.set()
    watcher.join(10)
    assert not watcher.is_alive()


def test_every_change_is_told_with_its_number(told):
    house = make.office()
    first = told.get(timeout=10)
    with begin(house.clerk) as work:
        tasks.draft(work, facts=tasks.Facts(title="新的事项"))
    later = told.get(timeout=10)
    while later == first:
        later = told.get(timeout=10)
    assert later > first
    assert later == pulse.now()
