"""The history recomputed, link by link, as a stream: a million rows need no more memory than one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from core import history
from core.i18n import N_
from core.upkeep.damage import Check, Damage
from db.models import Event, Head

BATCH = 5000


class Link(NamedTuple):
    """A row of the history as it is stored, named as the model names it."""

    id: int
    at: datetime
    person_id: int | None
    for_person_id: int | None
    action: str
    subject: str
    subject_id: int
    matter_id: int | None
    reason: str
    particulars: dict[str, Any]
    previous_hash: str
    hash: str


@dataclass(slots=True)
class Tally:
    """Where the walk has come to."""

    count: int = 0
    last: int = 0
    hash: str = history.START


def damages(session: Session, outside: Mapping[int, str] | None = None) -> tuple[list[Damage], Tally]:
    """Walk the whole chain. `outside` are hashes by row number that were written where nobody edits them."""
    tally = Tally()
    found = [*_walk(session, tally, outside or {}), *_head(session, tally), *_cut(tally, outside or {})]
    return found, tally


def _walk(session: Session, tally: Tally, outside: Mapping[int, str]) -> Iterator[Damage]:
    for raw in _rows(session):
        link = _link(raw)
        number = raw[0]
        if number != tally.last + 1:
            yield _at(number, N_("The history lacks rows before number {number}: some were deleted."))
        if link is None:
            yield _at(number, N_("Row {number} of the history cannot be read: it was edited."))
        elif link.previous_hash != tally.hash and number == tally.last + 1:
            yield _at(number, N_("Row {number} of the history does not continue the row before it."))
        if link is not None and history.digest(cast(Event, link)) != link.hash:
            yield _at(
                number, N_("Row {number} of the history was edited: its content does not match its hash.")
            )
        if number in outside and outside[number] != raw[-1]:
            yield _at(number, N_("Row {number} of the history is not the one that was noted outside."))
        tally.count, tally.last, tally.hash = tally.count + 1, number, raw[-1]


def _head(session: Session, tally: Tally) -> Iterator[Damage]:
    head = session.get(Head, history.NAME)
    noted = (head.count, head.hash) if head else (0, history.START)
    if noted != (tally.last, tally.hash):
        text = N_("The history ends at row {number}, but its head says {noted}: its end was cut or added to.")
        yield Damage(Check.HISTORY, text, {"number": tally.last, "noted": noted[0]})


def _cut(tally: Tally, outside: Mapping[int, str]) -> Iterator[Damage]:
    beyond = max(outside, default=0)
    if beyond > tally.last:
        text = N_(
            "The history ends at row {number}, but {noted} rows were noted outside: its end was cut off."
        )
        yield Damage(Check.OUTSIDE, text, {"number": tally.last, "noted": beyond})


def _at(number: int, text: str) -> Damage:
    return Damage(Check.HISTORY, text, {"number": number})


def _rows(session: Session) -> Iterator[Any]:
    """In order of number. On SQLite moments and JSON come as stored: a forged one must not stop the walk."""
    raw = session.get_bind().dialect.name == "sqlite"
    columns = [
        type_coerce(column, String) if raw and name in ("at", "particulars") else column
        for name, column in ((name, Event.__table__.c[name]) for name in Link._fields)
    ]
    query = select(*columns).order_by(Event.__table__.c.id)
    return iter(session.execute(query, execution_options={"yield_per": BATCH}))


def _link(raw: Any) -> Link | None:
    """The row with its values read; None when they are not what the product writes."""
    try:
        stored = Link(*raw)
        if isinstance(stored.at, str):
            at = datetime.fromisoformat(stored.at).replace(tzinfo=UTC)
            stored = stored._replace(at=at, particulars=json.loads(str(stored.particulars)))
        return stored if isinstance(stored.at, datetime) else None
    except (TypeError, ValueError):
        return None


def noted_outside(file: Path) -> dict[int, str]:
    """Number and hash of each line "day number hash" of the head file; a line cut short is passed over."""
    noted: dict[int, str] = {}
    if file.exists():
        for line in file.read_text("utf-8", "replace").splitlines():
            parts = line.split()
            if len(parts) == 3 and parts[1].isdigit() and len(parts[2]) == len(history.START):
                noted[int(parts[1])] = parts[2]
    return noted


def note_outside(session: Session, file: Path, day: date) -> str:
    """Append today's head; the same head twice says nothing new and is not written."""
    head = session.get(Head, history.NAME)
    if head is None or noted_outside(file).get(head.count) == head.hash:
        return ""
    line = f"{day.isoformat()} {head.count} {head.hash}"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(line + "\n")
    return line
