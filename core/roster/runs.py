"""Searches that run now, each in a process of its own and watched by a thread: start, look, stop.

They live as long as the server does. A search that is stopped or lost changes nothing: the draft before
stands. A trial is never stored; its outcome is shown beside another one and forgotten.
"""

import atexit
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

from core import policy
from core.actor import Actor
from core.errors import Conflict, DomainError, NotFound
from core.i18n import N_
from core.roster import engine
from core.roster.drafting import keep_result
from core.roster.engine import Outcome, Progress, Run
from core.work import begin

MOST = 2


class SearchesEnough(Conflict):
    message = N_("{most} searches run already. Please wait, or stop one.")


class SearchGone(NotFound):
    message = N_("This search is not there any more.")


@dataclass(slots=True)
class Search:
    """One search. `kept` where the outcome went into the draft; `said` is why it did not."""

    id: str
    roster_id: int
    version: int
    actor: Actor
    trial: bool
    run: Run
    label: str = ""
    progress: Progress | None = None
    stopped: bool = False
    ended: bool = False
    kept: bool = False
    refusal: DomainError | None = None
    outcome: Outcome | None = None
    watcher: Thread | None = field(default=None, repr=False)


_searches: dict[str, Search] = {}
_lock = Lock()


def start_search(
    actor: Actor,
    problem: Mapping[str, Any],
    *,
    roster_id: int,
    version: int,
    trial: bool = False,
    label: str = "",
    limit: float = engine.LIMIT,
) -> str:
    """Raises SearchesEnough. What is found goes into the draft of this version, unless it is a trial."""
    policy.must(actor, "roster.keep_result")
    with _lock:
        if sum(not one.ended for one in _searches.values()) >= MOST:
            raise SearchesEnough(most=MOST)
        run = Run(dict(problem), limit=limit, workers=engine.WORKERS)
        search = Search(secrets.token_hex(8), roster_id, version, actor, trial, run, label)
        _forget_old(roster_id, trial)
        _searches[search.id] = search
    search.watcher = Thread(target=_watch, args=(search,), daemon=True, name=f"roster-{search.id}")
    search.watcher.start()
    return search.id


def searches(actor: Actor, *, roster_id: int) -> list[Search]:
    """What runs or has just ended for this roster, the oldest first."""
    policy.must(actor, "roster.problem")
    with _lock:
        return [one for one in _searches.values() if one.roster_id == roster_id]


def stop_search(actor: Actor, search_id: str) -> None:
    policy.must(actor, "roster.keep_result")
    search = _found(search_id)
    search.stopped = True
    search.run.stop()


def forget_search(actor: Actor, search_id: str) -> None:
    """Take an ended search from the screen."""
    policy.must(actor, "roster.keep_result")
    with _lock:
        if (one := _searches.get(search_id)) and one.ended:
            del _searches[search_id]


def stop_all() -> None:
    """When the server stops, no solver stays behind."""
    with _lock:
        for search in _searches.values():
            search.run.stop()
        _searches.clear()


atexit.register(stop_all)


def _found(search_id: str) -> Search:
    with _lock:
        if search_id not in _searches:
            raise SearchGone()
        return _searches[search_id]


def _forget_old(roster_id: int, trial: bool) -> None:
    for old in [one for one in _searches.values() if one.roster_id == roster_id and one.ended]:
        if old.trial == trial or len(_searches) > 20:
            del _searches[old.id]


def _watch(search: Search) -> None:
    try:
        for step in search.run.follow():
            search.progress = step
        search.outcome = search.run.outcome
        if search.outcome and search.outcome.cells and not search.trial:
            with begin(search.actor) as work:
                keep_result(
                    work,
                    roster_id=search.roster_id,
                    version=search.version,
                    outcome=search.outcome,
                )
            search.kept = True
    except DomainError as refusal:
        search.refusal = refusal
    finally:
        search.run.stop()
        search.ended = True
