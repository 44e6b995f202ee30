"""What screens show again and again: lamps, facts, emptiness, page numbers, an unexpected error."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.i18n import N_, Text, _
from pages.ui.text import md

LAMPS: dict[str, tuple[str, str, Text]] = {
    "green": ("●", "green", N_("On course")),
    "yellow": ("▲", "orange", N_("Near due")),
    "red": ("■", "red", N_("Overdue")),
    "grey": ("○", "gray", N_("At rest")),
}


def lamp(colour: str, text: str = "") -> str:
    """A lamp as markdown: always a sign and a text beside the colour."""
    sign, shade, name = LAMPS[colour]
    return f":{shade}[{sign} {md(text or _(name))}]"


def facts(rows: Sequence[tuple[str, object]], *, columns: int = 2) -> None:
    """Label and value, compact; values are people's text. Rows without a value are left out."""
    shown = [(label, str(value)) for label, value in rows if value not in (None, "")]
    with st.container(key=None, gap="xxsmall"):
        for start in range(0, len(shown), columns):
            cells = st.columns(columns, gap="small")
            for cell, (label, value) in zip(cells, shown[start : start + columns], strict=False):
                cell.markdown(f":gray[{md(label)}]  {md(value)}")


def empty(
    text: str, action: str = "", on_click: Callable[[], None] | None = None, *, key: str = "empty"
) -> None:
    """Nothing here yet, and what to do about it."""
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.markdown(f":gray[:material/inbox: {md(text)}]", width="content")
        if action:
            st.button(action, key=key, on_click=on_click)


def pager(total: int, size: int, *, key: str = "page") -> int:
    """The page the reader is on, from 1; it stands in the address under `key`."""
    pages = max(1, -(-total // size))
    if pages == 1:
        st.caption(_("{count} in all", count=total))
        return 1
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(_("{count} in all", count=total))
        return st.pagination(pages, key=key, bind="query-params")


def error_card(reference: str) -> None:
    """Something broke that nobody foresaw: a number to tell, and a way on."""
    st.error(
        _("Something went wrong. Nothing half-done was saved. Reference number: {number}", number=reference),
        icon=":material/report:",
    )
    st.button(_("Continue"), key=f"continue-{reference}")
