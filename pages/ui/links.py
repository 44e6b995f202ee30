"""Links to what our own routes hand out: lists as Excel, papers as Word, a case file.

ui.downloads("papers", [(_("Notice"), "/download/notice?id=12")])
"""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_links = st.components.v2.component(
    "luoshi_links",
    html='<div class="links"></div>',
    css=(HERE / "links.css").read_text("utf-8"),
    js=(HERE / "links.js").read_text("utf-8"),
)


def downloads(key: str, links: Sequence[tuple[str, str]]) -> None:
    """Label and address, side by side; the right is checked where they lead."""
    _links(key=key, data={"links": [list(one) for one in links]}, width="content")
