"""The ledger (督办台账): every row of a filter with the usual columns, for one click and one export."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from core.tasks.listing import Filter, Row, narrowed, order, read, rows
from core.tasks.sight import party
from core.work import Work
from db.models import Department, Matter, Part, Report, Slip, Task

MOST = 5000


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """`latest` is empty for whoever may not read the reports."""

    row: Row
    source_reference: str
    standard: str
    form: str
    supervising: str
    supporting: str
    latest: str
    slips: str = ""


def ledger(work: Work, *, wanted: Filter) -> list[LedgerRow]:
    """What the list shows under the same filter, all pages, at most MOST rows."""
    work.must("tasks.ledger")
    found = read(work, rows().where(*narrowed(work, wanted)).order_by(*order(wanted)).limit(MOST))
    numbers = [row.id for row in found]
    facts, supporting, latest = _facts(work, numbers), _supporting(work, numbers), _latest(work, numbers)
    slips = _slips(work, numbers)
    return [
        LedgerRow(
            row, *facts[row.id], supporting.get(row.id, ""), latest.get(row.id, ""), slips.get(row.id, "")
        )
        for row in found
    ]


def _facts(work: Work, numbers: Sequence[int]) -> dict[int, tuple[str, str, str, str]]:
    statement = (
        select(Matter.id, Matter.source_reference, Task.standard, Task.form, Department.name)
        .join(Task)
        .join(Department, Department.id == Matter.supervising_department_id)
        .where(Matter.id.in_(numbers))
    )
    return {
        number: (reference, standard, form, name)
        for number, reference, standard, form, name in work.session.execute(statement)
    }


def _supporting(work: Work, numbers: Sequence[int]) -> dict[int, str]:
    statement = (
        select(Part.matter_id, Department.name)
        .join(Department, Department.id == Part.department_id)
        .where(Part.matter_id.in_(numbers))
        .order_by(Department.position, Department.id)
    )
    found: dict[int, list[str]] = {}
    for number, name in work.session.execute(statement):
        found.setdefault(number, []).append(name)
    return {number: "、".join(names) for number, names in found.items()}


def _latest(work: Work, numbers: Sequence[int]) -> dict[int, str]:
    """The text of the last report of the lead, where this person may read it."""
    newest = (
        select(func.max(Report.id))
        .join(Matter, Matter.id == Report.matter_id)
        .where(Report.matter_id.in_(numbers), Report.part_id.is_(None), party(work.actor))
        .group_by(Report.matter_id)
    )
    rows = work.session.execute(select(Report.matter_id, Report.text).where(Report.id.in_(newest)))
    return {number: text for number, text in rows}


def _slips(work: Work, numbers: Sequence[int]) -> dict[int, str]:
    """The numbers of the slips that stand, where this person may read them."""
    statement = (
        select(Slip.matter_id, Slip.number)
        .join(Matter, Matter.id == Slip.matter_id)
        .where(Slip.matter_id.in_(numbers), Slip.cancelled_at.is_(None), party(work.actor))
        .order_by(Slip.id)
    )
    found: dict[int, list[str]] = {}
    for number, said in work.session.execute(statement):
        found.setdefault(number, []).append(said)
    return {number: "\n".join(said) for number, said in found.items()}
