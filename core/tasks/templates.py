"""Templates for repeated kinds of task; recurring.py drafts those that have a rhythm."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from core import calendar
from core.errors import InvalidInput, NotFound
from core.history import plain
from core.i18n import N_, Text
from core.tasks.drafting import draft
from core.tasks.facts import Facts, Step, Support, clean_facts, one_of
from core.tasks.refusals import ChangedMeanwhile, NameTaken
from core.text import clean_line
from core.work import Work
from db.models import TaskTemplate


class Rhythm(StrEnum):
    NONE = ""
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


RHYTHM_NAMES: dict[str, Text] = {
    Rhythm.NONE: N_("When asked for"),
    Rhythm.WEEKLY: N_("Every week"),
    Rhythm.MONTHLY: N_("Every month"),
    Rhythm.QUARTERLY: N_("Every quarter"),
    Rhythm.YEARLY: N_("Every year"),
}


class TemplateGone(NotFound):
    message = N_("This template does not exist any more.")


class DaysOutOfRange(InvalidInput):
    message = N_("The number of days lies between 1 and 400.")
    field = "days_to_due"


class FirstDayWanted(InvalidInput):
    message = N_("A rhythm needs its first day.")
    field = "next_day"


@dataclass(frozen=True, slots=True)
class Template:
    id: int
    version: int
    name: str
    facts: Facts
    days_to_due: int
    rhythm: Rhythm
    next_day: date | None


def save_template(
    work: Work,
    *,
    name: str,
    facts: Facts,
    days_to_due: int = 14,
    rhythm: str = "",
    next_day: date | None = None,
    template_id: int | None = None,
    version: int = 0,
) -> int:
    """Make or change a template. `days_to_due`: days from the drafting to the due day."""
    work.must("tasks.save_template")
    name = clean_line(name, limit=80, field="name", required=True)
    rhythm = one_of(rhythm, tuple(Rhythm), "rhythm")
    if not 1 <= days_to_due <= 400:
        raise DaysOutOfRange()
    if rhythm and next_day is None:
        raise FirstDayWanted()
    taken = work.session.scalar(select(TaskTemplate.id).where(TaskTemplate.name == name))
    if taken not in (None, template_id):
        raise NameTaken()
    template = _template(work, template_id, version)
    template.name, template.values = name, plain(asdict(clean_facts(work, facts)))
    template.days_to_due, template.rhythm = days_to_due, rhythm
    template.next_day = next_day if rhythm else None
    if next_day is not None:
        template.day_of_month = next_day.day
    work.session.add(template)
    work.session.flush()
    work.record("template.saved", template.id, name=name, rhythm=rhythm)
    return template.id


def retire_template(work: Work, *, template_id: int, version: int) -> None:
    work.must("tasks.retire_template")
    template = _template(work, template_id, version)
    template.retired_at, template.next_day = work.now, None
    work.record("template.retired", template.id, name=template.name)


def templates(work: Work) -> list[Template]:
    """The templates in use, by name."""
    work.must("tasks.templates")
    found = (
        select(TaskTemplate).where(TaskTemplate.retired_at.is_(None)).order_by(TaskTemplate.name).limit(200)
    )
    return [
        Template(
            one.id,
            one.version,
            one.name,
            facts_of(one.values),
            one.days_to_due,
            Rhythm(one.rhythm),
            one.next_day,
        )
        for one in work.session.scalars(found)
    ]


def draft_from_template(work: Work, *, template_id: int) -> int:
    """A draft with everything that the template knows, due on a workday."""
    work.must("tasks.draft_from_template")
    template = work.session.get(TaskTemplate, template_id)
    if template is None or template.retired_at is not None:
        raise TemplateGone()
    return draft(work, facts=due(work, template, work.today), template_id=template.id)


def facts_of(values: dict[str, Any]) -> Facts:
    """Facts from what a template or a draft keeps as JSON."""
    known: dict[str, Any] = dict(values)
    known["supporting"] = tuple(_support(one) for one in values.get("supporting", ()))
    known["steps"] = tuple(
        Step(one["name"], _day(one["due_day"]), one["percent"]) for one in values.get("steps", ())
    )
    known["due_day"] = _day(values["due_day"]) if values.get("due_day") else None
    known["quantity"] = Decimal(values["quantity"]) if values.get("quantity") else None
    return Facts(**known)


def _support(one: dict[str, Any]) -> Support:
    return Support(one["department_id"], one["what"], _day(one["due_day"]) if one["due_day"] else None)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def due(work: Work, template: TaskTemplate, start: date) -> Facts:
    day = calendar.workday_on_or_before(work, start + timedelta(days=template.days_to_due))
    # Days of its own belong to an item, not to its kind.
    supporting = [{**one, "due_day": None} for one in template.values.get("supporting", ())]
    own = {"due_day": max(day, start).isoformat(), "supporting": supporting, "steps": []}
    return facts_of({**template.values, **own})


def _template(work: Work, template_id: int | None, version: int) -> TaskTemplate:
    if template_id is None:
        return TaskTemplate(made_by=work.actor.number)
    template = work.session.get(TaskTemplate, template_id)
    if template is None or template.retired_at is not None:
        raise TemplateGone()
    if template.version != version:
        raise ChangedMeanwhile()
    return template
