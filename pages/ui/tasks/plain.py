"""The facts of a task as a form holds them: plain values that survive a draft, and back again."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from core.errors import InvalidInput
from core.i18n import N_
from core.tasks import Facts, Papers, Step, Support

Plain = dict[str, Any]
SUPPORTING, STEPS = "supporting", "steps"
TEXTS = ("title", "source", "source_reference", "background", "standard", "form", "unit")
NUMBERS = ("lead_department_id", "supervising_department_id", "given_by", "parent_id")


class SupportWithout(InvalidInput):
    message = N_("Choose the department of each supporting row.")
    field = SUPPORTING


class StepWithout(InvalidInput):
    message = N_("Each step needs a name and a day.")
    field = STEPS


def of_facts(facts: Facts) -> Plain:
    """Facts as typed or as a template keeps them."""
    values: Plain = {name: getattr(facts, name) for name in (*TEXTS, *NUMBERS)}
    return values | {
        "importance": str(facts.importance),
        "urgency": str(facts.urgency),
        "internal": facts.internal,
        "due_day": iso(facts.due_day),
        "quantity": amount(facts.quantity),
        "needs_sign_off": facts.needs_sign_off,
        "needs_approval": facts.needs_approval,
        SUPPORTING: [[one.department_id, one.what, iso(one.due_day)] for one in facts.supporting],
        STEPS: [[one.name, iso(one.due_day), one.percent] for one in facts.steps],
    }


def of_papers(papers: Papers) -> Plain:
    """Facts as they stand in the office now."""
    known = dict(papers.facts)
    support = [Support(one.department_id, one.what, one.due_day) for one in papers.parts]
    steps = [Step(one.name, one.due_day, one.percent) for one in papers.steps]
    return of_facts(Facts(**known, supporting=support, steps=steps))


def to_facts(values: Mapping[str, Any]) -> Facts:
    """Raises SupportWithout, StepWithout where a row is half filled in."""
    texts: dict[str, Any] = {name: values.get(name) or "" for name in TEXTS}
    numbers: dict[str, Any] = {name: values.get(name) for name in NUMBERS}
    return Facts(
        **texts,
        **numbers,
        importance=values.get("importance") or "",
        urgency=values.get("urgency") or "",
        internal=bool(values.get("internal")),
        due_day=day_of(values.get("due_day")),
        quantity=None if values.get("quantity") in (None, "") else Decimal(str(values["quantity"])),
        needs_sign_off=values.get("needs_sign_off"),
        needs_approval=values.get("needs_approval"),
        supporting=[_support(row) for row in values.get(SUPPORTING) or []],
        steps=[_step(row) for row in values.get(STEPS) or []],
    )


def iso(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day or None


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def amount(value: Decimal | float | str | None) -> str | None:
    """A quantity without the noise of its type: 120, not 120.00."""
    return None if value in (None, "") else f"{Decimal(str(value)).normalize():f}"


def _support(row: Sequence[Any]) -> Support:
    department, what, day = row
    if not department:
        raise SupportWithout()
    return Support(int(department), what or "", day_of(day))


def _step(row: Sequence[Any]) -> Step:
    name, day, percent = row
    due = day_of(day)
    if due is None or not (name or "").strip():
        raise StepWithout()
    return Step(name, due, int(percent or 0))
