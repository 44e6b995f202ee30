"""Prompts to chosen leaders with the facts, and the records that people make of it. Off by default; nothing
here happens by itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select

from core.appraisal.points import APPROVED, DepartmentUnknown
from core.appraisal.results import thawed
from core.appraisal.rules import Half, Kind, every, rules_at
from core.appraisal.sight import closed_row
from core.errors import InvalidInput
from core.i18n import N_, Text
from core.text import clean_text
from core.work import Work
from db.models import AccountRecord, Department, Person, Point

OFTEN = 3  # so many approved points for lateness are put before the leaders


class RecordKind(StrEnum):
    TALK = "talk"
    MAIN_TALK = "main_talk"
    ERROR = "error"
    INACTION = "inaction"


RECORD_NAMES: dict[str, Text] = {
    RecordKind.TALK: N_("Talk with the line leader"),
    RecordKind.MAIN_TALK: N_("Talk with the main leader"),
    RecordKind.ERROR: N_("Accountability for error"),
    RecordKind.INACTION: N_("Accountability for inaction"),
}


class KindUnknown(InvalidInput):
    message = N_("Choose what the record is about.")
    field = "kind"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the rules point out: the facts only; whether anything follows is for people to say."""

    kind: RecordKind
    department_id: int
    department: str
    halves: tuple[Half, ...]
    count: int


@dataclass(frozen=True, slots=True)
class RecordFact:
    id: int
    kind: str
    department: str
    half: Half
    day: date
    text: str
    made_by: str


def prompts(work: Work, *, half: Half) -> list[Prompt]:
    """For the leaders whom the rules name, and for nobody else."""
    work.must("appraisal.prompts")
    rules = rules_at(every(work), work.today)
    if work.actor.id not in rules.prompted:
        return []
    names = {number: name for number, name in work.session.execute(select(Department.id, Department.name))}
    found = _talks(work, half, names) if rules.talk_rule else []
    return found + (_accounts(work, half, names) if rules.accountability else [])


def keep_record(work: Work, *, half: Half, kind: str, department_id: int, day: date, text: str) -> int:
    """A talk was held, somebody was called to account: written down by whoever answers for it."""
    work.must("appraisal.keep_record")
    if kind not in set(RecordKind):
        raise KindUnknown()
    if work.session.get(Department, department_id or 0) is None:
        raise DepartmentUnknown()
    row = AccountRecord(
        kind=kind,
        department_id=department_id,
        year=half.year,
        half=half.half,
        day=day or work.today,
        text=clean_text(text, limit=2000, field="text", required=True),
        made_by=work.actor.number,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record("appraisal.record_kept", row.id, reason=row.text, kind=kind)
    return row.id


def records(work: Work, *, half: Half) -> list[RecordFact]:
    work.must("appraisal.records")
    rows = work.session.execute(
        select(AccountRecord, Department.name, Person.name)
        .join(Department, Department.id == AccountRecord.department_id)
        .join(Person, Person.id == AccountRecord.made_by)
        .where(AccountRecord.year == half.year, AccountRecord.half == half.half)
        .order_by(AccountRecord.day.desc(), AccountRecord.id.desc())
    )
    return [
        RecordFact(one.id, one.kind, department, Half(one.year, one.half), one.day, one.text, who)
        for one, department, who in rows
    ]


def _talks(work: Work, half: Half, names: dict[int, str]) -> list[Prompt]:
    """Last once: the line leader; last twice running: the main leader."""
    last, before = _last(work, half), _last(work, half.before)
    return [
        Prompt(RecordKind.MAIN_TALK, one, names.get(one, ""), (half.before, half), 2)
        if one in before
        else Prompt(RecordKind.TALK, one, names.get(one, ""), (half,), 1)
        for one in sorted(last)
    ]


def _last(work: Work, half: Half) -> set[int]:
    """In a closed half-year; where nobody is worse than anybody else, nobody is last."""
    row = closed_row(work, half)
    if row is None:
        return set()
    ranks = {one.department_id: one.rank for one in thawed(half, row.results).lines if one.rank}
    worst = max(ranks.values(), default=1)
    return {number for number, rank in ranks.items() if rank == worst and worst > 1}


def _accounts(work: Work, half: Half, names: dict[int, str]) -> list[Prompt]:
    """Approved deception, and lateness again and again."""
    rows = work.session.execute(
        select(Point.department_id, Point.kind, func.count())
        .where(Point.year == half.year, Point.half == half.half, Point.state == APPROVED)
        .where(Point.kind.in_((Kind.FALSIFIED, Kind.LATE)))
        .group_by(Point.department_id, Point.kind)
        .order_by(Point.department_id, Point.kind)
    )
    kinds = {Kind.FALSIFIED.value: (RecordKind.ERROR, 1), Kind.LATE.value: (RecordKind.INACTION, OFTEN)}
    return [
        Prompt(kinds[kind][0], number, names.get(number, ""), (half,), count)
        for number, kind, count in rows
        if count >= kinds[kind][1]
    ]
