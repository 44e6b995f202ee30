"""What the page of one task shows: frozen facts for the screen, the papers and the exports."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.tasks.actions import Move
from core.tasks.listing import Row


@dataclass(frozen=True, slots=True)
class Face:
    """What everybody may see, and what this person may do now."""

    row: Row
    version: int
    supervising: str
    may_read: bool
    may_write: bool
    unseen: bool
    difficult: bool
    moves: tuple[Move, ...]
    merged_into: tuple[int, str] | None
    above: tuple[int, str] | None
    below: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class PartSheet:
    id: int
    department_id: int
    department: str
    what: str
    due_day: date | None
    percent: int
    signed_at: datetime | None
    done_at: datetime | None
    handler: str


@dataclass(frozen=True, slots=True)
class StepSheet:
    id: int
    name: str
    due_day: date
    percent: int
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportSheet:
    id: int
    at: datetime
    day: date
    person: str
    part_id: int | None
    round: int
    percent: int
    quantity: Decimal | None
    text: str
    difficulty: str
    next_step: str
    expected: int | None
    lagging: bool


@dataclass(frozen=True, slots=True)
class TurnSheet:
    """A receipt: sent, opened, signed, done, with outcome and reason."""

    id: int
    part_id: int | None
    node_id: int | None
    kind: str
    purpose: str
    holder: str
    task: str
    due_day: date | None
    opened_at: datetime
    seen_at: datetime | None
    signed_at: datetime | None
    done_at: datetime | None
    outcome: str
    reason: str
    round: int


@dataclass(frozen=True, slots=True)
class ExtensionSheet:
    from_day: date
    to_day: date
    reason: str
    asked_by: str
    asked_at: datetime
    granted_day: date | None
    decided_by: str
    decided_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class ReassignmentSheet:
    """`to` is the department asked for, then the one decided; empty where the lead stays."""

    from_department: str
    to_department_id: int | None
    to_department: str
    reason: str
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class UrgeSheet:
    at: datetime
    person: str
    department: str
    form: str
    found: str
    turn_id: int
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClosureSheet:
    round: int
    outcome: str
    summary: str
    open_parts_reason: str
    applied_by: str
    applied_at: datetime
    checked_by: str
    checked_at: datetime | None
    reason: str
    approved_by: str
    approved_at: datetime | None
    grade: str
    praise: str
    evaluated_by: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that the parties, the supervising side and the line leader may read."""

    facts: dict[str, Any]
    given_by: str
    created_by: str
    issued_by: str
    expected: int | None
    difficult_reason: str
    fast_ground: str
    fast_reason: str
    parts: tuple[PartSheet, ...]
    steps: tuple[StepSheet, ...]
    reports: tuple[ReportSheet, ...]
    turns: tuple[TurnSheet, ...]
    urges: tuple[UrgeSheet, ...]
    extensions: tuple[ExtensionSheet, ...]
    reassignments: tuple[ReassignmentSheet, ...]
    closures: tuple[ClosureSheet, ...]
    pauses: tuple[tuple[datetime, str, datetime | None], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    id: int
    at: datetime
    person_id: int
    person: str
    text: str
