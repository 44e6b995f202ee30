"""From the cards of core to one compact message: a short list for each card, names and days only once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from core import board, i18n
from core.board import Board
from core.i18n import N_, Text, _
from core.tasks import IMPORTANCE_NAMES, LAMP_NAMES, STATE_NAMES, URGENCY_NAMES, Filter, State

ENDED = b'{"ended":true}'  # the session has: the board leads to the sign-in
BURNING = ("red", "yellow", "green", "grey")
LANES: dict[str, Text] = {
    "": N_("No lanes"),
    "department": N_("Lanes: departments"),
    "person": N_("Lanes: people"),
}
NARROWING = ("text", "department_id", "person_id", "source", "importance", "urgency", "due_from", "due_to")

WORDS: dict[str, Text] = {
    "board": N_("Board"),
    "lamp": N_("Lamp"),
    "search": N_("Title, number, pinyin initials"),
    "department": N_("Department"),
    "person": N_("Handler"),
    "source": N_("Source"),
    "importance": N_("Importance"),
    "urgency": N_("Urgency"),
    "lanes": N_("No lanes"),
    "clear": N_("Clear"),
    "nobody": N_("Nobody yet"),
    "nothing": N_("No item matches these filters."),
    "empty": N_("Nothing is in progress."),
    "cut": N_("Only the newest 2,000 open items are shown: narrow the filter."),
    "comma": N_(", "),
    "card": N_("card"),
    "move": N_("Move to …"),
    "form": N_("opens its form"),
    "open": N_("Open the item"),
    "pin": N_("Keep on top"),
    "unpin": N_("No longer on top"),
    "more": N_("{n} more"),
    "late": N_("{n} days late"),
    "late1": N_("1 day late"),
    "today": N_("due today"),
    "left": N_("{n} days left"),
    "left1": N_("due tomorrow"),
    "lagging": N_("lagging"),
    "applied": N_("applied in time"),
    "rest": N_("At rest"),
    "closed": N_("Closed"),
    "due": N_("due {day}"),
    "round": N_("round {n}"),
    "files": N_("{n} files"),
    "later": N_("(+{count})"),
    "unread": N_("not read yet"),
    "mine": N_("your move"),
    "pinned": N_("kept on top"),
    "internal": N_("internal"),
    "key": N_("Key"),
    "urgent": N_("Urgent"),
    "express": N_("Express"),
    "difficult": N_("difficult"),
    "moved": N_("{title}: moved to {column}."),
    "taken": N_("{title}: taken up. Left and right choose the column, Space drops it, Escape leaves it."),
    "drops": N_("Drop: {column}"),
    "opens": N_("Drop: {column}, its form opens"),
    "home": N_("{column}: where it stood."),
    "cannot": N_("{column}: not possible. {reason}"),
    "left_there": N_("It stays where it was."),
    "unsure": N_("No answer came. Please look whether the card was moved."),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """Names by number, in official order."""

    departments: Mapping[int, str]
    people: Mapping[int, str]
    sources: Sequence[str]
    former: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Screen:
    """What the reader asked for, and what became of it."""

    wanted: Filter
    by: str
    today: date
    zone: ZoneInfo
    held: tuple[int, int] | None = None
    done: Sequence[str] = ()
    said: Mapping[str, Any] | None = None


def one_card(seen: Board, screen: Screen, task_id: int) -> bytes:
    """What a drop changed where nothing else did: its card, or that it is not on this board any more."""
    said = {
        "only": task_id,
        **_cards(seen, screen),
        "pulse": seen.pulse,
        "done": list(screen.done),
        "said": None,
    }
    return _written_out(said)


def contents(seen: Board, choices: Choices, screen: Screen) -> bytes:
    """The message, in UTF-8."""
    said = {
        **_cards(seen, screen),
        "pulse": seen.pulse,
        "cut": seen.cut,
        "near": seen.near_days,
        **_words(i18n.language()),
        "names": choices.departments,
        "people": {**choices.former, **choices.people},
        "order": list(choices.departments if screen.by == "department" else choices.people),
        "by": screen.by,
        "choices": _choices(choices),
        "query": _query(screen),
        "whole": _is_whole(screen.wanted) and not seen.cut,
        "today": screen.today.isoformat(),
        "filtered": any(getattr(screen.wanted, name) for name in NARROWING),
        "held": screen.held,
        "done": list(screen.done),
        "said": screen.said,
    }
    return _written_out(said)


def _cards(seen: Board, screen: Screen) -> dict[str, Any]:
    return board.written(seen.cards, today=screen.today, zone=screen.zone, language=i18n.language())


def _is_whole(wanted: Filter) -> bool:
    """Nothing narrows it but lamps, which are lit on the screen: whatever moves can be told."""
    plain = Filter()
    order = {name: getattr(plain, name) for name in ("scope", "lamp", "state", "sort", "descending", "page")}
    return replace(wanted, **order) == plain


def _written_out(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _words(language: str) -> dict[str, Any]:
    """Everything that is said in the reader's language, put together once for each."""
    names = {state: _(STATE_NAMES[state]) for state in board.COLUMNS} | {State.CLOSED: _("Closed (30 days)")}
    return {
        "language": language,
        "columns": list(names.values()),
        "lamps": [_(LAMP_NAMES[colour]) for colour in BURNING],
        "why": [_(reason.message) for reason in board.HINDRANCES],
        "words": {name: _(text) for name, text in WORDS.items()},
    }


def _choices(choices: Choices) -> dict[str, list[list[Any]]]:
    return {
        "department": [[str(number), name] for number, name in choices.departments.items()],
        "person": [[str(number), name] for number, name in choices.people.items()],
        "source": [[one, one] for one in choices.sources],
        "importance": [[code, _(name)] for code, name in IMPORTANCE_NAMES.items()],
        "urgency": [[code, _(name)] for code, name in URGENCY_NAMES.items()],
        "lanes": [[code, _(name)] for code, name in LANES.items() if code],
    }


def _query(screen: Screen) -> dict[str, str]:
    wanted = screen.wanted
    return {
        "text": wanted.text,
        "department": str(wanted.department_id or ""),
        "person": str(wanted.person_id or ""),
        "source": wanted.source,
        "importance": wanted.importance,
        "urgency": wanted.urgency,
        "lamp": wanted.lamp,
        "by": screen.by,
    }
