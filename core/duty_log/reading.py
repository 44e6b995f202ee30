"""The log of a day, with what is still open from the days before."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from core.duty_log.standing import relation
from core.duty_log.writing import EntryKind
from core.work import Work
from db.models import DutyEntry, DutyHandover, DutyWording, Person

MOST = 300


@dataclass(frozen=True, slots=True)
class Wording:
    text: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EntryRow:
    """`wordings` from the first to the one that holds."""

    id: int
    version: int
    day: date
    kind: EntryKind
    at: datetime
    who: str
    passed_to: str
    wordings: tuple[Wording, ...]
    open: bool
    matter_id: int | None

    @property
    def text(self) -> str:
        return self.wordings[-1].text


@dataclass(frozen=True, slots=True)
class HandoverRow:
    id: int
    version: int
    day: date
    note: str
    open_items: int
    given_by: str
    given_at: datetime
    taken_by: str
    taken_at: datetime | None
    mine: bool


@dataclass(frozen=True, slots=True)
class DayLog:
    entries: tuple[EntryRow, ...]
    handovers: tuple[HandoverRow, ...]
    may_write: bool


def log(work: Work, *, day: date) -> DayLog:
    """What was written on this day, all open items, and the hand-overs of the last days."""
    stands = relation(work)
    work.must("duty_log.log", stands)
    rows = list(
        work.session.scalars(
            select(DutyEntry)
            .where(or_(DutyEntry.day == day, DutyEntry.closed_at.is_(None)))
            .order_by(DutyEntry.closed_at.is_not(None), DutyEntry.at.desc(), DutyEntry.id.desc())
            .limit(MOST)
        )
    )
    names = {number: name for number, name in work.session.execute(select(Person.id, Person.name))}
    wordings: dict[int, list[Wording]] = defaultdict(list)
    said = select(DutyWording).where(DutyWording.entry_id.in_([row.id for row in rows]))
    for one in work.session.scalars(said.order_by(DutyWording.id)):
        wordings[one.entry_id].append(Wording(one.text, names[one.made_by], one.made_at))
    entries = tuple(
        EntryRow(
            row.id,
            row.version,
            row.day,
            EntryKind(row.kind),
            row.at,
            row.who,
            row.passed_to,
            tuple(wordings[row.id]),
            row.closed_at is None,
            row.matter_id,
        )
        for row in rows
    )
    return DayLog(entries, tuple(_handovers(work, day, names)), work.may("duty_log.note", stands))


def _handovers(work: Work, day: date, names: dict[int, str]) -> list[HandoverRow]:
    rows = select(DutyHandover).where(DutyHandover.day <= day).order_by(DutyHandover.day.desc()).limit(3)
    return [
        HandoverRow(
            row.id,
            row.version,
            row.day,
            row.note,
            row.open_items,
            names[row.given_by],
            row.given_at,
            names.get(row.taken_by or 0, ""),
            row.taken_at,
            row.given_by == work.actor.id,
        )
        for row in work.session.scalars(rows)
    ]
