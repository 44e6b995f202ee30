"""The fields of a form. Each keeps its draft on every change and says below what was refused.

`ui.line("report-12", "next_step", _("Next step"))` is the widget `report-12:next_step`; it returns its value.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import streamlit as st

from core.i18n import _
from core.text import LINE, PARAGRAPH
from pages.ui.forms import DRAFT, FIELDS, SEEDS, changed, opened, said, slot

Choice = TypeVar("Choice", int, str)


def line(form: str, field: str, label: str, value: str = "", *, limit: int = LINE, **look: Any) -> str:
    key = _ready(form, field, value)
    typed = st.text_input(label, key=key, max_chars=limit, on_change=changed, args=(form, field), **look)
    said(form, field)
    return typed or ""


def secret(form: str, field: str, label: str, **look: Any) -> str:
    """A password: never kept as a draft."""
    key = _ready(form, field, "", draft=False)
    typed = st.text_input(label, key=key, type="password", **look)
    said(form, field)
    return typed or ""


def paragraph(
    form: str,
    field: str,
    label: str,
    value: str = "",
    *,
    limit: int = PARAGRAPH,
    height: int = 96,
    **look: Any,
) -> str:
    key = _ready(form, field, value)
    typed = st.text_area(
        label, key=key, max_chars=limit, height=height, on_change=changed, args=(form, field), **look
    )
    said(form, field)
    return typed or ""


def pick(
    form: str, field: str, label: str, choices: Mapping[Choice, str], value: Choice | None = None, **look: Any
) -> Choice | None:
    """One of the choices by its code; none yet without a `value`. The names may be anybody's text."""
    key = _ready(form, field, value)
    preset = value if value in choices else None
    if st.session_state[key] not in choices:
        st.session_state[key] = preset
    look.setdefault("placeholder", _("Choose"))
    picked = st.selectbox(
        label,
        list(choices),
        index=None if preset is None else 0,
        format_func=lambda code: choices.get(code, str(code)),
        key=key,
        on_change=changed,
        args=(form, field),
        **look,
    )
    said(form, field)
    return picked


def picks(
    form: str,
    field: str,
    label: str,
    choices: Mapping[Choice, str],
    value: Sequence[Choice] = (),
    **look: Any,
) -> list[Choice]:
    """Any number of the choices."""
    key = _ready(form, field, list(value))
    st.session_state[key] = [code for code in st.session_state[key] or [] if code in choices]
    look.setdefault("placeholder", _("Choose"))
    look.setdefault("select_all", False)  # it would say so in English
    picked = st.multiselect(
        label,
        list(choices),
        format_func=lambda code: choices.get(code, str(code)),
        key=key,
        on_change=changed,
        args=(form, field),
        **look,
    )
    said(form, field)
    return list(picked)


def segment(
    form: str, field: str, label: str, choices: Mapping[Choice, str], value: Choice | None = None, **look: Any
) -> Choice | None:
    """A few choices side by side, for one thumb. The names are ours: they may carry markdown."""
    key = _ready(form, field, value)
    if st.session_state[key] not in choices:
        st.session_state[key] = None
    picked = st.segmented_control(
        label,
        list(choices),
        format_func=lambda code: choices.get(code, str(code)),
        key=key,
        on_change=changed,
        args=(form, field),
        **look,
    )
    said(form, field)
    return picked


def day(
    form: str,
    field: str,
    label: str,
    value: date | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
    **look: Any,
) -> date | None:
    key = _ready(form, field, value)
    kept = _as_day(st.session_state[key])
    outside = kept is None or (first is not None and kept < first) or (last is not None and kept > last)
    if outside or kept is not st.session_state[key]:
        st.session_state[key] = None if outside else kept
    typed = st.date_input(
        label,
        None,
        min_value=first,
        max_value=last,
        key=key,
        format="YYYY-MM-DD",
        on_change=changed,
        args=(form, field),
        **look,
    )
    said(form, field)
    return typed if isinstance(typed, date) else None


def number(
    form: str,
    field: str,
    label: str,
    value: int | float | Decimal | None = None,
    *,
    least: int | float | None = None,
    most: int | float | None = None,
    step: int | float = 1,
    **look: Any,
) -> Any:
    key = _ready(form, field, value)
    kept = value if st.session_state[key] is None else st.session_state[key]
    if kept is not None:
        st.session_state[key] = _within(type(step)(kept), least, most)
    preset: Any = None if value is None else "min"
    typed = st.number_input(
        label, least, most, preset, step, key=key, on_change=changed, args=(form, field), **look
    )
    said(form, field)
    return typed


def percent(form: str, field: str, label: str, value: int = 0, **look: Any) -> int:
    """A share of the whole, moved with one thumb."""
    key = _ready(form, field, value)
    st.session_state[key] = _within(int(st.session_state[key] or 0), 0, 100)
    moved = st.slider(
        label, 0, 100, step=5, format="%d %%", key=key, on_change=changed, args=(form, field), **look
    )
    said(form, field)
    return int(moved)


def tick(form: str, field: str, label: str, value: bool = False, **look: Any) -> bool:
    key = _ready(form, field, value)
    ticked = st.checkbox(label, key=key, on_change=changed, args=(form, field), **look)
    said(form, field)
    return ticked


def _ready(form: str, field: str, value: Any, *, draft: bool = True) -> str:
    """The widget's key; what it holds at first is the draft, else `value`."""
    opened(form)
    state = st.session_state
    state[slot(form, FIELDS)][field] = draft
    key = f"{form}:{field}"
    if key not in state:
        state[key] = state[slot(form, DRAFT)].get(field, value)
        state[slot(form, SEEDS)][field] = state[key]
    return key


def _as_day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def _within(value: Any, least: Any, most: Any) -> Any:
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)
