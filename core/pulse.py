"""The pulse: a number that moves with every change of the office. Whoever watches it asks again only then.

It is the count of the history's head. A process looks at it for all of its watchers together: on SQLite by
one cheap look every 100 ms, sooner when a change was made in this very process; on Postgres it is told by
NOTIFY, sent in the writing transaction.
"""

import threading
from collections.abc import Callable

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core import history
from db.session import database

EVERY = 0.1
UNTOLD = 1.0  # a look without being told: a notification may have been lost on the way
RETRY = 1.0

Moved = Callable[[int], None]
_stirred = threading.Event()


def stir() -> None:
    """Something was committed in this process: look now."""
    _stirred.set()


def now() -> int:
    with database().reading() as session:
        return history.pulse(session)


def watch(moved: Moved, ended: threading.Event) -> None:
    """Calls `moved` with the number now and with each later one, until `ended`; a database that is away
    for a while is waited for."""
    known = -1

    def tell(number: int) -> None:
        nonlocal known
        if number != known:
            known = number
            moved(number)

    while not ended.is_set():
        try:
            if database().is_sqlite:
                _look_again_and_again(tell, ended)
            else:
                _listen(tell, ended)
        except (DBAPIError, psycopg.Error):
            ended.wait(RETRY)


def _look_again_and_again(moved: Moved, ended: threading.Event) -> None:
    while not ended.is_set():
        _stirred.clear()
        moved(now())
        _stirred.wait(EVERY)


def _listen(moved: Moved, ended: threading.Event) -> None:
    """On a connection of its own, closed afterwards: whoever listens keeps it."""
    with database().writes.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()
        connection.execute(text("listen luoshi_pulse"))  # history.CHANNEL
        # Not driver_connection: a detached connection has no record in the pool, and answers None there.
        driver = connection.connection.dbapi_connection
        assert isinstance(driver, psycopg.Connection)
        while not ended.is_set():
            moved(now())
            for told in driver.notifies(timeout=UNTOLD, stop_after=1):
                moved(int(told.payload))
