"""Name and time over every page, where the office wants to know whose screen was photographed."""

from pathlib import Path

import streamlit as st

from core import administration
from core.actor import Actor
from core.work import look

HERE = Path(__file__).parent

_watermark = st.components.v2.component(
    "luoshi_watermark",
    html='<div class="watermark" aria-hidden="true"></div>',
    css=".watermark { position: fixed; inset: 0; z-index: 999970; pointer-events: none; opacity: 0.1; }",
    js=(HERE / "watermark.js").read_text("utf-8"),
)


def show(actor: Actor) -> None:
    with look(actor) as work:
        house = administration.house(work)
    if house.watermark:
        with st.container(key="watermark"):
            _watermark(key="watermark-over", data={"name": actor.name, "zone": str(work.zone)})
