"""A card on its way to a screen: one short list, its day written once for all that share it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from core.board.card import Card
from core.board.steps import COLUMNS
from core.tasks import Lamp

BURNING = (Lamp.RED, Lamp.YELLOW, Lamp.GREEN, Lamp.GREY)
COLUMN = {state: place for place, state in enumerate(COLUMNS)}
LAMP = {colour: place for place, colour in enumerate(BURNING)}

_written: dict[tuple[str, date | None, int], str] = {}


def written(cards: Iterable[Card], *, today: date, zone: ZoneInfo, language: str) -> dict[str, Any]:
    """The cards, and the days they speak of in the reader's words."""
    days = {"": 0}
    return {"cards": [_card(card, today, zone, days, language) for card in cards], "days": list(days)}


def _card(card: Card, today: date, zone: ZoneInfo, days: dict[str, int], language: str) -> list[Any]:
    day = card.closed_at.astimezone(zone).date() if card.closed_at else card.due_day
    return [
        card.id,
        card.version,
        card.number,
        card.title,
        COLUMN[card.state],
        LAMP[card.lamp],
        card.lead_id,
        card.handler_id,
        days.setdefault(_day(day, today, language), len(days)),
        (card.due_day - today).days if card.due_day else None,
        card.round,
        card.files,
        card.percent,
        card.extensions,
        _flags(card),
        card.signs,
    ]


def _flags(card: Card) -> int:
    return (
        card.internal
        | (card.importance == "key") << 1
        | (card.urgency == "urgent") << 2
        | (card.urgency == "express") << 3
        | card.difficult << 4
        | card.lagging << 5
        | card.unread << 6
        | card.mine << 7
        | card.pinned << 8
    )


def _day(value: date | None, today: date, language: str) -> str:
    """A day, short, in the reader's words; written once a process: the same few hundred come back."""
    key = (language, value, today.year)
    if key not in _written:
        if len(_written) > 5000:
            _written.clear()
        pattern = "MMMd" if value is None or value.year == today.year else "yMMMd"
        _written[key] = format_skeleton(pattern, value, locale=language) if value else ""
    return _written[key]
