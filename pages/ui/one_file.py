"""One file read in the browser and handed to the screen as bytes: a sheet to import, for instance.

    handed = one_file("sheet", label=_("Excel file"), accept=".xlsx")
    if handed: core.read(handed.content, name=handed.name)

It stays with this session until `forget` or another file. What is kept for good goes through web/files.py.
"""

import base64
import binascii
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.i18n import _

HERE = Path(__file__).parent
LARGEST = 5 * 1024 * 1024

_picker = st.components.v2.component(
    "luoshi_one_file",
    html='<label><input type="file"><b></b><span></span></label><p role="status"></p>',
    css=(HERE / "one_file.css").read_text("utf-8"),
    js=(HERE / "one_file.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Handed:
    name: str
    content: bytes


def one_file(key: str, *, label: str, accept: str) -> Handed | None:
    """The file that the reader chose last, if any."""
    kept = chosen(key)
    texts = {
        "label": label,
        "choose": _("Choose a file or drop it here"),
        "large": _("The file is larger than {limit} MB.", limit=LARGEST // 1024 // 1024),
        "broken": _("The file could not be read."),
    }
    data = {"texts": texts, "accept": accept, "limit": LARGEST, "name": kept.name if kept else ""}
    _picker(key=key, data=data, on_chosen_change=lambda: _keep(key))
    return kept


def chosen(key: str) -> Handed | None:
    """The same from a callback, without drawing anything."""
    kept = st.session_state.get(_slot(key))
    return Handed(kept[0], base64.b64decode(kept[1])) if kept else None


def forget(key: str) -> None:
    st.session_state.pop(_slot(key), None)


def _keep(key: str) -> None:
    """Text only in the session state; what is no file of ours is dropped."""
    sent = st.session_state[key].chosen
    if not isinstance(sent, dict):
        return
    name, content = str(sent.get("name", "")), str(sent.get("content", ""))
    try:
        size = len(base64.b64decode(content, validate=True))
    except (binascii.Error, ValueError):
        return
    if size <= LARGEST:
        st.session_state[_slot(key)] = [name, content]


def _slot(key: str) -> str:
    return f"{key}::file"
