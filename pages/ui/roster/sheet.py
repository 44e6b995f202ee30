"""One roster day by day, to read: a row for each day, a column for each role."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from core.calendar import KIND_NAMES, DayKind
from core.i18n import _, day
from core.roster import DayLine, DutyCell, Sheet
from pages import ui

MONTH = "roster-month"


def show(one: Sheet, names: Mapping[str, str]) -> None:
    if not one.roster.duties:
        ui.empty(_("Nobody is planned yet. Pin what is fixed, then let the roster be made."))
        return
    columns = [
        ui.Column("day", _("Day"), "short", width="9rem", main=True),
        ui.Column("kind", _("Class"), "short", width="8rem"),
        *(
            ui.Column(str(number), names.get(str(number), name), "short")
            for number, name in one.roles.items()
        ),
    ]
    lines = _of_month(one.days)
    ui.table("roster-sheet", columns, [_row(line) for line in lines], label=one.roster.name)


def _of_month(days: tuple[DayLine, ...]) -> list[DayLine]:
    """A quarter or a year is read month by month."""
    months = [list(lines) for _, lines in groupby(days, key=lambda line: (line.day.year, line.day.month))]
    if len(months) == 1:
        return months[0]
    choices = {number: _month(lines[0].day) for number, lines in enumerate(months)}
    with ui.form(MONTH):
        chosen = ui.segment(MONTH, "month", _("Month"), choices, 0)
    return months[chosen or 0]


def _month(first: date) -> str:
    return f"{first.year}-{first.month:02}"


def _row(line: DayLine) -> ui.Row:
    kind = _(KIND_NAMES[DayKind(line.kind)])
    said = f"{kind} · {line.special}" if line.special else kind
    shown = ui.toned(said, "red") if line.kind == "H" else said
    cells: dict[str, object] = {"day": day(line.day), "kind": shown}
    for role_id, duties in line.cells.items():
        cells[str(role_id)] = _(", ").join(map(_cell, duties))
    return ui.Row(line.day.isoformat(), cells, muted=line.kind == "R")


def _cell(cell: DutyCell) -> str:
    said = (
        cell.person
        if cell.person == cell.planned
        else _("{actual} for {planned}", actual=cell.person, planned=cell.planned)
    )
    return f"{said} ◆" if cell.pinned else said
