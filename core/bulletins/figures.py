"""What a bulletin keeps of its period: every figure as the numbers of its items, and the items as they stood.

The definitions are core/counting's. An item that is not for everybody counts, but its title is not kept.
"""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from core import counting, office
from core.counting import Counted, Figures, Period
from core.i18n import N_, Text
from core.work import Work
from db.models import Closure, Department, Matter, Part, Slip, Turn

Stored = dict[str, Any]

LATE = ("overdue", "closed_late", "filed_late")
FIGURE_NAMES: dict[str, Text] = {
    "handled": N_("Handled"),
    "closed": N_("Closed in the period"),
    "open": N_("Still in work"),
    "overdue": N_("Behind its day"),
    "due": N_("Due in the period"),
    "on_time": N_("Filed on time"),
    "late": N_("Filed late or not at all"),
    "undecided": N_("Filed on time, not decided yet"),
    "extended": N_("Of those due: extended"),
    "extended_on_time": N_("Extended, and then on time"),
}
STANDING_NAMES: dict[str, Text] = {
    "closed_on_time": N_("Closed on time"),
    "closed_late": N_("Closed late"),
    "filed": N_("Filed, being checked"),
    "filed_late": N_("Filed late, being checked"),
    "overdue": N_("Overdue and open"),
    "paused": N_("Paused"),
    "open": N_("Still in time"),
}
PRAISED = "excellent"


def gathered(work: Work, period: Period) -> Stored:
    """Everything that the bulletin of this period says, ready for JSON."""
    counted = counting.office_figures(work, period=period)
    numbers = sorted({*counted.office.handled, *counted.office.due})
    items = _items(work, numbers, period)
    good = _good(work, counted.office.closed)
    overdue = set(counted.office.overdue) & set(counted.office.open)
    return {
        "office": _ids(counted.office),
        "departments": _departments(counted),
        "laggards": [one["id"] for one in items if one["id"] in overdue and one["standing"] == "overdue"],
        "good": [one["id"] for one in items if one["id"] in good],
        "slips": _slips(work, period),
        "items": items,
    }


def _ids(figures: Figures) -> dict[str, list[int]]:
    return {name: list(numbers) for name, numbers in asdict(figures).items() if name in FIGURE_NAMES}


def _departments(counted: Counted) -> list[Stored]:
    """By the lead, so that the rows add up to the whole; parts in others' items stand beside."""
    return [
        {
            "id": one.department_id,
            "name": one.name,
            "figures": _ids(one.lead),
            "supporting": list(one.supporting.handled),
        }
        for one in counted.departments
        if one.lead.handled or one.lead.due or one.supporting.handled
    ]


def _items(work: Work, numbers: Collection[int], period: Period) -> list[Stored]:
    rows = work.session.execute(
        select(Matter, Department.name)
        .outerjoin(Department, Department.id == Matter.lead_department_id)
        .where(Matter.id.in_(numbers))
        .order_by(Department.position, Matter.due_day, Matter.id)
    )
    supporting = _supporting(work, numbers)
    return [_item(work, matter, lead or "", supporting.get(matter.id, ""), period) for matter, lead in rows]


def _item(work: Work, matter: Matter, lead: str, supporting: str, period: Period) -> Stored:
    closed = _day(work, matter.closed_at)
    if closed is not None and closed > period.last:
        closed = None  # what came later is told in a later bulletin
    return {
        "id": matter.id,
        "number": matter.number or "",
        "title": "（内部事项）" if matter.internal else matter.title,
        "lead": lead,
        "supporting": supporting,
        "issued_on": _iso(_day(work, matter.issued_at)),
        "due_day": _iso(matter.due_day),
        "original_due_day": _iso(matter.original_due_day),
        "extensions": matter.extensions,
        "filed_on": _iso(matter.applied_on),
        "closed_on": _iso(closed),
        "percent": matter.percent,
        "standing": _standing(matter, closed, period, work.today),
        "days_late": _days_late(matter, closed, min(period.last, work.today)),
    }


def _standing(matter: Matter, closed: date | None, period: Period, today: date) -> str:
    """How it stood when the period ended."""
    end, due = min(period.last, today), matter.due_day
    if closed is not None and closed <= period.last:
        late = due is not None and (matter.applied_on or closed) > due
        return "closed_late" if late else "closed_on_time"
    if matter.applied_on is not None and matter.applied_on <= end:
        return "filed_late" if due is not None and matter.applied_on > due else "filed"
    if matter.state == "paused":
        return "paused"
    return "overdue" if due is not None and due < end else "open"


def _days_late(matter: Matter, closed: date | None, end: date) -> int:
    if matter.due_day is None:
        return 0
    done = matter.applied_on or closed
    return max(0, ((done if done is not None and done <= end else end) - matter.due_day).days)


def _supporting(work: Work, numbers: Collection[int]) -> dict[int, str]:
    rows = work.session.execute(
        select(Part.matter_id, Department.name)
        .join(Department, Department.id == Part.department_id)
        .where(Part.matter_id.in_(numbers))
        .order_by(Department.position, Department.id)
    )
    found: dict[int, list[str]] = {}
    for number, name in rows:
        found.setdefault(number, []).append(name)
    return {number: "、".join(names) for number, names in found.items()}


def _good(work: Work, closed: Collection[int]) -> set[int]:
    """By the office's rule: on time, never returned, praised, or as many of these as it asks for."""
    asked = office.profile(work.session).good_examples
    if not asked:
        return set()
    returned = select(Closure.matter_id).where(Closure.outcome == "returned")
    newest = select(func.max(Closure.id)).group_by(Closure.matter_id)
    praised = select(Closure.matter_id).where(Closure.id.in_(newest), Closure.grade == PRAISED)
    conditions = {
        "on_time": Matter.applied_on <= Matter.due_day,
        "no_return": Matter.id.not_in(returned),
        "praised": Matter.id.in_(praised),
    }
    wanted = select(Matter.id).where(Matter.id.in_(closed), *(conditions[one] for one in asked))
    return set(work.session.scalars(wanted))


def _slips(work: Work, period: Period) -> list[Stored]:
    """Issued in the period and not taken back."""
    rows = work.session.execute(
        select(Slip, Matter, Department.name, Turn.outcome)
        .join(Matter, Matter.id == Slip.matter_id)
        .join(Department, Department.id == Slip.department_id)
        .join(Turn, Turn.id == Slip.turn_id)
        .where(Slip.issued_on.between(period.first, period.last), Slip.cancelled_at.is_(None))
        .order_by(Slip.colour, Slip.year, Slip.sequence)
    )
    return [
        {
            "task_id": matter.id,
            "number": slip.number,
            "name": slip.name,
            "colour": slip.colour,
            "item": "（内部事项）" if matter.internal else matter.title,
            "item_number": matter.number or "",
            "department": department,
            "issued_on": _iso(slip.issued_on),
            "answered": outcome == "answered",
        }
        for slip, matter, department, outcome in rows
    ]


def _day(work: Work, moment: datetime | None) -> date | None:
    return moment.astimezone(work.zone).date() if moment else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
