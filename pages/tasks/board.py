"""What is open, as cards in columns: move them, filter them, see at once what others move."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from core import board, people, tasks
from core.actor import Actor
from core.board import Board
from core.errors import DomainError
from core.i18n import _
from core.tasks import Filter
from core.work import Work, look
from pages import ui
from pages.ui.board import asking, mount, shaping
from pages.ui.board.shaping import Choices, Screen

BY = "by"
# What the component says → what the address says.
ASKED = ("text", "department", "person", "source", "importance", "urgency", "lamp")
LATELY = 20


@dataclass(slots=True)
class Heard:
    """What became of the reader's drops. Plain, so that writing it down never interrupts a callback."""

    done: list[str] = field(default_factory=list)
    said: dict[str, Any] | None = None
    asks: bool = False
    alone: tuple[int, int] | None = None  # a task that was dealt with, and the pulse if nothing else moved
    by_itself: bool = False


def heard() -> Heard:
    return st.session_state.setdefault("board-heard", Heard())


@contextmanager
def dealt_with(event: dict[str, Any]) -> Iterator[None]:
    """The board hears that it was, and why not where it was refused."""
    told = heard()
    try:
        yield
    except DomainError as error:
        told.said = {"nonce": event["nonce"], "id": event["id"], "text": error.for_user}
        told.alone = None
    finally:
        told.done = [*told.done, event["nonce"]][-LATELY:]


def moved(event: dict[str, Any]) -> None:
    told, form = heard(), ""
    with dealt_with(event), ui.begin() as work:
        form = board.move(work, task_id=event["id"], to=board.COLUMNS[event["to"]], version=event["version"])
        if not form:
            told.alone = (event["id"], event["pulse"] + 1)
    if form:
        asking.open_form(event["id"], form, event["to"])
        told.asks = True


def pinned(event: dict[str, Any]) -> None:
    command = board.pin if event["on"] else board.unpin
    with dealt_with(event), ui.begin() as work:
        command(work, task_id=event["id"])
        heard().alone = (event["id"], event["pulse"])


def narrowed(event: dict[str, Any]) -> None:
    now = {} if event.get("clear") else asked()
    by = event.get(BY, st.query_params.get(BY, ""))
    now |= {name: str(event[name]) for name in ASKED if name in event}
    query = tasks.as_query(tasks.asked_for(now))
    named = {} if event.get("clear") else ui.views.mark()
    st.query_params.from_dict(query | named | ({BY: by} if by in shaping.LANES and by else {}))


def pulse(_event: dict[str, Any]) -> None:
    heard().by_itself = True


def asked() -> dict[str, str]:
    return {name: value for name, value in st.query_params.to_dict().items() if name != BY}


def lanes() -> str:
    by = st.query_params.get(BY, "")
    return by if by in shaping.LANES else ""


def read(work: Work, wanted: Filter) -> tuple[Board, Choices]:
    seen = board.cards(work, wanted=wanted)
    present = {one.id: one.name for one in people.everybody(work)} if work.may("people.everybody") else {}
    missing = {card.handler_id for card in seen.cards if card.handler_id} - set(present)
    former = people.names(work, missing) if missing else {}
    departments = people.departments(work, closed=True)
    return seen, Choices(departments, present, tasks.choices(work).sources, former)


@st.fragment
def show() -> None:
    told = heard()
    if told.asks:
        told.asks = False
        st.rerun()
    who = ui.actor(active=not told.by_itself)
    told.by_itself = False
    if who is not None:
        ui.views.expand((BY,))
    wanted = tasks.asked_for(asked())
    contents = _contents(who, wanted, told) if who else shaping.ENDED
    told.alone = None
    if who is not None:
        with st.container(key="board-views"):
            shelf = ui.views.lazy(who, wanted, keep=(BY,))
        ui.views.notes(shelf)
    opened = mount("board", contents, on_moved=moved, on_narrowed=narrowed, on_pinned=pinned, on_pulse=pulse)
    if opened is not None:
        ui.go("tasks/task.py", id=opened)


def _contents(who: Actor, wanted: Filter, told: Heard) -> bytes:
    # The lamps are lit on the screen, all of them at once: their counts stay true.
    every = replace(wanted, lamp="")
    with look(who) as work:
        screen = Screen(wanted, lanes(), work.today, work.zone, asking.held(), told.done, told.said)
        if told.alone is not None:
            task_id, expected = told.alone
            seen = board.cards(work, wanted=every, only=task_id)
            if seen.pulse == expected:
                return shaping.one_card(seen, screen, task_id)
        return shaping.contents(*read(work, every), screen)


ui.open_page(_("Board"), heading=False)
asking.form()
show()
