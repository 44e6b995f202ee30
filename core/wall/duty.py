"""Who is on duty today, as published; where somebody stands in, whoever is really there."""

from core import roster
from core.i18n import N_
from core.wall.panels import Fact, Facts
from core.wall.widgets import Widget, register
from core.work import Work


def on_duty(work: Work) -> Facts | None:
    """In the order of the roles; nothing at all where no roster is published for today."""
    days = roster.published(work, first_day=work.today, last_day=work.today)
    cells = days[0].cells if days else {}
    rows = tuple(
        Fact(f"duty-{role.id}", role.name, "、".join(one.person for one in cells[role.id]))
        for role in roster.roles(work)
        if cells.get(role.id)
    )
    return Facts(rows, N_("No roster is published for today.")) if rows else None


register(Widget("duty", N_("On duty today"), "roster.published", on_duty))
