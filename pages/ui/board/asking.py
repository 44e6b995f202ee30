"""The form that a drop asks for, over the board: the same pieces as on the page of the task.

Which one is open stands in the address, as there: a reload or signing in again finds it.
"""

import streamlit as st

from core.errors import DomainError
from core.i18n import _
from core.tasks import Move
from pages.ui.reader import look
from pages.ui.tasks.act import ask
from pages.ui.tasks.bar import label
from pages.ui.tasks.moving import DO, TURN, leave_move
from pages.ui.tasks.reading import Desk, opened, read
from pages.ui.text import md

CARD, TO = "card", "to"


def open_form(task_id: int, name: str, to: int) -> None:
    """From a callback: the form of this command comes next."""
    st.query_params.update({DO: name, CARD: str(task_id), TO: str(to)})


def held() -> tuple[int, int] | None:
    """The card whose form is open, and the place of the column into which it was dropped."""
    card, to = number(CARD), number(TO)
    return (card, to) if DO in st.query_params and card is not None and to is not None else None


def number(name: str) -> int | None:
    text = st.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def close() -> None:
    leave_move()
    for name in (CARD, TO):
        st.query_params.pop(name, None)


def form() -> None:
    """Draws the dialog if one is open and the move is still allowed."""
    card = number(CARD)
    if card is None:
        return
    found = _desk(card)
    if found is None:
        close()
        return
    st.dialog(md(label(*found, alone=False)), width="medium", on_dismiss=close)(_body)(card)


def _body(card: int) -> None:
    """Runs again on its own with each touch; ended or no longer allowed, the board comes back."""
    found = _desk(card)
    if found is None:
        close()
        st.rerun()
    else:
        desk, move = found
        st.markdown(f"**{md(desk.face.row.title)}**  \n:gray[{md(desk.face.row.number)}]")
        ask(desk, move)


def _desk(card: int) -> tuple[Desk, Move] | None:
    doing, turn_id = st.query_params.get(DO, ""), number(TURN)
    if not doing:
        return None
    try:
        with look() as work:
            desk = read(work, task_id=card, doing=doing, turn_id=turn_id, tab="", wanted="")
    except DomainError as error:
        st.toast(md(error.for_user), icon=":material/error:")
        return None
    move = opened(desk.face, doing, turn_id)
    if move is None:
        st.toast(_("This was done already, or it is no longer asked for."), icon=":material/error:")
        return None
    return desk, move
