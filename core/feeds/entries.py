"""What stands in a calendar feed, and where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.work import Work


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be at. `uid` stays the same as long as it is the same thing; `sequence` grows with each
    change. `alarm` is how long before its start the telephone rings; None for not at all."""

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    alarm: timedelta | None = None
    called_off: bool = False


# Brings the entries of the actor that touch these days, in one query or a few.
Source = Callable[[Work, date, date], list[Entry]]

SOURCES: list[Source] = []


def join(source: Source) -> Source:
    """A feature's entries are in every feed from now on."""
    assert source not in SOURCES, source
    SOURCES.append(source)
    return source
