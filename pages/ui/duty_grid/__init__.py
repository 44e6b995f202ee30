"""The month of the duty roster as one component: a row for each day, a column for each role.

Dragging one duty onto another of the same role, or carrying it there with the keyboard, asks for a swap;
a click or Enter opens the duty. Who may do what is decided in core: here it is only offered.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st
from babel.dates import get_day_names

from core import i18n
from core.calendar import KIND_NAMES, DayKind
from core.i18n import _
from core.roster import DayLine, DutyCell, Grid

HERE = Path(__file__).parent

_grid = st.components.v2.component(
    "luoshi_duty_grid",
    html='<div class="duties"></div><p class="spoken" role="status" aria-live="polite"></p>',
    css=(HERE / "grid.css").read_text("utf-8"),
    js=(HERE / "grid.js").read_text("utf-8"),
)

LOOKS = {"W": "", "R": "rest", "H": "holiday"}


def duty_grid(
    key: str,
    shown: Grid,
    *,
    today: date,
    on_swap: Callable[[int, int], None],
    on_open: Callable[[int], None],
) -> None:
    data = {
        "label": _("Duty roster"),
        "roles": [{"id": number, "name": name} for number, name in shown.roles.items()],
        "days": [_day(shown, line, today) for line in shown.days],
        "words": {
            "day": _("Day"),
            "picked": _(
                "{name} is picked up. Arrows lead to another duty, Space asks for the swap, Esc lays it back."
            ),
            "laid": _("Laid back."),
            "other": _("Only duties of the same role can be swapped."),
            "hint": _("Drag, or pick up with Space. Enter opens."),
        },
    }
    _grid(
        key=key,
        data=data,
        on_swapped_change=lambda: _swapped(key, on_swap),
        on_opened_change=lambda: _opened(key, on_open),
    )


def _day(shown: Grid, line: DayLine, today: date) -> dict[str, object]:
    weekdays = get_day_names("abbreviated", locale=i18n.language())
    make_up = line.kind == DayKind.WORKDAY and line.day.weekday() > 4
    kind = _("Make-up workday") if make_up else _(KIND_NAMES[DayKind(line.kind)])
    return {
        "day": line.day.isoformat(),
        "name": f"{line.day.month}.{line.day.day:02}",
        "weekday": weekdays[line.day.weekday()],
        "look": "make-up" if make_up else LOOKS[line.kind],
        "note": line.special or (kind if make_up or line.kind == "H" else ""),
        "spoken": f"{i18n.day(line.day)} {kind}",
        "today": line.day == today,
        "past": line.day < today,
        "cells": {
            str(role): [_cell(shown, one, line.day < today) for one in cells]
            for role, cells in line.cells.items()
        },
    }


def _cell(shown: Grid, one: DutyCell, past: bool) -> dict[str, object]:
    mine, pending = one.duty_id in shown.mine, one.duty_id in shown.pending
    spoken = [one.person, shown.roles.get(one.role_id, "")]
    if one.person != one.planned:
        spoken.append(_("for {planned}", planned=one.planned))
    if pending:
        spoken.append(_("a swap waits"))
    return {
        "id": one.duty_id,
        "name": one.person,
        "instead": one.planned if one.person != one.planned else "",
        "mine": mine,
        "pending": pending,
        "movable": (mine or shown.keeper) and not past and not pending,
        "open": not past and not pending,
        "spoken": " · ".join(word for word in spoken if word),
    }


def _swapped(key: str, on_swap: Callable[[int, int], None]) -> None:
    if told := st.session_state[key].swapped:
        on_swap(int(told["one"]), int(told["other"]))


def _opened(key: str, on_open: Callable[[int], None]) -> None:
    if told := st.session_state[key].opened:
        on_open(int(told["duty"]))
