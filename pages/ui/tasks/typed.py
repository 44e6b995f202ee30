"""What is typed in the form of a task: read into plain facts, and filled in from them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.ui import forms
from pages.ui.tasks.plain import NUMBERS, STEPS, SUPPORTING, TEXTS, Plain, amount, day_of, iso
from pages.ui.tasks.rows import rows

BY_LEVEL, YES, NO = "level", "yes", "no"
WHETHER = {YES: True, NO: False}
BLANK = {"what": "", "name": "", "percent": 0}
COLUMNS = {SUPPORTING: ("department", "what", "day"), STEPS: ("name", "day", "percent")}


def peek(form: str, field: str, value: Any = None) -> Any:
    """What a field holds, or will hold once it is drawn."""
    forms.opened(form)
    draft = st.session_state.get(forms.slot(form, forms.DRAFT), {})
    return st.session_state.get(f"{form}:{field}", draft.get(field, value))


def typed(form: str, at_first: Mapping[str, Any]) -> Plain:
    """The facts as they stand in the form; fields that it does not show keep what they were."""

    def now(field: str) -> Any:
        return peek(form, field, at_first.get(field))

    return {
        **{name: now(name) or "" for name in TEXTS},
        **{name: now(name) for name in NUMBERS},
        "importance": now("importance") or "",
        "urgency": now("urgency") or "",
        "internal": bool(now("internal")),
        "due_day": iso(now("due_day")),
        "quantity": amount(now("quantity")),
        "needs_sign_off": _whether(form, "needs_sign_off", at_first),
        "needs_approval": _whether(form, "needs_approval", at_first),
        SUPPORTING: _rows(form, SUPPORTING, at_first),
        STEPS: _rows(form, STEPS, at_first),
    }


def fill(form: str, facts: Mapping[str, Any]) -> None:
    """Put plain facts into the fields, as if the reader had typed them; one draft for all."""
    known = {**facts, "due_day": day_of(facts.get("due_day"))}
    known["quantity"] = None if facts.get("quantity") is None else float(facts["quantity"])
    for name in ("needs_sign_off", "needs_approval"):
        known[name] = whether(facts.get(name))
    for name in (SUPPORTING, STEPS):
        rows = known.pop(name, None) or []
        known[f"{name}_rows"] = list(range(1, len(rows) + 1))
        for number, row in enumerate(rows, start=1):
            known |= {f"{name}_{number}_{field}": value for field, value in _row(name, row).items()}
    _put(form, known)


def whether(needed: bool | None) -> str:
    return BY_LEVEL if needed is None else YES if needed else NO


def first_row(name: str, at_first: Mapping[str, Any], number: int) -> dict[str, Any]:
    """What a row holds when the form is opened; a row that was added holds nothing."""
    rows = at_first.get(name) or []
    return _row(name, rows[number - 1]) if number <= len(rows) else {}


def _row(name: str, row: Any) -> dict[str, Any]:
    values = dict(zip(COLUMNS[name], row, strict=True))
    return {**values, "day": day_of(values["day"])}


def _rows(form: str, name: str, at_first: Mapping[str, Any]) -> list[list[Any]]:
    """The rows that hold anything, in order."""
    there = rows(form, name, range(1, len(at_first.get(name) or []) + 1))
    read = [_typed_row(form, name, number, first_row(name, at_first, number)) for number in there]
    return [row for row in read if any(value not in (None, "", 0) for value in row)]


def _typed_row(form: str, name: str, number: int, first: Mapping[str, Any]) -> list[Any]:
    row = {field: peek(form, f"{name}_{number}_{field}", first.get(field)) for field in COLUMNS[name]}
    row["day"] = iso(row["day"])
    return [BLANK.get(field) if value is None else value for field, value in row.items()]


def _whether(form: str, name: str, at_first: Mapping[str, Any]) -> bool | None:
    return WHETHER.get(peek(form, name, whether(at_first.get(name))))


def _put(form: str, values: Mapping[str, Any]) -> None:
    forms.opened(form)
    state = st.session_state
    for field, value in values.items():
        if not field.endswith("_rows"):
            state[f"{form}:{field}"] = value
            state[forms.slot(form, forms.FIELDS)].setdefault(field, True)
    state[forms.slot(form, forms.DRAFT)] = {**state.get(forms.slot(form, forms.DRAFT), {}), **values}
    forms.keep(form)
