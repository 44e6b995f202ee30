"""What indicators without a source of their own say: entered or brought in from Excel; and the on-time rate
that each department is to reach in a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sqlalchemy import select

from core import files
from core.appraisal.points import DepartmentUnknown, must_be_open
from core.appraisal.rules import Half, OutOfRange, Source, every, rules_at
from core.errors import InvalidInput
from core.i18n import N_
from core.text import clean_line
from core.work import Work
from db.models import Department, Score, Target

DEPARTMENT = ("部门", "单位", "Department")


class IndicatorUnknown(InvalidInput):
    message = N_("The rules of this half-year have no such indicator to be entered.")
    field = "indicator"


class SheetUnreadable(InvalidInput):
    message = N_("The first columns must be department and score (0 to 100); a third one may hold a note.")
    field = "sheet"


class RowWrong(InvalidInput):
    message = N_("Row {row}: “{text}” is not understood. Nothing was taken in.")
    field = "sheet"


@dataclass(frozen=True, slots=True)
class ScoreFact:
    department_id: int
    department: str
    indicator: str
    score: Decimal
    note: str


def enter_score(
    work: Work, *, half: Half, department_id: int, indicator: str, score: Decimal | float, note: str = ""
) -> None:
    """One score; entered again it replaces the earlier one, and both stay in the history."""
    work.must("appraisal.enter_score")
    must_be_open(work, half)
    if work.session.get(Department, department_id or 0) is None:
        raise DepartmentUnknown()
    _keep(work, half, _enterable(work, half, indicator), [_score(department_id, score, note)])


def read_scores(work: Work, *, content: bytes, name: str) -> list[ScoreFact]:
    """The rows of a sheet as they would be taken in; the whole sheet is right, or nothing is."""
    work.must("appraisal.read_scores")
    rows = files.rows(content, name=name)
    start = next((i for i, row in enumerate(rows) if row and str(row[0] or "").strip() in DEPARTMENT), None)
    if start is None:
        raise SheetUnreadable()
    found = work.session.execute(select(Department.name, Department.id).where(Department.closed_at.is_(None)))
    names = {text: number for text, number in found}
    return [
        _read(names, row, number) for number, row in enumerate(rows, 1) if number > start + 1 and any(row)
    ]


def import_scores(work: Work, *, half: Half, indicator: str, content: bytes, name: str) -> int:
    """Attendance, surveys, 7S … from Excel; returns how many departments have their score now."""
    work.must("appraisal.import_scores")
    must_be_open(work, half)
    facts = read_scores(work, content=content, name=name)
    _keep(work, half, _enterable(work, half, indicator), facts)
    return len(facts)


def scores(work: Work, *, half: Half) -> list[ScoreFact]:
    work.must("appraisal.scores")
    return entered(work, half)


def entered(work: Work, half: Half) -> list[ScoreFact]:
    rows = work.session.execute(
        select(Score, Department.name)
        .join(Department, Department.id == Score.department_id)
        .where(Score.year == half.year, Score.half == half.half)
        .order_by(Department.position, Department.id, Score.indicator)
    )
    return [ScoreFact(one.department_id, name, one.indicator, one.score, one.note) for one, name in rows]


def set_target(work: Work, *, year: int, department_id: int, percent: int) -> None:
    """The on-time rate that a department is to reach in a year."""
    work.must("appraisal.set_target")
    if percent is None or not 0 <= percent <= 100:
        raise OutOfRange(least=0, most=100, field="percent")
    if work.session.get(Department, department_id or 0) is None:
        raise DepartmentUnknown()
    wanted = select(Target).where(Target.year == Half(year, 1).year, Target.department_id == department_id)
    row = work.session.scalars(wanted).one_or_none()
    old = row.percent if row else None
    if row is None:
        row = Target(year=year, department_id=department_id)
        work.session.add(row)
    row.percent, row.set_by, row.set_at = percent, work.actor.number, work.now
    work.session.flush()
    work.record("appraisal.target_set", row.id, year=year, percent=[old, percent])


def targets(work: Work, year: int) -> dict[int, int]:
    rows = work.session.execute(select(Target.department_id, Target.percent).where(Target.year == year))
    return {number: percent for number, percent in rows}


def _enterable(work: Work, half: Half, indicator: str) -> str:
    rules = rules_at(every(work), half.period.last)
    by_hand = [one.name for one in rules.indicators if one.source != Source.ITEMS]
    if indicator not in by_hand:
        raise IndicatorUnknown()
    return indicator


def _keep(work: Work, half: Half, indicator: str, facts: Sequence[ScoreFact]) -> None:
    wanted = select(Score).where(
        Score.year == half.year, Score.half == half.half, Score.indicator == indicator
    )
    known = {row.department_id: row for row in work.session.scalars(wanted)}
    changed: dict[str, list[object]] = {}
    for one in facts:
        row = known.get(one.department_id)
        old = str(row.score) if row else None
        if row is None:
            row = Score(year=half.year, half=half.half, department_id=one.department_id, indicator=indicator)
            work.session.add(row)
        row.score, row.note = one.score, one.note
        row.entered_by, row.entered_at = work.actor.number, work.now
        changed[str(one.department_id)] = [old, str(one.score)]
    work.session.flush()
    work.record("appraisal.scores_entered", half.number, indicator=indicator, scores=changed)


def _read(names: dict[str, int], row: Sequence[object], number: int) -> ScoreFact:
    cells = [*row, None, None][:3]
    department = names.get(clean_line(str(cells[0] or "")))
    if department is None:
        raise RowWrong(row=number, text=clean_line(str(cells[0] or ""))[:40])
    try:
        return _score(department, Decimal(str(cells[1])), str(cells[2] or ""))
    except (InvalidOperation, OutOfRange) as error:
        raise RowWrong(row=number, text=clean_line(str(cells[1]))[:40]) from error


def _score(department_id: int, score: Decimal | float, note: str) -> ScoreFact:
    value = Decimal(str(score)) if score is not None else Decimal("nan")
    if not value.is_finite() or not 0 <= value <= 100:
        raise OutOfRange(least=0, most=100, field="score")
    kept = clean_line(note, limit=200, field="note")
    return ScoreFact(department_id, "", "", value.quantize(Decimal("0.01")), kept)
