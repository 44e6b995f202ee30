"""What the screens of meetings are given."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class MeetingRow:
    id: int
    title: str
    kind: str
    state: str
    starts_at: datetime
    ends_at: datetime
    place: str
    chair: str
    items: int
    number: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    rows: list[MeetingRow]
    total: int


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited. `came` None: not noted yet."""

    person_id: int
    name: str
    department: str
    answer: str
    reason: str
    deputy: str
    came: bool | None


@dataclass(frozen=True, slots=True)
class PreparedStep:
    turn_id: int
    what: str
    person_id: int | None
    person: str
    due_day: date | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Item:
    id: int
    version: int
    position: int
    cause: str
    title: str
    task_id: int | None
    number: str
    lead: str
    due_day: date | None
    lamp: str
    speaker_id: int | None
    speaker: str
    raised_by: str
    minutes: int
    times: int
    seconds: int
    state: str
    note: str
    decision: str
    answer: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One meeting, whole. `keeps`: the reader may lead through it and write its minutes."""

    id: int
    version: int
    matter_id: int
    kind_id: int
    kind: str
    visit: bool
    title: str
    state: str
    internal: bool
    starts_at: datetime
    ends_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    room_id: int | None
    room: str
    place: str
    chair_id: int
    secretary_id: int
    presenter_id: int | None
    item_id: int | None
    item_since: datetime | None
    number: str
    minutes: Any
    written_by: int | None
    guests: list[Guest]
    steps: list[PreparedStep]
    items: list[Item]
    keeps: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision set going, and how far it is now."""

    item: str
    form: str
    text: str
    task_id: int
    number: str
    title: str
    lead: str
    due_day: date | None
    state: str
    percent: int
    lamp: str


@dataclass(frozen=True, slots=True)
class YearFigures:
    """Meetings held in a year, and their hours, by kind."""

    year: int
    kind: str
    count: int
    hours: float
