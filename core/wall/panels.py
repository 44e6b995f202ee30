"""What a page of the wall can be. Texts of ours are marked and translated when shown; the rest was typed."""

from dataclasses import dataclass
from datetime import date

from core.i18n import Text
from core.tasks import Lamp


@dataclass(frozen=True, slots=True)
class Count:
    name: str
    label: Text
    number: int
    lamp: Lamp | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Large numbers, side by side."""

    items: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    lamp: Lamp
    title: str
    lead: str
    due_day: date
    days: int  # until it is due; negative: overdue for so many


@dataclass(frozen=True, slots=True)
class Rows:
    """Items with their lead department and days; `total` may be more than the rows."""

    total: int
    rows: tuple[Row, ...]
    empty: Text


@dataclass(frozen=True, slots=True)
class LampsRow:
    id: int
    name: str
    red: int
    yellow: int
    green: int
    grey: int


@dataclass(frozen=True, slots=True)
class Lamps:
    """Lamps by department, in official order: a state of things and no ranking."""

    rows: tuple[LampsRow, ...]
    empty: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """`label` and `value` may be a Text of ours or somebody's words; `lamp` gives the value a sign."""

    id: str
    label: str
    value: str
    lamp: Lamp | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A few labelled values: who is on duty, how the day stands."""

    rows: tuple[Fact, ...]
    empty: Text


Panel = Counts | Rows | Lamps | Facts
