"""What screens show again and again: lamps, facts, emptiness, page numbers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import streamlit as st

from core.i18n import N_, Text, _
from pages.ui.text import md

HERE = Path(__file__).parent
Tone = Literal["red", "yellow", "green", "grey"]

_facts = st.components.v2.component(
    "luoshi_facts",
    html="<dl></dl>",
    css=(HERE / "facts.css").read_text("utf-8"),
    js=(HERE / "facts.js").read_text("utf-8"),
)

LAMPS: dict[str, tuple[str, str, Text]] = {
    "green": ("●", "green", N_("On track")),
    "yellow": ("▲", "orange", N_("Attention")),
    "red": ("■", "red", N_("Overdue")),
    "grey": ("○", "gray", N_("At rest")),
}
# The colours of slips: a sign of their own each, because colour alone says nothing to some readers.
SLIPS: dict[str, tuple[str, str]] = {
    "blue": ("◆", "blue"),
    "yellow": ("▲", "yellow"),
    "orange": ("◆", "orange"),
    "red": ("■", "red"),
}


def lamp(colour: str, text: str = "") -> str:
    """A lamp as markdown: always a sign and a text beside the colour."""
    sign, shade, name = LAMPS[colour]
    return f":{shade}[{sign} {md(text or _(name))}]"


def facts(rows: Sequence[tuple[str, object]], *, columns: int = 2, key: str | None = None) -> None:
    """Label and value, aligned and compact; values are people's text, `lamp_cell(…)` or `toned(…)`.

    Rows without a value are left out.
    """
    shown = [[label, _fact(value)] for label, value in rows if value not in (None, "")]
    _facts(key=key, data={"rows": shown, "columns": columns})


def lamp_cell(colour: str, text: str = "") -> dict[str, str]:
    """A lamp in a table or among facts."""
    sign, _shade, name = LAMPS[colour]
    return {"colour": colour, "sign": sign, "text": text or _(name)}


def slip_cell(colour: str, text: str) -> dict[str, str]:
    """The name of a slip in its colour."""
    sign, shade = SLIPS[colour]
    return {"colour": shade, "sign": sign, "text": text}


def toned(text: str, tone: Tone) -> dict[str, str]:
    """A text in one of the lamps' colours: an overdue day."""
    return {"text": text, "tone": tone}


def _fact(value: object) -> object:
    return value if isinstance(value, dict) else str(value)


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
