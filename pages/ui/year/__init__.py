"""A year at a glance: twelve small months as one component; a day opens on click or Enter.

picked = year("calendar", sheet, editable=True, today=today)
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st
from babel.dates import get_day_names, get_month_names

from core import i18n
from core.calendar import KIND_NAMES, DayFact, DayKind, YearSheet
from core.i18n import _

HERE = Path(__file__).parent
MONDAY_FIRST = range(7)

_year = st.components.v2.component(
    "luoshi_year",
    html='<div class="year"></div><p class="legend"></p>',
    css=(HERE / "year.css").read_text("utf-8"),
    js=(HERE / "year.js").read_text("utf-8"),
)


def year(
    key: str,
    sheet: YearSheet,
    *,
    today: date,
    chosen: date | None = None,
    on_pick: Callable[[date], None] | None = None,
) -> None:
    """The year's days; with `on_pick`, a callback, they can be picked."""
    locale = i18n.language()
    months, weekdays = get_month_names("wide", locale=locale), get_day_names("narrow", locale=locale)
    data = {
        "label": _("Calendar of {year}", year=sheet.year),
        "months": [{"name": months[n], "days": _days(sheet, n)} for n in range(1, 13)],
        "weekdays": [weekdays[n] for n in MONDAY_FIRST],
        "editable": on_pick is not None,
        "today": today.isoformat(),
        "chosen": chosen.isoformat() if chosen else "",
        "legend": {
            "make-up": [_("wk"), _("Make-up workday")],
            "holiday": [_("off"), _("Holiday")],
            "rest": ["", _("Rest day")],
        },
    }
    _year(key=key, data=data, on_picked_change=lambda: _pass_on(key, on_pick))


def _days(sheet: YearSheet, month: int) -> list[dict[str, object]]:
    return [_cell(fact) for fact in sheet.days if fact.day.month == month]


def _cell(fact: DayFact) -> dict[str, object]:
    make_up = fact.kind == DayKind.WORKDAY and fact.day.weekday() > 4
    words = [i18n.day(fact.day, year=True), _(KIND_NAMES[fact.kind]), fact.name]
    if fact.statutory:
        words.append(_("statutory"))
    return {
        "day": fact.day.isoformat(),
        "number": fact.day.day,
        "weekday": fact.day.weekday(),
        "look": "make-up" if make_up else {"W": "", "R": "rest", "H": "holiday"}[fact.kind],
        "statutory": fact.statutory,
        "spoken": " · ".join(word for word in words if word),
    }


def _pass_on(key: str, on_pick: Callable[[date], None] | None) -> None:
    picked = st.session_state[key].picked
    if picked and on_pick is not None:
        on_pick(date.fromisoformat(str(picked["value"])))
