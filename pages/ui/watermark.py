"""Name and time over every page, where the office wants to know whose screen was photographed."""

from pathlib import Path

import streamlit as st

from core.actor import Actor

HERE = Path(__file__).parent

_watermark = st.components.v2.component(
    "luoshi_watermark",
    html='<div class="watermark" aria-hidden="true"></div>',
    css=".watermark { position: fixed; inset: 0; z-index: 999970; pointer-events: none; opacity: 0.1; }",
    js=(HERE / "watermark.js").read_text("utf-8"),
)


def show(actor: Actor, zone: str) -> None:
    with st.container(key="watermark"):
        _watermark(key="watermark-over", data={"name": actor.name, "zone": zone})
