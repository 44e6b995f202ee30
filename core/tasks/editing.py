"""Changing the facts of an issued task; what the second of two savers sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.tasks.drafting import apply, stored, unchanged
from core.tasks.facts import Facts, changes, clean_facts
from core.tasks.refusals import DayPassed
from core.tasks.rules import OPEN_STATES
from core.tasks.settling import doers, settle, tell
from core.tasks.sight import Case, load
from core.text import clean_text
from core.turns import Kind, reschedule
from core.work import Work

# The lead and the supporting departments change by handing on; the place in the tree at drafting.
FIXED = ("lead_department_id", "supervising_department_id", "parent_id")


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed: as it was, mine, theirs."""

    name: str
    was: Any
    mine: Any
    theirs: Any


def edit(work: Work, *, task_id: int, facts: Facts, version: int, reason: str = "") -> None:
    """Change the facts of an issued task; a changed day needs its reason. Raises ChangedMeanwhile."""
    case = load(work, task_id, "edit")
    case.must_be(*OPEN_STATES)
    unchanged(case, version)
    facts = clean_facts(work, facts)
    old = stored(case)
    fixed = {name: old[name] for name in FIXED}
    moved = facts.due_day != old["due_day"]
    reason = clean_text(reason, limit=1000, field="reason", required=moved)
    if moved:
        _move(case, facts)
    apply(case, facts)
    for name, value in fixed.items():
        setattr(case.matter, name, value)
    settle(case)
    changed = changes(old, stored(case))
    if changed:
        tell(case, "edited", doers(case), mark=work.now.isoformat())
        case.record("edited", reason=reason, facts=changed)


def clashes(was: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[Clash]:
    """The fields where my change and theirs differ. What only one side changed clashes with nothing."""
    return [
        Clash(name, was.get(name), mine[name], theirs.get(name))
        for name in mine
        if mine[name] != was.get(name)
        and theirs.get(name) != was.get(name)
        and mine[name] != theirs.get(name)
    ]


def merged(was: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Both sides' changes together; in a clash mine stands until the reader chooses."""
    return {name: mine[name] if mine[name] != was.get(name) else theirs.get(name) for name in mine}


def _move(case: Case, facts: Facts) -> None:
    doing = case.find(Kind.DO)
    if doing is None or facts.due_day is None:
        return
    if facts.due_day < case.work.today:
        raise DayPassed(day=facts.due_day)
    reschedule(doing, facts.due_day)
