"""What is kept: thumbnails and names; pictures and PDF open in place, all through the checked route."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from core.files import SHOWN_IN_PLACE, FileFact
from core.i18n import _

HERE = Path(__file__).parent

_attachments = st.components.v2.component(
    "luoshi_attachments",
    html='<ul></ul><dialog><header><b></b><a></a><button type="button"></button></header>'
    "<main></main></dialog>",
    css=(HERE / "attachments.css").read_text("utf-8"),
    js=(HERE / "attachments.js").read_text("utf-8"),
)


def attachments(key: str, kept: Sequence[FileFact], *, removable: bool = False) -> int | None:
    """The files as a strip; returns the number of the file that the reader wants removed, once."""
    if not kept:
        return None
    data = {
        "files": [_shown(fact) for fact in kept],
        "removable": removable,
        "texts": {
            "close": _("Close"),
            "download": _("Download"),
            "remove": _("Remove"),
            "sure": _("Remove this file? It stays in the history."),
        },
    }
    picked: Any = _attachments(key=key, data=data, on_removed_change=_rerun).removed
    return int(picked["value"]) if picked else None


def _shown(fact: FileFact) -> dict[str, object]:
    return {
        "id": fact.id,
        "name": fact.name,
        "address": fact.address,
        "picture": fact.is_image,
        "inPlace": fact.media_type in SHOWN_IN_PLACE,
        "by": fact.uploader,
    }


def _rerun() -> None:
    """A component hands over its triggers only where somebody listens."""
