"""Rows of a form that one adds and takes away: supporting departments, steps, owed papers.

Only their numbers are kept here, with the draft; a row's fields are `supporting_3_what` and so on.
"""

from collections.abc import Sequence

import streamlit as st

from pages.ui import forms


def rows(form: str, name: str, start: Sequence[int]) -> list[int]:
    """The numbers of the rows there are now; `start` those when the form is opened."""
    forms.held(form, _field(name), list(start))
    return rows_of(form, name)


def rows_of(form: str, name: str) -> list[int]:
    state = st.session_state
    held = state.get(forms.slot(form, forms.HELD), {}).get(_field(name), [])
    return list(state.get(forms.slot(form, forms.DRAFT), {}).get(_field(name), held))


def set_rows(form: str, name: str, numbers: Sequence[int]) -> None:
    key = forms.slot(form, forms.DRAFT)
    st.session_state[key] = {**st.session_state.get(key, {}), _field(name): list(numbers)}
    forms.keep(form)


def add_row(form: str, name: str) -> None:
    numbers = rows_of(form, name)
    set_rows(form, name, [*numbers, max(numbers, default=0) + 1])


def drop_row(form: str, name: str, number: int) -> None:
    set_rows(form, name, [one for one in rows_of(form, name) if one != number])


def _field(name: str) -> str:
    return f"{name}_rows"
