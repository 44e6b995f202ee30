"""The head of the task page: what it is, whose, by when, how far, and whose move it is now."""

from datetime import date
from pathlib import Path

import streamlit as st

from core.i18n import _, day
from core.tasks import (
    IMPORTANCE_NAMES,
    LAMP_NAMES,
    STATE_NAMES,
    URGENCY_NAMES,
    Face,
    Importance,
    Lamp,
    Row,
    State,
)
from core.turns import KIND_NAMES, Kind
from pages.ui.show import LAMPS
from pages.ui.tasks.reading import Desk

HERE = Path(__file__).parent
MOST_TURNS = 4

_head = st.components.v2.component(
    "luoshi_task_head",
    html="<section></section>",
    css=(HERE / "head.css").read_text("utf-8"),
    js=(HERE / "head.js").read_text("utf-8"),
)


def head(desk: Desk, *, brief: bool = False) -> None:
    """`brief` on a phone: above an open form."""
    row = desk.face.row
    source = [row.source] if row.source else []
    shown = {
        "title": row.title,
        "number": row.number,
        "over": source,
        "lamp": str(row.lamp),
        "brief": brief,
        "marks": _marks(desk),
        "cells": _cells(desk),
        "now": _now(desk),
    }
    _head(key="head", data=shown)


def _marks(desk: Desk) -> list[dict[str, str]]:
    row, marks = desk.face.row, []
    if row.importance == "key":
        marks.append((_(IMPORTANCE_NAMES[Importance.KEY]), "yellow"))
    if row.urgency != "normal":
        marks.append((_(URGENCY_NAMES[row.urgency]), "red" if row.urgency == "express" else "yellow"))
    if desk.face.difficult:
        marks.append((_("Difficult"), "yellow"))
    if desk.papers is not None and desk.papers.fast_ground:
        marks.append((_("Fast track"), "yellow"))
    if row.internal:
        marks.append((_("Internal"), ""))
    return [{"text": text, "tone": tone} for text, tone in marks]


def _cells(desk: Desk) -> list[dict[str, object]]:
    face, row = desk.face, desk.face.row
    cells = [_status(row, desk.today)]
    if row.lead:
        handler = _("Handler: {name}", name=row.handler) if row.handler else ""
        cells.append({"label": _("Lead department"), "text": row.lead, "under": handler})
    if row.due_day is not None:
        cells.append(_due(row))
    if row.state not in (State.DRAFT, State.SIGNING_OFF):
        cells.append(_progress(desk))
    cells.append({"label": _("Supervising department"), "text": face.supervising})
    if row.round > 1:
        cells.append({"label": _("Round"), "text": str(row.round)})
    return cells


def _status(row: Row, today: date) -> dict[str, object]:
    return {
        "label": _("Status"),
        "text": f"{LAMPS[row.lamp][0]} {_lamp(row, today)}",
        "under": "" if row.lamp == Lamp.GREY else _(STATE_NAMES[row.state]),
        "tone": str(row.lamp),
    }


def _lamp(row: Row, today: date) -> str:
    """The lamp in words: at rest it is the state that says why."""
    if row.lamp == Lamp.GREY:
        return _(STATE_NAMES[row.state])
    if row.due_day is None or row.state not in (State.ISSUED, State.WORKING):
        return _(LAMP_NAMES[row.lamp])
    left = (row.due_day - today).days
    if left < 0:
        return _("{n} d overdue", n=-left)
    if row.lagging:
        return _("Lagging, {n} d left", n=left)
    return _("Due today") if left == 0 else _("{n} d left", n=left)


def _due(row: Row) -> dict[str, object]:
    under = ""
    if row.extensions:
        under = _("First {day}, {n} × extended", day=row.original_due_day, n=row.extensions)
    elif row.original_due_day not in (None, row.due_day):
        under = _("First {day}", day=row.original_due_day)
    return {"label": _("Due day"), "text": day(row.due_day), "under": under}


def _progress(desk: Desk) -> dict[str, object]:
    row, papers = desk.face.row, desk.papers
    running = row.state in (State.ISSUED, State.WORKING)
    expected = papers.expected if papers is not None and running else None
    under = "" if not expected else _("Expected by today: {percent} %", percent=expected)
    return {
        "label": _("Progress"),
        "text": f"{row.percent} %",
        "percent": row.percent,
        "expected": expected or None,
        "under": under,
    }


def _now(desk: Desk) -> list[dict[str, str]]:
    """Whose move it is: what is open, soonest first; nobody carries out what they have not signed for."""
    if desk.papers is None or desk.face.row.state == State.PAUSED:
        return []
    turns = [one for one in desk.papers.turns if one.done_at is None and one.kind != Kind.READ]
    signing = {one.holder for one in turns if one.kind == Kind.SIGN}
    if desk.face.row.state in (State.CHECKING, State.APPROVING):
        turns = [one for one in turns if one.kind != Kind.DO or one.part_id is not None]
    steps = {step.id: step.name for step in desk.papers.steps}
    told: dict[tuple[str, str, str], dict[str, str]] = {}
    for one in sorted(turns, key=lambda one: (one.due_day is None, one.due_day or date.max)):
        if one.kind == Kind.DO and one.holder in signing:
            continue
        late = one.due_day is not None and one.due_day < desk.today
        what = steps.get(one.node_id or 0) or _(KIND_NAMES[one.purpose or one.kind])
        text = " · ".join(part for part in (one.holder, what, day(one.due_day)) if part)
        told.setdefault((one.kind, one.purpose, one.holder), {"text": text, "tone": "red" if late else ""})
    return list(told.values())[:MOST_TURNS]


def title(face: Face) -> str:
    """What the browser's tab is called."""
    return f"{face.row.number} {face.row.title}".strip()
