"""The form of a move, in the place of the buttons: its fields and its own buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from core.i18n import N_, Text, _
from core.tasks import NAMES, Move
from pages.ui import forms
from pages.ui.attempts import submit
from pages.ui.tasks.asks import FIELDS
from pages.ui.tasks.bar import label
from pages.ui.tasks.moving import hand_in, leave_move, name_of
from pages.ui.tasks.reading import Desk
from pages.ui.text import md

WIDTH = 760


@dataclass(frozen=True, slots=True)
class Button:
    """`says` goes with the values of the form."""

    label: Text
    says: Mapping[str, Any] = field(default_factory=dict)


BUTTONS: dict[str, tuple[Button, ...]] = {
    "sign_off": (Button(N_("Agree"), {"agreed": True}), Button(N_("Do not agree"), {"agreed": False})),
    "decide_extension": (
        Button(N_("Grant the day"), {"agreed": True}),
        Button(N_("Refuse"), {"agreed": False}),
    ),
    "decide_reassignment": (
        Button(N_("Give it to that department"), {"agreed": True}),
        Button(N_("Confirm the department"), {"agreed": False}),
    ),
    "report": (Button(N_("Hand in the report")),),
    "report_part": (Button(N_("Hand in the report")),),
    "ask_extension": (Button(N_("Ask")),),
    "ask_reassignment": (Button(N_("Ask")),),
}


def act(desk: Desk, move: Move) -> None:
    with st.container(border=True, width=WIDTH, key="act"):
        st.header(md(label(desk, move, alone=False)), anchor=False)
        ask(desk, move)


def ask(desk: Desk, move: Move) -> None:
    """The fields and the buttons alone: the board shows them in a dialog."""
    form = name_of(desk.id, move)
    forms.hold(form, "version", desk.face.version)
    with forms.form(form):
        FIELDS[move.name](desk, form, move)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            for place, button in enumerate(_buttons(desk, move), start=1):
                submit(
                    form,
                    _(button.label),
                    hand_in,
                    (form, desk.id, move, dict(button.says)),
                    name="submit" if place == 1 else f"submit{place}",
                    type="primary" if place == 1 else "secondary",
                )
            st.button(_("Back"), key="leave", on_click=leave_move, type="tertiary")


def _buttons(desk: Desk, move: Move) -> tuple[Button, ...]:
    if move.name == "mark_difficult":
        lifted = desk.face.difficult
        return (Button(N_("Lift the mark") if lifted else NAMES[move.name], {"difficult": not lifted}),)
    return BUTTONS.get(move.name) or (Button(NAMES[move.name]),)
