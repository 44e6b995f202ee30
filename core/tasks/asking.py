"""A filter as a query string and back: the address of a list can be kept, sent on and gone back to."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from core.tasks.listing import SCOPES, SORTS, Filter
from core.tasks.rules import Importance, Lamp, State, Urgency
from core.text import clean_line

PLAIN = Filter()
NUMBERS = ("department_id", "person_id", "page")
DAYS = ("due_from", "due_to")
CHOICES: dict[str, tuple[str, ...]] = {
    "scope": tuple(SCOPES),
    "lamp": tuple(Lamp),
    "state": tuple(State),
    "part": ("lead", "supporting"),
    "importance": tuple(Importance),
    "urgency": tuple(Urgency),
    "waits": ("sign", "check"),
    "sort": tuple(SORTS),
}
# The address says what people would say.
ADDRESS_NAMES = {"department_id": "department", "person_id": "person", "descending": "down"}
LONGEST = 100
LARGEST = 10**9


def asked_for(query: Mapping[str, str]) -> Filter:
    """The filter of an address. What makes no sense there does not narrow; nothing is refused."""
    found: dict[str, Any] = {}
    for field in fields(Filter):
        text = query.get(ADDRESS_NAMES.get(field.name, field.name), "")
        value = _value(field.name, text)
        if value is not None:
            found[field.name] = value
    return Filter(**found)


def as_query(wanted: Filter) -> dict[str, str]:
    """Only what differs from the plain list."""
    plain = asdict(PLAIN)
    return {
        ADDRESS_NAMES.get(name, name): "1" if value is True else str(value)
        for name, value in asdict(wanted).items()
        if value != plain[name]
    }


def _value(name: str, text: str) -> Any:
    if not text:
        return None
    if name in NUMBERS:
        return _number(text)
    if name in DAYS:
        return _day(text)
    if name in CHOICES:
        return text if text in CHOICES[name] else None
    return text == "1" if name == "descending" else clean_line(text[:LONGEST], limit=4 * LONGEST)[:LONGEST]


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 11 else 0
    return number if 0 < number < LARGEST else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
