"""A process that reports on a task, form by form, until it is killed.

It says which form it hands in before, and which one was saved after: what stands between the two when it
dies is what nobody outside can know, and what the form's key is for.
"""

import multiprocessing
import os
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from random import Random
from threading import Lock, Thread

from core import tasks, upkeep
from core.actor import Actor
from core.work import AlreadyDone, begin
from db.models import Event, FormKey, Notice, Report
from db.session import connect
from tests import make
from tests.resilience import crowd

SPAWNED = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
HANDS = 2
CHECKERS = 2  # who is told of a report in make.office(): the director and the clerk of the office


@dataclass(slots=True)
class Toll:
    """What all kills together came to, in forms."""

    begun: set[str] = field(default_factory=set)
    saved: int = 0
    lost: set[str] = field(default_factory=set)  # acknowledged, and not there
    repeated: int = 0  # begun, not there, and kept when handed in again
    unanswered: int = 0  # there, though nobody was told


@dataclass(slots=True)
class Ledger:
    """Forms that were handed in, and those whose saving was acknowledged."""

    begun: set[str] = field(default_factory=set)
    saved: set[str] = field(default_factory=set)


def prepare() -> None:
    """Killed processes are born from one that has imported everything: a birth takes milliseconds."""
    SPAWNED.set_forkserver_preload([__name__])


def hand_in(actor: Actor, task: int, form: str) -> None:
    progress = tasks.Progress(percent=int(form.rpartition("-")[2]) % 100, text=form)
    with begin(actor, key=form, now=make.at(2)) as work:
        tasks.report(work, task_id=task, progress=progress)


def write(url: str, actor: Actor, task: int, name: str, said: Connection) -> None:
    """Runs in the process that will be killed."""
    connect(url)
    one_at_a_time = Lock()

    def tell(word: str) -> None:
        with one_at_a_time:
            said.send_bytes(word.encode())

    def hand(number: int) -> None:
        for step in range(10_000):
            form = f"{name}-{number}-{step}"
            tell(f"begun {form}")
            hand_in(actor, task, form)
            tell(f"saved {form}")

    for number in range(HANDS):
        Thread(target=hand, args=(number,)).start()


def kill_many(url: str, actor: Actor, task: int, rounds: int, *, seed: int) -> Toll:
    """Kill, start anew, hand in again; so many times."""
    toll, chance = Toll(), Random(seed)
    for number in range(rounds):
        ledger = kill_one(url, actor, task, f"r{number}", chance)
        connect(url)
        missing = resubmit(actor, task, ledger)
        toll.begun |= ledger.begun
        toll.saved += len(ledger.saved)
        toll.lost |= missing & ledger.saved
        toll.repeated += len(missing)
        toll.unanswered += len(ledger.begun - ledger.saved - missing)
    return toll


def kill_one(url: str, actor: Actor, task: int, name: str, chance: Random) -> Ledger:
    """Let a writer save a few forms, kill it a moment later, and read what else it said."""
    listening, said = SPAWNED.Pipe(duplex=False)
    writer = SPAWNED.Process(target=write, args=(url, actor, task, name, said), daemon=True)
    writer.start()
    said.close()
    ledger = Ledger()
    patience = chance.randrange(6)
    while len(ledger.saved) < patience:
        _note(ledger, listening.recv_bytes())
    writer.join(chance.uniform(0, 0.03))
    writer.kill()
    writer.join()
    with suppress(EOFError, OSError):
        while True:
            _note(ledger, listening.recv_bytes())
    return ledger


def _note(ledger: Ledger, said: bytes) -> None:
    word, _, form = said.decode().partition(" ")
    (ledger.begun if word == "begun" else ledger.saved).add(form)


def resubmit(actor: Actor, task: int, ledger: Ledger) -> set[str]:
    """Hand in everything again, as a browser does that got no answer; what comes back was missing."""
    missing = set()
    for form in sorted(ledger.begun):
        try:
            hand_in(actor, task, form)
            missing.add(form)
        except AlreadyDone:
            continue
    return missing


def faults(actor: Actor, task: int, begun: set[str]) -> list[str]:
    """After everything was handed in again: each form once, whole, and the history sound."""
    reports = crowd.count(actor, Report, Report.matter_id == task)
    counted = {
        "reports": reports,
        "forms": crowd.count(actor, FormKey, FormKey.key.like("%-%-%")),
        "traces": crowd.count(actor, Event, Event.action == "task.reported"),
    }
    wrong = [
        f"{what}: {number} for {len(begun)} forms" for what, number in counted.items() if number != len(begun)
    ]
    told = crowd.count(actor, Notice, Notice.kind == "reported")
    if told != CHECKERS * reports:
        wrong.append(f"{told} notices for {reports} reports")
    return wrong + [str(damage) for damage in upkeep.verify().damages]
