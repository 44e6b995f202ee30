"""Entries in a row, newest first: reports, decisions, remarks, the timeline. One message each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

_feed = st.components.v2.component(
    "luoshi_feed",
    html="<ol></ol>",
    css=(HERE / "feed.css").read_text("utf-8"),
    js=(HERE / "feed.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word beside the name; the tone is red, yellow, green, strong or nothing."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """`said` makes it one sentence after the name; `text` stands below, `facts` are labels with values."""

    who: str
    when: str
    text: str = ""
    said: str = ""
    tags: Sequence[Tag] = ()
    facts: Sequence[tuple[str, str]] = field(default=())


def feed(key: str, entries: Sequence[Entry], *, line: bool = False) -> None:
    """`line`: as a line through time instead of as blocks."""
    shown = [asdict(entry) for entry in entries]
    for one in shown:
        one["facts"] = [[label, text] for label, text in one["facts"] if text]
    _feed(key=key, data={"entries": shown, "line": line})
