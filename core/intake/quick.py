"""One line, read and shown before it becomes a draft."""

from dataclasses import dataclass

from core.i18n import _
from core.intake import grammar, office
from core.intake.grammar import Order
from core.intake.pasted import wish
from core.tasks import IMPORTANCE_NAMES, URGENCY_NAMES, Facts, Support
from core.text import clean_line
from core.work import Work


@dataclass(frozen=True, slots=True)
class Quick:
    """What the line says: as facts for a draft, and as names for the reader."""

    order: Order
    facts: Facts
    lead: str
    supporting: tuple[str, ...]
    handler: str
    giver: str
    importance: str
    urgency: str


def read_line(work: Work, *, text: str) -> Quick:
    """Nothing is written. What was not understood stays in the title, with a note."""
    work.must("intake.read_line")
    reading = office.reader(work)
    words = reading.words
    order = grammar.read(clean_line(text, limit=1000), words, reading.clock)
    facts = Facts(
        title=order.title,
        lead_department_id=order.lead_id,
        supporting=tuple(Support(one) for one in order.supporting_ids),
        due_day=order.due_day,
        source=order.source,
        given_by=order.given_by,
        importance=order.importance or "ordinary",
        urgency=order.urgency or "normal",
        background=wish(order, words),
    )
    departments, names = words.departments.names, words.people.names
    return Quick(
        order=order,
        facts=facts,
        lead=departments[order.lead_id] if order.lead_id is not None else "",
        supporting=tuple(departments[one] for one in order.supporting_ids),
        handler=names[order.handler_id] if order.handler_id is not None else "",
        giver=names[order.given_by] if order.given_by is not None else "",
        importance=_(IMPORTANCE_NAMES[order.importance]) if order.importance else "",
        urgency=_(URGENCY_NAMES[order.urgency]) if order.urgency else "",
    )
