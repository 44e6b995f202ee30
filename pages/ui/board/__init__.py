"""The board as one component: columns, lanes, cards, filters, drag by mouse, touch and keyboard, live.

shaping.py   from cards of core to one compact message
asking.py    the form that a drop asks for, as a dialog
*.js         model, draw, moves, drag, keys, menu, bar, live, board: one script, in this order

    mount("board", contents, on_moved=…, on_narrowed=…, on_pinned=…, on_pulse=…) gives what was opened
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
SCRIPTS = ("model", "draw", "moves", "drag", "keys", "menu", "bar", "live", "board")

_board = st.components.v2.component(
    "luoshi_board",
    html=(HERE / "board.html").read_text("utf-8"),
    css=(HERE / "board.css").read_text("utf-8"),
    js="\n".join((HERE / f"{name}.js").read_text("utf-8") for name in SCRIPTS),
)

Heard = Callable[[dict[str, Any]], None]


def mount(
    key: str, contents: bytes, *, on_moved: Heard, on_narrowed: Heard, on_pinned: Heard, on_pulse: Heard
) -> int | None:
    """Draws it; the number of the task that was opened. As bytes Streamlit neither copies nor escapes it."""

    def heard(name: str, told: Heard) -> Callable[[], None]:
        def pass_on() -> None:
            event = st.session_state[key].get(name)
            if isinstance(event, dict):
                told(event)

        return pass_on

    result = _board(
        key=key,
        data=contents,
        on_moved_change=heard("moved", on_moved),
        on_narrowed_change=heard("narrowed", on_narrowed),
        on_pinned_change=heard("pinned", on_pinned),
        on_pulse_change=heard("pulse", on_pulse),
        on_opened_change=lambda: None,
    )
    opened = result.opened
    return int(opened["id"]) if opened else None
