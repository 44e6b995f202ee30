"""What is handed in and how it goes through the house: cells, faults, entries, the preview. No database."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from core.errors import DomainError
from core.i18n import N_
from core.intake.columns import Column, column_of_fact
from core.tasks import Facts

MOST = 2000
PASTED = N_("Pasted list")


@dataclass(frozen=True, slots=True)
class Given:
    """A file or a pasted text, and what was corrected on the screen: `fixes` by "row:column"."""

    name: str = ""
    content: bytes = b""
    text: str = ""
    fixes: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell, ready to be said in the reader's language."""

    row: int
    column: Column
    error: DomainError


@dataclass(frozen=True, slots=True)
class Line:
    """A row with something in it, as it was handed in; `row` is its number in Excel or in the list."""

    row: int
    cells: Mapping[Column, object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read. `shown` and `unknown` are headings that are left out, `spread` merged cells whose
    value stands for every row."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()
    shown: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    spread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """An item that is called much the same: one of the office, or a row of the same list."""

    title: str
    share: float
    task_id: int | None = None
    number: str = ""
    row: int | None = None
    lead: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it would be written; `task_id`, `edition` and `changed` where it changes an item."""

    row: int
    cells: Mapping[Column, str]
    facts: Facts | None = None
    faults: tuple[Fault, ...] = ()
    task_id: int | None = None
    number: str = ""
    edition: str = ""
    changed: tuple[str, ...] = ()
    reason: str = ""
    wants_reason: bool = False
    alike: tuple[Alike, ...] = ()

    @property
    def changed_columns(self) -> frozenset[Column]:
        return frozenset(column_of_fact(name) for name in self.changed)


@dataclass(frozen=True, slots=True)
class Preview:
    """What it would do, row by row. `digest` and `editions` say to what the reader agreed."""

    name: str
    entries: tuple[Entry, ...]
    sheet: Sheet
    digest: str

    @property
    def faults(self) -> list[Fault]:
        return [fault for entry in self.entries for fault in entry.faults]

    @property
    def additions(self) -> list[Entry]:
        return [one for one in self.entries if one.facts and one.task_id is None]

    @property
    def updates(self) -> list[Entry]:
        return [one for one in self.entries if one.facts and one.changed]

    @property
    def unchanged(self) -> int:
        return sum(1 for one in self.entries if one.facts and one.task_id is not None and not one.changed)

    @property
    def suspected(self) -> list[Entry]:
        return [one for one in self.additions if one.alike]

    @property
    def wants_reason(self) -> bool:
        return any(one.wants_reason for one in self.updates)

    @property
    def editions(self) -> dict[int, str]:
        """The items that would be changed, as the reader saw them."""
        return {one.task_id: one.edition for one in self.updates if one.task_id is not None}


def digest_of(given: Given) -> str:
    """Two that are handed in are the same when every byte and every correction is."""
    rest = [given.name, given.text, sorted(given.fixes.items()), sorted(given.left_out)]
    told = json.dumps(rest, ensure_ascii=False)
    return hashlib.sha256(given.content + told.encode("utf-8", "surrogatepass")).hexdigest()


def mark_of(given: Given) -> str:
    """The same list, whatever was corrected in it or left out."""
    return digest_of(Given(given.name, given.content, given.text))


def shown(cell: object) -> str:
    """A cell as its text: Excel keeps 15 as 15.0."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return str(cell).strip()
